"""What must be there and is not."""

from __future__ import annotations

import re

import pytest
from tests.checker.rules.dumped import Told, changed, found, said, told

from mingzhang.checker.rules.completeness.headings import number_of
from mingzhang.checker.rules.completeness.headings import said as heading_said

Change = tuple[str, str] | tuple[str, str, int]
PERSONNEL = "基本工资、津贴补贴、机关事业单位基本养老保险缴费、住房公积金等"
RUNNING = "部门合计\t3.10\t3.10\t\t\n示范县档案馆\t3.10\t3.10\t\t"
BASIC = "六、一般公共预算基本支出情况说明"
STRUCTURE = "五、一般公共预算支出情况说明"


def cut(start: str, end: str, number: int = 1) -> str:
    """The publication without what stands from one line to before another."""
    text = changed()
    at = -1
    for _ in range(number):
        at = text.index(f"\n{start}", at + 1)
    return text[:at] + text[text.index(f"\n{end}", at + 1) :]


MISSING: list[tuple[str, str, str, int, list[Told]]] = [
    ("STR101", "第四部分　名词解释", "没有", 2, [("第四部分　名词解释", None, "第四部分　名词解释")]),
    ("STR102", "九、政府采购情况", "十、", 2, [("九、政府采购情况", None, "九、政府采购情况")]),
    ("STR102", "二、机构设置情况", "第二部分", 2,
     [("二、机构设置情况", None, "二、机构设置情况")]),
    ("STR102", "2026年示范县档案馆政府采购", "十、", 1,
     [("九、政府采购情况", None, "九、政府采购情况")]),
    ("STR103", "2026年政府性基金预算支出表", "2026年国有资本", 1,
     [("表八 2026年政府性基金预算支出表（不含上年结转）", None,
       "表八 2026年政府性基金预算支出表（不含上年结转）")]),
    ("STR106", "四、、机关运行经费", "五、、", 1, [("名词解释", None, "机关运行经费")]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "start", "end", "number", "findings"), MISSING)
def test_lost_piece(code: str, start: str, end: str, number: int, findings: list[Told]) -> None:
    text = changed() + "\n没有"
    text = cut(start, end, number) if end != "没有" else text[: text.rindex(start)]
    assert told(found(code, text)) == findings


def test_contents_are_lost() -> None:
    text = changed()
    text = text[: text.index("目　录")] + text[text.index("第一部分　概况\n") :]
    assert told(found("STR101", text)) == [("目录", None, "目录")]


