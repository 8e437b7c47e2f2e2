"""Money in performance forms as facts."""

from __future__ import annotations

import pytest

from mingzhang.cube import Coordinate, Cube
from mingzhang.model import Disclosure, Entity, Form, Funding
from mingzhang.scheme import load_scheme
from mingzhang.scheme.form_facts import form_facts, form_keys
from mingzhang.scheme.labels import Labels
from mingzhang.scheme.view import known_facts

SCHEME = load_scheme("shanxi", 2025)


def project(name: str, **amounts: str | None) -> Form:
    funding = tuple(
        Funding(
            horizon="annual" if place.startswith("annual") else "implementation",
            source=place.partition("_")[2],
            amount=amount,
            unit="元",
        )
        for place, amount in amounts.items()
    )
    return Form(kind="project_target", project=name, fields={}, funding=funding)


def disclosure(*forms: Form) -> Disclosure:
    entity = Entity(name="某局", level="department")
    return Disclosure(scheme="shanxi", fiscal_year=2025, entity=entity, forms=forms)


def test_each_sum_stands_at_its_horizon_and_origin_and_blanks_are_none() -> None:
    form = project("工作经费", implementation_total="30", annual_local="10", annual_other=None)
    assert [(one.address, str(one.coordinate), one.text) for one in form_facts(SCHEME, [form])] == [
        ("project_target.工作经费.implementation.total",
         "funding(horizon=implementation,project=工作经费)", "30"),
        ("project_target.工作经费.annual.local",
         "funding(horizon=annual,origin=local,project=工作经费)", "10"),
    ]  # fmt: skip


def test_second_form_of_a_project_has_addresses_and_amounts_of_its_own() -> None:
    forms = (project("工会经费", annual_total="4000000"), project("工会经费", annual_total="0"))
    first, second = form_facts(SCHEME, forms)
    assert (first.address, second.address) == tuple(
        f"{key}.annual.total" for key in form_keys(forms)
    )
    assert first.coordinate != second.coordinate


def test_form_of_the_whole_repeats_the_budget() -> None:
    funding = (Funding(horizon="annual", source="basic", amount="330.29", unit="万元"),)
    form = Form(kind="entity_overall", project=None, fields={}, funding=funding)
    (fact,) = form_facts(SCHEME, [form])
    assert fact.coordinate == Coordinate.of({"kind": "basic", "period": "current"})
    assert (fact.address, fact.exact) == ("entity_overall.annual.basic", None)


def test_compiled_sum_is_exact_as_the_clerk_wrote_it() -> None:
    cube = Cube(SCHEME.space({}), [])
    (fact,) = form_facts(SCHEME, [project("培训", annual_total="263138.64")], cube)
    assert fact.exact == 263_138_64


def test_facts_of_a_disclosure_hold_those_of_its_forms() -> None:
    found = known_facts(SCHEME, disclosure(project("培训", annual_total="5")))
    assert [one.text for one in found] == ["5"]


@pytest.mark.parametrize(
    ("place", "label"),
    [
        ("annual.total", "项目支出绩效目标表 培训 年度资金总额"),
        ("annual.central", "项目支出绩效目标表 培训 年度资金总额 其中：中央财政资金"),
        ("implementation.own", "项目支出绩效目标表 培训 实施期资金总额 单位自筹"),
    ],
)
def test_sum_is_called_as_the_form_prints_it(place: str, label: str) -> None:
    labels = Labels(SCHEME, disclosure(project("培训")))
    assert labels.of(f"project_target.培训.{place}") == label
