"""Identities that follow from where figures stand."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from msgspec.structs import replace
from tests.cube.spaces import LEAVES, SPACE, at

from mingzhang.cube import Coordinate, Fact, Identity, Reduction, groups_and_parts, same_places

SHORT = {name: LEAVES[name] for name in ("source", "kind", "period")}


def said(identities: Iterable[Identity]) -> set[str]:
    """Identities as people write them: whole = part + part."""
    return {
        f"{one.whole.address} = {' + '.join(p.address for p in one.parts)}" for one in identities
    }


def test_each_level_adds_up_to_the_one_above() -> None:
    column = [
        at("合计"),
        at("201", function="201"),
        at("20139", function="20139"),
        at("2013901", function="2013901"),
        at("2013902", function="2013902"),
        at("208", function="208"),
        at("20805", function="20805"),
    ]
    assert said(groups_and_parts(column, SPACE)) == {
        "合计 = 201 + 208",
        "201 = 20139",
        "20139 = 2013901 + 2013902",
        "208 = 20805",
    }


def test_a_row_adds_up_along_its_columns() -> None:
    row = [
        at("total", function="201", kind="expenditure"),
        at("basic", function="201", kind="basic"),
        at("project", function="201", kind="project"),
    ]
    assert said(groups_and_parts(row, SPACE)) == {"total = basic + project"}


def test_nested_groups_of_a_dimension_add_up_level_by_level() -> None:
    column = [
        at("接待", economic="30217"),
        at("用车", economic="cars"),
        at("购置", economic="buying"),
        at("运行", economic="running"),
        at("合计", economic="three"),
    ]
    assert said(groups_and_parts(column, SPACE)) == {"合计 = 接待 + 用车", "用车 = 购置 + 运行"}


def test_parts_in_two_dimensions_are_parts_if_nothing_lies_in_both() -> None:
    column = [
        at("本年一般", source="general", period="current"),
        at("本年其他", source="own", period="current"),
        at("本年", period="current"),
        at("结转", period="carryover"),
        at("总计"),
    ]
    assert said(groups_and_parts(column, SPACE)) == {
        "本年 = 本年一般 + 本年其他",
        "总计 = 本年 + 结转",
    }


@pytest.mark.parametrize(
    "parts",
    [
        [at("302", economic="302"), at("三公", economic="three")],
        [at("一般", source="general"), at("基本", kind="basic")],
        [at("201", function="201"), at("201 again", function="201")],
    ],
    ids=["groups that share a member", "groups of two dimensions", "one place twice"],
)
def test_nothing_is_said_of_parts_that_overlap(parts: list[Fact]) -> None:
    assert said(groups_and_parts([at("合计"), *parts], SPACE)) == set()


def test_overlapping_parts_do_not_silence_what_is_below_them() -> None:
    column = [
        at("合计"),
        at("302", economic="302"),
        at("三公", economic="three"),
        at("接待", economic="30217"),
        at("用车", economic="cars"),
    ]
    assert said(groups_and_parts(column, SPACE)) == {"三公 = 接待 + 用车", "302 = 接待"}


OF_WHICH = [
    [at("数额", function="205"), at("其中往年", function="205", period="carryover")],
    [at("总计"), at("一般", source="general"), at("基金", source="fund")],
    [
        at("总计"),
        at("本年一般", source="general", period="current"),
        at("结转", period="carryover"),
    ],
    [at("支出", kind="expenditure"), at("人员", kind="personnel"), at("项目", kind="project")],
]


@pytest.mark.parametrize("facts", OF_WHICH)
def test_nothing_is_said_of_parts_that_leave_a_member_out(facts: list[Fact]) -> None:
    assert len(said(groups_and_parts(facts, SPACE))) == 1
    assert said(groups_and_parts(facts, SPACE, SHORT)) == set()


def test_a_narrower_whole_needs_only_its_own_members() -> None:
    row = [
        at("财政", source="fiscal"),
        at("一般", source="general"),
        at("基金", source="fund"),
    ]
    assert said(groups_and_parts(row, SPACE, SHORT)) == {"财政 = 一般 + 基金"}


def test_a_member_may_be_divided_further_than_its_neighbours() -> None:
    row = [
        at("总计"),
        at("本年财政", source="fiscal", period="current"),
        at("本年自有", source="own", period="current"),
        at("结转", period="carryover"),
    ]
    assert said(groups_and_parts(row, SPACE, SHORT)) == {"总计 = 本年财政 + 本年自有 + 结转"}


def test_a_figure_alone_has_no_parts() -> None:
    assert (
        said(groups_and_parts([at("201", function="201"), at("208", function="208")], SPACE))
        == set()
    )


def test_rounded_parts_may_miss_their_rounded_total() -> None:
    total = at("合计", "36.00")
    assert Identity(total, (at("甲", "30.00"), at("乙", "5.99"))).holds()
    assert not Identity(total, (at("甲", "30.00"), at("乙", "5.98"))).holds()


def test_a_blank_cell_is_exactly_zero() -> None:
    blank = at("乙", None)
    assert Identity(at("合计", "30.00"), (at("甲", "30.00"), blank)).holds()
    assert Identity(at("合计", "30.00"), (at("甲", "30.00"), *[blank] * 9)).holds()
    assert not Identity(at("合计", "30.01"), (at("甲", "30.00"), *[blank] * 9)).holds()


def test_each_repetition_is_compared_with_the_first_figure_of_its_place() -> None:
    facts = [
        at("03.201", function="201"),
        at("05.208", function="208"),
        at("04.201", function="201"),
        at("3.1.201", function="201"),
    ]
    assert said(same_places(facts)) == {"03.201 = 04.201", "03.201 = 3.1.201"}


def test_a_share_stands_at_no_place_of_its_own() -> None:
    share = replace(at("3.3.share", kind="basic"), derivation="share(…)", unit="%")
    assert said(same_places([at("03.basic", kind="basic"), share])) == set()


def reduced(facts: list[Fact]) -> set[str]:
    return said(same_places(facts, Reduction(SPACE, SHORT, facts).key))


def test_this_year_is_all_where_nothing_is_carried_over() -> None:
    facts = [at("总计"), at("本年", period="current")]
    assert reduced([*facts, at("结转", "0.00", period="carryover")]) == set()
    assert reduced([*facts, at("结转", None, period="carryover")]) == {"总计 = 本年"}


def test_what_is_blank_for_a_narrower_place_says_nothing_of_a_wider_one() -> None:
    blank = at("一般结转", None, source="general", period="carryover")
    facts = [
        at("总计"),
        at("本年", period="current"),
        at("一般总计", source="general"),
        at("一般本年", source="general", period="current"),
    ]
    assert reduced([*facts, blank]) == {"一般总计 = 一般本年"}


def test_expenditure_is_all_where_nothing_is_left_at_the_year_end() -> None:
    facts = [
        at("总计"),
        at("支出", kind="expenditure"),
        at("社保总计", function="208"),
        at("社保支出", function="208", kind="expenditure"),
        at("卫生支出", function="210", kind="expenditure"),
        at("年终结转", None, kind="year_end"),
    ]
    assert reduced(facts) == {"总计 = 支出", "社保总计 = 社保支出"}


def test_a_blank_row_says_nothing_of_other_rows() -> None:
    facts = [
        at("总计"),
        at("本年", period="current"),
        at("农林水结转", None, function="213", period="carryover"),
    ]
    assert reduced(facts) == set()


def test_years_and_measures_are_never_one_place() -> None:
    this = at("本年", "1.00")
    last = replace(this, address="上年", coordinate=Coordinate(year=-1))
    cars = replace(this, address="车辆", coordinate=Coordinate(measure="vehicles"))
    assert reduced([this, last, cars]) == set()