CASES: list[tuple[str, list[Change], list[Told]]] = [
    ("STR101", [("第三部分　2026年度部门预算情况说明\n", "\n")],
     [("第三部分　2026年度部门预算情况说明", None, "第三部分　2026年度部门预算情况说明")]),
    ("STR102", [("九、政府采购情况\n", "\n")], [("九、政府采购情况", None, "九、政府采购情况")]),
    ("STR103", [("2026年预算支出总表", "", 2)],
     [("表三 2026年预算支出总表", None, "表三 2026年预算支出总表")]),
    # Empty tables and their notes
    ("STR104", [("注：本表无数据", "")],
     [("表七 2026年政府性基金预算收入表（不含上年结转）", None, "注：本表无数据")]),
    ("STR104", [(RUNNING, "")],
     [("表十一 2026年财政拨款安排机关运行经费预算表", None, None)]),
    ("STR105", [(RUNNING, "注：本表无数据")], [("表十一注", "本表无数据", None)]),
    ("STR105", [("示范县档案馆\t3.10\t3.10\t\t", "示范县档案馆\t3.10\t3.10\t\t\n\n注：本表无数据")],
     [("表十一注", "本表无数据", None)]),
    ("STR105", [("示范县档案馆\t3.10\t3.10\t\t", "示范县档案馆\t3.10\t3.10\t\t\n\n注：金额含税")],
     []),
    # Glossary
    ("STR106", [("七、、单位资金：", "七、单位资产：")], [("名词解释“单位资产”", "单位资产", "单位资金")]),
    # Contents
    ("STR107", [("九、政府采购情况.....\t27\n", "")],
     [("目录“九、政府采购情况”", None, "九、政府采购情况")]),
    ("STR107", [("九、政府采购情况.....", "九、政府采够情况.....")],
     [("目录“九、政府采够情况”", "九、政府采够情况", "九、政府采购情况")]),
    ("STR107", [("表八　2026年", "表七　2026年")],
     [("目录“表七　2026年政府性基金预算支出表（不含上年结转）”",
       "表七　2026年政府性基金预算支出表（不含上年结转）",
       "表八　2026年政府性基金预算支出表（不含上年结转）")]),
    ("STR107", [("十、绩效管理情况.....\t28", "十、绩效管理情况.....\t18")],
     [("目录“十、绩效管理情况”", "18", None)]),
    ("STR107", [("九、政府采购情况.....", "九、 政府采购情况 ......")], []),
    # Headings
    ("STR108", [("2026年政府性基金预算收入表（不含上年结转）", "2026年政府性基金预算收入表", 2)],
     [("表七标题", "2026年政府性基金预算收入表",
       "2026年政府性基金预算收入表（不含上年结转）")]),
    ("STR108", [("2026年预算收支总表", "2026年预算收之总表", 2)],
     [("表一标题", "2026年预算收之总表", "2026年预算收支总表")]),
    ("STR108", [("九、政府采购情况\n", "九、政府采够情况\n")],
     [("九、政府采购情况 标题", "九、政府采够情况", "政府采购情况")]),
    ("STR108", [("九、政府采购情况\n", "八、政府采购情况\n")],
     [("九、政府采购情况 标题", "八、政府采购情况", "九、政府采购情况")]),
    ("STR108", [("预算公开表3", "预算公开表4")], [("表三表号", "预算公开表4", "预算公开表3")]),
    ("STR108", [("预算公开表3", "部门公开表3")], []),
    # Lines over tables, headers
    ("STR109", [("单位：万元", "", 4)], [("表四", None, "单位：万元")]),
    ("STR109", [("部门名称：示范县档案馆", "", 6)], [("表六", None, "部门名称：示范县档案馆")]),
    ("STR110", [("基本支出\t项目支出", "基本支出\t", 1)], [("表三表头", None, "项目支出")]),
    ("STR110", [("基本支出\t项目支出", "基木支出\t项目支出", 1)], [("表三表头", "基木支出", "基本支出")]),
    ("STR110", [("项目\t2026年\t项目", "项目\t\t项目")], [("表一表头", None, "2026年")]),
    ("STR110", [("科目编码\t科目名称\t合计\t基本支出\t项目支出\n",
                 "科目编\t科目名\t合计\t基本支\t项目支\n码\t称\t\t出\t出\n")], []),
    ("STR110", [("科目编码\t科目名称\t合计\t基本支出\t项目支出\n",
                 "科目编\t科目名\t合计\t基本支\t项目支\n码\t称\t\t出\t\n")],
     [("表三表头", "项目支", "项目支出")]),
    # Rows
    ("STR111", [("2012604\t档案馆\t17.50\t\t17.50\n", "")], [("表三 2012604 档案馆", None, "17.50")]),
    ("STR111", [("22102\t住房改革支出\t3.36\t3.36\t\t\t\t\t\n", "")],
     [("表二 22102 住房改革支出", None, "3.36")]),
    ("STR111", [("221\t住房保障支出\t3.36\t3.36\t\n22102\t住房改革支出\t3.36\t3.36\t\n", "", 2)],
     [("表五 221 住房保障支出", None, "3.36"), ("表五 22102 住房改革支出", None, "3.36")]),
    ("STR112", [("五、单位资金\t\t五、教育支出\t\t\t", "五、单位资金\t\t\t\t\t")],
     [("表一 五、教育支出", None, "五、教育支出")]),
    ("STR112", [("十、卫生健康支出", "十、卫生建康支出", 2)],
     [("表四 十、卫生建康支出", "十、卫生建康支出", "十、卫生健康支出")]),
    ("STR112", [("十、卫生健康支出", "九、卫生健康支出")],
     [("表一 九、卫生健康支出", "九、卫生健康支出", "十、卫生健康支出")]),
    ("STR112", [("公务接待费\t\t\t\t\n", "")], [("表十 公务接待费", None, "公务接待费")]),
    ("STR112", [("公务接待费\t\t\t\t\n", ""), ("①公务", "公务接待费\t\t\t\t\n①公务")],
     [("表十 公务用车购置及运行费", "公务用车购置及运行费", None)]),
    # Lists in sentences
    ("STR113", [("、住房保障支出3.36万元等", "等")],
     [("四、财政拨款收支预算总体情况说明", None, "住房保障支出")]),
    ("STR113", [("、住房保障支出3.36万元等", "；住房保障支出3.36万元等")], []),
    ("STR113", [("、住房保障支出3.36万元等", "；另有事项3.36万元等")],
     [("四、财政拨款收支预算总体情况说明", None, "住房保障支出")]),
    ("STR113", [("；住房保障支出3.36万元，占6.00%等", "等")], [(STRUCTURE, None, "住房保障支出")]),
    ("STR113", [("津贴补贴、机关", "机关")], [(BASIC, None, "津贴补贴")]),
    ("STR113", [("津贴补贴、机关", "津贴补贴、奖金、机关")], [(BASIC, "奖金", None)]),
    ("STR113", [("津贴补贴、机关", "津贴补贴、基本工资、机关")], [(BASIC, "基本工资", None)]),
    ("STR113", [(PERSONNEL, "住房公积金、机关事业单位基本养老保险缴费、津贴补贴、基本工资等")], []),
    # Reasons and statements
    ("STR114", [("，原因是办公用品价格上涨", "")],
     [("八、机关运行经费增减变动原因说明", "比2025年预算增加0.1万元", None)]),
    ("STR114", [("，主要原因是新增档案数字化项目；", "；")],
     [("一、部门预算收支数据变动情况及原因", "比上年增加6.46万元", None)]),
    ("STR114", [("主要原因是新增档案数字化项目；", "主要原因是人员经费较上年减少2.00万元，新增项目；")], []),
    ("STR115", [("、政府采购工程预算0万元", "")], [("九、政府采购情况", None, "政府采购工程预算")]),
    ("STR115", [("领导用车0辆，", "")], [("十一、国有资产占有使用情况", None, "领导用车")]),
    ("STR115", [("2、项目绩效目标\n", "\n")], [("十、绩效管理情况", None, "2、项目绩效目标")]),
    # Economic rows
    ("STR116", [("工资福利支出\t\t35.86\t35.86\t\n", "")], [("表六 工资福利支出", None, "35.86")]),
    ("STR116", [("津贴补贴\t工资奖金津补贴\t8.00\t8.00\t\n", "")], [("表六 津贴补贴", None, "8.00")]),
    # Forms
    ("STR117", [("公开项目绩效目标1个，涉及项目金额15.00", "公开项目绩效目标2个，涉及项目金额17.00"),
                ("其他运转类项目0个，涉及项目金额0万元", "其他运转类项目1个，涉及项目金额2.00万元")],
     [("绩效表“库房维护经费”", None, "库房维护经费")]),
    ("STR117", [("档案数字化经费\t15.00\t15.00\t\t\t\t\n", "")],
     [("表十二 档案数字化经费", None, "15.00")]),
    ("STR117", [("项目名称\t档案数字化经费", "项目名称\t档案数字化工作经费")], []),
]  # fmt: skip


