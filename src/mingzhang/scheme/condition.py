"""Conditions: when a variant of a sentence is the right one.

total > 0 and total.prior = 0      figures and their aspects, against numbers
level = 单位                       words and options, against words
known total.prior                  whether last year's amount is known
given revenue_reason               whether a text was written (missing: it was not)
present total                      an amount this year, or a change from last year's
a or b                             either side; `and` binds closer
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from mingzhang.scheme.template import ASPECTS

__all__ = [
    "Condition",
    "ConditionError",
    "Values",
    "compared_in",
    "is_met",
    "may_hold",
    "names_in",
    "parse_condition",
]


class ConditionError(ValueError):
    """A condition that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class _Term:
    name: str
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class _Comparison:
    left: _Term
    operator: Literal["=", "!=", ">", "<"]
    right: str


@dataclass(frozen=True, slots=True)
class _Knowledge:
    term: _Term
    wanted: bool


@dataclass(frozen=True, slots=True)
class _Presence:
    term: _Term
    wanted: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives of which one must hold; each is a row of tests that must all hold."""

    alternatives: tuple[tuple[_Comparison | _Knowledge | _Presence, ...], ...]


class Values(Protocol):
    """Where a condition finds what its names stand for."""

    def number(self, name: str, aspect: str | None) -> int | None:
        """The figure as displayed, in base units; None if it is not known."""

    def word(self, name: str) -> str | None:
        """The word, option or text of this name; None if there is none."""


_TEST = re.compile(
    r"(?P<known>known|unknown|given|missing|present|absent) +(?P<what>[\w.]+)"
    r"|(?P<left>[\w.]+) *(?P<operator>!=|=|>|<) *(?P<right>\w+)"
)


@lru_cache(maxsize=2048)
def parse_condition(text: str) -> Condition:
    """The parts of a condition.

    Raises:
        ConditionError: the text is not of the forms above.
    """
    return Condition(
        tuple(
            tuple(_test(part.strip()) for part in alternative.split(" and "))
            for alternative in text.split(" or ")
        )
    )


def _test(text: str) -> _Comparison | _Knowledge | _Presence:
    match = _TEST.fullmatch(text)
    if match is None:
        raise ConditionError(
            f"看不懂条件“{text}”，可写 甲 = 0、甲.change > 0、level = 单位、known 甲.prior、present 甲、given 文本"
        )
    if match["known"] in {"present", "absent"}:
        return _Presence(_term(match["what"]), match["known"] == "present")
    if match["known"]:
        return _Knowledge(_term(match["what"]), match["known"] in {"known", "given"})
    return _Comparison(_term(match["left"]), match["operator"], match["right"])  # type: ignore[arg-type]


def _term(text: str) -> _Term:
    name, _, aspect = text.partition(".")
    if aspect and aspect not in ASPECTS:
        raise ConditionError(f"不认识 .{aspect}，可用 {'、'.join(ASPECTS)}")
    return _Term(name, aspect or None)


def names_in(condition: Condition) -> Iterator[str]:
    """Every name that a condition asks for."""
    for tests in condition.alternatives:
        for test in tests:
            yield (test.left if isinstance(test, _Comparison) else test.term).name


def compared_in(condition: Condition) -> Iterator[tuple[str, str | None, str]]:
    """Every comparison: what is compared, which aspect of it, and with what."""
    for tests in condition.alternatives:
        for test in tests:
            if isinstance(test, _Comparison):
                yield test.left.name, test.left.aspect, test.right


def may_hold(condition: Condition, words: Mapping[str, str]) -> bool:
    """Whether the condition can hold where these words are known and nothing else is."""
    return any(
        all(
            (words[test.left.name] == test.right) == (test.operator == "=")
            for test in tests
            if isinstance(test, _Comparison) and test.left.name in words
        )
        for tests in condition.alternatives
    )


def is_met(condition: Condition, values: Values) -> bool:
    """Whether the condition holds for these values; a comparison with the unknown does not."""
    return any(all(_holds(test, values) for test in tests) for tests in condition.alternatives)


def _holds(test: _Comparison | _Knowledge | _Presence, values: Values) -> bool:
    if isinstance(test, _Presence):
        now = values.number(test.term.name, None)
        return bool(now or values.number(test.term.name, "change")) == test.wanted
    if isinstance(test, _Knowledge):
        number = values.number(test.term.name, test.term.aspect)
        return (number is not None or bool(values.word(test.term.name))) == test.wanted
    number = values.number(test.left.name, test.left.aspect)
    if number is None:
        word = values.word(test.left.name)
        return word is not None and (word == test.right) == (test.operator == "=")
    right = int(test.right)
    return {"=": number == right, "!=": number != right, ">": number > right, "<": number < right}[
        test.operator
    ]
