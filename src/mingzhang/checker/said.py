"""Figures, sums and suspects in words, as findings say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.localise import Fault
from mingzhang.checker.rule import Found, side_of
from mingzhang.cube import Evidence, Fact, Identity, show, unit_named
from mingzhang.model import CellReference

__all__ = ["advice", "amount", "fault_found", "named", "sum_in_words"]

_LISTED: Final = 6
"""More parts than this are counted instead of listed."""


def amount(fact: Fact) -> str:
    """A figure as printed, with its unit."""
    return "空白" if fact.text is None else f"{fact.text}{fact.unit}"


def named(document: Examined, fact: Fact) -> str:
    """A figure by its place, with what it shows."""
    return f"{document.labels.of(fact.address)} {amount(fact)}"


def _in_unit(base: int, fact: Fact) -> str:
    """An amount in base units as the figure prints it, with more decimals only where it has any."""
    unit = unit_named(fact.unit)
    least = len((fact.text or "").partition(".")[2])
    whole, point, part = show(base, unit, max(least, 4 if unit.size > 1 else 0)).partition(".")
    part = part[:least] + part[least:].rstrip("0")
    return f"{whole}{point if part else ''}{part}{fact.unit}"


def _rounding_explains(identity: Identity) -> int:
    """The greatest gap between whole and parts, in base units, that rounding can explain."""
    parts, whole = identity.parts_displayed(), identity.whole.displayed()
    return (parts.high - parts.low + whole.high - whole.low + 1) // 2


def gap(identity: Identity) -> int:
    """How far the printed whole is from its printed parts, in base units."""
    return abs(_printed(identity.whole) - _printed_sum(identity))


def _printed_sum(identity: Identity) -> int:
    """The sum of the parts as printed, in base units."""
    return sum(map(_printed, identity.parts))


def _printed(fact: Fact) -> int:
    """A figure as printed, in base units: the middle of the amounts that it stands for.

    They are as many towards zero as away from it, and the figure itself.
    """
    shown = fact.displayed()
    twice = shown.low + shown.high
    if abs(twice) == 1:
        return 0
    return (abs(twice) + 1) // 2 * (1 if twice > 0 else -1)


def sum_in_words(document: Examined, identity: Identity) -> str:
    """A whole, its parts and their sum, how far apart they are, what rounding could explain."""
    whole = identity.whole
    said = "、".join(_brief(document, whole, part) for part in identity.parts[:_LISTED])
    if len(identity.parts) > _LISTED:
        said += f"等 {len(identity.parts)} 项"
    return (
        f"{named(document, whole)}，分项之和 {_in_unit(_printed_sum(identity), whole)}"
        f"（{said}），相差 {_in_unit(gap(identity), whole)}；"
        f"四舍五入至多能解释 {_in_unit(_rounding_explains(identity), whole)}"
    )


def _brief(document: Examined, whole: Fact, part: Fact) -> str:
    """A part without the words that it shares with the whole."""
    label, above = document.labels.of(part.address), document.labels.of(whole.address)
    words, shared = label.split(" "), set(above.split(" "))
    own = " ".join(word for word in words if word not in shared)
    return f"{own or label} {part.text or '空白'}"


def advice(document: Examined, fault: Fault) -> str:
    """Which figure to look at first, and what it should be."""
    place = document.labels.of(fault.suspect.address)
    said = f"先核对“{place}”：现为 {fault.suspect.text or '空白'}"
    if fault.expected is not None:
        said += f"，若为 {fault.expected}，"
        said += "有关数字全部相符" if fault.is_mended else "与另一处相符"
        said += f"（{fault.slip}）" if fault.slip else ""
    if fault.others:
        others = "、".join(f"“{document.labels.of(one.address)}”" for one in fault.others[:3])
        said += f"；也可能是 {others} 有误"
    return f"。{said}"


def fault_found(document: Examined, fault: Fault, first: Sequence[Identity]) -> Found:
    """A fault as a finding about its suspect; `first` are the identities to be told of."""
    facts = list(_facts(fault, first))
    suspects = [fault.suspect, *fault.others] if fault.is_mended else facts
    cells = [cell for fact in suspects if (cell := document.cell(fact))]
    place = suspects[0]
    return Found(
        subject=tuple(dict.fromkeys(fact.address for fact in suspects[:1])),
        where=document.labels.of(place.address),
        position=place.address,
        sides=tuple(side_of(document, fact) for fact in facts),
        cells=tuple(dict.fromkeys(_cell_keys(cells))),
        stated=place.text,
        expected=fault.expected,
        evidence=(*_row_of_blank(document, place), *_evidence([*suspects, *facts])),
    )


def _row_of_blank(document: Examined, fact: Fact) -> tuple[Evidence, ...]:
    """Where the row of an empty cell stands, which has no place of its own."""
    cell = None if fact.evidence else document.cell(fact)
    return document.evidence(f"tables.{cell.table}.rows.{cell.row}.label") if cell else ()


def _cell_keys(cells: Sequence[CellReference]) -> Iterator[CellReference]:
    seen = set()
    for cell in cells:
        key = (cell.table, cell.row, cell.column)
        if key not in seen:
            seen.add(key)
            yield cell


def _facts(fault: Fault, identities: Sequence[Identity]) -> Iterator[Fact]:
    """The suspect, then every other figure that it contradicts, each once."""
    seen: set[int] = set()
    members = (fact for one in identities for fact in (one.whole, *one.parts))
    seen.add(id(fault.suspect))
    yield fault.suspect
    for fact in members:
        if id(fact) not in seen:
            seen.add(id(fact))
            yield fact


def _evidence(facts: Sequence[Fact]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(place for fact in facts for place in fact.evidence))
