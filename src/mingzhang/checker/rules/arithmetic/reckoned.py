"""What the operands of a claim come to, in the words of its total."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.checker.rules.arithmetic.blame import printed
from mingzhang.checker.rules.arithmetic.claims import Claim
from mingzhang.checker.rules.arithmetic.expressions import of_money, value_of

__all__ = ["reckoned"]


def reckoned(claim: Claim) -> str:
    """The right result with the unit of the total."""
    total = claim.total
    value = value_of(claim.node) or Fraction(0)
    if total.kind == "money" and not of_money(claim.node):
        value *= min((1, 10**4), key=lambda size: abs(value * size - total.amount))
    unit = {1: "元", 10**4: "万元", 10**8: "亿元"}.get(int(total.factor), "")
    return printed(value, total) + (unit if total.kind == "money" else total.unit)
