"""Doubts: rows that can be read in more than one way, settled by the figures around them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice, product
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

Values = dict[str, Decimal]


def settle(scheme: Scheme, read: ReadTables, draft: Disclosure) -> None:
    """Choose for each row in doubt the way that fewest sums and other tables contradict.

    `draft` holds the tables as they were read first; rows are chosen, the tables stay.
    """
    draft = replace(draft, units=units_listed(scheme, draft))
    facts = known_facts(scheme, draft)
    identities = [*sums(scheme, draft, facts), *equalities(scheme, draft, facts)]
    doubts = _doubts(read)
    net = _Net(identities, {fact.address: _number(fact.text) for fact in facts}, doubts)
    net.settle(doubts)
    for _ in range(_ROUNDS):
        if sum(net.choose([doubt]) for doubt in doubts) == 0:
            break
    for number, identity in enumerate(identities):
        touched = [] if net.holds(number) else [one for one in doubts if one.touches(identity)]
        if math.prod(len(one.row.ways) for one in touched) <= _MOST_COMBINED:
            net.choose(touched)
            continue
        for pair in islice(combinations(touched, 2), _MOST_COMBINED):
            if net.choose(pair) and net.holds(number):
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
    """The identities that figures stand in, with the figures as they are read so far.

    Identities go by number. What each lacks to hold is kept, and moved with the few figures that
    another way of a row changes: rows are tried in many ways, and identities have many parts.
    """

    def __init__(
        self, identities: Sequence[Identity], values: Values, doubts: Iterable[_Doubt]
    ) -> None:
        self.values = values
        self.wholes = [one.whole.address for one in identities]
        self.stated = [
            (one.whole.address, *(part.address for part in one.parts)) for one in identities
        ]
        self.slacks = [_HALF_CENT * (len(one.parts) + 1) for one in identities]
        self.signs: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, (whole, *parts) in enumerate(self.stated):
            self.signs[whole].append((number, 1))
            for part in parts:
                self.signs[part].append((number, -1))
        known = values.get
        self.gaps = [
            known(whole, _ZERO) - sum([known(part, _ZERO) for part in parts], _ZERO)
            for whole, *parts in self.stated
        ]
        in_doubt = {address for doubt in doubts for address in doubt.values[0]}
        self.doubtful = [
            tuple([address for address in stated if address in in_doubt]) for stated in self.stated
        ]

    def _moves(self, given: Values) -> dict[int, Decimal]:
        """What other values move the gaps of identities by; of each that has one of them."""
        moves: dict[int, Decimal] = {}
        for address, value in given.items():
            change = value - self.values.get(address, _ZERO)
            for number, sign in self.signs.get(address, ()):
                moves[number] = moves.get(number, _ZERO) + sign * change
        return moves

    def holds(self, number: int, move: Decimal = _ZERO) -> bool:
        """Whether parts and whole agree, if the gap between them moves so much."""
        return abs(self.gaps[number] + move) <= self.slacks[number]

    def _set(self, given: Values) -> None:
        for number, move in self._moves(given).items():
            self.gaps[number] += move
        self.values.update(given)

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
        self._set(doubt.values[way])
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
        for addresses in self.doubtful:
            group = list(
                {id(one): one for name in addresses if (one := unsettled.get(name))}.values()
            )
            if len(group) < 2 or math.prod(len(one.values) for one in group) > _MOST_COMBINED:
                continue
            known = list(self._known_about(group, unsettled))
            moves = [[self._moves_of(known, given) for given in one.values] for one in group]
            fitting = [
                ways
                for ways in product(*(range(len(one.values)) for one in group))
                if self._fits(known, [moves[at][way] for at, way in enumerate(ways)])
            ]
            if len(fitting) == 1:
                for doubt, way in zip(group, fitting[0], strict=True):
                    self._take(doubt, way, unsettled)
                return True
        return False

    def _moves_of(self, known: Sequence[int], given: Values) -> list[Decimal]:
        moves = self._moves(given)
        return [moves.get(one, _ZERO) for one in known]

    def _fits(self, known: Sequence[int], moves: Iterable[Sequence[Decimal]]) -> bool:
        """Whether the identities hold if each row moves their gaps by what it says."""
        each = zip(known, *moves, strict=True)
        return all(self.holds(number, sum(several, _ZERO)) for number, *several in each)

    def _known_about(
        self, group: Sequence[_Doubt], unsettled: Mapping[str, _Doubt]
    ) -> Iterator[int]:
        """The identities of a group of rows and of settled figures alone."""
        addresses = {address for doubt in group for address in doubt.values[0]}
        for number in dict.fromkeys(
            number for address in addresses for number, _ in self.signs.get(address, ())
        ):
            if not (set(self.doubtful[number]) - addresses) & unsettled.keys():
                yield number

    def _impossible(self, doubt: _Doubt, way: int, unsettled: Mapping[str, _Doubt]) -> int:
        """How many identities of settled figures a way of the row contradicts."""
        given = doubt.values[way]
        failing = 0
        for number, move in self._moves(given).items():
            open_ones = [
                address
                for address in self.doubtful[number]
                if unsettled.get(address, doubt) is not doubt
            ]
            if not open_ones:
                failing += not self.holds(number, move)
            elif self.wholes[number] not in open_ones:
                failing += self._exceeds(number, given)
        return failing

    def _exceeds(self, number: int, given: Values) -> bool:
        """Whether one part is already more than the whole; amounts are seldom negative."""
        name, *parts = self.stated[number]
        whole = given.get(name, self.values.get(name, _ZERO)) + _HALF_CENT
        return any(value > whole and address in parts for address, value in given.items())

    def choose(self, doubts: Sequence[_Doubt]) -> bool:
        """Take the best combination of ways of some rows; whether that changed anything."""
        combinations = list(product(*(range(len(doubt.row.ways)) for doubt in doubts)))
        best = min(combinations, key=lambda ways: (self._against(doubts, ways), ways))
        changed = False
        for doubt, way in zip(doubts, best, strict=True):
            changed = changed or doubt.row.chosen != way
            doubt.row.chosen = way
            self._set(doubt.values[way])
        return changed

    def _against(self, doubts: Sequence[_Doubt], ways: Sequence[int]) -> float:
        given = _together(doubts, ways)
        cost = sum(doubt.row.ways[way].cost for doubt, way in zip(doubts, ways, strict=True))
        moves = self._moves(given)
        failing = sum([not self.holds(number, move) for number, move in moves.items()])
        return round(cost + _CONTRADICTION * failing, 6)


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
