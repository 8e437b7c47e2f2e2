"""The small department's workbook as a disclosure: every table and every sentence."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from tests.compiler.workbooks import OTHER_UNIT, cells, compiled, fields, lines, paragraph, table
from tests.department import NAME, content, line, workbook

from mingzhang.checker import check
from mingzhang.compiler import Compiled, compile_budget, read_budget
from mingzhang.model import Row
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2026)
UNITS = content().rows["units"]
PROJECTS = content().rows["projects"]


@pytest.fixture(scope="module")
def small() -> Compiled:
    return compiled()


def test_department_compiles_without_a_finding_and_lacks_nothing(small: Compiled) -> None:
    assert check(SCHEME, small.disclosure).findings.findings == ()
    assert small.missing == ()


def test_tables_bear_the_year_and_say_where_they_are_empty(small: Compiled) -> None:
    assert [(one.id, one.title, one.note) for one in small.disclosure.tables] == [
        ("01", "2026年预算收支总表", None),
        ("02", "2026年预算收入总表", None),
        ("03", "2026年预算支出总表", None),
        ("04", "2026年财政拨款收支总表", None),
        ("05", "2026年一般公共预算支出预算表（不含上年结转）", None),
        ("06", "2026年一般公共预算安排基本支出分经济科目表（不含上年结转）", None),
        ("07", "2026年政府性基金预算收入表（不含上年结转）", "本表无数据"),
        ("08", "2026年政府性基金预算支出表（不含上年结转）", "本表无数据"),
        ("09", "2026年国有资本经营预算收支预算表（不含上年结转）", "本表无数据"),
        ("10", "2026年财政拨款安排“三公”经费支出预算表", "本表无数据"),
        ("11", "2026年财政拨款安排机关运行经费预算表", None),
        ("12", "2026年项目支出预算表（本年预算）", None),
        ("13", "2026年项目支出预算表（上年结转）", None),
    ]


BY_FUNCTION = [
    ("合计", "56.46", "38.96", "17.50"),
    ("201 一般公共服务支出", "48.60", "31.10", "17.50"),
    ("20126 档案事务", "48.60", "31.10", "17.50"),
    ("2012601 行政运行", "31.10", "31.10", None),
    ("2012604 档案馆", "17.50", None, "17.50"),
    ("208 社会保障和就业支出", "4.50", "4.50", None),
    ("20805 行政事业单位养老支出", "4.50", "4.50", None),
    ("2080505 机关事业单位基本养老保险缴费支出", "4.50", "4.50", None),
    ("221 住房保障支出", "3.36", "3.36", None),
    ("22102 住房改革支出", "3.36", "3.36", None),
    ("2210201 住房公积金", "3.36", "3.36", None),
]

EXPECTED: dict[tuple[str, str | None], list[tuple[str | None, ...]]] = {
    ("01", "revenue"): [
        ("一、一般公共预算", "55.96"),
        ("本年收入合计", "55.96"),
        ("上年结转", "0.50"),
        ("收入总计", "56.46"),
    ],
    ("01", "expenditure"): [
        ("一、一般公共服务支出", "48.60", "48.10", "0.50"),
        ("八、社会保障和就业支出", "4.50", "4.50", None),
        ("二十、住房保障支出", "3.36", "3.36", None),
        ("本年支出合计", "56.46", "55.96", "0.50"),
        ("支出总计", "56.46", "55.96", "0.50"),
    ],
    ("02", None): [
        ("合计", "55.96", "55.96", None, None, None, None, "0.50"),
        ("201 一般公共服务支出", "48.10", "48.10", None, None, None, None, "0.50"),
        ("20126 档案事务", "48.10", "48.10", None, None, None, None, "0.50"),
        ("2012601 行政运行", "31.10", "31.10", None, None, None, None, None),
        ("2012604 档案馆", "17.00", "17.00", None, None, None, None, "0.50"),
        ("208 社会保障和就业支出", "4.50", "4.50", None, None, None, None, None),
        ("20805 行政事业单位养老支出", "4.50", "4.50", None, None, None, None, None),
        ("2080505 机关事业单位基本养老保险缴费支出", "4.50", "4.50", None, None, None, None, None),
        ("221 住房保障支出", "3.36", "3.36", None, None, None, None, None),
        ("22102 住房改革支出", "3.36", "3.36", None, None, None, None, None),
        ("2210201 住房公积金", "3.36", "3.36", None, None, None, None, None),
    ],
    ("03", None): BY_FUNCTION,
    ("04", "revenue"): [
        ("一、一般公共预算", "55.96"),
        ("本年收入合计", "55.96"),
        ("上年财政拨款结转", "0.50"),
        ("一、一般公共预算", "0.50"),
        ("收入总计", "56.46"),
    ],
    ("04", "expenditure"): [
        ("一、一般公共服务支出", "48.60", "48.60", None, None),
        ("八、社会保障和就业支出", "4.50", "4.50", None, None),
        ("二十、住房保障支出", "3.36", "3.36", None, None),
        ("本年支出合计", "56.46", "56.46", None, None),
        ("支出总计", "56.46", "56.46", None, None),
    ],
    ("05", None): [
        ("合计", "55.96", "38.96", "17.00"),
        ("201 一般公共服务支出", "48.10", "31.10", "17.00"),
        ("20126 档案事务", "48.10", "31.10", "17.00"),
        ("2012601 行政运行", "31.10", "31.10", None),
        ("2012604 档案馆", "17.00", None, "17.00"),
        *BY_FUNCTION[5:],
    ],
    ("06", None): [
        ("合计", "38.96", "35.86", "3.10"),
        ("工资福利支出", "35.86", "35.86", None),
        ("基本工资 工资奖金津补贴", "20.00", "20.00", None),
        ("津贴补贴 工资奖金津补贴", "8.00", "8.00", None),
        ("机关事业单位基本养老保险缴费 社会保障缴费", "4.50", "4.50", None),
        ("住房公积金 住房公积金", "3.36", "3.36", None),
        ("商品和服务支出", "3.10", None, "3.10"),
        ("办公费 办公经费", "3.10", None, "3.10"),
    ],
    ("11", None): [
        ("部门合计", "3.10", "3.10", None, None),
        ("示范县档案馆", "3.10", "3.10", None, None),
    ],
    ("12", None): [
        ("示范县档案馆", "17.00", "17.00", None, None, None, None),
        ("示范县档案馆", "17.00", "17.00", None, None, None, None),
        ("档案数字化经费", "15.00", "15.00", None, None, None, None),
        ("库房维护经费", "2.00", "2.00", None, None, None, None),
    ],
    ("13", None): [
        ("示范县档案馆", "0.50", "0.50", None, None),
        ("示范县档案馆", "0.50", "0.50", None, None),
        ("库房维护经费", "0.50", "0.50", None, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("table_id", "side"), EXPECTED, ids=lambda one: str(one or ""))
def test_table_shows_the_department(small: Compiled, table_id: str, side: str | None) -> None:
    assert cells(table(small, table_id), side) == EXPECTED[table_id, side]


@pytest.mark.parametrize("table_id", ["07", "08", "09", "10"])
def test_table_without_money_keeps_its_rows_blank(small: Compiled, table_id: str) -> None:
    rows = table(small, table_id).rows
    assert rows
    assert {text for row in rows for text in row.cells.values()} == {None}


def test_summary_lists_every_class_of_functions(small: Compiled) -> None:
    labels = [row.label for row in table(small, "01").rows if row.side == "expenditure"]
    assert (labels[0], labels[29]) == ("一、一般公共服务支出", "三十、抗疫特别国债安排的支出")
    assert labels[30:] == ["本年支出合计", "年终结转", "支出总计"]


SENTENCES = {
    "3.1": "2026年度示范县档案馆预算收入总计56.46万元，其中：本年收入55.96万元，上年结转0.50万元，"
    "比上年增加6.46万元，增长12.92%，主要原因是新增档案数字化项目；"
    "本年部门预算支出总计56.46万元，其中：本年预算安排55.96万元，上年结转0.50万元，"
    "比上年增加6.46万元，增长12.92%，主要原因是新增档案数字化项目。",
    "3.2": "2026年度示范县档案馆预算收入56.46万元，主要包括一般公共预算拨款收入55.96万元，占99.11%；"
    "政府性基金预算拨款收入0万元，占0%；国有资本经营预算拨款收入0万元，占0%；"
    "财政专户管理资金收入0万元，占0%；单位资金0万元，占0%；上年结转0.50万元，占0.89%。",
    "3.3": "2026年度示范县档案馆支出预算56.46万元，其中：基本支出38.96万元，占69.00%；"
    "项目支出17.5万元，占31.00%。",
    "3.4": "2026年度示范县档案馆财政拨款收支总预算56.46万元。其中：一般公共预算拨款56.46万元，"
    "政府性基金预算拨款0万元，国有资本经营预算拨款0万元。其中：当年拨款收入55.96万元，"
    "上年结转收入0.50万元。支出包括：一般公共服务支出48.60万元、社会保障和就业支出4.50万元、"
    "住房保障支出3.36万元等。",
    "3.5": "（一）一般公共预算当年支出规模变化情况\n"
    "2026年度示范县档案馆一般公共预算当年支出55.96万元，比上年增加5.96万元，增长11.92%。\n"
    "（二）一般公共预算当年支出结构情况\n"
    "2026年度示范县档案馆一般公共预算当年支出55.96万元，主要用于以下方面："
    "一般公共服务支出48.10万元，占85.95%；社会保障和就业支出4.50万元，占8.04%；"
    "住房保障支出3.36万元，占6.00%等。",
    "3.6": "2026年度示范县档案馆一般公共预算安排基本支出38.96万元，其中：\n"
    "人员经费35.86万元，主要包括：基本工资、津贴补贴、机关事业单位基本养老保险缴费、住房公积金等；\n"
    "公用经费3.10万元，主要包括：办公费等。",
    "3.7": "本部门无“三公”经费预算。",
    "3.8": "本部门2026年所属1家行政单位机关运行经费财政拨款预算3.10万元，比2025年预算增加0.1万元，"
    "增长3.33%，原因是办公用品价格上涨。",
    "3.9": "2026年示范县档案馆政府采购预算总额2.00万元。其中：政府采购货物预算1.20万元、"
    "政府采购工程预算0万元、政府采购服务预算0.80万元。",
    "3.10": "1、整体绩效目标\n"
    "2026年编报部门整体支出绩效目标，涉及部门预算资金56.46万元，其中基本支出38.96万元，"
    "项目支出17.50万元；机关及下属预算单位1个，其中1个单位（包括机关）编报了单位整体绩效目标，"
    "涉及资金56.46万元。\n"
    "2、项目绩效目标\n"
    "2026年示范县档案馆纳入绩效目标管理的二级项目2个，共计金额17.00万元。其中：其他运转类项目1个，"
    "涉及金额2.00万元；特定目标类项目1个，涉及金额15.00万元。公开项目绩效目标1个，"
    "涉及项目金额15.00万元，占部门（单位）项目支出总额的88.24%。其中：其他运转类项目0个，"
    "涉及项目金额0万元；特定目标类项目1个，涉及项目金额15.00万元。\n"
    "（项目绩效目标表公开情况见附件）",
    "3.11": "1、车辆情况：\n"
    "截至2025年12月31日，示范县档案馆共有公务用车编制1辆，实有1辆，其中：领导用车0辆，"
    "机要通信用车0辆，应急保障用车0辆，执法执勤用车0辆，特种专业技术用车0辆，"
    "事业单位业务用车0辆，其他公务用车1辆。\n"
    "2、房屋情况：\n"
    "截至2025年12月31日，示范县档案馆使用的办公用房建筑总面积412.5平方米。\n"
    "3、其他国有资产占有使用情况：\n"
    "截至2025年12月31日，示范县档案馆占有使用价值50万元（原值）以上的通用设备0台（套）；"
    "示范县档案馆占有使用价值100万元（原值）以上的通用设备0台（套）。",
    "3.12": "（一）政府购买服务指导性目录\n无\n（二）其他\n无",
}


@pytest.mark.parametrize("section_id", SENTENCES)
def test_section_tells_the_department(small: Compiled, section_id: str) -> None:
    assert paragraph(small, section_id) == SENTENCES[section_id]


def test_overview_keeps_the_paragraphs_that_were_written(small: Compiled) -> None:
    assert [(one.title, one.text) for one in small.disclosure.overview] == [
        ("本部门职责", "（一）保管全县各类档案。\n（二）开展档案利用服务。"),
        ("机构设置情况", "内设办公室、管理利用股。"),
    ]


def test_form_of_a_project_adds_up_its_money_and_takes_its_unit(small: Compiled) -> None:
    (form,) = small.disclosure.forms
    assert (form.kind, form.project) == ("project_target", "档案数字化经费")
    assert form.fields["实施单位"] == NAME
    assert [
        (one.horizon, one.source, one.amount, one.unit)
        for one in form.funding
        if one.amount is not None
    ] == [
        ("implementation", "total", "300000", "元"),
        ("implementation", "local", "300000", "元"),
        ("annual", "total", "150000", "元"),
        ("annual", "local", "150000", "元"),
    ]
    assert [(one.horizon, one.level2, one.level3, one.value) for one in form.indicators] == [
        ("implementation", "数量指标", "数字化页数", "≥200000页"),
        ("annual", "数量指标", "数字化页数", "≥100000页"),
        ("implementation", "质量指标", "抽检合格率", "≥99%"),
        ("annual", "质量指标", "抽检合格率", "≥99%"),
        ("implementation", "成本指标", "每页成本", "≤1.5元"),
        ("annual", "成本指标", "每页成本", "≤1.5元"),
        ("implementation", "社会效益", "查档便利程度", "提高"),
        ("annual", "社会效益", "查档便利程度", "提高"),
        ("implementation", "服务对象满意度", "查档群众满意度", "≥95%"),
        ("annual", "服务对象满意度", "查档群众满意度", "≥95%"),
    ]


def test_registers_keep_the_day_of_the_count(small: Compiled) -> None:
    assert [
        (one.id, one.as_of, [item.value for item in one.items])
        for one in small.disclosure.registers
    ] == [
        ("procurement", None, ["1.20", "0.00", "0.80"]),
        ("vehicle_quota", "2025-12-31", ["1"]),
        ("vehicles", "2025-12-31", ["0", "0", "0", "0", "0", "0", "1"]),
        ("office_area", "2025-12-31", ["412.50"]),
        ("equipment_over_500k", "2025-12-31", ["0"]),
        ("equipment_over_1m", "2025-12-31", ["0"]),
    ]


# A department with a second unit, money of every budget and “三公”经费


def other(**values: Any) -> dict[str, Any]:
    return line(unit=OTHER_UNIT, **values)


LARGER = [
    *lines(),
    line(function="2012601", kind="公用经费", economic="30217 公务接待费", amount=Decimal(2000)),
    line(function="2012601", kind="公用经费", economic="30231", amount=Decimal(18000)),
    line(
        function="2120801",
        kind="项目支出",
        project="库房维护经费",
        source="政府性基金预算",
        revenue="1030148 国有土地使用权出让收入",
        amount=Decimal(70000),
    ),
    other(function="2012699", kind="人员经费", economic="30101", amount=Decimal(60000)),
    other(function="2012699", kind="公用经费", economic="30201", amount=Decimal(9000)),
    other(
        function="2230105",
        kind="项目支出",
        project="档案数字化经费",
        source="国有资本经营预算",
        revenue="1030601",
        amount=Decimal(30000),
    ),
    other(
        function="2012604",
        kind="项目支出",
        project="库房维护经费",
        source="单位资金",
        amount=Decimal(10000),
    ),
    other(
        function="2012604",
        kind="项目支出",
        project="库房维护经费",
        source="财政专户管理资金",
        period="上年结转",
        amount=Decimal(4000),
    ),
]
TWO_UNITS = [*UNITS, {"name": OTHER_UNIT, "kind": "事业", "reports": "否"}]


@pytest.fixture(scope="module")
def larger() -> Compiled:
    return compiled(units=TWO_UNITS, lines=LARGER)


def test_larger_department_compiles_without_a_finding(larger: Compiled) -> None:
    assert check(SCHEME, larger.disclosure).findings.summary.error == 0


LARGER_TABLES: dict[tuple[str, str | None], list[tuple[str | None, ...]]] = {
    ("07", None): [
        ("合计", "7.00"),
        ("10301 政府性基金收入", "7.00"),
        ("1030148 国有土地使用权出让收入", "7.00"),
    ],
    ("08", None): [
        ("合计", "7.00", None, "7.00"),
        ("212 城乡社区支出", "7.00", None, "7.00"),
        ("21208 国有土地使用权出让收入安排的支出", "7.00", None, "7.00"),
        ("2120801 征地和拆迁补偿支出", "7.00", None, "7.00"),
    ],
    ("09", "revenue"): [
        ("合计", "3.00"),
        ("10306 国有资本经营收入", "3.00"),
        ("1030601 利润收入", "3.00"),
    ],
    ("09", "expenditure"): [
        ("合计", "3.00", None, "3.00"),
        ("223 国有资本经营预算支出", "3.00", None, "3.00"),
        ("22301 解决历史遗留问题及改革成本支出", "3.00", None, "3.00"),
        ("2230105 国有企业退休人员社会化管理补助支出", "3.00", None, "3.00"),
    ],
    ("10", None): [
        ("公务接待费", "0.20", "0.20", None, None),
        ("公务用车购置及运行费", "1.80", "1.80", None, None),
        ("②公务用车运行维护费", "1.80", "1.80", None, None),
        ("合计", "2.00", "2.00", None, None),
    ],
    ("11", None): [
        ("部门合计", "5.10", "5.10", None, None),
        (NAME, "5.10", "5.10", None, None),
    ],
    ("12", None): [
        (NAME, "28.00", "17.00", "7.00", "3.00", None, "1.00"),
        (NAME, "24.00", "17.00", "7.00", None, None, None),
        ("档案数字化经费", "15.00", "15.00", None, None, None, None),
        ("库房维护经费", "9.00", "2.00", "7.00", None, None, None),
        (OTHER_UNIT, "4.00", None, None, "3.00", None, "1.00"),
        ("档案数字化经费", "3.00", None, None, "3.00", None, None),
        ("库房维护经费", "1.00", None, None, None, None, "1.00"),
    ],
    ("13", None): [
        (NAME, "0.50", "0.50", None, None),
        (NAME, "0.50", "0.50", None, None),
        ("库房维护经费", "0.50", "0.50", None, None),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("table_id", "side"), LARGER_TABLES, ids=lambda one: str(one or ""))
def test_table_shows_the_larger_department(
    larger: Compiled, table_id: str, side: str | None
) -> None:
    assert cells(table(larger, table_id), side) == LARGER_TABLES[table_id, side]


def test_every_source_stands_in_its_column_and_carry_over_in_its_own(larger: Compiled) -> None:
    assert cells(table(larger, "02"))[0] == (
        "合计", "75.86", "64.86", "7.00", "3.00", None, "1.00", "0.90",
    )  # fmt: skip


def test_carried_over_money_outside_the_fiscal_budget_is_no_fiscal_carry_over(
    larger: Compiled,
) -> None:
    assert cells(table(larger, "04"), "revenue") == [
        ("一、一般公共预算", "64.86"),
        ("二、政府性基金预算", "7.00"),
        ("三、国有资本经营预算", "3.00"),
        ("本年收入合计", "74.86"),
        ("上年财政拨款结转", "0.50"),
        ("一、一般公共预算", "0.50"),
        ("收入总计", "75.36"),
    ]


def government_labels(made: Compiled) -> list[tuple[str, str | None]]:
    rows: tuple[Row, ...] = table(made, "06").rows
    return [(row.label, row.government_label) for row in rows if row.government_label]


def test_government_economic_code_follows_the_kind_of_unit(larger: Compiled) -> None:
    assert government_labels(larger) == [
        ("基本工资", "工资奖金津补贴"),
        ("基本工资", "工资福利支出"),
        ("津贴补贴", "工资奖金津补贴"),
        ("机关事业单位基本养老保险缴费", "社会保障缴费"),
        ("住房公积金", "住房公积金"),
        ("办公费", "办公经费"),
        ("办公费", "商品和服务支出"),
        ("公务接待费", "公务接待费"),
        ("公务用车运行维护费", "公务用车运行维护费"),
    ]


def test_government_economic_code_that_was_written_stays() -> None:
    made = compiled(lines=lines(4, government_economic="50502 商品和服务支出"))
    assert ("办公费", "商品和服务支出") in government_labels(made)


def test_operating_costs_count_organs_only(larger: Compiled) -> None:
    assert paragraph(larger, "3.8") == (
        "本部门2026年所属1家行政单位机关运行经费财政拨款预算5.10万元，比2025年预算增加2.1万元，"
        "增长70%，原因是办公用品价格上涨。"
    )


def test_units_that_set_targets_are_counted(larger: Compiled) -> None:
    assert (
        "机关及下属预算单位2个，其中1个单位（包括机关）编报了单位整体绩效目标，涉及资金65.46万元。"
        in paragraph(larger, "3.10")
    )


def test_units_that_say_nothing_of_targets_are_only_counted() -> None:
    made = compiled(units=[{"name": NAME, "kind": "行政"}])
    assert "项目支出17.50万元；预算单位1个。" in paragraph(made, "3.10")


def test_three_public_costs_that_are_new_ask_for_reasons(larger: Compiled) -> None:
    assert paragraph(larger, "3.7") == (
        "2026年示范县档案馆财政拨款安排的“三公”经费预算2.00万元，比2025年增加2.00万元。\n"
        "其中：因公出国（境）费0万元，与上年预算数相同；"
        "公务接待费0.20万元，与上年相比预算数增加0.20万元；"
        "公务用车购置及运行费1.80万元，与上年相比预算数增加1.80万元。"
        "公务用车运行维护费1.80万元，与上年相比预算数增加1.80万元；"
        "公务用车购置费0万元，与上年预算数相同。"
    )
    assert [str(problem) for problem in larger.missing] == [
        f"文字：没有填写“{label}变动的主要原因”，本年数与上年数不同，需要说明原因"
        for label in (
            "‘三公’经费",
            "公务接待费",
            "公务用车购置及运行费",
            "公务用车运行维护费",
        )
    ]


def test_single_unit_speaks_of_itself_and_has_no_total_over_units() -> None:
    made = compiled(basics=fields("basics", level="单位"))
    assert made.disclosure.entity.level == "unit"
    assert [one[:2] for one in cells(table(made, "12"))] == [
        (NAME, "17.00"),
        ("档案数字化经费", "15.00"),
        ("库房维护经费", "2.00"),
    ]
    assert "本年单位预算支出总计56.46万元" in paragraph(made, "3.1")
    assert "2026年单位机关运行经费财政拨款预算3.10万元" in paragraph(made, "3.8")
    assert "2026年编报单位整体绩效目标，涉及资金56.46万元。" in paragraph(made, "3.10")
    assert made.disclosure.overview[0].title == "本单位职责"
    assert check(SCHEME, made.disclosure).findings.findings == ()


def test_performance_can_be_told_of_the_current_year_alone() -> None:
    made = compiled(basics=fields("basics", performance_scope="当年预算"))
    assert "涉及部门预算资金55.96万元，其中基本支出38.96万元，项目支出17.00万元" in paragraph(
        made, "3.10"
    )


def test_department_without_projects_compiles() -> None:
    made = compiled(projects=[], lines=lines()[:5], form__project_target=[], indicators=[])
    assert paragraph(made, "3.10").endswith(
        "2、项目绩效目标\n2026年示范县档案馆没有纳入绩效目标管理的项目。"
    )
    assert [table(made, one).note for one in ("12", "13")] == ["本表无数据", "本表无数据"]


def test_department_without_carry_over_says_zero() -> None:
    made = compiled(lines=lines()[:7])
    assert "本年收入55.96万元，上年结转0万元" in paragraph(made, "3.1")
    assert table(made, "13").note == "本表无数据"


def test_department_whose_money_did_not_change_needs_no_reasons() -> None:
    made = compiled(
        priors={
            **fields("priors"),
            "预算收支总计（含上年结转）": Decimal("564600.00"),
            "机关运行经费": Decimal("31000.00"),
        },
        texts=fields("texts", revenue_reason=None, expenditure_reason=None, operating_reason=None),
    )
    assert made.missing == ()
    assert "上年结转0.50万元，与上年预算数相同；" in paragraph(made, "3.1")


def test_prior_that_is_not_known_is_not_compared_and_is_listed() -> None:
    made = compiled(priors=fields("priors", 机关运行经费=None))
    assert paragraph(made, "3.8") == (
        "本部门2026年所属1家行政单位机关运行经费财政拨款预算3.10万元。"
    )
    assert [str(problem) for problem in made.missing] == ["上年数!B12：没有填写“机关运行经费”"]


def test_revenue_without_its_code_is_listed_as_missing() -> None:
    made = compiled(
        lines=[
            *lines(),
            line(
                function="2120801",
                kind="项目支出",
                project="库房维护经费",
                source="政府性基金预算",
                amount=Decimal(70000),
            ),
        ]
    )
    assert [str(problem) for problem in made.missing] == [
        "预算明细!J13：没有填写“收入科目”，政府性基金预算的收入表要按它列示"
    ]


def test_form_that_is_not_finished_compiles_and_lists_what_it_lacks() -> None:
    (form,) = content().rows["form.project_target"]
    made = compiled(form__project_target=[{**form, "项目概况": "", "年度目标": ""}])
    assert [str(problem) for problem in made.missing] == [
        "项目支出绩效目标表!Q5：没有填写“项目概况”",
        "项目支出绩效目标表!W5：没有填写“年度目标”",
    ]


ROUNDING = "本套报表因取数时四舍五入，部分金额可能存在尾差"


@dataclass(frozen=True)
class Tail:
    """Two items of one class, and whether their printed amounts miss the printed total."""

    salary: str
    allowance: str
    is_noted: bool


@pytest.mark.parametrize(
    "case",
    [
        Tail("200000.00", "80000.00", False),
        Tail("200049.99", "80049.99", True),
        Tail("200050.00", "80049.99", False),
        Tail("200050.00", "80050.00", True),
    ],
)
def test_rounding_note_appears_only_where_printed_parts_miss_a_total(case: Tail) -> None:
    rows = lines(0, amount=Decimal(case.salary))
    rows[1]["amount"] = Decimal(case.allowance)
    rows[2]["amount"] = Decimal("45000.00")
    made = compiled(lines=rows)
    assert (table(made, "01").note == ROUNDING) is case.is_noted
    assert [one.note for one in made.disclosure.tables[1:6]] == [None] * 5
    assert check(SCHEME, made.disclosure).findings.findings == ()


def test_services_to_purchase_are_attached_with_their_levels() -> None:
    made = compiled(attachment__purchase_services=[{"code": "B01"}, {"code": "B0101 法律顾问服务"}])
    (attached,) = made.disclosure.attachments
    assert [(row.code, row.name, row.level) for row in attached.rows] == [
        ("B01", "法律服务", 2),
        ("B0101", "法律顾问服务", 3),
    ]
    assert "本部门政府购买服务指导性目录详见附件。" in paragraph(made, "3.12")


def test_whole_entity_form_takes_its_money_from_the_lines() -> None:
    made = compiled(
        overall={"部门名称": f"118-{NAME}", "部门职责": "保管档案。"},
        tasks=[{"duty": "档案保管", "task": "库房改造"}],
        indicators=[
            *content().rows["indicators"],
            {
                "project": "（部门整体）",
                "horizon": "年度",
                "level1": "产出指标",
                "level2": "数量指标",
                "level3": "接收档案",
                "value": "≥500卷",
            },
        ],
    )
    whole, project = made.disclosure.forms
    assert (whole.kind, whole.project, project.project) == (
        "entity_overall",
        None,
        "档案数字化经费",
    )
    assert {one.source: one.amount for one in whole.funding} == {
        "total": "55.96",
        "general": "55.96",
        "gov_fund": "0.00",
        "state_capital": "0.00",
        "special_account": "0.00",
        "unit_funds": "0.00",
        "spending": "55.96",
        "basic": "38.96",
        "project": "17.00",
    }
    assert whole.tasks == (("档案保管", "库房改造"),)
    assert [(one.level3, one.value) for one in whole.indicators] == [("接收档案", "≥500卷")]


def test_performance_pay_of_an_organ_stands_in_the_economic_table_under_its_usual_label() -> None:
    lines = [
        line(function="2012601", kind="人员经费", economic="30101", amount=Decimal("470000")),
        line(function="2012601", kind="人员经费", economic="30107", amount=Decimal("200000")),
    ]
    book = workbook(lines=lines, projects=[], form__project_target=[], indicators=[])
    table = compile_budget(read_budget(book)).disclosure.table("06")
    assert table is not None
    assert [(row.label, row.government_label, row.cells["total"]) for row in table.rows] == [
        ("合计", None, "67.00"),
        ("工资福利支出", None, "67.00"),
        ("基本工资", "工资奖金津补贴", "47.00"),
        ("绩效工资", "工资福利支出", "20.00"),
    ]
