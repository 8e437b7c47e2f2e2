"""模板用语未处理。

查什么：“增加/减少”“增加（减少）”等应择一的说法，“部门（单位）”这样应择一的称呼，“例：”“填写说明：”“本栏必填”，残留的
网页代码（纯文本文件除外，那里分不清是原文有的还是转换时留下的）。
为什么：套用模板而未改，读者不知道说的是哪一种情况。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的内容应当真实、准确。
错例：比上年增加（减少）12.30万元。
改法：按实际情况选一个说法，删去其余的。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.spans import hits, narrative, span_found
from mingzhang.checker.texts import narrow
from mingzhang.scheme import Scheme

RULE = Rule(
    code="TXT103",
    name="template-words-left",
    title="模板用语未处理",
    severity="warning",
    message="{where}“{around}”中的“{stated}”{advice}",
)

_UP_DOWN: Final = "增加|减少|增长|下降|上升|降低|提高|持平"
_CHOICE: Final = re.compile(
    rf"(?:{_UP_DOWN})\s?(?:[/|]\s?(?:{_UP_DOWN})|\(\s?(?:{_UP_DOWN})\s?(?:[/|、]\s?(?:{_UP_DOWN})\s?)*\))"
    rf"|(?:{_UP_DOWN})或(?:{_UP_DOWN})(?=\s?\d)"
    r"|⟨[^⟨⟩\n]*⟩|〈[^〈〉|\n]*\|[^〈〉\n]*〉"
)
_TOLD: Final = re.compile(
    r"(?:(?<=[。;!?(【])|^)\s*(?:例|示例|范例|样例|填写说明|填报说明|编写说明|填表说明|模板)\s?:"
    r"|(?:如无|没有)[^,。;\n]{0,12}[请可]?(?:填|写|删除)[“”无]"
    r"|[(【](?:说明|注|备注|提示|要求)\s?:[^()【】\n]{0,30}(?:填写|填报|据实|删除|保留|选填|必填)[^()【】\n]{0,20}[)】]"
    r"|(?:此处|本栏|本项|此栏|该栏)(?:为|系)?(?:必填|选填|须填|应填|不填)|[(【](?:必填|选填|单选|多选|可多选)[)】]"
    r"|[(【][^()【】\n]{0,12}(?:不(?:超过|少于|得超过)|限)\s?\d+\s?字[^()【】\n]{0,6}[)】]",
    re.MULTILINE,
)
_CHOOSING: Final = (*"/|或⟨〈", *(f"({verb[0]}" for verb in _UP_DOWN.split("|")), "( ")
_TELLING: Final = (
    *("例:", "例 :", "说明:", "说明 :", "模板:", "模板 :", "注:", "提示:", "要求:"),
    *("填", "如无", "没有", "选)", "选】", "字)", "字】", "字以", "字之", "字内"),
)
"""Of these words each match holds one; most texts hold none."""

_MARKUP: Final = re.compile(
    r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>\n]{0,80})?/?>|&(?:nbsp|lt|gt|amp|quot|#\d+);"
)
_BOTH: Final = re.compile(r"部门(?:\(单位\)|[/|]单位)|单位(?:\(部门\)|[/|]部门)")
_OTHERS: Final = re.compile(r"(?:各|有关|相关|所属|直属|[县市区省]直|下属|预算|等|级)$")

_KEPT: Final = 4
"""So many characters after both levels tell a prescribed phrase."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """What a template leaves to be chosen or deleted."""
    for text, found in hits(document, _CHOICE, words=_CHOOSING):
        yield span_found(document, text, found.span(), advice="应择一")
    for text, found in hits(document, _TOLD, words=_TELLING):
        yield span_found(document, text, found.span(), advice="是模板的说明，应删去")
    source = document.disclosure.source
    if source is None or source.media_type != "text/plain":
        yield from _markup(document)
    for text in narrative(document):
        yield from _unchosen(document, text, narrow(text.text))


def _markup(document: Examined) -> Iterator[Found]:
    """The first tag of each text."""
    told = set()
    for text, found in hits(document, _MARKUP, words="<&"):
        if text.path not in told:
            told.add(text.path)
            said = "等是网页代码，应删去"
            yield span_found(document, text, found.span(), severity="info", advice=said)


def _unchosen(document: Examined, text: Prose, plain: str) -> Iterator[Found]:
    """Both levels where one should be named, except in phrases that the scheme prescribes."""
    named = [one for one in _BOTH.finditer(plain) if not _OTHERS.search(plain, 0, one.start())]
    fixed = _fixed(document.scheme) if named else frozenset[str]()
    for found in named:
        if plain[found.start() : found.end() + _KEPT] not in fixed:
            expected = document.words["level"]
            yield span_found(document, text, found.span(), expected=expected, advice="应择一")


def _fixed(scheme: Scheme) -> frozenset[str]:
    """The prescribed phrases that name both levels, with what follows."""
    narrative = scheme.narrative
    texts = [one.text for section in narrative.sections for one in section.paragraphs]
    texts += [variant.text for phrase in narrative.phrases for variant in phrase.variants]
    return frozenset(
        plain[found.start() : found.end() + _KEPT]
        for plain in map(narrow, texts)
        for found in _BOTH.finditer(plain)
    )
