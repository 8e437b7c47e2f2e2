"""What the site remembers of a disclosure, found by where its figures stand in the cube."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.cube import BUDGET, WAN_YUAN, YI_YUAN, YUAN, Coordinate, Fact, show, unit_named
from mingzhang.model import Disclosure, row_keys
from mingzhang.model.json import disclosure_sha256
from mingzhang.model.page_facts import value_text
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.site.area import area_of, entity_slug
from mingzhang.publisher.site.entry import Amount, Correction, Entry, Item, Project, SiteFile
from mingzhang.publisher.site.staff import headcount
from mingzhang.scheme import Scheme
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.view import known_facts
from mingzhang.sentence import read_section

__all__ = ["Figures", "entry_of", "project_amounts"]

_MONEY: Final = frozenset({YUAN.name, WAN_YUAN.name, YI_YUAN.name})
_KINDS: Final = ("basic", "project")
_THREE_PUBLIC: Final = "three_public"
_SIGNS: Final = {"change+": 1, "change-": -1}
_EXPENDITURE, _REVENUE, _TEXT = range(3)
_SPENT: Final = (_EXPENDITURE, _REVENUE, _TEXT)
_FUNDED: Final = (_REVENUE, _EXPENDITURE, _TEXT)
"""Which place an amount is taken from first."""


class Figures:
    """The displayed amounts of a disclosure by coordinate, of several the one that says it best.

    A table says it better than a sentence; what is spent is told by the side of expenditure.
    """

    def __init__(self, scheme: Scheme, disclosure: Disclosure) -> None:
        sides = dict(_cells(scheme, disclosure))
        self._known: dict[str, dict[int, Amount]] = {}
        self._places: list[tuple[str, Coordinate]] = []
        self.facts = known_facts(scheme, disclosure)
        for fact in self.facts:
            if amount := _amount(fact):
                place = str(fact.coordinate)
                if place not in self._known:
                    self._known[place] = {}
                    self._places.append((place, fact.coordinate))
                self._known[place].setdefault(sides.get(fact.address, _TEXT), amount)

    def at(self, measure: str = BUDGET, year: int = 0, /, **members: str) -> Amount | None:
        """The amount at a coordinate; None where no figure shows it."""
        return self._told(str(Coordinate.of(members, measure, year)), _SPENT)

    def funds(self, **members: str) -> Amount | None:
        """The same as income: what is funded, where both sides of a table show it."""
        return self._told(str(Coordinate.of(members)), _FUNDED)

    def _told(self, place: str, order: tuple[int, ...]) -> Amount | None:
        known = self._known.get(place, {})
        return next((known[one] for one in order if one in known), None)

    def along(self, *dimensions: str, **others: str) -> dict[tuple[str, ...], Amount]:
        """The amounts of this year at `others` and some member of each of the dimensions.

        By these members, in the order of the document.
        """
        found = {}
        for place, coordinate in self._places:
            members = dict(coordinate.members)
            named = tuple(members.pop(one, "") for one in dimensions)
            is_budget = coordinate.measure == BUDGET and not coordinate.year
            if is_budget and all(named) and members == others:
                amount = self._told(place, _SPENT)
                if amount is not None:
                    found[named] = amount
        return found

    def by(self, dimension: str, **others: str) -> dict[str, Amount]:
        """The amounts of this year along one dimension, by its member."""
        return {named: amount for (named,), amount in self.along(dimension, **others).items()}


def _cells(scheme: Scheme, disclosure: Disclosure) -> Iterator[tuple[str, int]]:
    """The addresses of cells, with the side of the budget that their table's side shows."""
    for table in disclosure.tables:
        spent = {
            side.side for side in scheme.table(table.id).sides if side.direction == "expenditure"
        }
        for key, row in zip(row_keys(table.rows), table.rows, strict=True):
            for column in row.cells:
                yield f"{table.id}.{key}.{column}", _EXPENDITURE if row.side in spent else _REVENUE


def _amount(fact: Fact) -> Amount | None:
    """A displayed amount of money; None of what is blank, no number, or reckoned from others."""
    if fact.text is None or fact.derivation is not None or fact.unit not in _MONEY:
        return None
    said = value_text(fact)
    if said is None:
        return None
    return Amount(
        fact.text, fact.unit, int((Decimal(said) * 100).to_integral_value()), fact.address
    )


def entry_of(
    scheme: Scheme,
    disclosure: Disclosure,
    publication: Publication,
    files: Sequence[SiteFile] = (),
    corrections: Sequence[Correction] = (),
) -> Entry:
    """What the site remembers of a disclosure, all of it from figures that it displays."""
    figures = Figures(scheme, disclosure)
    total = figures.at()
    people, counted = headcount(disclosure)
    name, area = disclosure.entity.name, disclosure.settings.get("area", "")
    return Entry(
        slug=entity_slug(name, area),
        name=name,
        level=disclosure.entity.level,
        area=area_of(name, area),
        year=disclosure.fiscal_year,
        title=publication.title,
        scheme=disclosure.scheme,
        sha256=disclosure_sha256(disclosure),
        total=total,
        last_total=_last_total(scheme, disclosure, figures, total),
        sources=tuple(_sources(scheme, figures)),
        kinds=tuple(_items(scheme, "kind", {key: figures.at(kind=key) for key in _KINDS})),
        functions=tuple(_items(scheme, "function", _classes(scheme, figures))),
        three_public=tuple(_three_public(scheme, disclosure, figures)),
        projects=tuple(_projects(scheme, disclosure, figures)),
        units=tuple(unit.name for unit in disclosure.units),
        headcount=people,
        headcount_of=counted,
        forms=len(disclosure.forms),
        figures=len(publication.values),
        files=tuple(files),
        corrections=tuple(corrections),
    )


