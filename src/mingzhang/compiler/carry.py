"""Last year's disclosure as second input: figures to compare with, texts to start from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from mingzhang.compiler.budget import Budget
from mingzhang.compiler.content import Content, Mark
from mingzhang.compiler.prior import prior_figures
from mingzhang.compiler.problem import WorkbookError, unfilled
from mingzhang.compiler.sheet import BASICS, PRIORS, REGISTERS, TEXTS, UNITS
from mingzhang.compiler.sheets import sheets_of
from mingzhang.cube import Coordinate, Fact, exact_amount, unit_named
from mingzhang.model import Disclosure
from mingzhang.scheme import Scheme
from mingzhang.scheme.view import known_facts

__all__ = ["carried_content", "with_last_year"]


def last_amounts(scheme: Scheme, last: Disclosure) -> dict[Coordinate, int]:
    """Last year's amounts in 分 that this year's sentences compare with, by coordinate.

    Exact where last year's disclosure knew it, else as displayed. A place that no figure of last
    year's disclosure stands at is left out.
    """
    by_place: dict[Coordinate, Fact] = {}
    for fact in known_facts(scheme, last):
        if fact.derivation is None:
            by_place.setdefault(fact.coordinate, fact)
    return {
        place: _amount(by_place[place])
        for place in prior_figures(scheme).values()
        if place in by_place
    }


def _amount(fact: Fact) -> int:
    if fact.exact is not None:
        return fact.exact
    if fact.text is None:
        return 0
    return exact_amount(Decimal(fact.text.replace(",", "")), unit_named(fact.unit))


def _check_year(last: Disclosure, year: int) -> None:
    if last.fiscal_year != year - 1:
        raise WorkbookError(
            f"上年公开数据是 {last.fiscal_year} 年的，{year} 年的预算应与 {year - 1} 年比较，请换用 {year - 1} 年的数据"
        )


def with_last_year(budget: Budget, last: Disclosure) -> Budget:
    """The budget with what it leaves open filled in from last year's disclosure.

    What the workbook says itself stays. Texts taken over are named in `carried_over`.

    Raises:
        WorkbookError: the disclosure is of another year.
    """
    _check_year(last, budget.year)
    priors = {**last_amounts(budget.scheme, last), **budget.priors}
    texts = _overview_texts(budget.scheme, last)
    carried = {key: text for key, text in texts.items() if not budget.texts.get(key)}
    labels = {place: label for label, place in prior_figures(budget.scheme).items()}
    filled = {unfilled(labels[place]) for place in priors}
    overview = {one.text: one for one in budget.scheme.publication.overview}
    filled |= {unfilled(overview[key].label) for key in carried}
    return replace(
        budget,
        priors=priors,
        texts={**budget.texts, **carried},
        missing=tuple(one for one in budget.missing if one.message not in filled),
        carried_over=tuple(overview[key].label for key in carried),
    )


def _overview_texts(scheme: Scheme, last: Disclosure) -> dict[str, str]:
    keys = {one.id: one.text for one in scheme.publication.overview}
    return {
        keys[section.id]: section.text
        for section in last.overview
        if section.id in keys and section.text
    }


def carried_content(scheme: Scheme, year: int, last: Disclosure) -> Content:
    """What a new workbook can take over from last year's disclosure, each marked as such.

    Raises:
        WorkbookError: the disclosure is of another year.
    """
    _check_year(last, year)
    labels = {place: label for label, place in prior_figures(scheme).items()}
    mark = Mark(f"沿用 {last.fiscal_year} 年公开内容，请核对后修改")
    taken = Mark(f"取自 {last.fiscal_year} 年公开数")
    amounts = last_amounts(scheme, last)
    fields: dict[str, Mapping[str, str | Decimal]] = {
        BASICS: {
            "name": last.entity.name,
            "code": last.entity.code or "",
            "level": scheme.level_word(last.entity.level),
            "area": last.settings.get("area", ""),
            **_defaults(scheme, year),
        },
        PRIORS: {labels[place]: Decimal(amount) / 100 for place, amount in amounts.items()},
        REGISTERS: {
            f"{register.id}.{item.key}": _as_number(item.value)
            for register in last.registers
            if register.as_of
            for item in register.items
        },
        TEXTS: _overview_texts(scheme, last),
    }
    marks = {
        PRIORS: dict.fromkeys(fields[PRIORS], taken),
        REGISTERS: dict.fromkeys(fields[REGISTERS], mark),
        TEXTS: dict.fromkeys(fields[TEXTS], mark),
    }
    rows = {UNITS: [{"name": unit.name, "kind": unit.kind} for unit in last.units]}
    return Content(fields, rows, marks)


def _as_number(text: str) -> Decimal | str:
    """A printed figure as a number, so that the spreadsheet counts with it."""
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text


def _defaults(scheme: Scheme, year: int) -> dict[str, str]:
    basics = next(sheet for sheet in sheets_of(scheme, year) if sheet.key == BASICS)
    return {
        field.key: field.default
        for field in basics.fields
        if field.key in {"format", "scheme", "year", "as_of"}
    }
