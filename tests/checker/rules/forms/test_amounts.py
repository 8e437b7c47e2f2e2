"""Money of forms: against the tables, between the halves, against what the texts say."""

from __future__ import annotations

import pytest
from tests.checker.rules.forms.forms import disclosure, form, indicator, told

from mingzhang.checker.examined import Examined
from mingzhang.model import Disclosure
from mingzhang.scheme import load_scheme

PLACE = "项目支出绩效目标表 档案整理费"
YEAR_TOTAL = f"{PLACE} 年度资金总额"
LIFE_TOTAL = f"{PLACE} 实施期资金总额"
TABLE = {"档案整理费": "16.80"}


def suspects(document: Disclosure) -> list[tuple[str, str | None]]:
    """The figures that sums and repeats blame, with what they should be."""
    examined = Examined(load_scheme(document.scheme, document.fiscal_year), document)
    faults = (fault for fault in examined.faults if fault.suspect)
    return [
        (examined.labels.of(one.suspect.address), one.expected) for one in faults if one.suspect
    ]


def test_a_form_that_agrees_with_its_row_is_clean() -> None:
    clean = disclosure(form(), now=TABLE)
    assert suspects(clean) == []
    for code in ("FRM101", "FRM102", "FRM103", "FRM104"):
        assert told(code, clean) == []


@pytest.mark.parametrize(
    ("sums", "place", "right"),
    [
        pytest.param({"total": "186000", "local": "168000"}, YEAR_TOTAL, "168000", id="total"),
        pytest.param(
            {"total": "168000", "local": "186000"},
            f"{YEAR_TOTAL} 市县（区）财政资金",
            "168000",
            id="source",
        ),
    ],
)
def test_row_and_other_half_tell_which_sum_of_a_form_is_wrong(
    sums: dict[str, str], place: str, right: str
) -> None:
    assert suspects(disclosure(form(annual=sums, life="168000"), now=TABLE)) == [(place, right)]


def test_the_year_tells_which_sum_over_the_projects_life_is_wrong() -> None:
    wrong = form(life={"total": "186000", "local": "168000"})
    assert suspects(disclosure(wrong, now=TABLE)) == [(LIFE_TOTAL, "168000")]


def test_forms_of_one_project_add_up_to_its_row() -> None:
    forms = (form(annual="100000"), form(annual="68000"))
    assert suspects(disclosure(*forms, now=TABLE)) == []
    (place, _), *_ = suspects(disclosure(*forms, now={"档案整理费": "17.80"}))
    assert place == "表十二 档案整理费 合计"


def test_brackets_quotes_and_blanks_of_a_name_do_not_matter() -> None:
    one = form("“馆藏” 整理费(省级)", annual="16800")
    document = disclosure(one, now={"馆藏整理费（省级）": "1.68"})
    assert suspects(document) == []
    assert told("FRM102", document) == []


@pytest.mark.parametrize(
    ("now", "left"),
    [
        pytest.param(None, {"档案整理费": "16.80"}, id="only last year's money"),
        pytest.param({"档案整理费": "10.00"}, {"档案整理费": "6.80"}, id="both together"),
        pytest.param({"档案整理费": "16.80"}, {"档案整理费": "6.80"}, id="this year's of two"),
    ],
)
def test_a_form_may_show_this_years_money_last_years_or_both(
    now: dict[str, str] | None, left: dict[str, str]
) -> None:
    assert told("FRM101", disclosure(form(), now=now, left=left)) == []


def test_a_form_that_agrees_with_no_row_of_two_is_told() -> None:
    document = disclosure(form(), now={"档案整理费": "10.00"}, left={"档案整理费": "5.00"})
    assert told("FRM101", document) == [(YEAR_TOTAL, "168000", "150000", "warning")]


def test_a_form_of_a_like_name_is_compared_too() -> None:
    document = disclosure(form("档案整里费用"), now={"档案整理费用": "18.60"})
    assert told("FRM101", document) == [
        ("项目支出绩效目标表 档案整里费用 年度资金总额", "168000", "186000", "warning")
    ]


@pytest.mark.parametrize(
    ("stated", "row"),
    [
        pytest.param("档案数子化经费", "档案数字化经费", id="a character is wrong"),
        pytest.param("档案数字经费", "档案数字化经费", id="a character is lost"),
        pytest.param("档案数字化加工", "档案数字化加工经费（市级）", id="cut off"),
    ],
)
def test_a_project_named_differently_is_told_with_both_names(stated: str, row: str) -> None:
    document = disclosure(form(stated), now={row: "16.80", "其他工作经费": "1.00"})
    assert told("FRM102", document) == [(f"绩效表“{stated}” 项目名称", stated, row, "warning")]


