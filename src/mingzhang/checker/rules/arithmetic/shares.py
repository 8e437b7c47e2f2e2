"""How levels of government divide a cost: 按40%、30%、30%分担, 按3:3:4的比例负担."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from mingzhang.checker.rules.arithmetic.expressions import operands
from mingzhang.checker.rules.arithmetic.quantities import Quantity
from mingzhang.checker.rules.arithmetic.things import Text, Thing

__all__ = ["Borne", "Divided", "borne_amounts", "divided_wholes"]

_SHARE: Final = r"\d+(?:\.\d+)?%"
_BEARING: Final = "(?:分别)?(?:承担|负担|分担|分摊|配套|落实)"
_DIVIDED: Final = re.compile(
    rf"按(?:照)?(?:各|分别)?(?P<shares>{_SHARE}(?:[、,:和]{_SHARE})+)(?:的?比例)?{_BEARING}"
)
_RATIO: Final = re.compile(
    rf"(?P<levels>(?:(?:中央|[省市县区乡镇旗盟州])[级、]*){{2,5}})(?:财政|各级|[二三四]级)*(?:按(?:照)?)?"
    rf"(?P<ratio>\d+(?::\d+)+)的?比例(?:分别)?{_BEARING}"
)
_LEVEL: Final = re.compile("中央|[省市县区乡镇旗盟州]")
_OWN: Final = re.compile(
    r"(?P<level>中央|[省市县区乡镇旗盟州])(?:级)?(?:财政)?[^,。;、]{0,8}(?:承担|负担|分担|配套)(?:资金)?$"
)


@dataclass(frozen=True, slots=True)
class Divided:
    """Shares of one whole as a text lists them."""

    start: int
    end: int
    shares: tuple[Fraction, ...]

    @property
    def total(self) -> Fraction:
        """What they add up to, in hundredths."""
        return sum(self.shares, Fraction(0))

    @property
    def is_off(self) -> bool:
        """Whether they leave a rest or exceed the whole."""
        return self.total != 100


@dataclass(frozen=True, slots=True)
class Borne:
    """What one level bears of a price by a ratio, and what it should."""

    base: Quantity
    borne: Quantity
    ratio: str
    start: int
    share: Fraction
    is_repeated: bool
    """Whether the text states elsewhere, too, what the level bears."""

    @property
    def expected(self) -> Fraction:
        """What the level should bear."""
        return self.base.amount * self.share

    @property
    def expected_base(self) -> Fraction:
        """What the whole should be if the level's part is right."""
        return self.borne.amount / self.share

    @property
    def is_off(self) -> bool:
        """Whether it differs by more than rounding."""
        return abs(self.borne.amount - self.expected) > self.borne.half_step


def divided_wholes(text: Text) -> Iterator[Divided]:
    """The lists of shares that the levels bear."""
    for found in _DIVIDED.finditer(text.plain):
        numbers = re.findall(r"\d+(?:\.\d+)?", found["shares"])
        shares = tuple(map(Fraction, numbers))
        yield Divided(found.start("shares"), found.end("shares"), shares)


def borne_amounts(text: Text) -> Iterator[Borne]:
    """A price, the ratio in which levels share it, and what the level named next bears of it."""
    for found in _RATIO.finditer(text.plain):
        levels = _LEVEL.findall(found["levels"])
        parts = [int(one) for one in found["ratio"].split(":")]
        before = [one for one in text.things if one.end <= found.start() and _is_price(one)]
        after = [one for one in text.things if one.start >= found.end()][:1]
        if len(levels) != len(parts) or not before or not after or not _is_price(after[0]):
            continue
        base, borne = before[-1].quantity, after[0].quantity
        own = _OWN.search(text.plain, found.end(), after[0].start)
        if base and borne and own and own["level"] in levels and all(parts):
            share = Fraction(parts[levels.index(own["level"])], sum(parts))
            again = [one for one in _quantities(text) if one.start not in (base.start, borne.start)]
            is_repeated = any(one.amount == borne.amount for one in again)
            yield Borne(base, borne, found["ratio"], found.start("ratio"), share, is_repeated)


def _quantities(text: Text) -> Iterator[Quantity]:
    for thing in text.things:
        yield from operands(thing.node)


def _is_price(thing: Thing) -> bool:
    return thing.kind == "money" and not thing.is_expression and not thing.total
