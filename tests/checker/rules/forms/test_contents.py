"""What forms say of themselves: kind and period, codes, dates, people, indicators."""

from __future__ import annotations

import pytest
from msgspec import structs
from tests.checker.rules.forms.forms import NAME, disclosure, form, indicator, overall, told

from mingzhang.model import Form, Source

FORM = "绩效表“档案整理费”"
SOURCE = Source(name="预算.txt", media_type="text/plain", sha256="00")
LONG = "经常性项目（长期开展）"


@pytest.mark.parametrize(
    ("kind", "period", "right"),
    [
        ("一次性项目（1年结束）", "1年", None),
        (LONG, "99年", None),
        ("一次性项目(3年结束)", "3年", None),
        ("一次性项目（1年结束）", "99年", "1年"),
        ("一次性项目（1年结束）", "11年", "1年"),
        (LONG, "1年", "99年"),
        (LONG, "长期", None),
    ],
)
def test_the_period_is_that_of_the_kind(kind: str, period: str, right: str | None) -> None:
    wrong = [] if right is None else [(f"{FORM} 项目期", period, right, "error")]
    assert told("FRM105", disclosure(form(项目属性=kind, 项目期=period))) == wrong


def coded(*texts: str) -> list[Form]:
    return [form(f"项目{number}", 主管部门=text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"118-{NAME}", None),
        (f"118－{NAME}", None),
        ("902-行政政法股", None),
        (NAME, None),
        (f"181-{NAME}", f"118-{NAME}"),
        ("118-示范县档案局", f"118-{NAME}"),
    ],
)
def test_a_code_is_that_of_the_other_forms(text: str, right: str | None) -> None:
    document = disclosure(*coded(f"118-{NAME}", f"118-{NAME}", text))
    where = "绩效表“项目2” 主管部门"
    assert told("FRM106", document) == ([] if right is None else [(where, text, right, "warning")])


def test_two_forms_that_disagree_tell_nothing() -> None:
    assert told("FRM106", disclosure(*coded(f"118-{NAME}", f"181-{NAME}"))) == []


@pytest.mark.parametrize(
    ("people", "finding"),
    [
        (("26人", "24人", "2人"), None),
        (("26", "26", "0"), None),
        (("26人", "24人", ""), None),
        (("26人", "24人", "3人"), ("实际在岗人员总数", "26人", "27人")),
        (("26人", "42人", "2人"), ("在编人员数", "42人", "24人")),
        (("62人", "24人", "2人"), ("实际在岗人员总数", "62人", "26人")),
        (("40人", "24人", "3人"), ("实际在岗人员总数", "40人", "27人")),
    ],
)
def test_staff_is_the_sum_of_its_kinds(
    people: tuple[str, str, str], finding: tuple[str, str, str] | None
) -> None:
    labels = ("实际在岗人员总数", "在编人员数", "其他人员数")
    document = disclosure(overall(**dict(zip(labels, people, strict=True))))
    name = "绩效表“部门（单位）整体支出绩效目标申报表”"
    wrong = [] if finding is None else [(f"{name} {finding[0]}", *finding[1:], "error")]
    assert told("FRM107", document) == wrong


@pytest.mark.parametrize(
    ("date", "is_possible"),
    [
        ("20250121175652", True),
        ("20240701", True),
        ("20240223 110045", True),
        ("2025年1月21日", True),
        ("2025-01-21 17:56:52", True),
        ("20230110", False),
        ("20261018173420", False),
        ("20251321", False),
        ("20250121250000", False),
        ("2025", False),
    ],
)
def test_a_form_is_filled_in_before_the_year_ends(date: str, is_possible: bool) -> None:
    wrong = [] if is_possible else [(f"{FORM} 填报日期", date, None, "warning")]
    assert told("FRM108", disclosure(form(填报日期=date))) == wrong


