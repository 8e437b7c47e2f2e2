"""Rows are made from the cube, and rows are found again where they were made."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.gold import each_gold
from tests.scheme.lines import ENTITY, LINES, SHANXI, UNITS, cube_of, words

from mingzhang.cube import Coordinate, Line
from mingzhang.model import Row, Table, disclosure_from_json, row_keys
from mingzhang.scheme import load_scheme
from mingzhang.scheme.identities import equalities, sums
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import BoundRow, MadeRow, bind, facts_of, known_facts, make_rows

MOST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(table_id: str, lines: list[Line], level: str = "department") -> list[MadeRow]:
    sides = make_rows(SHANXI, SHANXI.table(table_id), cube_of(lines), words(level), level)
    return [row for _, rows in sides for row in rows]


def printed(table_id: str, lines: list[Line], level: str = "department") -> Table:
    """The table with its labels alone."""
    definition = SHANXI.table(table_id)
    sides = make_rows(SHANXI, definition, cube_of(lines), words(level), level)
    rows = [
        Row(
            side=side.side,
            code=row.code,
            label=row.label,
            government_label=row.government_label,
            cells={},
        )
        for side, made_rows in sides
        for row in made_rows
    ]
    return Table(id=table_id, title="", unit=definition.unit, rows=tuple(rows))


def found(table: Table, lines: list[Line], level: str = "department") -> list[BoundRow]:
    space = cube_of(lines).space
    bound = bind(SHANXI, space, table, words(level), list(UNITS))
    return [row for _, rows in bound for row in rows]


@MOST
@given(lines=LINES, level=st.sampled_from(["department", "unit"]))
def test_rows_are_found_again_at_the_places_they_were_made_for(
    lines: list[Line], level: str
) -> None:
    for table_id in SHANXI.table_ids:
        again = found(printed(table_id, lines, level), lines, level)
        for bound, row in zip(again, made(table_id, lines, level), strict=True):
            assert (bound.place, bound.rule) == (row.place, row.rule), f"{table_id} {row.label}"


@MOST
@given(lines=LINES)
def test_every_amount_of_a_table_is_listed_below_its_total(lines: list[Line]) -> None:
    cube = cube_of(lines)
    for table_id in ("02", "03", "05", "08"):
        rows = made(table_id, lines)
        for size in (3, 5, 7):
            listed = sum(cube.total(row.place) for row in rows if len(row.code or "") == size)
            assert listed == cube.total(rows[0].place), (table_id, size)


def test_codes_stand_in_ascending_order_with_their_parents() -> None:
    lines = [
        Line({"kind": "project", "function": code, "source": "general", "period": "current"}, 100)
        for code in ("2210201", "2012604", "2012601")
    ]
    assert [row.code for row in made("03", lines)] == [
        None, "201", "20126", "2012601", "2012604", "221", "22102", "2210201",
    ]  # fmt: skip


def basic(department: str, government: str, unit: str = ENTITY, amount: int = 1_000_00) -> Line:
    kind = "operating" if department.startswith("302") else "personnel"
    return Line(
        {"period": "current", "source": "general", "kind": kind, "function": "2012601",
         "economic": department, "government_economic": government, "unit": unit},
        amount,
    )  # fmt: skip


def test_an_item_of_two_kinds_of_staff_has_a_row_for_each() -> None:
    lines = [basic("30101", "50501"), basic("30101", "50101"), basic("30201", "50201")]
    assert [(row.label, row.government_label) for row in made("06", lines)] == [
        ("合计", None),
        ("工资福利支出", None),
        ("基本工资", "工资奖金津补贴"),
        ("基本工资", "工资福利支出"),
        ("商品和服务支出", None),
        ("办公费", "办公经费"),
    ]


def project(name: str, unit: str, amount: int = 1_000_00, **members: str) -> Line:
    return Line(
        {"period": "current", "source": "general", "kind": "project", "function": "2012604",
         "project": name, "unit": unit, **members},
        amount,
    )  # fmt: skip


BRANCH = "示范县档案馆"
TWO = [project("库房维护 经费", ENTITY), project("库房维护 经费", BRANCH)]


def test_projects_stand_below_their_units_and_units_below_the_department() -> None:
    assert [str(row.place).partition("current")[2] for row in found(printed("12", TWO), TWO)] == [
        ")",
        f",unit={ENTITY})",
        f",project=库房维护 经费,unit={ENTITY})",
        f",unit={BRANCH})",
        f",project=库房维护 经费,unit={BRANCH})",
    ]


def test_the_depth_of_a_row_counts_the_rows_above_it() -> None:
    assert [row.depth for row in found(printed("12", TWO), TWO)] == [0, 0, 1, 0, 1]
    assert [row.depth for row in found(printed("03", TWO), TWO)] == [0, 0, 1, 2]


def test_a_single_unit_prints_its_own_row_once() -> None:
    lines = [project("库房维护 经费", ENTITY)]
    assert [row.label for row in made("12", lines, "unit")] == [ENTITY, "库房维护 经费"]
    assert [row.label for row in made("12", lines)] == [ENTITY, ENTITY, "库房维护 经费"]
    places = [row.place for row in found(printed("12", lines, "unit"), lines, "unit")]
    assert [place and place.get("project") for place in places] == [None, "库房维护 经费"]


def test_a_table_without_money_keeps_its_fixed_rows() -> None:
    assert [row.label for row in made("13", [])] == []
    assert [row.label for row in made("05", [])] == ["合计"]
    assert len(made("01", [])) == 8 + 33
    assert [row.label for row in made("09", [])] == ["合计"]


def test_width_and_spaces_of_a_label_do_not_count() -> None:
    rows = (
        Row(label="因公出国(境) 费", cells={"total": "1.00"}),
        Row(label="①公务用车 购置费", cells={"total": None}),
        Row(label="合　计", cells={"total": "1.00"}),
    )
    table = Table(id="10", title="", unit="万元", rows=rows)
    members = [row.place and row.place.get("economic") for row in found(table, [])]
    assert members == ["30212", "vehicle_purchase", "three_public"]


def test_a_row_that_no_rule_explains_is_kept_without_a_place() -> None:
    rows = (
        Row(label="合计", cells={"total": "1.00"}),
        Row(label="其中：捐赠", cells={"total": "0.50"}),
        Row(label="社会工作事务", code="20139", cells={"total": "1.00"}),
    )
    table = Table(id="03", title="", unit="万元", rows=rows)
    assert [row.place is None for row in found(table, [])] == [False, True, False]
    facts = list(facts_of(SHANXI, cube_of([]).space, table, words("department"), []))
    assert [fact.address for fact in facts] == ["03.合计.total", "03.20139.total"]


def test_labels_that_stand_twice_are_told_apart_by_their_place() -> None:
    table = printed("04", [])
    general = [row.place for row in found(table, []) if row.row.label == "一、一般公共预算"]
    assert [str(place) for place in general] == [
        "budget(period=current,source=general)",
        "budget(period=carryover,source=general)",
    ]


def test_a_fact_has_its_exact_amount_where_the_cube_is_known() -> None:
    lines = [basic("30101", "50101", amount=12_345_67)]
    table = Table(
        id="03", title="", unit="万元",
        rows=(Row(label="合计", cells={"total": "1.23", "project": None}),),
    )  # fmt: skip
    cube = cube_of(lines)
    facts = list(facts_of(SHANXI, cube.space, table, words("department"), [], cube))
    assert [(fact.coordinate, fact.text, fact.exact) for fact in facts] == [
        (Coordinate.of({"kind": "expenditure"}), "1.23", 12_345_67),
        (Coordinate.of({"kind": "project"}), None, 0),
    ]


@each_gold
def test_every_row_of_a_published_budget_is_found(path: Path) -> None:
    disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    facts = known_facts(scheme, disclosure)
    addresses = {fact.address for fact in facts}
    for table in disclosure.tables:
        for key, row in zip(row_keys(table.rows), table.rows, strict=True):
            wanted = {f"{table.id}.{key}.{column}" for column in row.cells}
            assert wanted <= addresses, (table.id, row.label)


@each_gold
def test_every_identity_of_a_published_budget_holds(path: Path) -> None:
    disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    identities = [*sums(scheme, disclosure), *equalities(scheme, disclosure)]
    assert len(identities) > 350
    broken = [
        (one.whole.address, [part.address for part in one.parts])
        for one in identities
        if not one.holds()
    ]
    # 002 repeats last year's figures in the form of the whole department
    wrong = [["entity_overall.annual.total"]] if path.stem == "002" else []
    assert [parts for _, parts in broken] == wrong


@each_gold
def test_the_members_of_a_published_budget_are_known_to_its_space(path: Path) -> None:
    disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, disclosure, facts)
    units = space.dimensions["unit"]
    assert units.is_within(disclosure.entity.name, "organ")
    everything = {fact.coordinate: Coordinate(measure=fact.coordinate.measure) for fact in facts}
    assert all(space.is_within(one, whole) for one, whole in everything.items())


@pytest.mark.parametrize("level", ["department", "unit"])
def test_units_of_both_levels_have_their_running_costs_in_a_row_each(level: str) -> None:
    lines = [basic("30201", "50201"), basic("30201", "50502", "示范县档案馆")]
    assert [row.label for row in made("11", lines, level)] == ["部门合计", ENTITY]
