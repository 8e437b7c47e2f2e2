"""Sheets of budget tables, read back by two programs and compared with the composed grids."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
import python_calamine
from lxml import etree
from openpyxl.utils import get_column_letter, range_boundaries
from tests.publisher.render.xlsx.books import (
    SAMPLES,
    book,
    composed,
    disclosure,
    laid_out,
    rendered,
    shown,
    tables,
)

from mingzhang.publisher.compose.page import CellRole, Grid
from mingzhang.publisher.render.xlsx.names import name_of

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
each_sample = pytest.mark.parametrize("sample", SAMPLES)


def first_row(page: Any, grid: Grid) -> int:
    """The row of the sheet, from 1, in which the grid begins: the first with borders."""
    return next(row[0].row for row in page.iter_rows() if row[0].border.top.style)


@each_sample
def test_every_cell_shows_its_text_with_the_type_of_its_role(sample: str) -> None:
    for grid in tables(composed(sample)):
        page = book(sample)[grid.short]
        top = first_row(page, grid)
        for row, column, cell in laid_out((*grid.header, *grid.body), len(grid.widths)):
            found = page.cell(top + row, column + 1)
            assert shown(found) == cell.text, found
            is_number = cell.role is CellRole.NUMBER and cell.text != ""
            assert isinstance(found.value, int | float) == is_number, found


@each_sample
def test_merged_ranges_are_the_spans(sample: str) -> None:
    for grid in tables(composed(sample)):
        page = book(sample)[grid.short]
        top = first_row(page, grid)
        spans = {
            f"{get_column_letter(column + 1)}{top + row}:"
            f"{get_column_letter(column + cell.colspan)}{top + row + cell.rowspan - 1}"
            for row, column, cell in laid_out((*grid.header, *grid.body), len(grid.widths))
            if cell.colspan > 1 or cell.rowspan > 1
        }
        last = top + len(grid.header) + len(grid.body) - 1
        merged = {
            str(one)
            for one in page.merged_cells.ranges
            if top <= range_boundaries(str(one))[1] <= last
        }
        assert merged == spans


def bordered_styles(archive: ZipFile) -> set[str]:
    """The numbers of the styles that draw a line on each side of their cell."""
    root = etree.fromstring(archive.read("xl/styles.xml"))
    borders = [
        {side.tag for side in one if side.get("style")} for one in root.iterfind(f"{S}borders/*")
    ]
    return {
        str(number)
        for number, one in enumerate(root.iterfind(f"{S}cellXfs/*"))
        if len(borders[int(one.get("borderId", "0"))]) == 4
    }


@each_sample
def test_every_place_of_a_table_is_bordered_under_merged_cells_too(sample: str) -> None:
    with ZipFile(BytesIO(rendered(sample))) as archive:
        bordered = bordered_styles(archive)
        for grid in tables(composed(sample)):
            number = book(sample).sheetnames.index(str(grid.short)) + 1
            root = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
            styles = {cell.get("r"): cell.get("s") for cell in root.iter(f"{S}c")}
            top = first_row(book(sample)[grid.short], grid)
            for row in range(top, top + len(grid.header) + len(grid.body)):
                for column in range(len(grid.widths)):
                    assert styles[f"{get_column_letter(column + 1)}{row}"] in bordered


@each_sample
def test_every_displayed_figure_of_a_table_or_form_has_a_name_that_leads_to_it(sample: str) -> None:
    names = book(sample).defined_names
    sections = tuple(f"{one.id}." for one in disclosure(sample).narrative)
    displayed = {
        fact.address: fact.text
        for fact in disclosure(sample).facts
        if fact.text is not None and not fact.address.startswith(sections)
    }
    assert len(displayed) > 200
    assert {name_of(address) for address in displayed} == set(names)
    assert len({name.lower() for name in names}) == len(names)
    for address, text in displayed.items():
        ((sheet, cell),) = names[name_of(address)].destinations
        assert shown(book(sample)[sheet][cell]).replace(",", "") == text, address


@each_sample
def test_table_is_printed_on_one_page_in_width_with_its_head_repeated(sample: str) -> None:
    orientations = {
        block.short: chapter.orientation
        for chapter in composed(sample).chapters
        for block in chapter.blocks
        if isinstance(block, Grid)
    }
    for grid in tables(composed(sample)):
        page = book(sample)[grid.short]
        below = first_row(page, grid) + len(grid.header)
        assert page.print_title_rows == f"$1:${below - 1}"
        assert page.freeze_panes == f"A{below}"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
        assert int(page.page_setup.paperSize) == 9
        lies = page.page_setup.orientation or "portrait"
        assert lies == orientations[grid.short].value
        last = f"${get_column_letter(len(grid.widths))}${page.max_row}"
        assert page.print_area == f"'{grid.short}'!$A$1:{last}"


@each_sample
def test_title_unit_and_notes_stand_round_the_table(sample: str) -> None:
    for grid in tables(composed(sample)):
        page = book(sample)[grid.short]
        top = first_row(page, grid)
        above = [one.value for row in page.iter_rows(1, top - 1) for one in row if one.value]
        assert above == [one for one in (grid.mark, grid.label, grid.left, grid.right) if one]
        below = top + len(grid.header) + len(grid.body)
        after = [one.value for row in page.iter_rows(below) for one in row if one.value]
        assert after == list(grid.notes)
        title = next(row[0] for row in page.iter_rows() if row[0].value == grid.label)
        assert (title.font.name, title.alignment.horizontal) == ("方正小标宋简体", "center")


@each_sample
def test_calamine_reads_numbers_codes_and_merged_ranges(sample: str) -> None:
    workbook = python_calamine.load_workbook(BytesIO(rendered(sample)))
    for grid in tables(composed(sample)):
        sheet = workbook.get_sheet_by_name(str(grid.short))
        rows = sheet.to_python(skip_empty_area=False)
        top = first_row(book(sample)[grid.short], grid) - 1
        for row, column, cell in laid_out((*grid.header, *grid.body), len(grid.widths)):
            value = rows[top + row][column]
            if cell.role is CellRole.NUMBER and cell.text:
                assert isinstance(value, float)
                assert Decimal(repr(value)) == Decimal(cell.text)
            else:
                assert value == cell.text
        assert set(sheet.merged_cell_ranges or []) == {
            ((one.min_row - 1, one.min_col - 1), (one.max_row - 1, one.max_col - 1))
            for one in book(sample)[grid.short].merged_cells.ranges
        }


@each_sample
def test_columns_are_wide_enough_for_every_figure_and_code(sample: str) -> None:
    for grid in tables(composed(sample)):
        page = book(sample)[grid.short]
        widths: dict[int, float] = {}
        for dimension in page.column_dimensions.values():
            for column in range(dimension.min, dimension.max + 1):
                widths[column] = dimension.width
        for _, column, cell in laid_out(grid.body, len(grid.widths)):
            if cell.text.isascii() and cell.colspan == 1:
                assert len(cell.text) <= widths[column + 1], cell
