"""A form that no sheet holds is cut into pieces that can be read each for itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publisher.render.docx_samples import expenditure_grid, form_grid, label

from mingzhang.publisher.compose.page import Cell, CellRole, Grid
from mingzhang.publisher.render.paper.fitting import FittedGrid, fit_sheets
from mingzhang.publisher.render.paper.sheet import PORTRAIT


def section(name: str, *groups: int) -> list[tuple[Cell, ...]]:
    """The rows of a section: its name beside groups, each with a name beside so many rows."""
    rows: list[tuple[Cell, ...]] = []
    for number, count in enumerate(groups):
        for at in range(count):
            first = (Cell(name, CellRole.ROW_HEADER, rowspan=sum(groups)),) if not rows else ()
            group = Cell(f"{name}{number}", CellRole.ROW_HEADER, rowspan=count)
            rows.append((*first, *([group] if at == 0 else []), Cell("值", CellRole.TEXT)))
    return rows


def form(*rows: tuple[Cell, ...]) -> Grid:
    return Grid("form-1", "表", (0.2, 0.3, 0.5), (), rows, is_form=True)


def said(piece: FittedGrid) -> list[list[str]]:
    """The texts of each row of a piece, without those that go on from above."""
    return [[slot.cell.text for slot in row.slots if slot.cell] for row in piece.rows]


def test_a_form_that_fits_and_a_table_stay_whole() -> None:
    assert len(fit_sheets(form_grid(1), PORTRAIT)) == 1
    assert len(fit_sheets(expenditure_grid(200), PORTRAIT)) == 1


def test_a_form_is_cut_between_two_sections() -> None:
    pieces = fit_sheets(form(*section("甲", 20, 10), *section("乙", 10, 10)), PORTRAIT)
    assert [len(piece.rows) for piece in pieces] == [30, 20]
    assert said(pieces[1])[0] == ["乙", "乙0", "值"]


def test_labels_are_said_again_where_a_section_must_be_cut() -> None:
    first, second = fit_sheets(form(*section("甲", 55)), PORTRAIT)
    assert said(first)[0] == said(second)[0] == ["甲", "甲0", "值"]
    assert [slot.rows for slot in second.rows[0].slots] == [len(second.rows)] * 2 + [1]
    assert len(first.rows) + len(second.rows) == 55


def test_a_label_that_is_said_again_has_the_room_that_it_needs() -> None:
    name = "一二三四五六七八九十" * 12
    rows = section(name, 40)
    pieces = fit_sheets(form(*rows, (label("填报日期"), label("今日"), label(""))), PORTRAIT)
    for piece in pieces:
        assert piece.height <= PORTRAIT.text_height


def test_a_form_with_a_row_that_is_cut_itself_stays_whole() -> None:
    assert len(fit_sheets(form_grid(1, prose=90), PORTRAIT)) == 1


@pytest.mark.parametrize("taken", [0, 1200, 6000])
@settings(max_examples=25, deadline=None)
@given(
    sections=st.lists(st.lists(st.integers(1, 15), min_size=1, max_size=5), min_size=1, max_size=8)
)
def test_no_row_is_lost_and_each_piece_has_its_sheet(taken: int, sections: list[list[int]]) -> None:
    rows = [
        row for number, groups in enumerate(sections) for row in section(f"第{number}项", *groups)
    ]
    pieces = fit_sheets(form(*rows), PORTRAIT, taken)
    assert sum(len(piece.rows) for piece in pieces) == len(rows)
    for number, piece in enumerate(pieces):
        assert piece.height <= PORTRAIT.text_height - (0 if number else taken)
        assert all(slot.cell is not None for slot in piece.rows[0].slots)
        assert all(sum(slot.columns for slot in row.slots) == 3 for row in piece.rows)
        ends = [at + slot.rows for at, row in enumerate(piece.rows) for slot in row.slots]
        assert max(ends) == len(piece.rows)
