"""A published document against the disclosure that was approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from mingzhang.checker.across.approved import (
    another_disclosure_approved,
    approved_part_missing,
    figure_not_approved,
    part_not_approved,
    text_not_approved,
)
from mingzhang.checker.across.approved.pair import ApprovedPair
from mingzhang.checker.across.running import run
from mingzhang.checker.engine import finding_of, unique
from mingzhang.checker.examined import Examined
from mingzhang.checker.order import Order
from mingzhang.checker.rule import Found, Rule
from mingzhang.model import Disclosure, Finding
from mingzhang.scheme import load_scheme

__all__ = ["found_against"]

_IDENTITY: Final = another_disclosure_approved
_RULES: Final[Sequence[tuple[Rule, Callable[[ApprovedPair], Iterator[Found]]]]] = (
    (_IDENTITY.RULE, _IDENTITY.found),
    (approved_part_missing.RULE, approved_part_missing.found),
    (part_not_approved.RULE, part_not_approved.found),
    (figure_not_approved.RULE, figure_not_approved.found),
    (text_not_approved.RULE, text_not_approved.found),
)


def found_against(published: Examined, approved: Disclosure) -> tuple[Finding, ...]:
    """Where a published document is not what was approved, in its own order.

    Of a document of another year only that is told: nothing in it would be the same.

    Raises:
        RuleError: a rule failed.
    """
    their = load_scheme(approved.scheme, approved.fiscal_year)
    scheme = published.scheme
    pair = ApprovedPair(published, Examined(their, approved))
    is_other_year = published.disclosure.fiscal_year != approved.fiscal_year
    order = Order(pair.published)
    found = [
        (rule, one)
        for rule, find in (_RULES[:1] if is_other_year else _RULES)
        if rule.code in scheme.rules
        for one in run(rule, find, pair)
    ]
    found.sort(key=lambda one: (order.of(one[1]), one[0].code))
    return tuple(unique(finding_of(scheme, rule, one) for rule, one in found))
