"""A gap between a department and its units as a finding."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.units.family import Family, Gap, amount_in_words
from mingzhang.checker.rule import Found, Side
from mingzhang.cube import Displayed

__all__ = ["told"]

_LISTED = 6
"""More units or places than this are counted instead of listed."""


def told(family: Family, *, is_all: bool) -> Iterator[Found]:
    """The gaps where all units that matter are at hand, or those where some are not."""
    for gap in family.gaps:
        if gap.is_all == is_all:
            yield _found(family, gap)


def _found(family: Family, gap: Gap) -> Found:
    figure, file = gap.named, family.stated.file
    stated = gap.whole.shown if gap.whole else "没有这一行"
    sides = [Side(f"{file} {figure.label}", stated, gap.whole.evidence if gap.whole else ())]
    for unit, part in gap.parts:
        label = f"{unit.file}（{unit.name}）{part.label if part else figure.label}"
        text = part.shown if part else "没有这一行"
        sides.append(Side(label, text, part.evidence if part else ()))
    return Found(
        subject=(figure.address,),
        where=figure.label,
        position=figure.address,
        values={
            "label": figure.label,
            "file": file,
            "whole": stated,
            "count": str(len(gap.parts)),
            "total": amount_in_words(gap.total, figure),
            "parts": _parts(gap),
            "gap": amount_in_words(Displayed.exactly(abs(gap.apart)), figure),
            "others": _others(gap),
        },
        sides=tuple(sides),
        stated=gap.whole.text if gap.whole else None,
        expected=amount_in_words(gap.total, figure).removesuffix(figure.unit),
        evidence=gap.whole.evidence if gap.whole else (),
    )


def _parts(gap: Gap) -> str:
    said = "、".join(
        f"{unit.name} {part.text or '空白' if part else '无'}" for unit, part in gap.parts[:_LISTED]
    )
    return f"{said}等 {len(gap.parts)} 个单位" if len(gap.parts) > _LISTED else said


def _others(gap: Gap) -> str:
    """The further places that the same difference runs through."""
    labels = list(dict.fromkeys(one.label for one in gap.others))
    if not labels:
        return ""
    said = "、".join(f"“{label}”" for label in labels[:_LISTED])
    more = f"等 {len(labels)} 处" if len(labels) > _LISTED else ""
    return f"；由此也不符的有{said}{more}"
