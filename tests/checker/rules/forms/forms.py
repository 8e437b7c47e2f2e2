"""Invented forms and the rows of tables that show the same projects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found
from mingzhang.model import Disclosure, Entity, Form, Funding, Indicator, Row, Table
from mingzhang.scheme import load_scheme

__all__ = ["NAME", "YEAR", "disclosure", "form", "indicator", "overall", "told"]

NAME = "示范县档案馆"
YEAR = 2025

Told = tuple[str, str | None, str | None, str]


def indicator(level2: str, level3: str, value: str | None, horizon: str = "annual") -> Indicator:
    """An indicator; its first level follows from its second."""
    level1 = {"满意": "满意度指标", "社会": "效益指标"}.get(level2[:2], "产出指标")
    return Indicator(
        horizon=horizon,  # type: ignore[arg-type]  # tests name one of the two
        level1=level1,
        level2=level2,
        level3=level3,
        value=value,
    )


def form(
    project: str = "档案整理费",
    annual: Mapping[str, str] | str | None = "168000",
    life: Mapping[str, str] | str | None = None,
    indicators: Sequence[Indicator] = (),
    **fields: str,
) -> Form:
    """A project's form; a sum alone is local money. Both halves are the same unless said."""
    year = {"total": annual, "local": annual} if isinstance(annual, str) else annual or {}
    both = (
        year if life is None else {"total": life, "local": life} if isinstance(life, str) else life
    )
    funding = [
        Funding(horizon=horizon, source=source, amount=amount, unit="元")
        for horizon, sums in (("implementation", both), ("annual", year))
        for source, amount in sums.items()
    ]
    return Form(
        kind="project_target",
        project=project,
        fields={"项目属性": "一次性项目（1年结束）", "项目期": "1年", **fields},
        funding=tuple(funding),
        indicators=tuple(indicators),
    )


def overall(indicators: Sequence[Indicator] = (), **fields: str) -> Form:
    """The form of the whole department."""
    sums = {"total": "948.41", "spending": "948.41", "basic": "330.29", "project": "618.12"}
    return Form(
        kind="entity_overall",
        project=None,
        fields=fields,
        funding=tuple(
            Funding(horizon="annual", source=source, amount=amount, unit="万元")
            for source, amount in sums.items()
        ),
        indicators=tuple(indicators),
    )


def disclosure(
    *forms: Form, now: Mapping[str, str] | None = None, left: Mapping[str, str] | None = None
) -> Disclosure:
    """A disclosure with these forms; `now` and `left` are this year's and last year's projects."""
    tables = [
        Table(id=name, title="", unit="万元", rows=tuple(_rows(projects)))
        for name, projects in (("12", now), ("13", left))
        if projects is not None
    ]
    return Disclosure(
        scheme="shanxi",
        fiscal_year=YEAR,
        entity=Entity(name=NAME, level="department"),
        tables=tuple(tables),
        forms=forms,
    )


def _rows(projects: Mapping[str, str]) -> list[Row]:
    total = str(sum(map(Decimal, projects.values())))
    names = [(NAME, total), (NAME, total), *projects.items()]
    return [Row(label=name, cells={"total": sum_, "general": sum_}) for name, sum_ in names]


def told(code: str, document: Disclosure) -> list[Told]:
    """All that a rule finds: where, what is stated, what is expected, how grave; messages fill."""
    known: Any = known_rules()[code]
    scheme = load_scheme(document.scheme, document.fiscal_year)
    found = []
    for one in known.check(Examined(scheme, document)):
        if isinstance(one, Found):
            assert known.rule.message.format_map(one.values)
            severity = one.severity or known.rule.severity
            found.append((one.where, one.stated, one.expected, severity))
    return found
