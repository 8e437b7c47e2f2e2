"""上年数与上年公开的数不符。

查什么：说明中与上年比较的增减额、增减率、上年预算数，连同今年的数可推出上年数，应与上年公开文本中同一口径的数相符。
为什么：上年数已经公开，推出另一个数，说明增减额取错了上年的数，或者上年数被改动而没有说明。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：今年机关运行经费 4.86 万元，写比上年增加 1.56 万元，即上年为 3.30 万元；上年公开的是 3.10 万元。
改法：按上年公开的同口径数重算增减额和增减率；因机构划转等原因调整上年数的，在说明中写明。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.checker.across.bases import Base
from mingzhang.checker.across.stated import Figure, Figures, amount_stated
from mingzhang.checker.across.years.pair import YearPair
from mingzhang.checker.rule import Found, Rule, Side
from mingzhang.cube import Coordinate, Displayed, show, unit_named

RULE = Rule(
    code="YRS101",
    name="last-year-restated",
    title="上年数与上年公开的数不符",
    severity="error",
    message="{label}，本文件“{file}”写{told}，即上年为 {base}；上年文件“{earlier}”公开的是 "
    "{published}（{where}），相差 {gap}{cause}",
)

_WAYS: Final = {1: "增加", -1: "减少"}


def found(pair: YearPair) -> Iterator[Found]:
    """The amounts of last year that no document of last year bears out, each once."""
    seen: dict[tuple[str, tuple[int, int]], list[Base]] = {}
    for base in pair.stated.bases:
        published = [(one, one.by_place[base.place]) for one in pair.earlier
                     if base.place in one.by_place]  # fmt: skip
        if published and not any(base.meets(amount_stated(facts)) for _, facts in published):
            seen.setdefault((base.place, base.ranges[0]), []).append(base)
    for bases in seen.values():
        figures = next(one for one in pair.earlier if bases[0].place in one.by_place)
        yield _found(pair, bases, figures)


def _found(pair: YearPair, bases: Sequence[Base], earlier: Figures) -> Found:
    base = bases[0]
    facts = earlier.by_place[base.place]
    published = facts[0]
    file = earlier.stated.file
    gap = abs(sum(base.ranges[0]) - published.low - published.high) // 2
    unit = unit_named(published.unit)
    sides = [Side(f"{pair.stated.file} {one.label}", f"{one.told}，即上年 {one.shown}", one.evidence)
             for one in bases]  # fmt: skip
    sides += [Side(f"{file} {one.label}", one.shown, one.evidence)
              for one in facts]  # fmt: skip
    return Found(
        subject=(base.address, base.shown),
        where=base.label,
        position=base.address,
        values={
            "label": base.label,
            "file": pair.stated.file,
            "told": base.told,
            "base": base.shown,
            "earlier": file,
            "published": published.shown,
            "where": published.label,
            "gap": f"{show(gap, unit, 2 if unit.size > 1 else 0)}{published.unit}",
            "cause": _cause(pair, base, earlier),
        },
        sides=tuple(sides),
        stated=base.told,
        expected=_expected(base, published),
        evidence=tuple(place for one in bases for place in one.evidence),
    )


def _expected(base: Base, published: Figure) -> str:
    """The change, or the amount, that last year's figure gives."""
    if base.total is None:
        return published.shown
    change = (sum(base.total) - published.low - published.high) // 2
    if Displayed(*base.total).meets(published.displayed):
        return "与上年持平"
    unit = unit_named(base.unit)
    text = show(abs(change), unit, 2 if unit.size > 1 else 0)
    return f"{_WAYS[1 if change > 0 else -1]}{text}{base.unit}"


def _cause(pair: YearPair, base: Base, earlier: Figures) -> str:
    """Another figure that was taken for last year's: of the year before, or of wider or narrower scope."""
    if base.displayed.holds(0):
        return "；上年是有数的，请核对是否漏了上年数"
    for figures in pair.before:
        facts = figures.by_place.get(base.place)
        if facts and base.meets(amount_stated(facts)):
            year = figures.stated.year
            return f"；{base.shown} 是 {year} 年的数（“{figures.stated.file}”{facts[0].label}）"
    place = Coordinate.parse(base.place)
    for other in earlier.all:
        if (
            other.text is not None
            and base.displayed.meets(other.displayed)
            and _is_wider_or_narrower(place, Coordinate.parse(other.place))
        ):
            return f"；{base.shown} 是上年“{other.label}”的数，请核对是否取错了口径"
    return ""


def _is_wider_or_narrower(one: Coordinate, other: Coordinate) -> bool:
    """Whether all that the one says of its place the other says too, or the other way round."""
    if one.measure != other.measure or one == other:
        return False
    mine, theirs = set(one.members), set(other.members)
    return mine <= theirs or theirs <= mine
