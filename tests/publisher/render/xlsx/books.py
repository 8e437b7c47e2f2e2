"""Workbooks for the tests of the Excel renderer, and ways to look into what it writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Cell, Grid, Publication
from mingzhang.publisher.render.xlsx import render_xlsx
from mingzhang.scheme import load_scheme
from mingzhang.scheme.labels import Labels

ROOT = Path(__file__).resolve().parents[4]
SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.xlsx"))


@cache
def disclosure(sample: str) -> Disclosure:
    return compile_budget(
        read_budget((ROOT / "samples" / f"{sample}.xlsx").read_bytes())
    ).disclosure


@cache
def composed(sample: str, is_draft: bool = False) -> Publication:
    one = disclosure(sample)
    return compose(load_scheme(one.scheme, one.fiscal_year), one, is_draft=is_draft)


@cache
def rendered(sample: str, is_draft: bool = False) -> bytes:
    one = disclosure(sample)
    labels = Labels(load_scheme(one.scheme, one.fiscal_year), one)
    return render_xlsx(composed(sample, is_draft), one.facts, labels.of)


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(data))


@cache
def book(sample: str) -> Workbook:
    return opened(rendered(sample))


def tables(publication: Publication) -> Iterator[Grid]:
    """The budget tables, in order."""
    for chapter in publication.chapters:
        for block in chapter.blocks:
            if isinstance(block, Grid) and block.short:
                yield block


def laid_out(rows: Iterable[tuple[Cell, ...]], width: int) -> Iterator[tuple[int, int, Cell]]:
    """Each cell with row and column, found independently of the renderer."""
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            yield row, column, cell
            covered |= {
                (row + down, column + right)
                for down in range(cell.rowspan)
                for right in range(cell.colspan)
            }
            column += cell.colspan
        assert column <= width


def shown(cell: Any) -> str:
    """What a spreadsheet shows of a cell with a number format of the renderer's."""
    value, code = cell.value, cell.number_format
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    assert code.removeprefix("#,##").replace(".", "").strip("0") == "", code
    decimals = len(code.partition(".")[2])
    return f"{value:{',' if code.startswith('#') else ''}.{decimals}f}"
