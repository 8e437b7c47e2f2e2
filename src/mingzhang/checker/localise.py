"""Which figure to suspect where sums do not come out, and what it should say.

A changed figure breaks every identity that it stands in, and one other value mends them all. So the
suspect is the figure that mends most of what is broken without breaking what holds; among equals
the one that a single slip explains. All in integers of base units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.slips import LEFT_OUT, slip_between
from mingzhang.cube import Displayed, Fact, Identity, Unit, show, unit_named

__all__ = ["Fault", "likely_text", "localised"]

_MOST_TEXTS: Final = 60
"""Ranges that hold more printed values than this suggest nothing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A figure to suspect, the identities that it breaks, and what it should say, if that is known.

    `slip` says how the one may have become the other. `others` are figures that could be wrong
    instead, each of which would mend the same identities. Where no single figure mends an identity
    (`is_mended` is false), the suspect is the one that stands more alone.
    """

    broken: tuple[Identity, ...]
    suspect: Fact
    expected: str | None = None
    slip: str | None = None
    others: tuple[Fact, ...] = ()
    is_mended: bool = True


@dataclass(frozen=True, slots=True)
class _Suspect:
    fact: Fact
    mended: tuple[int, ...]
    expected: str | None
    slip: str | None
    closer: int

    def rank(self) -> tuple[int, bool, int]:
        """The higher, the likelier: what it mends, whether by a slip, how close sums come then."""
        return len(self.mended), self.slip not in (None, LEFT_OUT), self.closer


def localised(
    broken: Sequence[Identity],
    identities: Sequence[Identity],
    order: Callable[[Fact], int],
) -> list[Fault]:
    """The faults that explain all broken identities, in the order of the document."""
    around: dict[int, list[Identity]] = defaultdict(list)
    wanted = {id(fact) for identity in broken for fact in _members(identity)}
    for identity in identities:
        for fact in _members(identity):
            if id(fact) in wanted:
                around[id(fact)].append(identity)
    left = dict(enumerate(broken))
    faults = []
    while left:
        suspects = list(_suspects(left, around))
        best = max(suspects, key=lambda one: (one.rank(), order(one.fact)), default=None)
        if best is None:
            number = min(left)
            faults.append(_unmended(left.pop(number), around))
            continue
        equals = [
            one.fact
            for one in suspects
            if one.fact is not best.fact
            and one.mended == best.mended
            and one.rank()[1] == best.rank()[1]
        ]
        mended = tuple(left.pop(number) for number in best.mended)
        faults.append(Fault(mended, best.fact, best.expected, best.slip, tuple(equals)))
    return sorted(faults, key=lambda fault: order(fault.suspect))


def _unmended(identity: Identity, around: Mapping[int, Sequence[Identity]]) -> Fault:
    """A broken identity that no single figure mends: of two places, fewer bear out the one."""
    if len(identity.parts) > 1:
        return Fault((identity,), identity.whole, is_mended=False)
    pair = (identity.parts[0], identity.whole)
    alone = min(pair, key=lambda fact: sum(one.holds() for one in around[id(fact)]))
    other = identity.whole if alone is identity.parts[0] else identity.parts[0]
    expected = other.text if other.unit == alone.unit else None
    return Fault((identity,), alone, expected, is_mended=False)


def _members(identity: Identity) -> tuple[Fact, ...]:
    return (identity.whole, *identity.parts)


def _suspects(
    broken: Mapping[int, Identity], around: Mapping[int, Sequence[Identity]]
) -> Iterator[_Suspect]:
    """Each figure of a broken identity that some other value would mend, with that value."""
    facts = {id(fact): fact for identity in broken.values() for fact in _members(identity)}
    for key, fact in facts.items():
        mended = tuple(
            number
            for number, identity in broken.items()
            if any(one is fact for one in _members(identity))
        )
        possible = _possible(fact, around[key])
        if possible is not None:
            expected, slip = _expected(fact, possible, around[key])
            closer = _closer(fact, expected, around[key])
            yield _Suspect(fact, mended, expected, slip, closer)


def _closer(fact: Fact, expected: str | None, identities: Sequence[Identity]) -> int:
    """How much closer to each other printed wholes and parts come, in base units."""
    if expected is None:
        return 0
    change = _middle(Displayed.parse(expected, unit_named(fact.unit))) - _middle(fact.displayed())
    total = 0
    for identity in identities:
        apart = _middle(identity.whole.displayed()) - _middle(identity.parts_displayed())
        moved = apart + (change if identity.whole is fact else -change)
        total += abs(apart) - abs(moved)
    return total


def _middle(displayed: Displayed) -> int:
    return (displayed.low + displayed.high) // 2


def _possible(fact: Fact, identities: Sequence[Identity]) -> Displayed | None:
    """What a figure may be so that all its identities hold; None if nothing does."""
    low: int | None = None
    high: int | None = None
    for identity in identities:
        implied = _implied(fact, identity)
        low = implied.low if low is None else max(low, implied.low)
        high = implied.high if high is None else min(high, implied.high)
    if low is None or high is None or low > high:
        return None
    if high < 0 <= fact.displayed().low:
        return None  # a budget knows no amounts below zero that nobody printed so
    return Displayed(low, high)


def _implied(fact: Fact, identity: Identity) -> Displayed:
    """What the other figures of an identity make this one be."""
    if identity.whole is fact:
        return identity.parts_displayed()
    rest = identity.whole.displayed()
    for part in identity.parts:
        if part is not fact:
            rest -= part.displayed()
    return rest


def _expected(
    fact: Fact, possible: Displayed, identities: Sequence[Identity]
) -> tuple[str | None, str | None]:
    """The text that the figure should have, and the slip that made it another."""
    unit, decimals = unit_named(fact.unit), _decimals(fact, identities)
    elsewhere = _elsewhere(fact, unit, decimals, possible, identities)
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
    texts = (
        [fact.text]
        if fact.text
        else [one.text for identity in identities for one in _members(identity) if one.text]
    )
    return max((len(text.partition(".")[2]) for text in texts), default=2)


def _elsewhere(
    fact: Fact, unit: Unit, decimals: int, possible: Displayed, identities: Sequence[Identity]
) -> str | None:
    """The amount as another place states it that must say the same."""
    for identity in identities:
        if len(identity.parts) != 1:
            continue
        other = identity.parts[0] if identity.whole is fact else identity.whole
        if other.unit == unit.name and other.text and possible.meets(other.displayed()):
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
