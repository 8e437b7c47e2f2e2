"""Fields and money of forms, whole and damaged."""

from __future__ import annotations

import pytest
from tests.reader.recognise.printed_forms import FIELDS, grid, line, scheme, target

from mingzhang.model import Form
from mingzhang.reader.recognise.forms import FormPart, read_form

MONEY = {
    "implementation.total": "300000",
    "annual.total": "150000",
    "implementation.central": "0",
    "annual.central": "0",
    "implementation.province": "200000",
    "annual.province": "100000",
    "implementation.local": "100000",
    "annual.local": "50000",
    "implementation.own": "0",
    "annual.own": "0",
    "implementation.other": None,
    "annual.other": None,
}

LOCAL = "|市县（区）财政资金||100,000|市县（区）财政资金||50,000|"


def read(fields: str = FIELDS) -> Form:
    return read_form(FormPart.of(scheme(), target("", fields=fields)), 1).form


def money(form: Form) -> dict[str, str | None]:
    assert {one.unit for one in form.funding} == {"元"}
    return {f"{one.horizon}.{one.source}": one.amount for one in form.funding}


def test_fields_stand_beside_and_below_their_labels() -> None:
    form = read()
    assert form.project == "档案数字化经费"
    assert form.fields == {
        "主管部门及代码": "118-示范县档案馆",
        "实施单位": "示范县档案馆",
        "项目属性": "一次性项目（1年结束）",
        "项目期": "1年",
        "项目概况": "扫描馆藏档案。",
        "立项依据": "《中华人民共和国档案法》",
        "实施期目标": "馆藏八成数字化。",
        "年度目标": "完成十万页。",
    }


def test_sums_go_to_their_horizon_and_source() -> None:
    assert money(read()) == MONEY


@pytest.mark.parametrize(
    "row",
    [
        "|市县（区）财政资|100,000||市县(区)财政资 金|50,000||",
        "市县(区)财政资金|100,000|市县(区)财政资金|50,000|||",
        "||市县（区） 财政资金||100,000||市縣（区）财政资金||50,000",
        "|100,000|市县（区）财政资金|50,000||||",
        "|市县（区）财政资金||100,000|||50,000|",
        "||100,000||50,000|||",
        "|市县（区）财政资金||100,000|市县（区）财政资金|||\n|50,000||||||",
        "|市县（区）财政资金||100,000||||\n市县（区）财政资金||50,000|||||",
        "|市县（区）财政资金||１００，０００|市县（区）财政资金||50,000元|",
    ],
)
def test_a_damaged_row_of_sums_is_read(row: str) -> None:
    assert LOCAL in FIELDS
    assert money(read(FIELDS.replace(LOCAL, row))) == {**MONEY}


def test_a_sum_without_its_own_label_is_uncertain() -> None:
    fields = FIELDS.replace(LOCAL, "|市县（区）财政资金||100,000|||50,000|")
    found = read_form(FormPart.of(scheme(), target("", fields=fields)), 2)
    assert found.uncertain == ("forms.2.funding.annual.local",)


@pytest.mark.parametrize("lost", ["实施期资金总额：", "年度资金总额："])
def test_a_total_that_lost_its_label_is_its_horizons(lost: str) -> None:
    assert money(read(FIELDS.replace(lost, ""))) == MONEY


def test_the_printed_unit_counts() -> None:
    form = read(FIELDS.replace("项目资金（元）", "项目资金（万元）"))
    assert {one.unit for one in form.funding} == {"万元"}


@pytest.mark.parametrize(
    ("printed", "label"),
    [
        ("项目日期", "项目期"),
        ("项目期限", "项目期"),
        ("项 目 期：", "项目期"),
        ("主管部門及代码", "主管部门及代码"),
    ],
)
def test_a_misprinted_label_is_known(printed: str, label: str) -> None:
    form = read(FIELDS.replace(f"{label}|", f"{printed}|"))
    assert form.fields == read().fields


def test_a_text_is_not_taken_for_a_label_that_it_resembles() -> None:
    form = read(FIELDS.replace("扫描馆藏档案。", "项目期限"))
    assert form.fields["项目期"] == "1年"


def test_a_long_text_goes_on_in_the_next_row() -> None:
    form = read(FIELDS.replace("扫描馆藏档案。|||||", "扫描馆藏档案。|||||\n||其次著录。|||||"))
    assert form.fields["项目概况"] == "扫描馆藏档案。\n其次著录。"


def test_a_line_beside_the_grid_goes_on_with_a_cut_sentence_only() -> None:
    head, tail = FIELDS.replace("扫描馆藏档案。", "扫描馆藏档案，").split("    立项依据")
    rest = f"立项依据{tail}"

    def overview(*lines: str) -> str:
        blocks = [*target("", fields=head), *map(line, lines), grid(rest)]
        return read_form(FormPart.of(scheme(), blocks), 1).form.fields["项目概况"]

    assert overview("其次著录。", "仅供内部审核") == "扫描馆藏档案，其次著录。"


def test_a_watermark_is_no_text_of_a_field() -> None:
    head, tail = FIELDS.split("    立项依据")
    blocks = [*target("", fields=head), line("仅供内部审核"), grid(f"立项依据{tail}")]
    assert read_form(FormPart.of(scheme(), blocks), 1).form == read()


