"""标题漏写年度。

查什么：按样式应写年度的封面、标题、表头，没有写年度。
为什么：单独下载一张表的人，看不出是哪一年的数。
依据：省级方案中各标题的样式。
错例：样式为“2025年收支情况”的标题只写“收支情况”。
改法：补上年度。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines, line_found
from mingzhang.checker.rules.identity.patterns import bare, loose
from mingzhang.checker.rules.identity.years import years_in
from mingzhang.scheme.words import filled

RULE = Rule(
    code="NAM105",
    name="year-missing-in-title",
    title="漏写年度",
    severity="warning",
    message="{where}“{line}”没有写年度，应为“{expected}”",
)

_BLANKS: Final = re.compile(r"[（(]?\s*[_＿\s]*年度?[）)]?")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Lines whose template has a year and that have none."""
    for line in frame_lines(document):
        template = _template(document, line)
        if template and "{year}" in template and not any(years_in(line.text)):
            expected = filled(template, dict(document.words))
            if line.kind == "form_title" or _says(line.text, template, document):
                yield line_found(document, line, line.text.strip(), expected, (0, len(line.text)))


def _template(document: Examined, line: FrameLine) -> str | None:
    scheme = document.scheme
    if line.kind == "title":
        return scheme.table(line.owner).title
    if line.kind == "part":
        parts = (part for part in scheme.publication.parts if part.holds == line.owner)
        return next((part.title for part in parts), None)
    if line.kind.startswith("form_"):
        form = scheme.form(document.disclosure.forms[int(line.owner) - 1].kind)
        template = form.title if line.kind == "form_title" else form.year_line
        return template if "[" not in template else None
    return None


def _says(text: str, template: str, document: Examined) -> bool:
    """Whether the line is this one without its year, whole or at its end."""
    words = filled(template, {**document.words, "year": ""})
    rest = bare(words).removeprefix("年度").removeprefix("年")
    if not rest:
        return _BLANKS.fullmatch(text.strip()) is not None
    return re.search(loose(rest), bare(text)) is not None
