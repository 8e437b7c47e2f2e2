"""Shares as sentences state them, with the figures that they are shares of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.numbers import is_number
from mingzhang.cube import Coordinate, CoordinateError, Fact

__all__ = ["Share", "shares", "stated_at"]

_SHARE: Final = "share("


@dataclass(frozen=True, slots=True)
class Share:
    """A stated share; `parts` and `wholes` are the figures that state its amounts, nearest first."""

    fact: Fact
    parts: Sequence[Fact]
    wholes: Sequence[Fact]


def shares(document: Examined) -> Iterator[Share]:
    """The shares whose part and whole are stated."""
    for fact in document.facts:
        if (
            fact.derivation is None
            or not fact.derivation.startswith(_SHARE)
            or not is_number(fact.text)
        ):
            continue
        address = fact.address.rpartition(".")[0]
        parts = [one for one in document.by_address.get(address, ()) if one.derivation is None]
        wholes = _wholes(document, fact, fact.derivation)
        if parts and wholes:
            yield Share(fact, parts, wholes)


def _wholes(document: Examined, fact: Fact, derivation: str) -> Sequence[Fact]:
    """What the share is of: the second place of share(part,whole)."""
    text = derivation.removeprefix(f"{_SHARE}{fact.coordinate},").removesuffix(")")
    try:
        place = Coordinate.parse(text)
    except CoordinateError:
        return ()
    return stated_at(document, place, fact.address)


def stated_at(document: Examined, place: Coordinate, address: str) -> Sequence[Fact]:
    """The figures at a place, those first that stand where an address does."""
    found = [one for one in document.at(place) if one.text is not None]
    return sorted(found, key=lambda one: -_shared(one.address, address))


def _shared(one: str, other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
