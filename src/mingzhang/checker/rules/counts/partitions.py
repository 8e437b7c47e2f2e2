"""Wholes and all of their parts among the figures of one section, as far as their places prove it.

Parts are all there is where they cover each member of a dimension that has few, each group right
below a group, or, of projects, each class that the scheme knows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mingzhang.checker.examined import Examined
from mingzhang.checker.rules.counts.numbers import is_number
from mingzhang.cube import Coordinate, Fact

__all__ = ["Partition", "figures_of_sections", "partitions"]


@dataclass(frozen=True, slots=True)
class Partition:
    """A figure and those that add up to it: addresses within one section."""

    whole: str
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def figures_of_sections(document: Examined) -> Mapping[str, Mapping[str, Fact]]:
    """The amounts and counts that sections state, by section and address, each place once."""
    found: dict[str, dict[str, Fact]] = {}
    for section in document.scheme.narrative.sections:
        figures: dict[str, Fact] = {}
        for figure in section.figures:
            address = f"{section.id}.{figure.key}"
            for fact in document.by_address.get(address, ()):
                if fact.derivation is None and is_number(fact.text):
                    figures.setdefault(address, fact)
        found[section.id] = figures
    return found


def partitions(document: Examined, figures: Mapping[str, Fact]) -> Iterator[Partition]:
    """The wholes among figures with their parts, along one dimension each."""
    places = {fact.coordinate: address for address, fact in figures.items()}
    for whole, address in places.items():
        inside: dict[str, list[Coordinate]] = defaultdict(list)
        for place in places:
            name = _only_difference(whole, place)
            if name is not None and _is_inside(document, name, whole, place):
                inside[name].append(place)
        for name, parts in inside.items():
            chosen = _covering(document, name, whole, parts)
            if len(chosen) > 1:
                yield Partition(address, tuple(places[part] for part in chosen))


def _only_difference(one: Coordinate, other: Coordinate) -> str | None:
    """The only dimension in which two places differ."""
    if (one.measure, one.year) != (other.measure, other.year) or one == other:
        return None
    if abs(len(one.members) - len(other.members)) > 1:
        return None
    names = {name for name, _ in set(one.members) ^ set(other.members)}
    return names.pop() if len(names) == 1 else None


def _is_inside(document: Examined, name: str, whole: Coordinate, part: Coordinate) -> bool:
    member, group = part.get(name), whole.get(name)
    if member is None:
        return False
    return group is None or document.space.dimensions[name].is_within(member, group)


def _covering(
    document: Examined, name: str, whole: Coordinate, parts: Sequence[Coordinate]
) -> Sequence[Coordinate]:
    """Those of the parts that together are the whole, the widest first; none where some lack."""
    by_member = {part.get(name): part for part in parts}
    needed = _members(document, name, whole.get(name), frozenset(by_member) - {None})
    return [by_member[member] for member in needed] if needed else ()


def _members(
    document: Examined, name: str, group: str | None, known: frozenset[str | None]
) -> Sequence[str]:
    """Known members that make up a group: those right below it, or what makes up each of these."""
    found: list[str] = []
    for member in _below(document, name, group):
        inner = [member] if member in known else _members(document, name, member, known)
        if not inner:
            return ()
        found.extend(inner)
    return tuple(dict.fromkeys(found))


def _below(document: Examined, name: str, group: str | None) -> Sequence[str]:
    """What a group is divided into; of everything only where that is a short, fixed list."""
    parents = document.space.dimensions[name].parents
    classes = set(document.scheme.head.project_classes.values()) if name == "project" else set()
    if group is None:
        return sorted(classes) or document.leaves.get(name, ())
    if classes:
        return [one for one, above in parents.items() if group in above and classes & set(above)]
    return [one for one, above in parents.items() if group in above]
