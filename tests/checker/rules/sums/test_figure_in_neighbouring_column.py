"""A figure in the cell beside its own: reported where the row, or the kind of the cell, proves it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from msgspec import structs
from tests.checker.rules.dumped import changed, found, read
from tests.reader.dumps import dump

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.model import Placed, PlacedPiece
from mingzhang.scheme import load_scheme

OFFICE = "办公费\t办公经费\t3.10\t\t3.10"
IN_OFFICE = "表六 办公费 办公经费"
HOUSING = "2210201\t住房公积金\t3.36\t3.36\t\t\t\t\t\n"
TOTAL = "合计\t\t56.46\t38.96\t17.50"


@pytest.mark.parametrize(
    ("old", "new", "where", "figure", "belongs", "severity"),
    [
        # The row's own sums prove it
        (OFFICE, "办公费\t办公经费\t\t3.10\t3.10", f"{IN_OFFICE} 人员经费", "3.10",
         f"{IN_OFFICE} 合计", None),
        (TOTAL, "合计\t\t56.46\t55.96\t0.50", None, None, None, None),
        # A figure among words, read by the row's sums; of a row that lost its name there are none
        (TOTAL, "合计\t56.46\t\t38.96\t17.50", "表三 合计 合计", "56.46", "表三 合计 合计", None),
        (OFFICE, "办公费\t3.10\t\t\t3.10", "表六 办公费 合计", "3.10", "表六 办公费 合计", "warning"),
        # The row's sums come out all the same; those down the columns do not
        (HOUSING, "2210201\t住房公积金\t3.36\t\t3.36\t\t\t\t\n",
         "表二 2210201 住房公积金 政府性基金", "3.36", "表二 2210201 住房公积金 一般公共预算", None),
        # Nothing wrong, or not this
        (OFFICE, OFFICE, None, None, None, None),
        (OFFICE, "办公费\t办公经费\t3.10\t\t3.01", None, None, None, None),
        (OFFICE, "办公费\t办公经费\t\t\t3.10", None, None, None, None),
    ],
)  # fmt: skip
def test_figure_and_its_column_are_named(
    old: str,
    new: str,
    where: str | None,
    figure: str | None,
    belongs: str | None,
    severity: str | None,
) -> None:
    said = [
        (one.where, one.stated, one.expected, one.severity)
        for one in found("SUM105", changed((old, new)))
    ]

    assert said == ([(where, figure, belongs, severity)] if where else [])


def test_only_one_neighbour_is_named_or_none() -> None:
    """Two figures that would both put the row right: neither is blamed, the sum still is."""
    text = changed(("20126\t档案事务\t48.60\t31.10\t17.50", "20126\t档案事务\t31.10\t\t31.10"))

    assert found("SUM105", text) == []
    assert found("SUM101", text)


def test_figure_of_a_table_with_one_column_for_figures_is_only_mentioned() -> None:
    """It can belong nowhere else: the figure is right, and the cell perhaps a transcription's."""
    text = changed(("合计\t\t\n\n注", "合计\t1.00\n10301\t政府性基金收入\t1.00\n\n注"))
    disclosure = read(text)
    (fact,) = (one for one in disclosure.facts if one.address == "07.合计.amount")
    piece = PlacedPiece(evidence=fact.evidence[0], offset=0)
    moved = Placed(path="tables.07.rows.合计.moved.amount.2", pieces=(piece,))
    disclosure = structs.replace(disclosure, places=(*disclosure.places, moved))
    examined = Examined(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)

    (one,) = known_rules()["SUM105"].check(examined)

    assert isinstance(one, Found)
    assert (one.stated, one.expected, one.severity) == (
        "1.00", "表七 合计 政府性基金收入预算", "info"
    )  # fmt: skip


def test_message_says_in_which_column_it_stands_and_where_it_belongs() -> None:
    rule = known_rules()["SUM105"].rule
    beside, among = (
        found("SUM105", changed(change))[0]
        for change in (
            (OFFICE, "办公费\t办公经费\t\t3.10\t3.10"),
            (TOTAL, "合计\t56.46\t\t38.96\t17.50"),
        )
    )

    assert rule.message.format_map(beside.values) == (
        "3.10万元 印在“表六 办公费 办公经费 人员经费”，"
        "与“表六 商品和服务支出 合计”、“表六 商品和服务支出 人员经费”不符；"
        "它应在本行的“表六 办公费 办公经费 合计”"
    )
    assert rule.message.format_map(among.values) == (
        "56.46 印在“科目名称”，按本行的合计与分项，应在“表三 合计 合计”"
    )


def moved_beside() -> Iterator[str]:
    """The publication with one figure after the other in the empty cell to its right."""
    start, end = dump().index("公开表1\n"), dump().rindex("第三部分")
    for one in re.finditer(r"\t(\d+\.\d\d)\t(?=\t|\n)", dump()):
        if start < one.start() < end:
            yield f"{dump()[: one.start()]}\t\t{one[1]}{dump()[one.end() :]}"


def test_every_figure_moved_one_cell_to_the_right_is_found_in_its_row() -> None:
    texts = list(moved_beside())

    assert len(texts) > 20
    for text in texts:
        first = next(
            at for at, pair in enumerate(zip(text, dump(), strict=False)) if len({*pair}) > 1
        )
        line = text.rfind("\n", 0, first), text.index("\n", first)
        assert any(line[0] < (at or 0) < line[1] for at in starts(text)), text[slice(*line)]


def starts(text: str) -> Iterator[int | None]:
    disclosure = read(text)
    examined = Examined(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)
    for code in ("SUM101", "SUM102", "SUM105"):
        for one in known_rules()[code].check(examined):
            if isinstance(one, Found):
                yield from (piece.start for piece in one.evidence)
