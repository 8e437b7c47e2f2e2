"""Codes and names that official classifications do not have, or not so."""

from __future__ import annotations

import pytest
from tests.checker.rules.dumped import Told, changed, found, said, told

Change = tuple[str, str] | tuple[str, str, int]

CASES: list[tuple[str, list[Change], list[Told]]] = [
    ("CAT101", [("2012604\t档案馆\t17.50", "2012694\t档案馆\t17.50")],
     [("表三 2012694 档案馆", "2012694", "2012604")]),
    ("CAT101", [("2080505\t机关事业单位基本养老保险缴费支出\t4.50\t4.50\t\n", "2089505\t职工养老\t4.50\t4.50\t\n")],
     [("表三 2089505 职工养老", "2089505", None)]),
    ("CAT103", [("2012604\t档案馆\t17.50", "2012604\t图书馆\t17.50")],
     [("表三 2012604 图书馆", "图书馆", "档案馆")]),
    ("CAT103", [("22102\t住房改革支出\t", "22102\t住房改草支出\t", 2)],
     [("表三 22102 住房改草支出", "住房改草支出", "住房改革支出")]),
    ("CAT103", [("2210201\t住房公积金\t3.36\t3.36\t\n", "2210203\t住房公积金\t3.36\t3.36\t\n")],
     [("表三 2210203 住房公积金", "2210203", "2210201")]),
    ("CAT104", [("2012601\t行政运行\t31.10\t31.10\t\n2012604\t档案馆\t17.50\t\t17.50\n",
                 "2012604\t档案馆\t17.50\t\t17.50\n2012601\t行政运行\t31.10\t31.10\t\n")],
     [("表三 2012601 行政运行", "2012601", None)]),
    ("CAT104", [("2012604\t档案馆\t17.50\t\t17.50\n",
                 "2012604\t档案馆\t17.50\t\t17.50\n2012604\t档案馆\t17.50\t\t17.50\n")],
     [("表三 2012604 档案馆", "2012604", None)]),
    ("CAT105", [("津贴补贴\t工资", "津帖补贴\t工资")], [("表六 津帖补贴", "津帖补贴", "津贴补贴")]),
    ("CAT105", [("住房公积金\t住房公积金\t3.36\t3.36\t\n", "住房公积金\t住房公枳金\t3.36\t3.36\t\n")],
     [("表六 住房公积金", "住房公枳金", "住房公积金")]),
    ("CAT105", [("商品和服务支出\t\t3.10", "商品和服劳支出\t\t3.10")],
     [("表六 商品和服劳支出", "商品和服劳支出", "商品和服务支出")]),
    ("CAT106", [("住房公积金\t住房公积金\t3.36", "住房公积金\t社会保障缴费\t3.36")],
     [("表六 住房公积金", "社会保障缴费", "住房公积金、工资福利支出")]),
    ("CAT107", [("住房公积金\t住房公积金\t3.36\t3.36\t\n", ""),
                ("办公费\t办公经费", "住房公积金\t住房公积金\t3.36\t3.36\t\n办公费\t办公经费")],
     [("表六 住房公积金", "住房公积金", "工资福利支出")]),
    ("CAT107", [("办公费\t办公经费\t3.10\t\t3.10", "办公费\t办公经费\t3.10\t\t3.10\n办公费\t办公经费\t1.00\t\t1.00")],
     [("表六 办公费", "办公费", None)]),
    ("CAT108", [("：一般公共服务支出48.10", "：一般公共预算服务支出48.10")],
     [("五、一般公共预算支出情况说明", "一般公共预算服务支出", "一般公共服务支出")]),
    ("CAT108", [("支出包括：一般公共服务支出", "支出包括：一般公共服务")], []),
    ("CAT108", [("基本工资、津贴补贴", "基本工资、津补贴")],
     [("六、一般公共预算基本支出情况说明", "津补贴", "津贴补贴")]),
    ("CAT109", [("2012604\t档案馆\t17.50", "2013604\t档案馆\t17.50")], []),
    ("CAT109", [("2012601\t行政运行\t31.10\t31.10\t\n", "2013601\t行政运行\t31.10\t31.10\t\n")],
     [("表三 2013601 行政运行", "2013601", "2012601")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes", "findings"), CASES)
def test_code_or_name(code: str, changes: list[Change], findings: list[Told]) -> None:
    assert said(code, *changes) == findings


@pytest.mark.parametrize("code", ["CAT101", "CAT103", "CAT105", "CAT108"])
def test_width_of_brackets_and_spaces_are_no_other_name(code: str) -> None:
    changes = [
        ("2080505\t机关事业单位", "2080505\t机关 事业单位"),
        ("津贴补贴\t工资", "津贴补 贴\t工资"),
    ]
    assert said(code, *changes) == []


def test_code_that_was_not_in_use_yet() -> None:
    """数据事务 has codes of its own from 2025 on."""
    text = changed()
    for old, new in (
        ("20126\t档案事务", "20141\t数据事务"),
        ("2012601\t行政运行", "2014101\t行政运行"),
    ):
        text = text.replace(old, new)
    assert told(found("CAT102", text)) == []
    earlier = text.replace("2026", "2024").replace("2025年", "2023年")
    where = {one.where for one in found("CAT102", earlier)}
    assert "表三 20141 数据事务" in where


def test_name_that_only_one_table_gives_to_a_code_that_no_list_has() -> None:
    text = changed().replace("2012604\t档案馆", "2012677\t方志馆")
    assert said("CAT103") == []
    assert told(found("CAT103", text)) == []
    text = text.replace("2012677\t方志馆\t17.50", "2012677\t方志管\t17.50")
    assert told(found("CAT103", text)) == [("表三 2012677 方志管", "方志管", "方志馆")]


def test_names_that_every_table_misreads_in_its_own_way_are_told_once() -> None:
    text = changed()
    for wrong in ("住房改草支出", "住房攺革支出", "住房改革文出"):
        text = text.replace("22102\t住房改革支出", f"22102\t{wrong}", 1)
    some = found("CAT103", text)
    assert told(some) == [("表二 22102 住房改草支出", "住房改草支出", "住房改革支出")]
    assert some[0].severity == "info"
    assert len(some[0].evidence) == 3