def _last_total(
    scheme: Scheme, disclosure: Disclosure, figures: Figures, total: Amount | None
) -> Amount | None:
    """The total of last year: as it is displayed, else by the change from it.

    The change is taken where both it and this year's total are known to the 分. Such an amount is
    displayed nowhere and has no fact.
    """
    place = Coordinate()
    if stated := figures.at(BUDGET, -1):
        return stated
    derived = [fact for fact in figures.facts if fact.coordinate == place and fact.derivation]
    for fact in derived:
        if fact.derivation == f"prior({place})" and fact.text:
            priced = Fact(fact.address, place, fact.text, fact.unit, fact.exact)
            return _amount(priced)
    exact = any(fact.exact is not None for fact in figures.facts if fact.coordinate == place)
    changes = [one for one in derived if one.derivation == f"change({place})"]
    if total is None or not exact or not changes or changes[0].exact is None:
        return None
    sign = _direction(scheme, disclosure, changes[0].address)
    if sign is None:
        return None
    value = total.value - sign * changes[0].exact
    unit = unit_named(total.unit)
    return Amount(show(value, unit, 2, grouping=True), unit.name, value, "") if value >= 0 else None


def _direction(scheme: Scheme, disclosure: Disclosure, address: str) -> int | None:
    """Which way a change went, by the word beside it: 1 up, -1 down; None if words differ."""
    section_id, key, _ = address.rsplit(".", 2)
    text = next((one.text for one in disclosure.narrative if one.id == section_id), "")
    words = {
        **disclosure.settings,
        "year": str(disclosure.fiscal_year),
        "last_year": str(disclosure.fiscal_year - 1),
        "entity": disclosure.entity.name,
        "level": scheme.level_word(disclosure.entity.level),
    }
    matches = read_section(scheme, scheme.section(section_id), words, text).matches
    signs = {one.aspect for one in matches if one.name == key and one.aspect in _SIGNS}
    return _SIGNS[signs.pop() or ""] if len(signs) == 1 else None


def _sources(scheme: Scheme, figures: Figures) -> Iterator[Item]:
    for member in scheme.dimension("source").members:
        amount = figures.funds(period="current", source=member.key)
        yield from _items(scheme, "source", {member.key: amount})
    carried = figures.funds(period="carryover")
    yield from _items(scheme, "period", {"carryover": carried})


def _classes(scheme: Scheme, figures: Figures) -> dict[str, Amount]:
    size = min(scheme.dimension("function").prefixes)
    spent = figures.by("function", kind="expenditure")
    return {code: spent[code] for code in sorted(spent) if len(code) == size}


def _items(scheme: Scheme, dimension: str, amounts: Mapping[str, Amount | None]) -> Iterator[Item]:
    """The members that have anything, in the given order."""
    for key, amount in amounts.items():
        if amount is not None and amount.value:
            yield Item(key, scheme.member_title(dimension, key), amount)


def _three_public(scheme: Scheme, disclosure: Disclosure, figures: Figures) -> Iterator[Item]:
    """三公经费 of fiscal appropriations: the sum, nil too, then every item that has anything."""
    amounts = figures.by("economic", source="fiscal")
    if whole := amounts.get(_THREE_PUBLIC):
        yield Item(_THREE_PUBLIC, scheme.member_title("economic", _THREE_PUBLIC), whole)
    space = space_of(scheme, disclosure).dimensions["economic"]
    within = {
        key: amount
        for key, amount in amounts.items()
        if key != _THREE_PUBLIC and space.is_within(key, _THREE_PUBLIC)
    }
    yield from _items(scheme, "economic", within)


def _projects(scheme: Scheme, disclosure: Disclosure, figures: Figures) -> Iterator[Project]:
    """The projects of this year by amount, then those that only have a form."""
    forms: dict[str, tuple[str, str]] = {}
    for number, form in enumerate((one for one in disclosure.forms if one.project), 1):
        forms.setdefault(folded(form.project or ""), (form.project or "", f"projects/{number}/"))
    pages = {key: page for key, (_, page) in forms.items()}
    found = [
        Project(name, amount, pages.get(folded(name)))
        for name, amount in project_amounts(scheme, figures, period="current")
    ]
    yield from found
    known = {folded(one.name) for one in found}
    yield from (
        Project(name, None, page) for key, (name, page) in forms.items() if key not in known
    )


def project_amounts(
    scheme: Scheme, figures: Figures, **others: str
) -> tuple[tuple[str, Amount], ...]:
    """Projects with what they get at a coordinate, the largest first; one of two units twice."""
    groups = {one.key for one in scheme.dimension("project").groups}
    at = {"kind": "project", **others}
    alone = {(name, ""): amount for name, amount in figures.by("project", **at).items()}
    owned = figures.along("project", "unit", **at)
    named = {name for name, _ in owned}
    known = [
        (name, amount)
        for (name, unit), amount in (*owned.items(), *alone.items())
        if name not in groups and (unit or name not in named)
    ]
    return tuple(sorted(known, key=lambda one: (-one[1].value, one[0])))
