"""What a changed package is told: each fault is found, with resource, column and row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.publisher.opendata.packages import (
    Files,
    described,
    descriptor,
    field,
    package,
    rows,
    written,
)

from mingzhang.publisher.opendata import PackageProblem, package_problems
from mingzhang.publisher.opendata.taxonomy import own_type, published_types

VIEW = "table-03"
KEYS = (
    "fiscal_year、phase_id、direction、entity_code、function_level1_code、function_level2_code、"
    "function_level3_code、cofog_division_code、kind_code"
)


def said(files: Files) -> list[str]:
    return [str(problem) for problem in package_problems(files)]


def changed(change: Callable[[dict[str, Any]], object]) -> Files:
    return described(package(), change)


def first_amount() -> str:
    return rows(package(), VIEW)[0]["value"]


def test_published_taxonomy_is_whole() -> None:
    types = published_types()
    assert len(types) == 155
    assert types["value"].data_type == "number"
    assert types["date:fiscal-year"].is_unique
    for kind in types.values():
        assert {kind.label_of, kind.prior} <= {None, *types}


def test_own_types_begin_with_the_country() -> None:
    tree = descriptor(package())
    own = [one for one in tree["columnTypes"] if isinstance(one, dict)]
    assert {one["name"].partition(":")[0] for one in own} == {"cn"}
    assert all(own_type(one["name"]).descriptor() == one for one in own)


def test_column_type_that_does_not_exist_is_found() -> None:
    files = changed(lambda tree: field(tree, VIEW, "kind_code").update(columnType="kind:code"))
    assert "资源 table-03，列 kind_code：列类型 kind:code 不存在" in said(files)


def test_column_without_a_type_is_found() -> None:
    files = changed(lambda tree: field(tree, VIEW, "phase_label").pop("columnType"))
    assert said(files) == ["资源 table-03，列 phase_label：没有列类型"]


def test_type_of_data_that_does_not_fit_the_column_type_is_found() -> None:
    files = changed(lambda tree: field(tree, VIEW, "fiscal_year").update(type="string"))
    assert said(files) == [
        "资源 table-03，列 fiscal_year：类型是 string，列类型 date:fiscal-year 应为 integer"
    ]


def test_label_without_its_code_is_found() -> None:
    files = changed(
        lambda tree: field(tree, VIEW, "kind_code").update(columnType="cn:fact:section")
    )
    assert "资源 table-03，列 kind_label：是 expenditure-type:code 的名称，但没有那一列" in said(
        files
    )


def test_second_value_is_found() -> None:
    files = changed(
        lambda tree: field(tree, VIEW, "fiscal_year").update(columnType="value", type="number")
    )
    assert "资源 table-03：类型为 value 的列有 2 个，明细应有一个" in said(files)


def test_view_without_a_value_is_found() -> None:
    files = changed(lambda tree: field(tree, VIEW, "value").update(columnType="cn:fact:value"))
    assert said(files) == ["资源 table-03：类型为 value 的列有 0 个，明细应有一个"]


def test_key_that_leaves_out_a_unique_type_is_found() -> None:
    def shorten(tree: dict[str, Any]) -> None:
        (table,) = [one for one in tree["resources"] if one["name"] == VIEW]
        table["schema"]["primaryKey"].remove("kind_code")

    without = KEYS.removesuffix("、kind_code")
    assert f"资源 table-03：主键是 {without}，应由唯一的列组成：{KEYS}" in said(changed(shorten))


def test_row_that_comes_twice_is_found() -> None:
    first = package()[f"data/{VIEW}.csv"].decode().splitlines()[1]
    files = written(package(), VIEW, first, f"{first}\n{first}")
    assert said(files)[:2] == [
        f"资源 table-03，列 {KEYS}，第 3 行：与第 2 行重复",
        "资源 table-03，列 fact_id，第 3 行：与第 2 行重复",
    ]


def test_reference_to_a_code_that_is_not_listed_is_found() -> None:
    files = written(package(), "codes-kind", "basic,基本支出", "basis,基本支出")
    assert "资源 table-03，列 kind_code，第 2 行：“basic”不在 codes-kind 中" in said(files)


def test_reference_to_a_resource_that_is_not_there_is_found() -> None:
    def mislead(tree: dict[str, Any]) -> None:
        (table,) = [one for one in tree["resources"] if one["name"] == VIEW]
        table["schema"]["foreignKeys"][0]["reference"]["resource"] = "codes-nothing"

    assert said(changed(mislead)) == [
        "资源 table-03，列 function_level1_code：外键指向不存在的资源或列"
    ]


def test_amount_that_makes_the_sum_miss_the_total_is_found() -> None:
    amount = first_amount()
    files = written(package(), VIEW, f",{amount}", f",{amount[:-2]}99")
    found = said(files)
    assert len(found) == 2
    assert found[0].startswith("资源 table-03，列 value：各行之和 ")
    assert found[0].endswith("，相差 0.99")
    assert found[1] == (
        f"资源 table-03，列 value，第 2 行：为 {amount[:-2]}99，同一数字在 facts 中为 {amount}"
    )


def test_total_that_says_another_amount_is_found() -> None:
    def lift(tree: dict[str, Any]) -> None:
        (table,) = [one for one in tree["resources"] if one["name"] == VIEW]
        table["mingzhang:total"]["value"] = "1.00"

    found = said(changed(lift))
    assert len(found) == 2
    assert found[0].startswith("资源 table-03，列 value：各行之和 ")
    assert found[1] == "资源 table-03：mingzhang:total 为 1.00，与它所据的数字之和不符"


def test_row_that_is_left_out_is_found() -> None:
    first = package()[f"data/{VIEW}.csv"].decode().splitlines()[1]
    (found,) = package_problems(written(package(), VIEW, f"{first}\n", ""))
    assert (found.resource, found.column) == (VIEW, "value")
    assert found.message.startswith("各行之和")


def test_view_without_a_total_is_found() -> None:
    def drop(tree: dict[str, Any]) -> None:
        (table,) = [one for one in tree["resources"] if one["name"] == VIEW]
        del table["mingzhang:total"]

    assert said(changed(drop)) == ["资源 table-03：没有 mingzhang:total，或其中没有 value"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",2025,", ",二〇二五,", "列 fiscal_year，第 2 行：“二〇二五”不是整数"),
        (",2025,", ",,", "列 fiscal_year，第 2 行：不能为空"),
        (",2025,", ",2025,x,", "第 2 行：有 19 格，应有 18 格"),
        ("fiscal_year,", "year,", "第 1 行：表头与 fields 不一致"),
    ],
)
def test_cell_that_is_no_value_of_its_type_is_found(old: str, new: str, message: str) -> None:
    assert f"资源 table-03，{message}" in said(written(package(), VIEW, old, new))


def test_amount_that_is_no_number_is_found() -> None:
    files = written(package(), VIEW, f",{first_amount()}", ",若干")
    assert "资源 table-03，列 value，第 2 行：“若干”不是数字" in said(files)


def test_file_that_was_changed_afterwards_is_found() -> None:
    path = f"data/{VIEW}.csv"
    files = {**package(), path: package()[path].replace(b"2025", b"2026", 1)}
    assert said(files)[0] == "资源 table-03：hash 与文件的内容不符"


def test_file_that_is_missing_or_no_text_is_found() -> None:
    files = package()
    del files["data/table-03.csv"]
    files["data/table-05.csv"] = b"\xff\xfe"
    found = said(files)
    assert "资源 table-03：缺少文件 data/table-03.csv" in found
    assert "资源 table-05：文件不是 UTF-8 编码、有表头的 csv" in found


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "不是数据包的描述文件"),
        (b"[]", "不是数据包的描述文件"),
        (b"{}", "缺少 resources"),
        (b'{"resources": [{"name": "x"}]}', "缺少 schema"),
    ],
)
def test_what_is_no_package_is_told(data: bytes, message: str) -> None:
    assert package_problems({"datapackage.json": data}) == [
        PackageProblem(None, None, None, message)
    ]


def test_package_without_the_taxonomy_has_no_types() -> None:
    files = changed(lambda tree: tree.update(columnTypes=tree["columnTypes"][1:]))
    assert "资源 table-03，列 value：列类型 value 不存在" in said(files)


def test_own_type_that_names_a_type_that_is_not_there_is_found() -> None:
    odd = {"name": "cn:odd:label", "dataType": "string", "labelOf": "cn:odd:code"}
    files = changed(lambda tree: tree["columnTypes"].append(odd))
    assert said(files) == ["datapackage.json：列类型 cn:odd:label 指向不存在的列类型 cn:odd:code"]


def test_problem_says_row_and_column_as_a_spreadsheet_counts() -> None:
    assert json.loads(package()["datapackage.json"])
    assert (
        str(PackageProblem("facts", "value", 7, "不能为空"))
        == "资源 facts，列 value，第 7 行：不能为空"
    )
