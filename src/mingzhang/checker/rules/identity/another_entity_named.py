"""写了别的部门或单位的名称。

查什么：封面、各表的名称行、说明文字的固定句式和绩效表抬头中的名称，应是公开主体自己的名称。
为什么：用别的单位的旧文本改写时，最容易留下原单位的名称，公众会以为数字也是别人的。
依据：预算法第十四条：各部门、各单位公开自己的预算。
错例：某县档案馆的公开文本中，表三写着“部门名称：某县图书馆”。
改法：改成本部门（单位）全称；引用文件名、上级单位名的地方不必改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines
from mingzhang.checker.rules.identity.names import is_own_name, named_in_sentences, own_names
from mingzhang.checker.rules.identity.patterns import bare, loose
from mingzhang.checker.rules.wording.draft_marks import before_draft_mark

RULE = Rule(
    code="NAM101",
    name="another-entity-named",
    title="名称与公开主体不符",
    severity="error",
    message="{where}写作“{stated}”，全文的公开主体是“{expected}”",
)

_COLON: Final = re.compile(r"[:：]\s*")
_YEAR: Final = re.compile(r"(?:(?:19|20)\d\d|[一二三四五六七八九〇○零]{4})\s*年|预算|目\s*录|附件")
_BODY: Final = re.compile(
    r".{2,}(?:部|局|厅|委|委员会|办公室|中心|院|会|站|所|队|馆|处|校|学|政府|公司|园|社|台|联|府|室)$"
)
_NEAR: Final = 0.6


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Names in the lines around the figures and in the prescribed sentences."""
    own = document.disclosure.entity.name
    if not own:
        yield Unchecked("名称", "没有读到公开主体的名称")
        return
    for line in frame_lines(document):
        start, end = _name_in(document, line)
        end = start + len(before_draft_mark(line.text[start:end]))
        if start < end and not is_own_name(document, line.text[start:end]):
            yield _found(document, line.path, line.label, line.text, (start, end))
    for prose, start, end in named_in_sentences(document):
        if not is_own_name(document, prose.text[start:end]):
            yield _found(document, prose.path, prose.label, prose.text, (start, end))


def _name_in(document: Examined, line: FrameLine) -> tuple[int, int]:
    """Where the line has a name that should be the publisher's; an empty span if nowhere."""
    text = line.text
    end = len(text.rstrip())
    if line.kind == "entity":
        found = _COLON.search(text)
        return (found.end() if found else end), end
    if line.kind == "form_year_line":
        form = document.scheme.form(document.disclosure.forms[int(line.owner) - 1].kind)
        before, slot, _ = form.year_line.partition("{entity}")
        opening = re.match(loose(before).removesuffix("[：:]") + r"\s*[:：]?\s*", text)
        return (opening.end(), end) if slot and opening else (end, end)
    if line.kind == "cover":
        return _on_cover(document, text)
    return end, end


def _on_cover(document: Examined, text: str) -> tuple[int, int]:
    """A line of the cover, up to the year, that looks like the name of a body."""
    found = _YEAR.search(text)
    end = len(text[: found.start() if found else None].rstrip())
    name, own = bare(text[:end]), [bare(one) for one in own_names(document)]
    if len(name) < 2 or any(name in one or one in name for one in own):
        return end, end
    near = any(SequenceMatcher(None, name, one, autojunk=False).ratio() >= _NEAR for one in own)
    return (0, end) if near or _BODY.fullmatch(name) else (end, end)


def _found(document: Examined, path: str, label: str, text: str, span: tuple[int, int]) -> Found:
    stated, expected = text[slice(*span)], document.disclosure.entity.name
    return Found(
        subject=(path, folded(stated)),
        where=label,
        position=path,
        values={"where": label, "stated": stated, "expected": expected},
        stated=stated,
        expected=expected,
        evidence=document.evidence(path, *span),
    )
