"""Figures as they are meant, where the slip lies not in them but in a unit or a code beside them.

One wrong word over a table changes what every figure in it says. Rules about that word report it;
all others look at the figures as they agree with the rest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Final

from msgspec import structs

from mingzhang.checker.coded import Coded
from mingzhang.cube import AmountError, Coordinate, Displayed, Fact, unit_named
from mingzhang.scheme import Scheme

__all__ = ["in_meant_units", "meant_units", "with_meant_codes"]

_UNITS: Final = ("元", "万元")
_FEW: Final = 2
"""So many figures at least must bear out another unit."""

_FAR: Final = 1000
"""A table whose largest figure is so many times that of others may be filled in by another unit."""

Key = Callable[[Coordinate], Hashable]
"""What tells places apart: coordinates with one key must state one amount."""

_Places = Mapping[Hashable, Sequence[Displayed]]


def with_meant_codes(
    facts: Sequence[Fact], sides: Iterable[Coded], slips: Mapping[tuple[str, str], str]
) -> tuple[Fact, ...]:
    """The figures of rows whose code is a slip, at the place of the code that is meant."""
    if not slips:
        return tuple(facts)
    rows: dict[str, tuple[str, str]] = {}
    for coded in sides:
        for code, (key, _) in coded.rows.items():
            if meant := slips.get((coded.table.id, code)):
                rows[f"{coded.table.id}.{key}"] = coded.dimension, meant

    def moved(fact: Fact) -> Fact:
        found = rows.get(fact.address.rpartition(".")[0])
        if found is None or fact.coordinate.get(found[0]) is None:
            return fact
        place = fact.coordinate
        members = tuple((n, found[1] if n == found[0] else m) for n, m in place.members)
        return structs.replace(fact, coordinate=Coordinate(members, place.measure, place.year))

    return tuple(map(moved, facts))


def meant_units(scheme: Scheme, facts: Iterable[Fact], key: Key) -> Mapping[str, str]:
    """By table the unit that its figures are in, where that was in doubt and is borne out.

    In doubt are tables under another unit than the scheme's, and those with figures far larger than
    all others. What the other tables and the text state of the same places (`key`) decides.
    """
    by_table: dict[str, list[Fact]] = defaultdict(list)
    rest: list[Fact] = []
    for fact in facts:
        if fact.text and fact.derivation is None and fact.text.strip("0.,-"):
            head = fact.address.partition(".")[0]
            (by_table[head] if head in scheme.table_ids else rest).append(fact)
    doubted = set(_doubted(scheme, by_table))
    if not doubted:
        return {}
    known = [*rest, *(fact for one in by_table if one not in doubted for fact in by_table[one])]
    found: dict[str, str] = {}
    for table in sorted(doubted, key=lambda one: (-len(by_table[one]), one)):
        unit = _unit_of(by_table[table], _by_place(known, key), key)
        if unit:
            found[table] = unit
            known.extend(structs.replace(fact, unit=unit) for fact in by_table[table])
    return found


def _doubted(scheme: Scheme, by_table: Mapping[str, Sequence[Fact]]) -> Iterator[str]:
    largest = {table: max(map(_size, facts)) for table, facts in by_table.items()}
    usual = median(largest.values()) if largest else 0
    for table, facts in by_table.items():
        if facts[0].unit != scheme.table(table).unit or largest[table] > _FAR * usual:
            yield table


def _size(fact: Fact) -> int:
    amount = _amount(fact.text, fact.unit)
    return amount.high if amount else 0


def _unit_of(facts: Sequence[Fact], known: _Places, key: Key) -> str | None:
    """The unit in which most of the figures agree with others at their places."""
    votes = Counter(
        unit
        for fact in facts
        for unit in _UNITS
        if _agrees(fact.text, unit, known.get(key(fact.coordinate), ()))
    )
    compared = sum(key(fact.coordinate) in known for fact in facts)
    for best, count in votes.most_common(1):
        if count >= min(_FEW, compared) and 2 * count > compared:
            return best
    return None


def _agrees(text: str | None, unit: str, others: Iterable[Displayed]) -> bool:
    amount = _amount(text, unit)
    return amount is not None and any(amount.meets(other) for other in others)


def _by_place(facts: Iterable[Fact], key: Key) -> _Places:
    found: dict[Hashable, list[Displayed]] = defaultdict(list)
    for fact in facts:
        if amount := _amount(fact.text, fact.unit):
            found[key(fact.coordinate)].append(amount)
    return found


def _amount(text: str | None, unit: str) -> Displayed | None:
    try:
        return Displayed.parse(text or "", unit_named(unit))
    except AmountError:
        return None


def in_meant_units(
    scheme: Scheme, facts: Sequence[Fact], units: Mapping[str, str], key: Key
) -> tuple[Fact, ...]:
    """The figures with the units of their tables, and those of sentences in the prescribed one.

    A figure of a sentence keeps another unit if it agrees in it with what is stated elsewhere.
    """
    prescribed = scheme.narrative.unit
    told = {
        id(fact)
        for fact in facts
        if fact.unit != prescribed and fact.unit in _UNITS and _is_told(scheme, fact)
    }
    if not told and not units:
        return tuple(facts)
    placed = (fact for fact in facts if fact.derivation is None and id(fact) not in told)
    known = _by_place(placed, key) if told else {}

    def meant(fact: Fact) -> Fact:
        unit = units.get(fact.address.partition(".")[0], fact.unit)
        if id(fact) in told and not _is_right(fact, known, key):
            unit = prescribed
        return fact if unit == fact.unit else structs.replace(fact, unit=unit)

    return tuple(map(meant, facts))


def _is_told(scheme: Scheme, fact: Fact) -> bool:
    return any(fact.address.startswith(f"{one.id}.") for one in scheme.narrative.sections)


def _is_right(fact: Fact, known: _Places, key: Key) -> bool:
    """Whether an amount may be in its own unit: others bear it out, or it has no decimals."""
    others = known.get(key(fact.coordinate), ()) if fact.derivation is None else ()
    return _agrees(fact.text, fact.unit, others) or not (others or "." in (fact.text or ""))
