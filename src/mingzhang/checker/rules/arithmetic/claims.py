"""What a text claims to come out: equations, lists with a total, prices times counts.

A claim is made only where the words leave one reading. Before a claim is called false, every other
reading is tried that a person could mean (a count beside a price, twelve months of a monthly price,
some of the items): if one comes out, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache, reduce
from itertools import combinations, pairwise
from math import prod
from typing import Final, Literal

from mingzhang.checker.rules.arithmetic.expressions import Node, of_money, operands, value_of
from mingzhang.checker.rules.arithmetic.prices import price_claim, yearly_claims
from mingzhang.checker.rules.arithmetic.quantities import Quantity
from mingzhang.checker.rules.arithmetic.things import Text, Thing, text_of

__all__ = ["Claim", "ClaimKind", "Claims", "false_claims", "is_met", "tolerance"]

ClaimKind = Literal["equation", "list", "price"]

_ROUNDED: Final = 1000
"""Amounts in units of so many 元, with two decimals, may be rounded parts of a rounded total."""

_OPEN: Final = 30
"""So many things wait for a total; what stands farther back it does not sum up."""

_WORTH: Final = re.compile("[=＝元万共计]")
"""A text without any of these calculates nothing."""

_MOST: Final = 256
"""So many possible sums are followed up."""

_NO_PART: Final = re.compile("其中|增加|减少|增长|下降|结余|扣除|比例|标准|每")
"""Words of a clause whose amount is no plain part of a sum."""

_PARTS: Final = frozenset("项块点批届部类")
_GAP: Final = 3
"""So many clauses may lie between two parts of a list."""

_SCALES: Final = (Fraction(1), Fraction(10**4))

_Part = tuple[Thing, list[Fraction]]


@dataclass(frozen=True, slots=True)
class Claim:
    """That `node` comes to `total`, and does not. `is_sure` where the text shows every operand."""

    kind: ClaimKind
    node: Quantity | Node
    total: Quantity
    start: int
    is_sure: bool

    @property
    def end(self) -> int:
        """Where the total ends."""
        return self.total.end


@dataclass(slots=True)
class Claims:
    """The claims of a text that do not come out.

    `confirmed` are the starts of stated totals that do; `doubted` of those with parts that do not.
    `upheld` are results of equations that a total counts among its parts and comes out with.
    `totals` are the amounts of money that the text states as the sum of what goes before.
    """

    text: Text
    false: list[Claim] = field(default_factory=list)
    confirmed: set[int] = field(default_factory=set)
    doubted: set[int] = field(default_factory=set)
    upheld: set[int] = field(default_factory=set)
    totals: list[Quantity] = field(default_factory=list)


def tolerance(node: Quantity | Node, total: Quantity) -> Fraction:
    """What rounding of a total, and of rounded parts of a sum, can explain."""
    parts = sum(
        (
            one.half_step
            for one in operands(node)
            if one.kind == "money" and one.factor >= _ROUNDED and one.decimals >= 2
        ),
        Fraction(0),
    )
    is_sum = isinstance(node, Node) and _is_sum(node)
    return total.half_step + (parts if is_sum else 0)


def _is_sum(node: Quantity | Node) -> bool:
    return isinstance(node, Quantity) or (
        node.sign in ("+", "-") and _is_sum(node.left) and _is_sum(node.right)
    )


def is_met(node: Quantity | Node, total: Quantity) -> bool:
    """Whether an expression comes to a total; a unit that one side leaves out may be 元 or 万元."""
    value = value_of(node)
    if value is None:
        return True
    given, meant = (total.kind == "money"), of_money(node)
    left = (Fraction(1),) if meant or not given else _SCALES
    right = (Fraction(1),) if given or not meant else _SCALES
    slack = tolerance(node, total)
    return any(abs(value * a - total.amount * b) <= slack * b for a in left for b in right)


@lru_cache(maxsize=1024)
def false_claims(text: str) -> Claims:
    """Everything that a text calculates wrongly."""
    read = Claims(text_of(text if _WORTH.search(text) else ""))
    if read.text.things:
        _Reader(read).read()
    return read


class _Reader:
    """Reads the things of a text from the left; what a total sums up is open until then."""

    def __init__(self, found: Claims) -> None:
        self.found = found
        self.text = found.text
        self.open: list[Thing] = []

    def read(self) -> None:
        self.found.false.extend(
            Claim("price", one.node, one.total, one.start, is_sure=True)
            for one in yearly_claims(self.text)
            if not is_met(one.node, one.total)
        )
        for thing in self.text.things:
            if thing.result is not None:
                self._equation(thing, thing.result)
            if thing.total and thing.quantity is not None:
                self._total(thing, thing.quantity)
            else:
                self.open.append(thing)

    def _equation(self, thing: Thing, result: Quantity) -> None:
        if is_met(thing.node, result):
            self.found.confirmed.add(result.start)
        else:
            self.found.false.append(Claim("equation", thing.node, result, thing.start, True))

    def _total(self, thing: Thing, total: Quantity) -> None:
        """A stated total: what it sums up is no longer open, it is itself a part of what follows."""
        if total.kind == "money":
            self.found.totals.append(total)
        used = self._explained(thing, total)
        if used:
            self.found.confirmed.add(total.start)
            if abs(sum(one.amount for one in used) - total.amount) <= total.half_step:
                self.found.upheld.update(one.result.start for one in used if one.result)
        else:
            self._claim(thing, total)
            used = [
                one
                for one in self.open
                if self._is_near(one, thing) and one.kind == thing.kind and not one.total
            ]
            if used:
                self.found.doubted.add(total.start)
        gone = set(map(id, used))
        self.open = [
            one
            for one in self.open
            if id(one) not in gone
            and not (total.kind == "money" and one.kind == "count" and self._is_near(one, thing))
        ]
        self.open = [*self.open[-_OPEN:], thing]

    def _claim(self, thing: Thing, total: Quantity) -> None:
        run = self._run(thing)
        results = [one for one in self.open if one.result and one.kind == thing.kind]
        claim: Claim | None = None
        if len(run) == 1 and run[0].result:
            run = results if len(results) > 1 else []
        if run:
            node = reduce(lambda one, other: Node("+", one, other), map(_node, run))
            is_sure = thing.is_sure_total and total.kind == "money" and self._is_close(run)
            claim = Claim("list", node, total, run[0].start, is_sure)
        elif total.kind == "money" and (price := price_claim(self.text, self.open, thing)):
            claim = Claim("price", price.node, total, price.start, is_sure=False)
        if claim and not is_met(claim.node, total):
            self.found.false.append(claim)

    def _is_near(self, one: Thing, thing: Thing) -> bool:
        return self.text.sentence(one) == self.text.sentence(thing)

    # A list that its total closes

    def _run(self, thing: Thing) -> list[Thing]:
        """The parts right before a total, if each clause holds one and the list is whole."""
        if not thing.may_close_list:
            return []
        if thing.is_of_all:
            return self._all(thing)
        near = [one for one in self.open if self._is_near(one, thing)]
        amounts = [one for one in near if one.kind == thing.kind]
        if len(amounts) > 1 and all(one.total or one.result for one in amounts):
            return amounts
        if not near and thing.is_sure_total:
            near = [one for one in self.open if self._near_enough(one, thing)]
        clauses: dict[int, list[Thing]] = {}
        for one in near:
            if thing.kind != "money" or not _counts_nothing(one):
                clauses.setdefault(self.text.clause(one), []).append(one)
        last = self.text.clause(thing)
        numbers = sorted((one for one in clauses if one <= last), reverse=True)
        if not numbers or numbers[0] < last - 1:
            return []
        run: list[Thing] = []
        for before, number in zip([numbers[0], *numbers], numbers, strict=False):
            if before - number > _GAP:
                break
            part = _only_part(clauses[number], thing.kind)
            if part is None and run and before - number > 1:
                break
            if part is None or not self._is_part(part[0]):
                return []
            run[:0] = part
        is_list = len(run) > 1 or any(one.is_expression for one in run)
        return run if is_list and self._is_one_kind(run, thing) else []

    def _is_part(self, thing: Thing) -> bool:
        return thing.is_expression or not _NO_PART.search(self.text.before(thing))

    def _is_close(self, run: Sequence[Thing]) -> bool:
        """Whether nothing stands between the parts of a list."""
        numbers = [self.text.clause(one) for one in run]
        pairs = pairwise(numbers)
        return all(after - before <= 1 for before, after in pairs)

    def _all(self, thing: Thing) -> list[Thing]:
        parts = [one for one in self.open if one.kind == thing.kind]
        is_clear = all(one.total or one.is_expression for one in parts)
        return parts if len(parts) > 1 and is_clear else []

    def _is_one_kind(self, run: Sequence[Thing], thing: Thing) -> bool:
        if thing.kind == "money":
            return True
        units = {one.quantity.unit for one in (*run, thing) if one.quantity}
        return len(units) == 1

    # Other readings

    def _explained(self, thing: Thing, total: Quantity) -> list[Thing]:
        """The open things that some reading makes the total of."""
        if total.kind not in ("money", "count"):
            return []
        own = [(one, _amounts(one)) for one in reversed(self.open) if one.kind == total.kind]
        plain = _summed(own, total) or (
            [] if self._run(thing) else _summed(own, total, may_skip=True)
        )
        if plain or not any(self._is_near(one, thing) for one in self.open):
            return plain
        priced = _summed(list(self._priced()), total) if total.kind == "money" else []
        used = priced or self._as_product(thing, total)
        return [*used, *(one for one in self.open if self._is_near(one, thing))] if used else []

    def _priced(self) -> Iterator[_Part]:
        """The open amounts of money from the last, each alone or times the counts around it."""
        around: list[Fraction] = []
        waiting: tuple[Thing, list[Fraction]] | None = None
        for one in reversed(self.open):
            if one.kind != "money":
                around.append(one.amount)
                continue
            if waiting:
                yield waiting[0], _multiples(waiting[0], [*waiting[1], *around])
            waiting, around = (one, around), []
        if waiting:
            yield waiting[0], _multiples(waiting[0], [*waiting[1], *around])

    def _as_product(self, thing: Thing, total: Quantity) -> list[Thing]:
        """Quantities near the total, one of them money, that multiply to it."""
        near = [one for one in self.open if self._near_enough(one, thing)][-7:]
        for size in range(2, len(near) + 1):
            for chosen in combinations(near, size):
                if total.kind == "money" and sum(one.kind == "money" for one in chosen) != 1:
                    continue
                value = prod(one.amount for one in chosen)
                if any(abs(value * n - total.amount) <= total.half_step for n in (1, 12)):
                    return near
        return []

    def _near_enough(self, one: Thing, thing: Thing) -> bool:
        return self.text.sentence(thing) - self.text.sentence(one) <= 1


def _summed(parts: Sequence[_Part], total: Quantity, *, may_skip: bool = False) -> list[Thing]:
    """The parts, from the last, that add up to a total.

    What is neither a total nor a result may be another matter and be skipped. A single amount is no sum, unless it is written out as an expression or is multiplied.
    """
    possible: dict[Fraction, tuple[Fraction, tuple[Thing, ...]]] = {Fraction(0): (Fraction(0), ())}
    for one, choices in parts:
        sums = dict(possible) if may_skip and not (one.total or one.result) else {}
        for value, (slack, used) in possible.items():
            for choice in choices:
                rest, now = slack + _slack(one), (*used, one)
                apart = value + choice - total.amount
                is_sum = len(now) > 1 or one.is_expression or choice != one.amount
                if is_sum and abs(apart) <= total.half_step + rest:
                    return list(now)
                if apart <= total.half_step + rest:
                    sums.setdefault(value + choice, (rest, now))
        possible = dict(list(sums.items())[:_MOST])
    return []


def _counts_nothing(thing: Thing) -> bool:
    """Whether a count multiplies no price: one of something, or so many parts of the matter."""
    quantity = thing.quantity
    return thing.kind == "count" and (
        thing.amount == 1 or (quantity is not None and quantity.unit in _PARTS)
    )


def _only_part(things: Sequence[Thing], kind: str) -> list[Thing] | None:
    """The one amount of a clause; None where a count or a price beside it may multiply it."""
    signed = [one for one in things if one.is_expression]
    if signed:
        return signed if all(one.kind != "money" or one in signed for one in things) else None
    parts = [one for one in things if one.kind == kind and one.quantity]
    others = [one for one in things if one not in parts and one.amount != 1]
    if len(parts) != 1 or others or (parts[0].quantity and parts[0].quantity.per):
        return None
    return parts


def _node(thing: Thing) -> Quantity | Node:
    return thing.result or thing.node


def _amounts(thing: Thing) -> list[Fraction]:
    """What a thing may stand for in a sum: what it is said to equal, and what it comes to."""
    own = value_of(thing.node) if thing.result else None
    return [thing.amount] if own is None else [thing.amount, own]


def _slack(thing: Thing) -> Fraction:
    one = thing.quantity
    if one and one.kind == "money" and one.factor >= _ROUNDED and one.decimals >= 2:
        return one.half_step
    return Fraction(0)


def _multiples(thing: Thing, counts: Sequence[Fraction]) -> list[Fraction]:
    """An amount alone, times some of the counts around it, and for twelve months."""
    some = [
        prod(chosen, start=Fraction(1))
        for size in range(min(3, len(counts)) + 1)
        for chosen in combinations(counts[:4], size)
    ]
    values = [thing.amount * one for one in some]
    return list(dict.fromkeys([*values, *(12 * one for one in values)]))
