"""Which figure to suspect where sums do not come out, and what it should say.

A changed figure breaks every identity that it stands in, and one other value mends them all. So the
suspect is the figure that mends most of what is broken without breaking what holds; among equals
the one that a single slip explains. All in integers of base units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from typing import Final

from msgspec import structs

from mingzhang.checker.slips import LEFT_OUT, slip_between
from mingzhang.cube import WAN_YUAN, Displayed, Fact, Identity, Unit, show, unit_named

__all__ = ["Fault", "likely_text", "localised"]

_ANYTHING: Final = Displayed(-(10**18), 10**18)
"""More than any budget."""

_MISPLACED: Final = "填错了栏"
"""The slip of a figure in the wrong column."""

_MOST_TEXTS: Final = 60
"""Ranges that hold more printed values than this suggest nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure to suspect, the identities that it breaks, and what it should say, if that is known.

    `slip` says how the one may have become the other. `others` are figures that could be wrong
    instead, each of which would mend the same identities. Where no single figure mends an identity
    (`is_mended` is false), the suspect is the one that stands more alone. `belongs` is the empty
    cell of the same row that the suspect was meant for, if it stands in the wrong column.
    """

    broken: tuple[Identity, ...]
    suspect: Fact
    expected: str | None = None
    slip: str | None = None
    others: tuple[Fact, ...] = ()
    is_mended: bool = True
    belongs: Fact | None = None


@dataclass(frozen=True, slots=True)
class _Suspect:
    fact: Fact
    mended: tuple[Identity, ...]
    expected: str | None
    slip: str | None
    closer: int
    belongs: Fact | None = None

    def rank(self) -> tuple[int, bool, int]:
        """The higher, the likelier: what it mends, whether by a slip, how close sums come then."""
        return len(self.mended), self.slip not in (None, LEFT_OUT), self.closer


def localised(
    broken: Sequence[Identity],
    identities: Sequence[Identity],
    order: Callable[[Fact], int],
    row_of: Callable[[Fact], str | None] = lambda _: None,
) -> list[Fault]:
    """The faults that explain all broken identities, in the order of the document.

    `row_of` names the row of a table that a figure stands in.
    """
    faults = list(_Search(broken, identities, order, row_of).faults()) if broken else []
    return sorted(faults, key=lambda fault: order(fault.suspect))


class _Search:
    """One suspect after the other; what was found is taken to be right from then on."""

    def __init__(
        self,
        broken: Sequence[Identity],
        identities: Sequence[Identity],
        order: Callable[[Fact], int],
        row_of: Callable[[Fact], str | None],
    ) -> None:
        self.left = list(broken)
        self.order = order
        self.row_of = row_of
        self.corrected: dict[int, Fact] = {}
        self.known: dict[int, tuple[_Suspect, ...]] = {}
        self.around: dict[int, list[Identity]] = defaultdict(list)
        wanted = {id(fact) for identity in broken for fact in _members(identity)}
        for identity in identities:
            for fact in _members(identity):
                if id(fact) in wanted:
                    self.around[id(fact)].append(identity)

    def faults(self) -> Iterator[Fault]:
        """The likeliest suspect of what is still broken, until nothing is."""
        while self.left:
            suspects = [*self._suspects(), *self._moved()]
            best = max(suspects, key=lambda one: (one.rank(), self.order(one.fact)), default=None)
            if best is None:
                yield self._unmended(self.left[0])
                self._settle(self.left[:1])
                continue
            yield self._fault(best, suspects)
            self._correct(best)
            self._settle(best.mended)

    def _fault(self, best: _Suspect, suspects: Sequence[_Suspect]) -> Fault:
        equals = {
            id(one.fact): one.fact
            for one in suspects
            if one.fact is not best.fact
            and one.mended == best.mended
            and one.rank()[1] == best.rank()[1]
        }
        others = tuple(equals.values())
        return Fault(best.mended, best.fact, best.expected, best.slip, others, belongs=best.belongs)

    def _correct(self, one: _Suspect) -> None:
        if one.belongs is not None:
            self._put(one.fact, one.belongs.text)
            self._put(one.belongs, one.fact.text)
        elif one.expected is not None:
            self._put(one.fact, one.expected)

    def _put(self, fact: Fact, text: str | None) -> None:
        self.corrected[id(fact)] = structs.replace(fact, text=text)
        self._forget(self.around[id(fact)])

    def _settle(self, mended: Sequence[Identity]) -> None:
        """These are broken no more."""
        gone = set(map(id, mended))
        self.left = [one for one in self.left if id(one) not in gone]
        self._forget(mended)

    def _forget(self, identities: Iterable[Identity]) -> None:
        """What was found of the figures of some identities holds no longer."""
        for identity in identities:
            for fact in _members(identity):
                self.known.pop(id(fact), None)

    def _now(self, fact: Fact) -> Fact:
        """A figure with what it is known to say by now."""
        return self.corrected.get(id(fact), fact)

    def _range(self, fact: Fact) -> Displayed:
        return self._now(fact).displayed()

    def _total(self, facts: Sequence[Fact]) -> Displayed:
        return sum(map(self._range, facts), Displayed.exactly(0))

    def _holds(self, identity: Identity) -> bool:
        return self._range(identity.whole).meets(self._total(identity.parts))

    def _unmended(self, identity: Identity) -> Fault:
        """A broken identity that no single figure mends: of two places, fewer bear out the one."""
        if len(identity.parts) > 1:
            return Fault((identity,), identity.whole, is_mended=False)
        pair = (identity.parts[0], identity.whole)
        alone = min(pair, key=lambda fact: sum(map(self._holds, self.around[id(fact)])))
        other = self._now(identity.whole if alone is identity.parts[0] else identity.parts[0])
        expected = other.text if other.unit == alone.unit else None
        return Fault((identity,), alone, expected, is_mended=False)

    # Suspects

    def _suspects(self) -> Iterator[_Suspect]:
        """Each figure of a broken identity with what would mend most and break nothing."""
        broken = set(map(id, self.left))
        facts = {id(fact): fact for identity in self.left for fact in _members(identity)}
        for key, fact in facts.items():
            if key in self.corrected:
                continue
            if key not in self.known:
                self.known[key] = tuple(self._suspected(fact, broken))
            yield from self.known[key]

    def _suspected(self, fact: Fact, broken: Collection[int]) -> Iterator[_Suspect]:
        for mended, possible in self._possible(fact, broken):
            identities = [one for one in self.around[id(fact)] if id(one) not in broken]
            identities.extend(mended)
            expected, slip = _expected(fact, possible, identities, self._now)
            yield _Suspect(fact, mended, expected, slip, self._closer(fact, expected))

    def _possible(
        self, fact: Fact, broken: Collection[int]
    ) -> Iterator[tuple[tuple[Identity, ...], Displayed]]:
        """What a figure may be so that what holds still does, and which broken ones come out.

        Several ranges where broken identities want different amounts: those that mend most.
        """
        held = _ANYTHING
        wanted: list[tuple[Identity, Displayed]] = []
        for identity in self.around[id(fact)]:
            if id(identity) in broken:
                wanted.append((identity, self._implied(fact, identity)))
            else:
                held = held.common(self._implied(fact, identity))
        least = 0 if fact.displayed().low >= 0 else None
        groups: dict[tuple[int, ...], tuple[tuple[Identity, ...], Displayed]] = {}
        for _, start in wanted:
            inside = [(one, r) for one, r in wanted if r.low <= start.low <= r.high]
            possible = reduce(Displayed.common, (r for _, r in inside), held)
            # a budget knows no amounts below zero that nobody printed so
            if possible.low <= possible.high and (least is None or possible.high >= least):
                mended = tuple(one for one, _ in inside)
                groups[tuple(map(id, mended))] = mended, possible
        most = max((len(key) for key in groups), default=0)
        yield from (group for key, group in groups.items() if len(key) == most)

    def _implied(self, fact: Fact, identity: Identity) -> Displayed:
        """What the other figures of an identity make this one be."""
        if identity.whole is fact:
            return self._total(identity.parts)
        rest = self._range(identity.whole)
        for part in identity.parts:
            if part is not fact:
                rest -= self._range(part)
        return rest

    def _closer(self, fact: Fact, expected: str | None) -> int:
        """How much closer to each other printed wholes and parts come, in base units."""
        if expected is None:
            return 0
        right = Displayed.parse(expected, unit_named(fact.unit))
        change = _middle(right) - _middle(fact.displayed())
        total = 0
        for identity in self.around[id(fact)]:
            apart = _middle(self._range(identity.whole)) - _middle(self._total(identity.parts))
            moved = apart + (change if identity.whole is fact else -change)
            total += abs(apart) - abs(moved)
        return total

    def _moved(self) -> Iterator[_Suspect]:
        """Each figure that in an empty cell of its row would mend what is broken around both."""
        facts = {id(fact): fact for identity in self.left for fact in _members(identity)}
        rows: dict[str, tuple[list[Fact], list[Fact]]] = defaultdict(lambda: ([], []))
        for key, fact in facts.items():
            if key not in self.corrected and (row := self.row_of(fact)) is not None:
                rows[row][_is_nothing(fact)].append(fact)
        for figures, empty in rows.values():
            for figure, place in product(figures, empty):
                if self._would_hold(figure, place):
                    mended = tuple(
                        identity
                        for identity in self.left
                        if any(one is figure or one is place for one in _members(identity))
                    )
                    yield _Suspect(figure, mended, None, _MISPLACED, 0, place)

    def _would_hold(self, figure: Fact, place: Fact) -> bool:
        """Whether all identities hold with a figure and an empty cell in each other's place."""

        def range_of(fact: Fact) -> Displayed:
            other = place if fact is figure else figure if fact is place else fact
            return self._range(other)

        return all(
            range_of(one.whole).meets(sum(map(range_of, one.parts), Displayed.exactly(0)))
            for one in (*self.around[id(figure)], *self.around[id(place)])
        )


