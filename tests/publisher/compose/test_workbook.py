"""Publications as sheets: what stands on which sheet."""

from __future__ import annotations

from tests.publisher.render.docx_samples import (
    body,
    expenditure_grid,
    form_grid,
    landscape,
    portrait,
    publication,
)

from mingzhang.publisher.compose.page import (
    Chapter,
    ContentsEntry,
    Grid,
    Heading,
    Orientation,
)
from mingzhang.publisher.compose.workbook import Book, SheetKind, book_of


def table(number: int) -> tuple[Heading, Grid]:
    grid = expenditure_grid(3, f"table-{number}")
    short = Grid(grid.anchor, grid.label, grid.widths, grid.header, grid.body, short=f"表{number}")
    return Heading(2, f"第{number}张表", f"title-{number}"), short


def outline(*chapters: Chapter, entries: tuple[ContentsEntry, ...] = ()) -> Book:
    return book_of(publication(*chapters, entries=entries))


def test_tables_that_share_a_chapter_have_sheets_of_their_own() -> None:
    part = Heading(1, "第二部分　报表", "part-2", "报表")
    book = outline(landscape(part, *table(1), *table(2)))
    assert [(sheet.name, sheet.kind, sheet.orientation) for sheet in book.sheets] == [
        ("表1", SheetKind.TABLE, Orientation.LANDSCAPE),
        ("表2", SheetKind.TABLE, Orientation.LANDSCAPE),
    ]
    assert [sheet.anchors for sheet in book.sheets] == [("part-2",), ()]
    assert book.sheets[1].pages == (table(2),)


def test_what_stands_before_a_table_is_prose_of_its_part() -> None:
    part = Heading(1, "第二部分　报表", "part-2", "报表")
    book = outline(portrait(part, body("前文"), *table(1), body("后文")))
    assert [sheet.name for sheet in book.sheets] == ["报表", "表1"]
    assert book.sheets[0].pages == ((part, body("前文"), body("后文")),)


def test_forms_share_a_sheet_and_what_follows_them_stays_with_its_part() -> None:
    part = Heading(1, "第三部分　情况说明", "part-3")
    chapters = (
        portrait(part, body("十")),
        portrait(form_grid(1)),
        portrait(form_grid(2)),
        portrait(body("十一")),
    )
    book = outline(*chapters)
    assert [sheet.name for sheet in book.sheets] == ["第三部分情况说明", "绩效目标"]
    assert book.sheets[0].pages == ((part, body("十"), body("十一")),)
    assert book.sheets[1].pages == ((form_grid(1),), (form_grid(2),))


def test_sheet_that_the_contents_leave_out_is_entered_where_it_stands() -> None:
    parts = [Heading(1, f"第{number}部分", f"part-{number}") for number in (3, 4)]
    entries = tuple(ContentsEntry(1, part.text, part.anchor) for part in parts)
    chapters = (portrait(parts[0]), portrait(form_grid(1)), portrait(parts[1]))
    book = outline(*chapters, entries=entries)
    assert [(entry.text, entry.anchor) for entry in book.entries] == [
        ("第3部分", "part-3"),
        ("绩效目标", "sheet-2"),
        ("第4部分", "part-4"),
        ("数据", "sheet-4"),
    ]
