"""The scheme of Shanxi, as it lies in the package."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mingzhang.catalog import functional
from mingzhang.scheme import SchemeError, available_schemes, load_scheme
from mingzhang.scheme.definition import HeaderCell, TableDefinition
from mingzhang.scheme.validate import grid_gaps
from mingzhang.scheme.words import ordinal

SHANXI = load_scheme("shanxi", 2025)
TABLES = SHANXI.tables.tables


@pytest.mark.parametrize("year", [2024, 2025, 2026, 2030])
def test_a_scheme_is_in_force_from_its_year_on(year: int) -> None:
    assert load_scheme("shanxi", year).head.first_year == 2024


def test_a_year_before_the_first_is_refused() -> None:
    with pytest.raises(SchemeError, match="方案 shanxi 自 2024 年起适用，没有 2023 年的表样"):
        load_scheme("shanxi", 2023)


def test_an_unknown_scheme_is_refused_with_those_there_are() -> None:
    assert 2024 in available_schemes()["shanxi"]
    with pytest.raises(SchemeError, match=r"没有名为“shanx”的方案，可用：.*shanxi"):
        load_scheme("shanx", 2025)


def filled_grid(rows: Sequence[Sequence[HeaderCell | str]], columns: int) -> list[list[str]]:
    """The header drawn out, each cell repeated over all places that it spans."""
    grid: list[list[str | None]] = [[None] * columns for _ in rows]
    for top, cells in enumerate(rows):
        for one in cells:
            cell = HeaderCell(text=one) if isinstance(one, str) else one
            left = grid[top].index(None)
            for row in range(top, top + cell.rows):
                for column in range(left, left + cell.columns):
                    assert grid[row][column] is None, f"{cell.text} lies on another cell"
                    grid[row][column] = cell.text
    assert all(text is not None for row in grid for text in row)
    return [[text or "" for text in row] for row in grid]


@pytest.mark.parametrize("table", TABLES, ids=SHANXI.table_ids)
def test_every_header_fills_its_grid(table: TableDefinition) -> None:
    columns = sum(len(side.stubs) + len(side.columns) for side in table.sides)
    assert len(filled_grid(table.header, columns)[0]) == columns == len(table.widths)


def test_a_header_over_two_lines_stands_above_both() -> None:
    header = filled_grid(SHANXI.table("02").header, 9)
    assert header[0] == ["项目"] * 2 + ["本年收入"] * 6 + ["上年结转"]
    assert header[1][0] == "科目编码"
    assert header[1][8] == "上年结转"


@pytest.mark.parametrize(
    ("rows", "columns", "gap"),
    [
        ([[(1, 1), (1, 1)]], 2, None),
        ([[(2, 1), (1, 2)], [(1, 1), (1, 1)]], 3, None),
        ([[(1, 2), (1, 1)], [(1, 1)]], 2, None),
        ([[(1, 1)]], 2, (0, "占 1 列，应占 2 列")),
        ([[(1, 2), (1, 1)], [(2, 1)]], 2, (1, "占 2 列，应占 1 列")),
        ([[(1, 3), (1, 1)], [(1, 1)]], 2, (1, "有单元格向下多占 1 行")),
        ([], 2, None),
    ],
)
def test_gaps_in_a_grid_are_found(
    rows: list[list[tuple[int, int]]], columns: int, gap: tuple[int, str] | None
) -> None:
    assert grid_gaps(rows, columns) == gap


def test_tables_are_numbered_in_order() -> None:
    assert SHANXI.table_ids == tuple(f"{number:02d}" for number in range(1, 14))
    assert [table.ordinal for table in TABLES] == [ordinal(number) for number in range(1, 14)]
    assert [table.mark for table in TABLES] == [f"预算公开表{number}" for number in range(1, 14)]


def test_sections_are_numbered_in_order() -> None:
    sections = SHANXI.narrative.sections
    assert [section.id for section in sections] == [f"3.{number}" for number in range(1, 13)]
    assert [section.ordinal for section in sections] == [ordinal(number) for number in range(1, 13)]


def test_cells_have_the_keys_that_other_programs_rely_on() -> None:
    keys = {
        table.id: [[column.key for column in side.columns] for side in table.sides]
        for table in TABLES
    }
    by_kind, by_budget = [["total", "basic", "project"]], [
        ["total", "general", "gov_fund", "state_capital"]
    ]  # fmt: skip
    sources = ["total", "general", "gov_fund", "state_capital", "special_account", "unit_funds"]
    assert keys == {
        "01": [["amount"], ["total", "current", "carryover"]],
        "02": [[*sources, "carryover"]],
        "03": by_kind,
        "04": [["amount"], *by_budget],
        "05": by_kind,
        "06": [["total", "personnel", "operating"]],
        "07": [["amount"]],
        "08": by_kind,
        "09": [["amount"], *by_kind],
        "10": by_budget,
        "11": by_budget,
        "12": [sources],
        "13": by_budget,
    }


@pytest.mark.parametrize("table_id", ["01", "04"])
def test_all_thirty_classes_stand_in_the_tables_of_both_sides(table_id: str) -> None:
    classes = SHANXI.table(table_id).sides[1].bands[0].rows[0].members
    assert classes == tuple(entry.code for entry in functional().children(None))
    assert len(classes) == 30


def test_a_member_is_called_by_its_name_or_else_its_key() -> None:
    assert SHANXI.member_title("function", "20139") == "社会工作事务"
    assert SHANXI.member_title("kind", "year_end") == "年终结转"
    assert SHANXI.member_title("economic", "vehicles") == "公务用车购置及运行费"
    assert SHANXI.member_title("project", "某项目") == "某项目"


def test_the_members_of_a_disclosure_belong_to_their_groups() -> None:
    space = SHANXI.space({"unit": {"某局": ("civil_service",)}, "project": {}})
    assert space.dimensions["unit"].is_within("某局", "organ")
    assert not space.dimensions["unit"].is_within("某局", "institution")
    assert space.dimensions["economic"].groups_of("31013") == (
        "31013", "vehicle_purchase", "310", "vehicles", "three_public",
    )  # fmt: skip


@pytest.mark.parametrize("count", range(len(SHANXI.forms)), ids=[one.kind for one in SHANXI.forms])
def test_second_level_indicators_are_known_by_one_name_only(count: int) -> None:
    for level in SHANXI.forms[count].levels:
        names = [name for two in level.levels for name in (two.name, *two.also)]
        assert len(set(names)) == len(names)


def test_every_reason_is_asked_for_only_where_something_changed() -> None:
    for section in SHANXI.narrative.sections:
        for text in section.texts:
            assert text.optional or (text.when or "").endswith(".change != 0"), text.key
