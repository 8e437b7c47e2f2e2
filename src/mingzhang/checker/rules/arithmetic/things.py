"""What a text counts and prices, one after the other: quantities, expressions, and stated totals."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Final

from mingzhang.checker.rules.arithmetic.expressions import (
    Expression,
    Node,
    expressions,
    of_money,
    value_of,
)
from mingzhang.checker.rules.arithmetic.quantities import (
    Kind,
    Quantity,
    plain,
    quantities,
    quantity_at,
)

__all__ = ["Text", "Thing", "text_of"]

_EQUALS: Final = re.compile(r"[ ]*=[ ]*")
_TOTAL: Final = re.compile(
    r"(?:合计|共计|(?<![入出算])总计|小计|总共|一共|累计|共需|总金额|总费用|总经费|资金总额|总额"
    r"|(?<![中公])共(?![同产青享建和性])|需(?:要)?(?:资金|经费|费用)"
    r"|(?<=[,;])全年|(?<![合共总累小预统审设会估])计(?=[ :]?$)"
    r"|申请[^\d,。;、\n]{0,16}(?:资金|经费|费用|补助|预算))[^\d,。;、\n]{0,24}$"
)
_SURE_TOTAL: Final = re.compile("合计|共计|总计|小计|总共|一共|共需")
_NO_SUM: Final = re.compile("需(?:要)?(?:资金|经费|费用)|申请")
_UNNAMED: Final = re.compile(
    r"(?:[\s\d.:()]|<p>)*(?:上述|以上|前述|各项|[两二三四五六七八九十\d]+[项者类个块]|项目|所需|资金|经费|费用|预算|需"
    r"|安排|投入|支出|全年|年度|本年|预计|约|金额|总额|总|为|[\s:])*(?:合计|共|总计|小计|一共|累计|计)"
)
_OF_ALL: Final = re.compile("上述|以上|前述")
_STOP: Final = re.compile(r"[。！？\n]|</p>")
_CLAUSE: Final = re.compile(r"[,、;。！？\n]|</p>")


@dataclass(frozen=True, slots=True)
class Thing:
    """A quantity or an expression (with what it is said to equal) at its place in a text.

    `total` is the word before it that makes it the sum of what goes before.
    """

    node: Quantity | Node
    start: int
    end: int
    result: Quantity | None = None
    total: str = ""

    @property
    def quantity(self) -> Quantity | None:
        """The quantity that stands for the thing, if it is not a mere expression."""
        return self.result or (self.node if isinstance(self.node, Quantity) else None)

    @property
    def kind(self) -> Kind:
        """Money, a count, a share or a plain number."""
        if self.quantity is not None:
            return self.quantity.kind
        return "money" if of_money(self.node) else "plain"

    @property
    def amount(self) -> Fraction:
        """What it comes to, in 元 or ones."""
        if self.quantity is not None:
            return self.quantity.amount
        return value_of(self.node) or Fraction(0)

    @property
    def is_expression(self) -> bool:
        """Whether signs stand in it."""
        return isinstance(self.node, Node)

    @property
    def is_sure_total(self) -> bool:
        """Whether the word before it can mean nothing but a sum."""
        return bool(_SURE_TOTAL.search(self.total))

    @property
    def may_close_list(self) -> bool:
        """Whether it sums up what goes before: it has no name of its own, and is no mere need."""
        if _NO_SUM.search(self.total) and not self.is_sure_total:
            return False
        return bool(_UNNAMED.match(self.total))

    @property
    def is_of_all(self) -> bool:
        """Whether it sums up everything above it."""
        return bool(_OF_ALL.search(self.total))


@dataclass(frozen=True)
class Text:
    """A text taken apart. `plain` is as long as the text itself."""

    plain: str
    things: tuple[Thing, ...]
    clauses: tuple[int, ...]
    """Where clauses end."""
    stops: tuple[int, ...]
    """Where sentences and paragraphs end."""

    def clause(self, thing: Thing) -> int:
        """The number of the clause that a thing begins in."""
        return bisect_left(self.clauses, thing.start)

    def sentence(self, thing: Thing) -> int:
        """The number of the sentence that a thing begins in."""
        return bisect_left(self.stops, thing.start)

    def before(self, thing: Thing) -> str:
        """The words of its clause before a thing."""
        number = self.clause(thing)
        return self.plain[self.clauses[number - 1] if number else 0 : thing.start]


@lru_cache(maxsize=1024)
def text_of(text: str) -> Text:
    """Take a text apart. Texts without a figure of two things have nothing to compare."""
    said = plain(text)
    things = tuple(_things(said))
    inside = [(thing.start, thing.end) for thing in things]
    clauses = [found.start() for found in _CLAUSE.finditer(said)]
    return Text(
        said,
        things,
        tuple(place for place in clauses if not _is_inside(place, inside)),
        tuple(found.start() for found in _STOP.finditer(said)),
    )


def _is_inside(place: int, spans: list[tuple[int, int]]) -> bool:
    number = bisect_left(spans, (place + 1,)) - 1
    return number >= 0 and spans[number][0] <= place < spans[number][1]


def _things(said: str) -> Iterator[Thing]:
    signed = [
        _with_result(said, one) for one in (expressions(said) if _may_calculate(said) else ())
    ]
    spans = [(one.start, one.end) for one in signed]
    loose = [
        Thing(one, one.start, one.end)
        for one in quantities(said)
        if not _is_inside(one.start, spans)
    ]
    last = 0
    for thing in sorted([*signed, *loose], key=lambda one: one.start):
        word = _TOTAL.search(said, max(last, thing.start - 40), thing.start)
        is_total = word and not thing.is_expression
        if is_total and word and (thing.kind == "money" or not word[0].startswith("全年")):
            before = said[max(last, word.start() - 12) : thing.start]
            yield Thing(thing.node, thing.start, thing.end, None, _CLAUSE.split(before)[-1])
        else:
            yield thing
        last = thing.end


def _may_calculate(said: str) -> bool:
    return any(sign in said for sign in "*+÷=")


def _with_result(said: str, expression: Expression) -> Thing:
    """The expression with the quantity behind its equals sign."""
    equals = _EQUALS.match(said, expression.end)
    result = quantity_at(said, equals.end()) if equals else None
    end = result.end if result else expression.end
    return Thing(expression.node, expression.start, end, result)
