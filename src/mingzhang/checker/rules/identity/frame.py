"""The lines around the figures: cover, contents, titles, what stands over tables and forms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.checker.rules.identity.frame_line import FrameLine, section_name
from mingzhang.checker.rules.identity.misread_titles import misread_titles
from mingzhang.model import Placed

__all__ = ["FrameLine", "frame_lines", "line_found", "was_read"]

_OVER_TABLES: Final = {
    "title": "标题",
    "mark": "表号",
    "entity": "名称行",
    "unit": "单位行",
    "header": "表头",
    "note": "注",
}
_AROUND: Final = ("cover.", "contents.", "parts.")
_OVER_FORMS: Final = {"title": "标题", "year_line": "年度行"}


def was_read(document: Examined) -> bool:
    """Whether the disclosure was read from a document, so that its lines are known.

    A file that carries its disclosure has places of what this holds, and no such lines.
    """
    return any(
        one.path.endswith(".title") or one.path.startswith(_AROUND)
        for one in document.disclosure.places
    )


@lru_cache(maxsize=4)
def frame_lines(document: Examined) -> tuple[FrameLine, ...]:
    """All such lines; of a disclosure that was not read the titles alone."""
    if not was_read(document):
        return tuple(_titles(document))
    lines = [line for one in document.disclosure.places if (line := _line(document, one))]
    return (*lines, *misread_titles(document, {(line.kind, line.owner) for line in lines}))


def _titles(document: Examined) -> Iterator[FrameLine]:
    """Titles of tables and sections, which a disclosure has without places too."""
    for table in document.disclosure.tables:
        label = f"表{document.scheme.table(table.id).ordinal}标题"
        yield FrameLine(f"tables.{table.id}.title", "title", table.id, label, table.title)
    for section in document.disclosure.narrative:
        label = f"{document.section_label(section.id)} 标题"
        path = f"narrative.{section.id}.title"
        yield FrameLine(path, "section", section.id, label, section.title)


def _line(document: Examined, placed: Placed) -> FrameLine | None:
    head, _, rest = placed.path.partition(".")
    if not _is_frame(head, rest):
        return None
    text = placed.text if placed.text is not None else _text(placed)
    if not text.strip():
        return None
    if head == "cover":
        return FrameLine(placed.path, "cover", "", "封面", text)
    if head == "contents":
        return FrameLine(placed.path, "contents", "", "目录", text)
    if head == "parts":
        return _part(document, placed.path, rest.partition(".")[0], text)
    if head == "tables":
        return _over_table(document, placed.path, rest, text)
    if head == "forms":
        return _over_form(document, placed.path, rest, text)
    owner = rest.removesuffix(".title")
    label = f"{section_name(document, head, owner)} 标题"
    return FrameLine(placed.path, "section", owner, label, text)


def _is_frame(head: str, rest: str) -> bool:
    """Whether a text of this path stands around figures; most stand in the midst of them."""
    kind = rest.partition(".")[2]
    if head == "tables":
        return kind.partition(".")[0] in _OVER_TABLES
    if head == "forms":
        return kind in _OVER_FORMS
    is_title = head in {"overview", "narrative"} and rest.endswith(".title")
    return is_title or head in {"cover", "contents", "parts"}


def _text(placed: Placed) -> str:
    text = ""
    for piece in placed.pieces:
        text = text.ljust(piece.offset) + piece.evidence.text
    return text


def _part(document: Examined, path: str, holds: str, text: str) -> FrameLine:
    named: dict[str, str] = {part.holds: part.short for part in document.scheme.publication.parts}
    return FrameLine(path, "part", holds, f"“{named.get(holds, holds)}”部分标题", text)


def _over_table(document: Examined, path: str, rest: str, text: str) -> FrameLine:
    owner, kind = rest.split(".")[:2]
    label = f"表{document.scheme.table(owner).ordinal}{_OVER_TABLES[kind]}"
    return FrameLine(path, kind, owner, label, text)


def _over_form(document: Examined, path: str, rest: str, text: str) -> FrameLine | None:
    number, _, kind = rest.partition(".")
    if not number.isdigit():
        return None
    form = document.disclosure.forms[int(number) - 1]
    name = form.project or document.scheme.form(form.kind).name
    return FrameLine(path, f"form_{kind}", number, f"绩效表“{name}” {_OVER_FORMS[kind]}", text)


def line_found(
    document: Examined,
    line: FrameLine,
    stated: str,
    expected: str,
    span: tuple[int, int],
) -> Found:
    """A finding about the characters of a line that the span names."""
    return Found(
        subject=(line.path, stated),
        where=line.label,
        position=_position(line),
        values={"where": line.label, "stated": stated, "expected": expected, "line": line.text},
        stated=stated,
        expected=expected,
        evidence=document.evidence(line.path, *(line.start + at for at in span)),
    )


def _position(line: FrameLine) -> str:
    """Where it belongs in the order of the document; a part stands where what it holds does."""
    return line.owner if line.kind == "part" else line.path
