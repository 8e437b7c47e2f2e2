"""A budget table on a page of ours -> the table of the disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.model import Row, Table
from mingzhang.reader.formats.page_markup import Element
from mingzhang.reader.page.own import text_of
from mingzhang.reader.source import ReadError
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import SideDefinition

__all__ = ["shown_table"]


def shown_table(scheme: Scheme, table_id: str, title: str, element: Element) -> Table:
    """The table in this element, under this title.

    Raises:
        ReadError: the scheme has no such table.
    """
    if table_id not in scheme.table_ids:
        raise ReadError(f"方案 {scheme.name} 没有编号为 {table_id} 的表；请换用发布时的原件")
    line = element.find("./p[@class='line']")
    unit = "" if line is None or not len(line) else text_of(line[-1])
    note = element.find("./div[@class='notes']/p")
    sides = scheme.table(table_id).sides
    found: list[list[Row]] = [[] for _ in sides]
    for row in element.iterfind(".//tbody/tr"):
        for rows, made in zip(found, _beside(sides, list(row)), strict=True):
            if made is not None:
                rows.append(made)
    return Table(
        id=table_id,
        title=title,
        unit=_inside(scheme.tables.unit_line, unit),
        note=None if note is None else _inside(scheme.tables.note_line, text_of(note)),
        rows=tuple(row for rows in found for row in rows),
    )


def _inside(template: str, text: str) -> str:
    """What stands in the place of the only word of a template."""
    before, _, after = template.partition("{")
    return text.removeprefix(before).removesuffix(after.partition("}")[2])


def _beside(sides: Sequence[SideDefinition], cells: Sequence[Element]) -> Iterator[Row | None]:
    """The row of each side in one row of the page; None where a side has none left."""
    at = 0
    for side in sides:
        is_wide = at < len(cells) and cells[at].get("colspan") is not None
        stubs = 1 if is_wide else len(side.stubs)
        own = cells[at : at + stubs + len(side.columns)]
        at += len(own)
        is_row = len(own) > stubs and "number" in own[stubs].get("class", "").split()
        yield _row(side, own, is_wide=is_wide) if is_row else None


def _row(side: SideDefinition, cells: Sequence[Element], *, is_wide: bool) -> Row:
    texts = [text_of(cell) for cell in cells]
    stubs = {"label": texts[0]} if is_wide else dict(zip(side.stubs, texts, strict=False))
    amounts = texts[1 if is_wide else len(side.stubs) :]
    keys = [column.key for column in side.columns]
    return Row(
        side=side.side,
        code=stubs.get("code") or None,
        label=stubs.get("label", ""),
        government_label=stubs.get("government_label") or None,
        cells={key: text or None for key, text in zip(keys, amounts, strict=False)},
    )
