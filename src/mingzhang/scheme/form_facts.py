"""The money in performance forms as facts.

What a project's form says it gets stands at coordinates of a measure of its own, `funding`, with
the horizon and the origin of the money; the form of the whole entity repeats figures of the budget.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, count
from typing import Final

from mingzhang.cube import Coordinate, Cube, Fact, unit_named
from mingzhang.model import Form, Funding
from mingzhang.scheme.definition import FormDefinition
from mingzhang.scheme.scheme import FUNDING, HORIZON, ORIGIN, Scheme

__all__ = ["form_facts", "form_keys", "funding_address", "funding_label"]

_TOTAL: Final = "total"


def form_keys(forms: Iterable[Form]) -> list[str]:
    """A name for each form, unique in the disclosure: its kind and project; repeats get ~2, ~3.

    >>> form = Form(kind="project_target", project="工作 经费", fields={})
    >>> form_keys([form, form])
    ['project_target.工作经费', 'project_target.工作经费~2']
    """
    keys: dict[str, None] = {}
    for form in forms:
        name = ".".join(filter(None, (form.kind, "".join((form.project or "").split()))))
        others = (f"{name}~{number}" for number in count(2))
        keys[next(key for key in chain([name], others) if key not in keys)] = None
    return list(keys)


def funding_address(key: str, horizon: str, source: str) -> str:
    """The address of a sum of money of the form of this key."""
    return f"{key}.{horizon}.{source}"


def form_facts(scheme: Scheme, forms: Sequence[Form], cube: Cube | None = None) -> Iterator[Fact]:
    """Every sum of money that forms state; exact where a cube shows that they were compiled."""
    for key, form in zip(form_keys(forms), forms, strict=True):
        definition = scheme.form(form.kind)
        repeat = key.removeprefix(form_keys([form])[0])
        for funding in form.funding:
            if funding.amount is not None:
                place = _place(definition, form, repeat, funding)
                yield Fact(
                    funding_address(key, funding.horizon, funding.source),
                    place,
                    funding.amount,
                    funding.unit,
                    _exact(place, funding, cube) if cube else None,
                )


def _place(definition: FormDefinition, form: Form, repeat: str, funding: Funding) -> Coordinate:
    """Where a sum stands; a second form of one project states amounts of its own."""
    figures = {figure.key: figure for figure in definition.figures}
    if figure := figures.get(funding.source):
        return Coordinate.of(figure.at, figure.measure)
    members: dict[str, str] = {HORIZON: funding.horizon}
    if form.project:
        members["project"] = f"{form.project}{repeat}"
    if funding.source != _TOTAL:
        members[ORIGIN] = funding.source
    return Coordinate.of(members, FUNDING)


def _exact(place: Coordinate, funding: Funding, cube: Cube) -> int:
    """An amount of the budget from its lines; one that a clerk wrote is exact as it stands."""
    if place.measure != FUNDING:
        return cube.total(place)
    return int(Decimal(funding.amount or 0) * unit_named(funding.unit).size)


def funding_label(scheme: Scheme, form: Form, horizon: str, source: str) -> str:
    """What a reader calls a sum of money in a form: the form, the project and the printed label."""
    definition = scheme.form(form.kind)
    figures = {figure.key: figure.label for figure in definition.figures}
    label = figures.get(source) or _printed(definition, f"{horizon}.{source}")
    words = (definition.name, form.project, label)
    return " ".join(filter(None, words))


def _printed(definition: FormDefinition, place: str) -> str:
    """The label before the cell of a sum; where both horizons share it, that of the whole too."""
    before = {
        cell.funding: row[number - 1].text or ""
        for row in definition.rows
        if not isinstance(row, str)
        for number, cell in enumerate(row)
        if cell.funding and number
    }
    horizon, _, source = place.partition(".")
    own, whole = before.get(place, source), before.get(f"{horizon}.{_TOTAL}", "")
    is_shared = list(before.values()).count(own) > 1
    return f"{whole} {own}" if is_shared and own != whole else own