def test_a_text_after_a_colon_is_its_labels() -> None:
    form = read(f"{FIELDS}\n负责人：|经办人：||联系电话：||填报日期：20260121 175652|\n")
    assert form.fields["填报日期"] == "20260121 175652"


def test_a_text_that_slipped_into_the_next_row_is_its_labels() -> None:
    form = read(f"{FIELDS}\n负责人：||经办人：||联系电话：||填报日期：|\n||||||20260121175652|\n")
    assert form.fields["填报日期"] == "20260121175652"


def test_one_goal_under_two_headings_is_the_left_one() -> None:
    fields = FIELDS.replace("|||完成十万页。||", "||||||")
    found = read_form(FormPart.of(scheme(), target("", fields=fields)), 1)
    assert found.form.fields["实施期目标"] == "馆藏八成数字化。"
    assert "年度目标" not in found.form.fields
    assert found.uncertain == ("forms.1.fields.实施期目标",)


OVERALL = """
    部门基本信息|部门名称|118-示范县档案馆|||
    |内设职能部门数|3个|所属事业单位数|0个|
    |核定的人员编制数|12人|实际在岗人员总数|11人|
    |||其中：在编人员数|10人|
    |||其他人员数|1人|
    部门职责|保管档案。||||
    年度预算情况|预算资金来源划分|资金总额（万元）|预算资金划分|资金总额（万元）|
    |合计|64.38|合计|64.38|
    |其中：一般公共预算资金|64.38|其中：基本支出|38.96|
    |政府性基金预算资金|0.00|项目支出|25.42|
    |社会保险基金预算资金|0.00|||
    单位资金|0.00||||
    年度重点任务|核心职能||重点任务||
    |保管||修缮库房||
    利用||扫描十万页|||
    年度绩效目标|保管好、利用好。||||
    年度绩效指标|产出指标|一级指标|二级指标|三级指标|指标值
    ||||数量指标|扫描页数|≥10页
    |||||修缮库房|2间
    著录条数|≥30条||||
    满意度指标|服务对象满意度|查档群众满意度|≥95%||
"""


def test_the_form_of_the_whole_entity_is_read() -> None:
    title = line("示范县级预算部门（单位）整体支出绩效目标申报表")
    form = read_form(FormPart.of(scheme(), [title, line("(2026)年度"), grid(OVERALL)]), 1).form
    assert (form.kind, form.project) == ("entity_overall", None)
    assert form.fields["部门名称"] == "118-示范县档案馆"
    assert form.fields["其他人员数"] == "1人"
    assert form.fields["年度绩效目标"] == "保管好、利用好。"
    assert {one.source: (one.amount, one.unit) for one in form.funding} == {
        "total": ("64.38", "万元"),
        "spending": ("64.38", "万元"),
        "general": ("64.38", "万元"),
        "basic": ("38.96", "万元"),
        "gov_fund": ("0.00", "万元"),
        "project": ("25.42", "万元"),
        "unit_funds": ("0.00", "万元"),
    }
    assert form.tasks == (("保管", "修缮库房"), ("利用", "扫描十万页"))
    assert [(one.level2, one.level3, one.value) for one in form.indicators] == [
        ("数量指标", "扫描页数", "≥10页"),
        ("数量指标", "修缮库房", "2间"),
        ("数量指标", "著录条数", "≥30条"),
        ("服务对象满意度", "查档群众满意度", "≥95%"),
    ]


RESERVE = """
    项目单位|示范县档案馆|||
    项目名称|库房修缮经费|||
    立项依据（法律、法规、政策依据）|《档案馆建筑设计规范》|||
    项目资金管理方法（文件标题和文号）|馆内办法|||
    项目绩效总体目标（实施期绩效目标）|库房安全。|||
    目标类型|一级指标|二级指标|三级指标 指标值|
    实施期绩效目标|1. 产出指标|数量指标|修缮库房|2间
    |2.效益指标|经济效益指标||
    ||社会效益指标|档案安全||保障
    备注|二〇二六年一月五日|||
"""


def test_the_form_of_a_project_in_reserve_is_read() -> None:
    head = [line("2026年项目储备绩效申报表"), line("主管部门（公章）示范县档案馆")]
    found = read_form(FormPart.of(scheme(), [*head, grid(RESERVE)]), 1)
    form = found.form
    assert (form.kind, form.project) == ("project_reserve", "库房修缮经费")
    assert form.fields == {
        "项目单位": "示范县档案馆",
        "立项依据": "《档案馆建筑设计规范》",
        "项目资金管理办法": "馆内办法",
        "项目绩效总体目标": "库房安全。",
        "备注": "二〇二六年一月五日",
    }
    assert [(one.level1, one.level2, one.level3, one.value) for one in form.indicators] == [
        ("产出指标", "数量指标", "修缮库房", "2间"),
        ("效益指标", "社会效益指标", "档案安全", "保障"),
    ]
    assert {one.path: one.text for one in found.placed if one.text} == {
        "forms.1.title": "2026年项目储备绩效申报表",
        "forms.1.year_line": "主管部门（公章）示范县档案馆",
    }