def test_a_blank_value_is_told_with_that_of_the_other_half() -> None:
    indicators = [
        indicator("质量指标", "合格率", "100%", "implementation"),
        indicator("质量指标", "合格率", None),
    ]
    assert told("FRM109", disclosure(form(indicators=indicators))) == [
        (f"{FORM} 年度质量指标“合格率”", None, "100%", "warning")
    ]
    assert told("FRM109", disclosure(form(indicators=indicators[:1]))) == []


def test_all_lost_values_of_a_form_are_told_at_once() -> None:
    indicators = [
        indicator("质量指标", "合格率", "100%", "implementation"),
        indicator("质量指标", "合格率", None),
        indicator("时效指标", "完成及时性", None),
    ]
    document = disclosure(form(indicators=indicators))
    assert told("FRM109", document) == [(f"{FORM} 年度质量指标“合格率”", None, None, "warning")]
    read = structs.replace(document, source=SOURCE)
    assert told("FRM109", read) == [
        (f"{FORM} 年度时效指标“完成及时性”", None, None, "warning"),
        (f"{FORM} 年度质量指标“合格率”", None, "100%", "info"),
    ]


def test_a_name_cut_off_is_that_of_the_other_half() -> None:
    indicators = [
        indicator("成本指标", "委员(社区工作者)月工资", "2947元", "implementation"),
        indicator("成本指标", "委员(社区工作)", None),
    ]
    assert told("FRM109", disclosure(form(indicators=indicators))) == [
        (f"{FORM} 年度成本指标“委员(社区工作)”", None, "2947元", "warning")
    ]


def test_the_unit_of_a_value_is_that_of_the_other_half() -> None:
    indicators = [
        indicator("数量指标", "培训人数", "≥80人", "implementation"),
        indicator("数量指标", "培训人数", "≥80"),
    ]
    assert told("FRM110", disclosure(form(indicators=indicators))) == [
        (f"{FORM} 年度数量指标“培训人数”", "≥80", "≥80人", "warning")
    ]


@pytest.mark.parametrize(
    ("names", "findings"),
    [
        ((NAME, NAME, NAME), []),
        ((NAME, "档案馆", "本单位"), []),
        (
            (NAME, NAME, "示范县图书馆"),
            [("绩效表“项目2” 实施单位", "示范县图书馆", NAME, "warning")],
        ),
        ((NAME, "示范县图书馆", "示范县文化馆"), []),
    ],
)
def test_a_unit_is_named_that_other_forms_name(
    names: tuple[str, ...], findings: list[tuple[str, str, str, str]]
) -> None:
    forms = [form(f"项目{number}", 实施单位=name) for number, name in enumerate(names)]
    assert told("FRM116", disclosure(*forms)) == findings


@pytest.mark.parametrize(
    ("level3", "value", "right"),
    [
        ("群众满意度", "≥95%", ""),
        ("培训人数", "≥1,280人", ""),
        ("收入增长率", "≥120%", ""),
        ("完成时间", "12月底前", ""),
        ("群众满意度", "提高", ""),
        ("群众满意度", "≥950%", None),
        ("群众满意度", "≥95", "≥95%"),
        ("群众满意度", "≤95%", "≥95%"),
        ("培训人数", "≥", None),
        ("培训人数", "≥≥80人", None),
        ("培训人数", "≥8O人", None),
        ("培训成本", "≤5万元万元", None),
        ("资料归档率", "100", "100%"),
        ("培训人数", "80", None),
    ],
)
def test_a_value_demands_what_can_be_met(level3: str, value: str, right: str | None) -> None:
    one = form(indicators=[indicator("数量指标", level3, value)])
    where = f"{FORM} 数量指标“{level3}”"
    wrong = [] if right == "" else [(where, value, right, "warning")]
    assert told("FRM110", disclosure(one)) == wrong


def test_money_among_quantities_is_told_once_a_form() -> None:
    indicators = [
        indicator("数量指标", "走访户数", "20户"),
        indicator("数量指标", "走访慰问费", "2000元"),
        indicator("数量指标", "讲课费", "≤1万元"),
        indicator("社会效益", "受访群众满意度", "≥90%"),
        indicator("成本指标", "慰问标准", "500元/户"),
    ]
    assert told("FRM111", disclosure(form(indicators=indicators))) == [
        (f"{FORM} 数量指标", "2000元", None, "info"),
        (f"{FORM} 社会效益", "≥90%", None, "info"),
    ]


