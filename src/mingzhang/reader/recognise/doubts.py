"""Doubts: rows that can be read in more than one way, settled by the figures around them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product
from types import MappingProxyType
from typing import Final

from msgspec.structs import replace

from mingzhang.cube import Identity
from mingzhang.model import Disclosure
from mingzhang.reader.recognise.rows import ReadRow
from mingzhang.reader.recognise.tables import Line, ReadTables
from mingzhang.reader.recognise.units import units_listed
from mingzhang.scheme import Scheme
from mingzhang.scheme.identities import equalities, sums
from mingzhang.scheme.view import known_facts

__all__ = ["settle"]

_ROUNDS: Final = 6
_CONTRADICTION: Final = 2.0
_MOST_COMBINED: Final = 1024
_ZERO: Final = Decimal(0)
_HALF_CENT: Final = Decimal("0.005")

_NOTHING: Final[Mapping[str, Decimal]] = MappingProxyType({})

Values = dict[str, Decimal]


def settle(scheme: Scheme, read: ReadTables, draft: Disclosure) -> None:
    """Choose for each row in doubt the way that fewest sums and other tables contradict.

    `draft` holds the tables as they were read first; rows are chosen, the tables stay.
    """
    draft = replace(draft, units=units_listed(scheme, draft))
    facts = known_facts(scheme, draft)
    identities = [*sums(scheme, draft, facts), *equalities(scheme, draft, facts)]
    doubts = _doubts(read)
    net = _Net(identities, {fact.address: _number(fact.text) for fact in facts})
    net.settle(doubts)
    for _ in range(_ROUNDS):
        if sum(net.choose([doubt]) for doubt in doubts) == 0:
            break
    for identity in identities:
        touched = [] if net.holds(identity) else [one for one in doubts if one.touches(identity)]
        if math.prod(len(one.row.ways) for one in touched) <= _MOST_COMBINED:
            net.choose(touched)
            continue
        for pair in islice(combinations(touched, 2), _MOST_COMBINED):
            if net.choose(pair) and net.holds(identity):
                break


@dataclass(frozen=True, slots=True, eq=False)
class _Doubt:
    """A row with the lines that it fills on each side, and what each way would print."""

    row: ReadRow
    values: list[Values]

    def touches(self, identity: Identity) -> bool:
        """Whether an identity is about a figure of the row."""
        return any(one.address in self.values[0] for one in (identity.whole, *identity.parts))


def _doubts(read: ReadTables) -> list[_Doubt]:
    lines: dict[int, list[tuple[str, Line]]] = defaultdict(list)
    for path, line in read.lines.items():
        if len(line.source.ways) > 1:
            lines[id(line.source)].append((path, line))
    found = []
    for several in lines.values():
        row = several[0][1].source
        found.append(_Doubt(row, [_values(row, way, several) for way in range(len(row.ways))]))
    return found


class _Net:
    """The identities that figures stand in, with the figures as they are read so far."""

    def __init__(self, identities: Sequence[Identity], values: Values) -> None:
        self.identities = identities
        self.values = values
        self.by_address: dict[str, list[Identity]] = defaultdict(list)
        for identity in identities:
            for fact in (identity.whole, *identity.parts):
                self.by_address[fact.address].append(identity)

    def settle(self, doubts: Sequence[_Doubt]) -> None:
        """Choose what figures that are not in doubt any more leave no choice about."""
        unsettled = {address: doubt for doubt in doubts for address in doubt.values[0]}
        waiting = list(doubts)
        while waiting:
            left = [doubt for doubt in waiting if not self._settle_one(doubt, unsettled)]
            if len(left) == len(waiting) and not self._settle_group(unsettled):
                return
            waiting = [
                doubt for doubt in left if unsettled.get(next(iter(doubt.values[0]))) is doubt
            ]

    def _take(self, doubt: _Doubt, way: int, unsettled: dict[str, _Doubt]) -> None:
        doubt.row.chosen = way
        self.values.update(doubt.values[way])
        for address in doubt.values[0]:
            unsettled.pop(address, None)

    def _settle_one(self, doubt: _Doubt, unsettled: dict[str, _Doubt]) -> bool:
        costs = [self._impossible(doubt, way, unsettled) for way in range(len(doubt.values))]
        if costs.count(min(costs)) > 1:
            return False
        self._take(doubt, costs.index(min(costs)), unsettled)
        return True

    def _settle_group(self, unsettled: dict[str, _Doubt]) -> bool:
        """Settle the rows of one identity that holds for one combination of them alone."""
        for identity in self.identities:
            facts = (identity.whole, *identity.parts)
            group = list(
                {id(one): one for fact in facts if (one := unsettled.get(fact.address))}.values()
            )
            if len(group) < 2 or math.prod(len(one.values) for one in group) > _MOST_COMBINED:
                continue
            known = list(self._known_about(group, unsettled))
            fitting = [
                ways
                for ways in product(*(range(len(one.values)) for one in group))
                if all(self.holds(one, _together(group, ways)) for one in known)
            ]
            if len(fitting) == 1:
                for doubt, way in zip(group, fitting[0], strict=True):
                    self._take(doubt, way, unsettled)
                return True
        return False

    def _known_about(
        self, group: Sequence[_Doubt], unsettled: Mapping[str, _Doubt]
    ) -> Iterator[Identity]:
        """The identities of a group of rows and of settled figures alone."""
        addresses = {address for doubt in group for address in doubt.values[0]}
        touched = {
            id(one): one for address in addresses for one in self.by_address.get(address, ())
        }
        for identity in touched.values():
            stated = {fact.address for fact in (identity.whole, *identity.parts)}
            if not (stated - addresses) & unsettled.keys():
                yield identity

    def _impossible(self, doubt: _Doubt, way: int, unsettled: Mapping[str, _Doubt]) -> int:
        """How many identities of settled figures a way of the row contradicts."""
        given = doubt.values[way]
        touched = {id(one): one for address in given for one in self.by_address.get(address, ())}
        failing = 0
        for identity in touched.values():
            open_ones = [
                fact.address
                for fact in (identity.whole, *identity.parts)
                if unsettled.get(fact.address, doubt) is not doubt
            ]
            if not open_ones:
                failing += not self.holds(identity, given)
            elif identity.whole.address not in open_ones:
                failing += self._exceeds(identity, given)
        return failing

    def _exceeds(self, identity: Identity, given: Values) -> bool:
        """Whether one part is already more than the whole; amounts are seldom negative."""
        whole = given.get(identity.whole.address, self.values.get(identity.whole.address, _ZERO))
        return any(given.get(part.address, _ZERO) > whole + _HALF_CENT for part in identity.parts)

    def choose(self, doubts: Sequence[_Doubt]) -> bool:
        """Take the best combination of ways of some rows; whether that changed anything."""
        combinations = list(product(*(range(len(doubt.row.ways)) for doubt in doubts)))
        best = min(combinations, key=lambda ways: (self._against(doubts, ways), ways))
        changed = False
        for doubt, way in zip(doubts, best, strict=True):
            changed = changed or doubt.row.chosen != way
            doubt.row.chosen = way
            self.values.update(doubt.values[way])
        return changed

    def _against(self, doubts: Sequence[_Doubt], ways: Sequence[int]) -> float:
        given = _together(doubts, ways)
        cost = sum(doubt.row.ways[way].cost for doubt, way in zip(doubts, ways, strict=True))
        touched = {id(one): one for address in given for one in self.by_address.get(address, ())}
        failing = sum(not self.holds(one, given) for one in touched.values())
        return round(cost + _CONTRADICTION * failing, 6)

    def holds(self, identity: Identity, given: Mapping[str, Decimal] = _NOTHING) -> bool:
        """Whether parts and whole agree, with some figures read otherwise than so far."""

        def value(address: str) -> Decimal:
            return given[address] if address in given else self.values.get(address, Decimal(0))

        parts = sum((value(part.address) for part in identity.parts), Decimal(0))
        slack = _HALF_CENT * (len(identity.parts) + 1)
        return abs(value(identity.whole.address) - parts) <= slack


def _number(text: str | None) -> Decimal:
    return Decimal(text.replace(",", "")) if text else Decimal(0)


def _together(doubts: Sequence[_Doubt], ways: Sequence[int]) -> Values:
    given: Values = {}
    for doubt, way in zip(doubts, ways, strict=True):
        given.update(doubt.values[way])
    return given


def _values(row: ReadRow, way: int, lines: Iterable[tuple[str, Line]]) -> Values:
    """What each cell of the row would say, read this way."""
    slots = dict(zip(row.ways[way].slots, row.tokens, strict=True))
    return {
        f"{path}.{slot.key}": slots[at].number if at in slots else Decimal(0)
        for path, line in lines
        for at, slot in enumerate(line.shape.slots)
        if slot.side == line.side and slot.kind == "amount"
    }
