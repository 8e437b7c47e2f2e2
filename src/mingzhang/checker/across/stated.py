"""What one document says that others can be held against: small, and sent between processes."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from msgspec import Struct, msgpack

from mingzhang.checker.across.bases import Base, bases_of
from mingzhang.checker.across.entities import name_key
from mingzhang.checker.examined import Examined
from mingzhang.cube import Displayed, Evidence, Fact
from mingzhang.model import Disclosure
from mingzhang.model.disclosure import Level

__all__ = ["Figure", "Figures", "Stated", "amount_stated", "file_of", "stated_of"]

_UNIT: Final = "unit"
_UNITS: Final = "units"
"""The dimension of budget units, and the measure that counts them."""


class Figure(Struct, frozen=True, array_like=True):
    """A displayed amount: where it stands in scheme and document, what it shows.

    `view` names the column of a table, where a row that is missing stands for nothing; else the
    section. `place` is the coordinate as text, `owner` the unit that it names.
    """

    address: str
    table: str | None
    view: str
    place: str
    owner: str | None
    text: str | None
    unit: str
    label: str
    low: int
    high: int
    evidence: tuple[Evidence, ...] = ()

    @property
    def displayed(self) -> Displayed:
        """The exact amounts that this figure may stand for, in base units."""
        return Displayed(self.low, self.high)

    @property
    def shown(self) -> str:
        """The figure as printed, with its unit."""
        return "空白" if self.text is None else f"{self.text}{self.unit}"


_DECODER: Final = msgpack.Decoder(tuple[Figure, ...])


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document states: whose budget of which year, its figures, what it says of last year.

    `units` are the budget units that it names, `are_units_all` whether these are certain to be all.
    `packed` holds the figures.
    """

    file: str
    digest: str
    scheme: str
    year: int
    name: str
    level: Level
    tables: tuple[str, ...]
    units: tuple[str, ...]
    are_units_all: bool
    bases: tuple[Base, ...]
    packed: bytes = field(repr=False)

    @property
    def key(self) -> str:
        """What all spellings of the publisher's name have in common."""
        return name_key(self.name)


class Figures:
    """The figures of a document, by where they stand."""

    def __init__(self, stated: Stated) -> None:
        self.stated = stated
        self.all: tuple[Figure, ...] = _DECODER.decode(zlib.decompress(stated.packed))

    @cached_property
    def by_place(self) -> Mapping[str, list[Figure]]:
        """All figures that state one amount of the budget, table or text."""
        found: dict[str, list[Figure]] = {}
        for figure in self.all:
            found.setdefault(figure.place, []).append(figure)
        return found

    @cached_property
    def by_slot(self) -> Mapping[tuple[str, str], Figure]:
        """The first figure of each view and place."""
        found: dict[tuple[str, str], Figure] = {}
        for figure in self.all:
            found.setdefault((figure.view, figure.place), figure)
        return found

    @cached_property
    def shown(self) -> frozenset[tuple[str | None, str | None]]:
        """The tables that show anything, and with them the units that they have rows of."""
        tables = {one.table for one in self.all if one.table}
        owned = {(one.table, one.owner) for one in self.all if one.table}
        return frozenset({*owned, *((table, None) for table in tables)})

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each address in the document."""
        return {figure.address: number for number, figure in enumerate(self.all)}


def file_of(disclosure: Disclosure) -> str:
    """What a person calls the document: the name of its file."""
    source = disclosure.source
    return source.name if source else f"{disclosure.entity.name}{disclosure.fiscal_year}年公开数据"


def stated_of(document: Examined) -> Stated:
    """What a document says that others can be held against."""
    disclosure = document.disclosure
    figures = tuple(_figures(document))
    named = tuple(dict.fromkeys(one.name for one in disclosure.units if one.name))
    return Stated(
        file=file_of(disclosure),
        digest=disclosure.source.sha256 if disclosure.source else "",
        scheme=document.scheme.name,
        year=disclosure.fiscal_year,
        name=disclosure.entity.name,
        level=disclosure.entity.level,
        tables=tuple(table.id for table in disclosure.tables),
        units=named,
        are_units_all=_are_all(disclosure, document, len(named)),
        bases=tuple(bases_of(document)),
        packed=zlib.compress(msgpack.encode(figures)),
    )


def _figures(document: Examined) -> Iterator[Figure]:
    """The amounts that stand in tables and sections."""
    forms = tuple(f"{form.kind}" for form in document.disclosure.forms)
    for fact, displayed in document.amounts:
        head = fact.address.partition(".")[0]
        if head in forms or fact.coordinate.year:
            continue
        table = head if document.labels.is_cell(fact.address) else None
        yield Figure(
            fact.address,
            table,
            f"{table}.{fact.address.rpartition('.')[2]}" if table else _section_of(fact),
            *_place_of(document, fact),
            fact.text,
            fact.unit,
            document.labels.of(fact.address),
            displayed.low,
            displayed.high,
            fact.evidence,
        )


def _section_of(fact: Fact) -> str:
    return ".".join(fact.address.split(".")[:2])


def _place_of(document: Examined, fact: Fact) -> tuple[str, str | None]:
    """A coordinate as text, the unit in it by its key, and that key."""
    place = fact.coordinate
    unit = place.get(_UNIT)
    groups = {one.key for one in document.scheme.dimension(_UNIT).groups}
    if unit is None or unit in groups:
        return str(place), None
    key = name_key(unit)
    members = {**dict(place.members), _UNIT: key}
    return str(type(place).of(members, place.measure)), key


def _are_all(disclosure: Disclosure, document: Examined, named: int) -> bool:
    """Whether the units named are all there are: a clerk listed them, or their count says so."""
    if any(unit.kind for unit in disclosure.units):
        return True
    counts = [
        fact.displayed()
        for fact, _ in document.amounts
        if fact.coordinate.measure == _UNITS and not fact.coordinate.members
    ]
    return named > 0 and any(one.holds(named) for one in counts)


def amount_stated(figures: Sequence[Figure]) -> Displayed:
    """What several statements of one amount leave possible; all of it where they disagree."""
    low, high = max(one.low for one in figures), min(one.high for one in figures)
    if low <= high:
        return Displayed(low, high)
    return Displayed(min(one.low for one in figures), max(one.high for one in figures))