ALL = [
    indicator("数量指标", "页数", "9页"),
    indicator("成本指标", "成本", "≤9元"),
    indicator("社会效益", "便利", "提高"),
    indicator("满意度", "群众满意度", "≥90%"),
]


@pytest.mark.parametrize(
    ("left_out", "is_told"), [(None, False), (0, False), (1, True), (2, True), (3, True)]
)
def test_a_form_has_an_indicator_of_each_class(left_out: int | None, is_told: bool) -> None:
    kept = [one for number, one in enumerate(ALL) if number != left_out]
    wrong = [(f"{FORM} 绩效指标", None, None, "info")] if is_told else []
    assert told("FRM112", disclosure(form(indicators=kept))) == wrong


def halves(life: str, year: str, level3: str = "培训人数", **changes: str) -> Form:
    indicators = [
        indicator("数量指标", level3, life, "implementation"),
        indicator("数量指标", level3[:5], year),
    ]
    return form(indicators=indicators, **changes)


@pytest.mark.parametrize(
    ("one", "findings"),
    [
        pytest.param(halves("≥120人", "≥120人"), [], id="equal"),
        pytest.param(halves("提高", "提升"), [], id="words"),
        pytest.param(halves("≥120人", "≥ 120人", "党员集中培训人数"), [], id="a name is cut off"),
        pytest.param(
            halves("≥120人", "≥102人"),
            [(f"{FORM} 实施期数量指标“培训人数”", "≥120人", "≥102人", "warning")],
            id="one differs",
        ),
        pytest.param(
            halves("≥120人", "≥102人", 项目概况="培训120人"),
            [(f"{FORM} 年度数量指标“培训人数”", "≥102人", "≥120人", "warning")],
            id="the text knows which",
        ),
        pytest.param(
            halves("≥3438人", "≥1300人", 项目属性=LONG, 项目期="99年"), [], id="a long project"
        ),
        pytest.param(
            halves("≥120人", "≥102人", 项目属性=LONG, 项目期="99年"),
            [(f"{FORM} 实施期数量指标“培训人数”", "≥120人", "≥102人", "warning")],
            id="a slip in a long project",
        ),
    ],
)
def test_both_halves_say_the_same(one: Form, findings: list[object]) -> None:
    assert told("FRM104", disclosure(one)) == findings


@pytest.mark.parametrize(
    ("value", "findings"),
    [
        pytest.param("188人", [], id="agrees"),
        pytest.param("20人", [], id="another number"),
        pytest.param(
            "118人",
            [(f"{FORM} 数量指标“到村大学生培训人数”", "118", "188", "warning")],
            id="one slip",
        ),
    ],
)
def test_a_count_is_the_same_all_over_a_form(value: str, findings: list[object]) -> None:
    one = form(
        indicators=[indicator("数量指标", "到村大学生培训人数", value)],
        项目概况="用于188名到村工作大学生培训。",
        年度目标="培训188名到村大学生。",
    )
    assert told("FRM114", disclosure(one)) == findings


def test_counts_of_different_things_may_be_alike() -> None:
    indicators = [
        indicator("数量指标", "两新组织支部", "131个"),
        indicator("数量指标", "服务经费覆盖村", "181个"),
        indicator("数量指标", "党建经费覆盖村", "181个"),
    ]
    assert told("FRM114", disclosure(form(indicators=indicators))) == []


def test_a_cost_of_the_whole_department_is_one_of_its_sums() -> None:
    def costs(value: str) -> list[object]:
        one = overall([indicator("成本指标", "项目支出成本", value)])
        return [found[1:3] for found in told("FRM113", disclosure(one))]

    assert costs("≤618.12万元") == []
    assert costs("≤5万元") == []
    assert costs("≤681.12万元") == [("≤681.12万元", "≤618.12万元")]