def _members(identity: Identity) -> tuple[Fact, ...]:
    return (identity.whole, *identity.parts)


def _is_nothing(fact: Fact) -> bool:
    return fact.text is None or not fact.text.strip("0.,")


def _middle(displayed: Displayed) -> int:
    return (displayed.low + displayed.high) // 2


def _expected(
    fact: Fact,
    possible: Displayed,
    identities: Sequence[Identity],
    now: Callable[[Fact], Fact],
) -> tuple[str | None, str | None]:
    """The text that the figure should have, and the slip that made it another."""
    unit, decimals = unit_named(fact.unit), _decimals(fact, identities)
    others = (
        now(one.parts[0] if one.whole is fact else one.whole)
        for one in identities
        if len(one.parts) == 1
    )
    elsewhere = _elsewhere(fact, decimals, possible, others)
    return _likeliest(fact, [elsewhere] if elsewhere else _texts(possible, unit, decimals))


def _likeliest(fact: Fact, texts: Sequence[str]) -> tuple[str | None, str | None]:
    """Of the values that a figure may have, the one that a slip made what is stated."""
    slips = [(text, slip) for text in texts if (slip := slip_between(fact.text, text))]
    if len(texts) == 1:
        return texts[0], slips[0][1] if slips else None
    plain = [one for one in slips if one[1] != LEFT_OUT]
    if len(plain) == 1:
        return plain[0]
    return (texts[len(texts) // 2] if texts else None), None


def _decimals(fact: Fact, identities: Sequence[Identity]) -> int:
    """How many decimals the figure should show: its own, else those of the figures around it."""
    own = (fact.text or "").partition(".")[2]
    if own:
        return len(own)
    texts = [
        one.text
        for identity in identities
        for one in _members(identity)
        if one.text and one.unit == fact.unit
    ]
    usual = 0 if unit_named(fact.unit).size < WAN_YUAN.size else 2
    return max((len(text.partition(".")[2]) for text in texts), default=usual)


def _elsewhere(
    fact: Fact, decimals: int, possible: Displayed, others: Iterable[Fact]
) -> str | None:
    """The amount as another place states it that must say the same."""
    for other in others:
        if other.unit == fact.unit and other.text and possible.meets(other.displayed()):
            plain = other.text.replace(",", "").replace("，", "")
            whole, _, part = plain.partition(".")
            if len(part) == decimals or set(part) <= {"0"} or not fact.text:
                return (
                    plain if len(part) == decimals else f"{whole}.{part:0<{decimals}}".rstrip(".")
                )
    return None


def likely_text(fact: Fact, possible: Displayed) -> tuple[str | None, str | None]:
    """What a figure should show if its amount lies in a range, and the slip that explains it.

    None where the range holds too many values.
    """
    decimals = len((fact.text or "0.00").partition(".")[2])
    return _likeliest(fact, _texts(possible, unit_named(fact.unit), decimals))


def _texts(possible: Displayed, unit: Unit, decimals: int) -> list[str]:
    """The printed values whose amounts lie in a range, unless there are too many."""
    step = max(1, unit.size // 10**decimals)
    if (possible.high - possible.low) // step > _MOST_TEXTS:
        return []
    amounts = range(possible.low, possible.high + step, step)
    shown = (show(min(amount, possible.high), unit, decimals) for amount in amounts)
    return list(dict.fromkeys(shown))
