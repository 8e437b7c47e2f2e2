"""What the site remembers of a disclosure: displayed figures, found by coordinate."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec import structs
from tests.department import content
from tests.publisher.facts.pages import SCHEME
from tests.publisher.site.editions import compiled, edition_of

from mingzhang.model import Disclosure, Form, Section
from mingzhang.publisher.site.area import area_of, kind_of
from mingzhang.publisher.site.entry import Amount, Entry
from mingzhang.publisher.site.staff import headcount
from mingzhang.publisher.site.summary import Figures
from mingzhang.workflow.opening import open_disclosure

SAMPLES = sorted((Path(__file__).parents[3] / "samples").glob("*.xlsx"))


@cache
def small() -> Entry:
    return edition_of(compiled()).entry


def amounts(entry: Entry) -> list[Amount]:
    items = (*entry.sources, *entry.kinds, *entry.functions, *entry.three_public)
    found = [entry.total, *(one.amount for one in items), *(one.amount for one in entry.projects)]
    return [one for one in found if one is not None]


def test_totals_of_the_small_department_are_those_it_displays() -> None:
    entry = small()
    assert entry.total is not None
    assert entry.total.value == 56_460_000
    assert {one.key: one.amount.value for one in entry.sources} == {
        "general": 55_960_000,
        "carryover": 500_000,
    }
    assert {one.key: one.amount.value for one in entry.kinds} == {
        "basic": 38_960_000,
        "project": 17_500_000,
    }
    assert [(one.name, one.page) for one in entry.projects] == [
        ("档案数字化经费", "projects/1/"),
        ("库房维护经费", None),
    ]
    assert entry.area == "示范县"
    assert entry.units == (entry.name,)


def test_income_is_told_by_the_side_of_income() -> None:
    entry = small()
    sources = {one.key: one.amount.fact for one in entry.sources}
    assert entry.total is not None
    assert entry.total.fact != sources["carryover"]
    figures = Figures(SCHEME, compiled())
    assert figures.funds() != figures.at()
    assert figures.funds(period="carryover") == entry.sources[-1].amount


def test_last_year_follows_from_the_change_and_the_word_beside_it() -> None:
    last = small().last_total
    assert last is not None
    assert (last.value, last.fact) == (50_000_000, "")


def test_a_smaller_budget_has_a_larger_one_before_it() -> None:
    given = content().fields["priors"]
    priors = {**given, "预算收支总计（含上年结转）": given["预算收支总计（含上年结转）"] * 2}
    last = edition_of(compiled(priors=priors)).entry.last_total
    assert last is not None
    assert last.value == 100_000_000


def test_last_year_is_not_known_where_amounts_are_as_displayed() -> None:
    given = compiled()
    facts = tuple(structs.replace(fact, exact=None) for fact in given.facts)
    assert edition_of(structs.replace(given, facts=facts)).entry.last_total is None


def test_a_disclosure_without_figures_has_an_entry() -> None:
    entry = edition_of(structs.replace(compiled(), facts=(), tables=(), narrative=())).entry
    assert entry.total is None
    assert not amounts(entry)
    assert entry.figures >= 0


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_amount_is_displayed_as_it_says(path: Path) -> None:
    edition = edition_of(open_disclosure(path).disclosure)
    facts = {fact.address: fact for fact in edition.disclosure.facts}
    found = amounts(edition.entry)
    assert found
    for amount in found:
        fact = facts[amount.fact]
        assert (fact.text, fact.unit, fact.exact) == (amount.text, amount.unit, amount.value)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_functions_and_kinds_and_sources_add_up_to_the_total(path: Path) -> None:
    entry = edition_of(open_disclosure(path).disclosure).entry
    assert entry.total is not None
    for items in (entry.functions, entry.kinds, entry.sources):
        assert sum(one.amount.value for one in items) == entry.total.value


def with_overview(text: str) -> Disclosure:
    section = Section(id="1.2", title="机构设置情况", text=text)
    return structs.replace(compiled(), overview=(section,), forms=())


@pytest.mark.parametrize(
    ("text", "people", "of"),
    [
        ("人员编制情况：编制31人，其中在职人数27人。", 27, "在职人员数"),
        ("核定行政编制12名，事业编制8名。", 20, "编制数"),
        ("核定编制20名，其中行政编制12名，事业编制8名。", 20, "编制数"),
        ("人员编制32名，实有在职人员26人。", 26, "在职人员数"),
        ("共有公务用车编制4辆，实有4辆。", None, ""),
        ("行政编制5名。下属中心行政编制3名。", None, ""),
        ("实有人员12人。下属单位实有人员30人。", None, ""),
        ("部长1名，副部长3名。", None, ""),
        ("编制0名。", None, ""),
        ("编制10名，另有单位编制7名。", None, ""),
        ("", None, ""),
    ],
)
def test_people_are_counted_where_the_text_is_clear(text: str, people: int | None, of: str) -> None:
    assert headcount(with_overview(text)) == (people, of)


def test_those_in_post_come_before_posts_in_the_form() -> None:
    fields = {"核定的人员编制数": "32人", "实际在岗人员总数": "２６ 人", "其他人员数": "0人"}
    given = structs.replace(
        compiled(), forms=(Form(kind="entity_overall", project=None, fields=fields),)
    )
    assert headcount(given) == (26, "实际在岗人员总数")
    vague = {**fields, "实际在岗人员总数": "约26人"}
    given = structs.replace(
        compiled(), forms=(Form(kind="entity_overall", project=None, fields=vague),)
    )
    assert headcount(given) == (32, "核定的人员编制数")


@pytest.mark.parametrize(
    ("name", "setting", "area", "kind"),
    [
        ("中国共产党长治市上党区委员会组织部", "", "长治市上党区", "组织部"),
        ("盂县县委社会工作部", "", "阳泉市盂县", "社会工作部"),
        ("山西省教育厅", "", "山西省", "教育厅"),
        ("中国共产主义青年团盂县委员会", "", "阳泉市盂县", "共青团委员会"),
        ("晋城市城区东街街道办事处", "", "晋城市城区", "街道办事处"),
        ("第一中学", "晋城城区县（区）级", "晋城市城区", "第一中学"),
        ("示范县档案馆", "示范县级", "示范县", "档案馆"),
        ("示范县档案馆", "示范县（区）级", "示范县", "档案馆"),
        ("新城区档案馆", "东市新城区县（区）级", "东市新城区", "档案馆"),
        ("<b>局</b>", "", "", "<b>局</b>"),
        ("", "", "", ""),
    ],
)
def test_area_and_kind_are_told_by_the_name(name: str, setting: str, area: str, kind: str) -> None:
    assert (area_of(name, setting), kind_of(name)) == (area, kind)