def test_a_name_that_the_texts_use_is_the_right_one() -> None:
    one = form("档案数字化经费", 项目概况="馆藏档案数字化加工。")
    document = disclosure(one, now={"档案数子化经费": "16.80"})
    assert told("FRM102", document) == [
        ("表十二 项目名称", "档案数子化经费", "档案数字化经费", "warning")
    ]


def test_projects_of_other_names_are_not_mixed_up() -> None:
    document = disclosure(form("库房维护费"), now={"档案整理费": "16.80"})
    assert told("FRM102", document) == []


def test_a_year_that_costs_more_than_the_whole_life_is_told() -> None:
    document = disclosure(form(life="68000"), now=TABLE)
    assert told("FRM103", document) == [(LIFE_TOTAL, "68000", "168000", "error")]


def test_halves_of_a_project_of_one_year_differ() -> None:
    document = disclosure(form(life="200000"), now=TABLE)
    assert told("FRM104", document) == [(LIFE_TOTAL, "200000", "168000", "warning")]


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(form(annual="0", life="59500"), id="all is spent"),
        pytest.param(
            form(life="200000", 项目属性="经常性项目（长期开展）", 项目期="99年"), id="a long one"
        ),
    ],
)
def test_halves_may_differ(one: object) -> None:
    assert told("FRM104", disclosure(one)) == []  # type: ignore[arg-type]  # a form


PROSE = "绩效表“档案整理费” 项目概况"


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        pytest.param("聘用人员整理档案，共需16.8万元。", [], id="agrees"),
        pytest.param("共需资金30万元，其中县级承担168000元。", [], id="states a share"),
        pytest.param("聘用人员，每人每月2000元。", [], id="a price"),
        pytest.param("共需18.6万元。", [(PROSE, "18.6", "16.8", "warning")], id="another total"),
        pytest.param("共需16.8元。", [(PROSE, "16.8", "168000", "warning")], id="another unit"),
        pytest.param(
            "总额不超过186000元。", [(PROSE, "186000", "168000", "warning")], id="one slip"
        ),
        pytest.param("馆藏估价350000元。", [], id="another sum"),
    ],
)
def test_a_text_states_the_projects_money(text: str, findings: list[object]) -> None:
    assert told("ARI105", disclosure(form(项目概况=text), now=TABLE)) == findings


def test_without_any_amount_of_the_project_nothing_is_said() -> None:
    assert told("ARI105", disclosure(form(annual=None, 项目概况="共需30万元。"))) == []


COST = "绩效表“档案整理费” 成本指标“整理成本”"


@pytest.mark.parametrize(
    ("value", "findings"),
    [
        pytest.param("≤168000元", [], id="agrees"),
        pytest.param("≤16.8万元", [], id="in another unit"),
        pytest.param("≤2000元", [], id="a part"),
        pytest.param("≤9000元/人", [], id="a price"),
        pytest.param("≤186000元", [(COST, "≤186000元", "≤168000元", "warning")], id="more"),
        pytest.param("≤108000元", [(COST, "≤108000元", "≤168000元", "warning")], id="one slip"),
    ],
)
def test_costs_agree_with_the_projects_money(value: str, findings: list[object]) -> None:
    one = form(indicators=[indicator("成本指标", "整理成本", value)])
    assert told("FRM113", disclosure(one, now=TABLE)) == findings


@pytest.mark.parametrize(
    ("count", "price", "findings"),
    [
        pytest.param("21个", "≤8000元/个", [], id="agrees"),
        pytest.param("20个", "≤8000元/个/年", [], id="nearly"),
        pytest.param("21人", "≤8000元/个", [], id="of other things"),
        pytest.param(
            "12个",
            "≤8000元/个",
            [("绩效表“档案整理费” 数量指标“整理数量”", "12个", "21个", "warning")],
            id="a count is wrong",
        ),
        pytest.param(
            "21个",
            "≤18000元/个",
            [("绩效表“档案整理费” 成本指标“单位成本”", "≤18000元/个", "≤8000元/个", "warning")],
            id="a price is wrong",
        ),
    ],
)
def test_a_quantity_times_its_cost_makes_the_projects_money(
    count: str, price: str, findings: list[object]
) -> None:
    indicators = [
        indicator("数量指标", "整理数量", count),
        indicator("成本指标", "单位成本", price),
    ]
    assert told("FRM115", disclosure(form(indicators=indicators), now=TABLE)) == findings
