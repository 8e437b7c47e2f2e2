"""Which figure of a false claim to suspect, and what it should say.

Every operand, and the total, would mend the claim with one other value. The likeliest is that whose
right value stands elsewhere in the same matter, then that which one slip explains, then the total.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mingzhang.checker.rules.arithmetic.claims import Claim, Claims
from mingzhang.checker.rules.arithmetic.expressions import of_money, operands, value_of
from mingzhang.checker.rules.arithmetic.quantities import Quantity
from mingzhang.checker.slips import slip_between

__all__ = ["Blame", "Known", "blamed", "printed"]

_MOST_DECIMALS: Final = 4
_MOST: Final = 20
"""So many values that a rounded total allows are tried."""
_FAMILIES: Final = {"名": "人", "位": "人", "个月": "月", "日": "天"}


@dataclass(frozen=True, slots=True)
class Known:
    """An amount that stands elsewhere in the same matter, with the rounding of its display."""

    unit: str
    amount: Fraction
    half_step: Fraction = Fraction(0)

    def is_meant(self, unit: str, amount: Fraction) -> bool:
        """Whether it may be that amount, of the same money or things."""
        is_alike = _family(self.unit) == _family(unit) or (unit == "" and self.unit != "元")
        return is_alike and abs(self.amount - amount) <= self.half_step


def _family(unit: str) -> str:
    return _FAMILIES.get(unit, unit)


@dataclass(frozen=True, slots=True)
class Blame:
    """The figure to suspect, as it should be printed, and the slip that explains it."""

    quantity: Quantity
    expected: str
    slip: str | None


def blamed(claim: Claim, claims: Claims, known: Sequence[Known]) -> Blame:
    """The likeliest figure of a false claim. `known` are amounts of the matter around it."""
    total = claim.total
    value = value_of(claim.node) or Fraction(0)
    if total.kind == "money" and not of_money(claim.node) and value:
        value *= min((1, 10**4), key=lambda size: abs(value * size - total.amount))
    right = printed(value, total)
    best = Blame(total, right, slip_between(total.number, right))
    highest = _rank(best, value, claims, known, is_total=True)
    for one, needed, slack in _mending(claim):
        if one.start in claims.confirmed or one.start < 0 or needed <= 0:
            continue
        text = _fitting(one, needed, slack)
        if text is None or (one.kind == "count" and "." in text):
            continue
        other = Blame(one, text, slip_between(one.number, text))
        rank = _rank(other, Fraction(text) * one.factor, claims, known, is_total=False)
        if rank > highest:
            best, highest = other, rank
    return best


def _fitting(one: Quantity, needed: Fraction, slack: Fraction) -> str | None:
    """What an operand should print: of what the rounded total allows that of a slip."""
    step = one.factor / 10**one.decimals
    first = -((slack - needed) // step)
    values = [step * (first + number) for number in range(int(min(2 * slack / step, _MOST)) + 1)]
    texts = [printed(value, one) for value in values if abs(value - needed) <= slack]
    texts = [*texts, printed(needed, one)]
    fitting = [text for text in texts if abs(Fraction(text) * one.factor - needed) <= slack]
    likely = (text for text in fitting if slip_between(one.number, text))
    return next(likely, fitting[-1] if fitting else None)


def _rank(
    blame: Blame, right: Fraction, claims: Claims, known: Sequence[Known], *, is_total: bool
) -> tuple[int, bool, bool]:
    one = blame.quantity
    witnesses = _stands(known, one.unit, right) - _stands(known, one.unit, one.amount)
    is_doubted = not is_total and one.start in claims.doubted
    return witnesses + is_doubted - (one.start in claims.upheld), blame.slip is not None, is_total


def _stands(known: Iterable[Known], unit: str, amount: Fraction) -> int:
    return int(any(one.is_meant(unit, amount) for one in known))


def _mending(claim: Claim) -> Iterator[tuple[Quantity, Fraction, Fraction]]:
    """Each operand with the amount that would make the claim come out, give or take rounding."""
    for one in operands(claim.node):
        low = value_of(claim.node, {one.start: Fraction(1)})
        high = value_of(claim.node, {one.start: Fraction(2)})
        third = value_of(claim.node, {one.start: Fraction(3)})
        if low is None or high is None or third is None:
            continue
        if high != low and third - high == high - low:
            scale = _scale(claim) / (high - low)
            needed = 1 + (claim.total.amount * _scale(claim) - low) / (high - low)
            yield one, needed, abs(claim.total.half_step * scale)


def _scale(claim: Claim) -> Fraction:
    """Where the operands name no unit of money, the size of theirs in that of the total."""
    if claim.total.kind != "money" or of_money(claim.node):
        return Fraction(1)
    value = value_of(claim.node) or Fraction(0)
    sizes = (Fraction(1), Fraction(10**4))
    return 1 / min(sizes, key=lambda size: abs(value * size - claim.total.amount))


def printed(amount: Fraction, like: Quantity) -> str:
    """An amount as a figure would print it: exactly if that is short, else rounded like the figure.

    >>> printed(
    ...     Fraction(26960),
    ...     Quantity(0, 0, 0, "2.966", Fraction("2.966"), Fraction(10**4), "money", "元"),
    ... )
    '2.696'
    """
    value = amount / like.factor
    exact = next(
        (n for n in range(_MOST_DECIMALS + 1) if (value * 10**n).denominator == 1),
        _MOST_DECIMALS + 1,
    )
    short = _rounded(value, like.decimals)
    full = _rounded(value, min(exact, _MOST_DECIMALS))
    if exact > like.decimals and not slip_between(like.number, full):
        return short if exact > max(2, like.decimals) or slip_between(like.number, short) else full
    if exact < like.decimals <= 2 and (
        like.number.endswith("0") or (like.decimals == 2 and slip_between(like.number, short))
    ):
        return short
    return full


def _rounded(value: Fraction, decimals: int) -> str:
    scaled = abs(value) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, part = divmod(digits, 10**decimals)
    sign = "-" if value < 0 and digits else ""
    return f"{sign}{whole}.{part:0{decimals}d}" if decimals else f"{sign}{whole}"
