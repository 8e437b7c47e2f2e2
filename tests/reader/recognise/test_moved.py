"""Rows with all their cells are read as they stand; what had to be read otherwise is told."""

from __future__ import annotations

import pytest
from tests.reader.dumps import dump

from mingzhang.model import Disclosure
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document

OFFICE = "办公费\t办公经费\t3.10\t\t3.10"


def read(old: str, new: str) -> Disclosure:
    assert old in dump()
    return read_document(text_document(dump().replace(old, new).encode()))


def cells(found: Disclosure, label: str) -> dict[str, str | None]:
    table = found.table("06")
    assert table is not None
    return next(row.cells for row in table.rows if row.label == label)


def moved(found: Disclosure) -> dict[str, str]:
    return {
        place.path: "".join(piece.evidence.text for piece in place.pieces)
        for place in found.places
        if ".moved." in place.path
    }


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("办公费\t办公经费\t\t3.10\t3.10", [None, "3.10", "3.10"]),
        ("办公费\t办公经费\t3.10\t3.10\t", ["3.10", "3.10", None]),
        ("办公费\t办公经费\t9.99\t\t3.10", ["9.99", None, "3.10"]),
        ("办公费\t办公经费\t\t\t3.10", [None, None, "3.10"]),
    ],
)
def test_a_row_with_all_its_cells_is_read_as_it_stands(row: str, wanted: list[str | None]) -> None:
    found = read(OFFICE, row)

    assert list(cells(found, "办公费").values()) == wanted
    assert moved(found) == {}


def test_a_figure_among_words_is_read_where_it_belongs_and_its_cell_is_told() -> None:
    found = read(OFFICE, "办公费\t3.10\t\t\t3.10")

    assert list(cells(found, "办公费").values()) == ["3.10", None, "3.10"]
    assert list(moved(found).values()) == ["3.10"]
    assert next(iter(moved(found))).endswith(".moved.total.2")


@pytest.mark.parametrize(
    "row", ["办公费\t办公经费\t3.10\t3.10", "办公费\t办公经费\t\t3.10\t\t3.10"]
)
def test_a_row_with_lost_or_gained_cells_is_put_right_without_a_word(row: str) -> None:
    found = read(OFFICE, row)

    assert list(cells(found, "办公费").values()) == ["3.10", None, "3.10"]
    assert moved(found) == {}