@pytest.mark.parametrize(("code", "changes", "findings"), CASES)
def test_something_lost_or_changed(code: str, changes: list[Change], findings: list[Told]) -> None:
    assert said(code, *changes) == findings


def test_table_that_lost_the_amounts_that_another_place_states_is_an_error() -> None:
    (lost,) = found("STR104", changed((RUNNING, "")))
    (unexplained,) = found("STR104", changed(("注：本表无数据", "")))
    assert (lost.severity, unexplained.severity) == ("error", None)


def test_title_with_a_slip_behind_the_forms_is_no_lost_section() -> None:
    change = ("十一、国有资产占有使用情况\n", "十一、国有资产占用使用情况\n")
    assert said("STR102", change) == []
    assert said("STR108", change) == [
        ("十一、国有资产占有使用情况 标题", "十一、国有资产占用使用情况", "国有资产占有使用情况")
    ]


def test_list_whose_lines_are_broken_is_read_to_its_end() -> None:
    assert (
        said("STR113", ("社会保障和就业支出4.50万元，占", "社会保障和\n就业支出4.50万元，\n占"))
        == []
    )


def test_contents_with_marks_of_headings() -> None:
    assert said("STR107", ("第四部分　名词解释.....", "## 第四部分　名词解释.....")) == []


def test_header_that_is_lost_is_not_told_word_by_word() -> None:
    header = "科目编码\t科目名称\t合计\t基本支出\t项目支出\n"
    assert said("STR110", (header, "合计\n")) == []


def test_code_with_a_slip_is_no_missing_row() -> None:
    """It is the code that is wrong; neither the row nor the parents of the wrong code are missing."""
    assert said("STR111", ("2012604\t档案馆\t17.50", "2013604\t档案馆\t17.50")) == []


def test_form_that_stands_twice() -> None:
    text = changed()
    start = text.index("示范县级预算部门")
    form = text[start : text.index("十一、国有资产占有使用情况\n")]
    assert [one.where for one in found("STR117", text[:start] + form + text[start:])] == [
        "绩效表“档案数字化经费”"
    ]


def test_all_forms_are_lost() -> None:
    text = changed()
    start, end = text.index("示范县级预算部门"), text.index("十一、国有资产占有使用情况\n")
    (one,) = found("STR117", text[:start] + text[end:])
    assert (one.where, one.severity) == ("绩效表", None)


def test_every_lost_row_of_a_table_of_codes_is_named_with_its_amount() -> None:
    text = changed()
    rows = list(re.finditer(r"\n(\d{3,7})\t[^\t\n]+\t([\d.]+)[^\n]*", text))
    assert len(rows) == 30
    for row in rows:
        where = {
            (one.subject[1], one.expected)
            for one in found("STR111", text[: row.start()] + text[row.end() :])
        }
        assert (row[1], row[2]) in where


@pytest.mark.parametrize(
    ("heading", "number", "words"),
    [
        ("表三　2026年支出", "三", "支出"), ("附表3 支出", "三", "支出"), ("三、支出", "三", "支出"),
        ("（三）支出", "三", "支出"), ("第三部分　支出", "三", "支出"), ("一般支出", "", "一般支出"),
        ("3.支出", "三", "支出"), ("2026年度支出", "", "支出"),
    ],
)  # fmt: skip
def test_headings_are_compared_without_number_and_year(
    heading: str, number: str, words: str
) -> None:
    assert (number_of(heading), heading_said(heading)) == (number, words)


def test_column_that_a_table_without_figures_lacks_is_only_mentioned() -> None:
    (one,) = found(
        "STR110",
        changed(("国有资本经营收入预算\t科目编码\t科目名称", "国有资本经营收入预算\t科目编码\t")),
    )
    assert (one.where, one.expected, one.severity) == ("表九表头", "科目名称", "info")
