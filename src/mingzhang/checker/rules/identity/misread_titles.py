"""Titles with a slip: lines in place of one that no line of the document is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from difflib import SequenceMatcher
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.identity.frame_line import FrameLine, section_name
from mingzhang.checker.rules.identity.patterns import bare
from mingzhang.scheme.words import filled

__all__ = ["misread_titles"]

_NEAR: Final = 0.75
_LONGEST: Final = 60
_FORM_YEAR: Final = re.compile(r"\s*[（(]?\s*\d{2,6}\s*[)）]?\s*年\s*度?\s*[)）]?")
_NUMBERED: Final = re.compile(r"\s*(?:第[一二三四五六七八九十]部分|[一二三四五六七八九十]+、)")
_LINE: Final = re.compile(r"[^\n]+")


def misread_titles(document: Examined, known: Set[tuple[str, str]]) -> Iterator[FrameLine]:
    """For each table and section without a title the line that comes closest to it.

    Such a line was kept as a part of nothing, or as the last words of what stands before it.
    """
    wanted = [one for one in _wanted(document) if (one[0], one[1]) not in known]
    free = list(_lines(document)) if wanted else []
    for kind, owner, label, title in wanted:
        best = max(free, key=lambda one: _alike(one[2], title), default=None)
        if best and _alike(best[2], title) >= _NEAR:
            free.remove(best)
            path, start, text = best
            yield FrameLine(path, kind, owner, label, text, start)
    yield from _year_lines(document, known)


def _year_lines(document: Examined, known: Set[tuple[str, str]]) -> Iterator[FrameLine]:
    """Year lines of forms that were kept among the labels, since their year is none."""
    for number, form in enumerate(document.disclosure.forms, 1):
        path = f"forms.{number}.labels"
        labels = document.placed.get(path)
        definition = document.scheme.form(form.kind)
        if ("form_year_line", str(number)) in known or labels is None:
            continue
        found = _FORM_YEAR.match(labels.text or "") if "{year}" in definition.year_line else None
        if found:
            name = form.project or definition.name
            label = f"绩效表“{name}” 年度行"
            yield FrameLine(path, "form_year_line", str(number), label, found[0], found.start())


def _alike(text: str, title: str) -> float:
    one, other = bare(folded(text)), bare(folded(title))
    if abs(len(one) - len(other)) * 3 > len(other):
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _wanted(document: Examined) -> Iterator[tuple[str, str, str, str]]:
    """Kind, owner, label and title of what should have a title."""
    scheme, words = document.scheme, dict(document.words)
    for table in scheme.tables.tables:
        yield "title", table.id, f"表{table.ordinal}标题", filled(table.title, words)
    for one in scheme.publication.parts:
        yield "part", one.holds, f"“{one.short}”部分标题", filled(one.title, words)
    for part, some in (
        ("overview", [(o.id, o.ordinal, o.title) for o in scheme.publication.overview]),
        ("narrative", [(o.id, o.ordinal, o.title) for o in scheme.narrative.sections]),
    ):
        for owner, ordinal, title in some:
            label = f"{section_name(document, part, owner)} 标题"
            yield "section", owner, label, f"{ordinal}、{filled(title, words)}"


def _lines(document: Examined) -> Iterator[tuple[str, int, str]]:
    """Short lines that may be titles: of no part, behind a form, lines of their own in a text."""
    subheadings = {
        bare(paragraph.text)
        for section in document.scheme.narrative.sections
        for paragraph in section.paragraphs
        if paragraph.kind == "subheading"
    }
    for placed in document.disclosure.places:
        if placed.text and placed.path.startswith("unplaced.") and len(placed.text) <= _LONGEST:
            yield placed.path, 0, placed.text
        elif placed.path.startswith("forms.") and placed.path.endswith(".labels"):
            for piece in placed.pieces:
                if _NUMBERED.match(piece.evidence.text):
                    yield placed.path, piece.offset, piece.evidence.text
    for prose in document.prose:
        if prose.path.startswith(("overview.", "narrative.")):
            for line in _LINE.finditer(prose.text):
                if len(line[0]) <= _LONGEST and bare(line[0]) not in subheadings:
                    yield prose.path, line.start(), line[0]
