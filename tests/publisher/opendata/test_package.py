"""What a package holds: leaves that add up to what is printed, codes with names, every figure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from msgspec import structs
from tests.compiler.test_compile import LARGER, TWO_UNITS
from tests.compiler.workbooks import compiled
from tests.publisher.opendata.packages import (
    SAMPLES,
    Files,
    descriptor,
    opened,
    package,
    resource,
    rows,
    views,
)
from tests.scheme.test_invented import budget

from mingzhang.compiler import compile_budget
from mingzhang.cube import Coordinate, Fact
from mingzhang.model import Disclosure, Row, row_keys
from mingzhang.publisher.opendata import open_data_files, package_problems
from mingzhang.publisher.opendata.columns import cofog_division
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import known_facts

SCHEME = load_scheme("shanxi", 2026)
PROJECT = "档案数字化经费"


def made(**changes: Any) -> Files:
    """The package of the small department with parts of its workbook replaced."""
    return open_data_files(SCHEME, compiled(**changes).disclosure)


def renamed(name: str) -> Files:
    """The package of the small department, in which a project is called otherwise."""
    disclosure = compiled().disclosure
    key = "".join(name.split())

    def called(row: Row) -> Row:
        return structs.replace(row, label=row.label.replace(PROJECT, name))

    def placed(fact: Fact) -> Fact:
        members = {
            dimension: member.replace(PROJECT, name)
            for dimension, member in fact.coordinate.members
        }
        place = Coordinate.of(members, fact.coordinate.measure, fact.coordinate.year)
        return structs.replace(fact, address=fact.address.replace(PROJECT, key), coordinate=place)

    tables = tuple(
        structs.replace(table, rows=tuple(map(called, table.rows))) for table in disclosure.tables
    )
    facts = tuple(map(placed, disclosure.facts))
    return open_data_files(SCHEME, structs.replace(disclosure, tables=tables, facts=facts))


def misses(scheme: Scheme, disclosure: Disclosure, files: Files) -> list[str]:
    """The printed table figures that the leaves at their coordinate do not add up to, exactly."""
    facts = known_facts(scheme, disclosure)
    space = space_of(scheme, disclosure, facts)
    by_id = {one["fact_id"]: one for one in rows(files, "facts")}
    leaves: dict[str, list[tuple[Coordinate, Decimal]]] = {}
    for view in views(files):
        for row in rows(files, view["name"]):
            place = Coordinate.parse(by_id[row["fact_id"]]["coordinate"])
            leaves.setdefault(view["name"], []).append((place, Decimal(row["value"])))
    sides = {
        f"{table.id}.{key}": row.side
        for table in disclosure.tables
        for key, row in zip(row_keys(table.rows), table.rows, strict=True)
    }
    wrong = []
    for fact in facts:
        row, _, _ = fact.address.rpartition(".")
        if row not in sides:
            continue
        name = "-".join(filter(None, ("table", fact.address.partition(".")[0], sides[row])))
        parts = [
            amount
            for place, amount in leaves.get(name.lower(), ())
            if space.is_within(place, fact.coordinate)
        ]
        if sum(parts) * 100 != (fact.exact or 0):
            wrong.append(fact.address)
    return wrong


@pytest.mark.parametrize("sample", SAMPLES)
def test_leaves_add_up_to_every_figure_of_every_table(sample: str) -> None:
    one = opened(sample)
    assert misses(one.scheme, one.disclosure, package(sample)) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_stated_total_is_the_sum_of_the_rows_and_the_total_of_the_table(sample: str) -> None:
    files = package(sample)
    figures = {one["fact_id"]: one for one in rows(files, "facts")}
    for view in views(files):
        total = view["mingzhang:total"]
        amounts = [Decimal(row["value"]) for row in rows(files, view["name"])]
        assert sum(amounts) == Decimal(total["value"])
        assert sum(Decimal(figures[key]["value"]) for key in total["facts"]) == sum(amounts)
        assert "roundedTo" not in total
        for key in total["facts"]:
            shown = Decimal(figures[key]["text"].replace(",", "")) * 10000
            assert abs(Decimal(figures[key]["value"]) - shown) <= 50


@pytest.mark.parametrize("sample", SAMPLES)
def test_package_conforms(sample: str) -> None:
    assert package_problems(package(sample)) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_displayed_figure_stands_in_the_facts_once(sample: str) -> None:
    shown = [fact for fact in opened(sample).disclosure.facts if fact.text]
    found = rows(package(sample), "facts")
    assert [(one["fact_id"], one["text"], one["unit"]) for one in found] == [
        (fact.address, fact.text, fact.unit) for fact in shown
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_figure_is_a_leaf_or_a_total_and_a_leaf_stands_in_its_view(sample: str) -> None:
    files = package(sample)
    where = {
        row["fact_id"]: view["name"] for view in views(files) for row in rows(files, view["name"])
    }
    for one in rows(files, "facts"):
        assert one["resource"] == where.get(one["fact_id"], "")
        is_in_table = not one["section"].startswith("3") and one["section"]
        assert one["is_total"] == ("" if not is_in_table else
                                   "false" if one["resource"] else "true")  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_same_disclosure_gives_the_same_bytes(sample: str) -> None:
    one = opened(sample)
    assert open_data_files(one.scheme, one.disclosure) == package(sample)


def test_larger_department_with_two_units_and_all_sources_adds_up() -> None:
    disclosure = compiled(units=TWO_UNITS, lines=LARGER).disclosure
    files = open_data_files(SCHEME, disclosure)
    assert misses(SCHEME, disclosure, files) == []
    assert package_problems(files) == []
    revenue = rows(files, "table-07")
    assert revenue
    assert all(row["revenue_level3_code"].startswith(row["revenue_level2_code"]) for row in revenue)
    groups = {row["economic_code"] for row in rows(files, "table-10")}
    assert groups <= {one["code"] for one in rows(files, "codes-economic")}


def test_package_says_what_it_is() -> None:
    tree = descriptor(package("shangdang-zuzhi-2025"))
    assert tree["name"] == "budget-shanxi-2025-007"
    assert tree["profile"] == "tabular-data-package"
    assert tree["countryCode"] == "CN"
    assert tree["fiscalPeriod"] == {"start": "2025-01-01", "end": "2025-12-31"}
    assert tree["licenses"][0]["name"] == "CC-BY-4.0"
    assert tree["columnTypes"][0].endswith("/taxonomies/fiscal/budgets.json")
    assert [one["name"] for one in tree["resources"][:3]] == [
        "table-01-revenue",
        "table-01-expenditure",
        "table-02",
    ]
    assert tree["resources"][0]["title"] == "2025年预算收支总表（收入）"


def test_department_without_a_code_has_a_name_that_catalogues_take() -> None:
    name = descriptor(package("yuxian-shegong-2026"))["name"]
    assert re.fullmatch(r"budget-shanxi-2026-[0-9a-f]{8}", name)
    assert rows(package("yuxian-shegong-2026"), "table-03")[0]["entity_code"].startswith("中国")


def test_row_of_a_view_says_what_its_amount_is() -> None:
    first = rows(made(), "table-03")[0]
    assert first == {
        "fact_id": "03.2012601.basic",
        "fiscal_year": "2026",
        "phase_id": "approved",
        "phase_label": "年初预算",
        "direction": "expenditure",
        "entity_code": "118",
        "entity_label": "示范县档案馆",
        "function_level1_code": "201",
        "function_level1_label": "一般公共服务支出",
        "function_level2_code": "20126",
        "function_level2_label": "档案事务",
        "function_level3_code": "2012601",
        "function_level3_label": "行政运行",
        "cofog_division_code": "08",
        "cofog_division_label": "Recreation, culture and religion",
        "kind_code": "basic",
        "kind_label": "基本支出",
        "value": "311000.49",
    }


def test_class_of_functions_of_several_divisions_has_no_division() -> None:
    assert cofog_division("2210201") == ("10", "Social protection")
    assert cofog_division("2210301") == ("06", "Housing and community amenities")
    assert cofog_division("221") is None
    assert cofog_division("203") == ("02", "Defence")
    assert cofog_division("999") is None
    assert {row["cofog_division_code"] for row in rows(made(), "table-01-expenditure")} == {""}


def test_two_economic_charts_stand_side_by_side() -> None:
    first = rows(made(), "table-06")[0]
    assert (first["economic_level2_code"], first["government_economic_level2_code"]) == (
        "30101",
        "50101",
    )


def test_code_lists_hold_the_codes_above_too() -> None:
    found = {one["code"]: one for one in rows(made(), "codes-function")}
    assert found["2012601"] == {
        "code": "2012601",
        "label": "行政运行",
        "level": "3",
        "within": "20126",
    }
    assert {"20126", "201"} <= set(found)
    assert {one["code"] for one in rows(made(), "codes-project")} == {PROJECT, "库房维护经费"}


def test_view_without_figures_keeps_its_columns_and_says_that_it_is_empty() -> None:
    files = made()
    assert rows(files, "table-08") == []
    one = resource(files, "table-08")
    assert one["description"] == "本表无数据"
    assert one["mingzhang:total"] == {"value": "0.00", "facts": []}
    columns = [field["name"] for field in one["schema"]["fields"]]
    assert {"function_level3_code", "source_code", "value"} <= set(columns)


def test_shares_and_counts_keep_their_units() -> None:
    found = {one["fact_id"]: one for one in rows(made(), "facts")}
    share = next(one for one in found.values() if one["fact_id"].endswith(".share"))
    assert (share["value_unit"], share["is_exact"]) == ("%", "false")
    assert share["derivation"].startswith("share(")
    vehicles = found["3.11.vehicles"]
    assert (vehicles["value"], vehicles["value_unit"]) == ("1", "辆")
    area = found["3.11.area"]
    assert (area["value"], area["value_unit"]) == ("412.5", "平方米")


def displayed(disclosure: Disclosure) -> Disclosure:
    """The disclosure as a reader of the printed document knows it: tables only, nothing exact."""
    return structs.replace(disclosure, facts=())


@pytest.mark.parametrize("sample", SAMPLES)
def test_amounts_known_as_displayed_may_miss_the_total_by_rounding_alone(sample: str) -> None:
    one = opened(sample)
    files = open_data_files(one.scheme, displayed(one.disclosure))
    assert package_problems(files) == []
    totals = [view["mingzhang:total"] for view in views(files) if view["mingzhang:total"]["facts"]]
    assert {total["roundedTo"] for total in totals} == {"100.00"}
    assert {row["value"][-5:] for row in rows(files, "table-03")} == {"00.00"}
    assert {row["is_exact"] for row in rows(files, "facts")} == {"false"}


def test_disclosure_with_one_row_is_a_package() -> None:
    disclosure = compiled().disclosure
    table = disclosure.table("03")
    assert table is not None
    row = Row(code="2012601", label="行政运行", cells={"total": "31.10", "basic": "31.10"})
    one = structs.replace(
        displayed(disclosure), tables=(structs.replace(table, rows=(row,)),), narrative=()
    )
    files = open_data_files(SCHEME, one)
    assert package_problems(files) == []
    assert [row["value"] for row in rows(files, "table-03")] == ["311000.00"]
    assert resource(files, "table-03")["mingzhang:total"] == {
        "value": "311000.00",
        "facts": ["03.2012601.total"],
        "roundedTo": "100.00",
    }


def test_disclosure_without_tables_is_a_package_of_facts_alone() -> None:
    empty = structs.replace(compiled().disclosure, tables=(), facts=(), narrative=())
    files = open_data_files(SCHEME, empty)
    assert list(files) == ["datapackage.json", "data/facts.csv"]
    assert package_problems(files) == []


def test_cell_that_no_rule_explains_stands_in_the_facts_without_coordinate() -> None:
    disclosure = displayed(compiled().disclosure)
    odd = Row(label="说不清的一行", cells={"total": "1.00"})
    tables = tuple(
        structs.replace(one, rows=(*one.rows, odd)) if one.id == "03" else one
        for one in disclosure.tables
    )
    files = open_data_files(SCHEME, structs.replace(disclosure, tables=tables))
    (found,) = [one for one in rows(files, "facts") if "说不清" in one["fact_id"]]
    assert (found["coordinate"], found["text"], found["value"]) == ("", "1.00", "10000.00")


@pytest.mark.parametrize(
    "name", ['档案“数字化”, "一期"', "档案数字化\n（一期）", "数字化,经费", '"']
)
def test_names_with_commas_quotes_and_newlines_are_read_back(name: str) -> None:
    files = renamed(name)
    assert package_problems(files) == []
    assert {row["project_label"] for row in rows(files, "table-12")} == {name, "库房维护经费"}
    assert {row["code"] for row in rows(files, "codes-project")} == {name, "库房维护经费"}


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+经费", "-经费", "@经费", "＝1+1"])
def test_name_that_a_spreadsheet_would_execute_gets_an_apostrophe_everywhere(name: str) -> None:
    files = renamed(name)
    assert package_problems(files) == []
    assert f"'{name}" in {row["project_label"] for row in rows(files, "table-12")}
    assert f"'{name}" in {row["code"] for row in rows(files, "codes-project")}
    for path, data in files.items():
        if path.endswith(".csv"):
            assert not re.search(rf'(^|,)"?{re.escape(name)}', data.decode(), re.M)


def test_files_are_utf8_with_line_feeds_and_a_header() -> None:
    for path, data in made().items():
        text = data.decode()
        assert "\r" not in text
        assert text.endswith("\n")
        assert not text.startswith("\ufeff")
        assert path == "datapackage.json" or re.match(r"(fact_id|code),", text)


def test_scheme_unlike_that_of_shanxi_makes_a_package() -> None:
    disclosure = compile_budget(budget()).disclosure
    scheme = budget().scheme
    files = open_data_files(scheme, disclosure)
    assert package_problems(files) == []
    assert [view["name"] for view in views(files)] == [
        "table-a-from",
        "table-a-to",
        "table-b",
        "table-c",
    ]
    # nothing says which way the money goes, so there is no column of it
    assert "direction" not in rows(files, "table-b")[0]
    # "其中往年" leaves something out: the whole is the leaf, the part stands in the facts alone
    assert {row["fact_id"].rpartition(".")[2] for row in rows(files, "table-a-to")} == {"sum"}
    old = [one for one in rows(files, "facts") if one["fact_id"].endswith("old")]
    assert ("false", "") in {(one["is_total"], one["resource"]) for one in old}
    # the total of 大项目一览 is that of its two units, for nothing stands above them
    assert len(resource(files, "table-c")["mingzhang:total"]["facts"]) == 2
    assert resource(files, "table-c")["mingzhang:total"]["value"] == "296000000.00"
