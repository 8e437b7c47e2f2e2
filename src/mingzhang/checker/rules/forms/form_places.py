"""Places in forms as findings name them: a field, an indicator, a sum of money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Side
from mingzhang.cube import Fact
from mingzhang.model import Form, Indicator, Severity
from mingzhang.model.indicator_value import IndicatorValue, parse_value
from mingzhang.scheme.form_facts import form_keys

__all__ = [
    "FormAt",
    "IndicatorAt",
    "field_found",
    "forms_of",
    "indicator_found",
    "indicators_of",
    "is_blamed",
    "sum_found",
]

_HORIZONS = {"implementation": "实施期", "annual": "年度"}


@dataclass(frozen=True, slots=True)
class FormAt:
    """A form with its number (from 1), its name among all forms and what a reader calls it."""

    number: int
    key: str
    form: Form
    label: str


@dataclass(frozen=True, slots=True)
class IndicatorAt:
    """An indicator with its number in its form (from 1) and what its value demands."""

    at: FormAt
    number: int
    indicator: Indicator
    value: IndicatorValue

    @property
    def path(self) -> str:
        """The path of its texts."""
        return f"forms.{self.at.number}.indicators.{self.number}"

    @property
    def where(self) -> str:
        """What a reader calls it."""
        one = self.indicator
        half = _HORIZONS[one.horizon] if _has_halves(self.at.form) else ""
        return f"{self.at.label} {half}{one.level2}“{one.level3}”"


def _has_halves(form: Form) -> bool:
    return len({one.horizon for one in form.indicators}) > 1


def forms_of(document: Examined) -> Iterator[FormAt]:
    """All forms in the order of the document."""
    forms = document.disclosure.forms
    for number, (key, form) in enumerate(zip(form_keys(forms), forms, strict=True), 1):
        name = form.project or document.scheme.form(form.kind).name
        yield FormAt(number, key, form, f"绩效表“{name}”")


@lru_cache(maxsize=4096)
def _value(text: str) -> IndicatorValue:
    return parse_value(text)


def indicators_of(at: FormAt) -> Iterator[IndicatorAt]:
    """The indicators of a form, their values taken apart."""
    for number, one in enumerate(at.form.indicators, 1):
        yield IndicatorAt(at, number, one, _value(one.value or ""))


def field_found(
    document: Examined,
    at: FormAt,
    label: str,
    *,
    expected: str | None = None,
    values: dict[str, str] | None = None,
    sides: tuple[Side, ...] = (),
    severity: Severity | None = None,
) -> Found:
    """A finding about a field of a form."""
    stated, path = at.form.fields[label], f"forms.{at.number}.fields.{label}"
    where = f"{at.label} {label}"
    return Found(
        subject=(at.key, label),
        where=where,
        position=path,
        values={"where": where, "stated": stated, "expected": expected or "", **(values or {})},
        sides=sides,
        stated=stated,
        expected=expected,
        evidence=document.evidence(path),
        severity=severity,
    )


def indicator_found(
    document: Examined,
    one: IndicatorAt,
    *,
    expected: str | None = None,
    values: dict[str, str] | None = None,
    sides: tuple[Side, ...] = (),
    severity: Severity | None = None,
) -> Found:
    """A finding about the value of an indicator; its name is the evidence where it has none."""
    stated = one.indicator.value
    shown = document.evidence(f"{one.path}.value") if stated else ()
    return Found(
        subject=(one.at.key, one.indicator.horizon, folded(one.indicator.level3)),
        where=one.where,
        position=f"{one.path}.value",
        values={"where": one.where, "stated": stated or "空白", **(values or {})},
        sides=sides,
        stated=stated,
        expected=expected,
        evidence=shown or document.evidence(f"{one.path}.level3"),
        severity=severity,
    )


def sum_found(
    document: Examined,
    fact: Fact,
    *,
    expected: str | None,
    values: dict[str, str],
    sides: tuple[Side, ...],
    severity: Severity | None = None,
) -> Found:
    """A finding about a sum of money of a form."""
    return Found(
        subject=(fact.address,),
        where=document.labels.of(fact.address),
        position=fact.address,
        values=values,
        sides=sides,
        stated=fact.text,
        expected=expected,
        evidence=fact.evidence,
        severity=severity,
    )


def is_blamed(document: Examined, *facts: Fact) -> bool:
    """Whether sums and repeats already say that one of these figures is wrong."""
    told = {id(one) for fault in document.faults for one in (fault.suspect, *fault.others)}
    return any(id(fact) in told for fact in facts)
