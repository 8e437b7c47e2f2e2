"""Who publishes, by name: one body's names of several documents are found to be one body's."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from mingzhang.catalog import divisions
from mingzhang.catalog.names import folded
from mingzhang.checker.rules.identity.names import is_one_slip

__all__ = ["Names", "name_key", "plain_name"]

_PARTY: Final = re.compile(r"^(?:中国共产党|中共)")
_COMMITTEE: Final = re.compile(r"([省市县区旗乡镇])\1?委(?:员会)?")
_OWN_LEVEL: Final = re.compile(r"[(\[]?(?:部门|单位)?(?:本级|机关本级|机关)[)\]]?$")
_SHORTEST: Final = 6
"""A name so long may have a slip; of two shorter ones each is its own."""

_TELLING: Final = frozenset(
    "一二三四五六七八九十百0123456789甲乙丙丁东西南北中上下前后新老省市县区镇乡"
)
"""Signs that tell one body from another of nearly the same name."""


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """What all usual spellings of a body's name have in common: its region and the rest.

    >>> name_key("中国共产党盂县委员会社会工作部") == name_key("阳泉市盂县县委社会工作部")
    True
    >>> name_key("阳泉市城区民政局") == name_key("晋城市城区民政局")
    False
    """
    text = plain_name(name)
    regions = _regions()
    for size in range(min(len(text), max(map(len, regions), default=0)), 1, -1):
        if code := regions.get(text[:size]):
            return f"{code} {text[size:]}"
    return text


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """A name without what its usual spellings add to it; its region stays as it is written.

    >>> plain_name("中国共产党盂县委员会社会工作部")
    '盂县委社会工作部'
    """
    text = _PARTY.sub("", folded(name))
    text = _OWN_LEVEL.sub("", text) or text
    return _COMMITTEE.sub(r"\1委", text)


@cache
def _regions() -> Mapping[str, str]:
    """The code of each region by every way to write it that means no other."""
    spelt: dict[str, set[str]] = defaultdict(set)
    catalog = divisions()
    for entry in catalog:
        above = [parent.name for parent in reversed(catalog.parents(entry.code))]
        for first in range(len(above) + 1):
            spelt["".join((*above[first:], entry.name))].add(entry.code)
        if len(above) > 1:
            spelt[above[0] + entry.name].add(entry.code)
    return {name: next(iter(codes)) for name, codes in spelt.items() if len(codes) == 1}


class Names:
    """Many plain names; finds those that a single slip tells from another."""

    def __init__(self, names: Iterable[str]) -> None:
        self._near: dict[str, set[str]] = defaultdict(set)
        for name in set(names):
            for variant in _variants(name):
                self._near[variant].add(name)

    def near(self, name: str) -> Iterator[str]:
        """The names one slip away, in order; which of them is the same body they do not say."""
        found = {other for variant in _variants(name) for other in self._near.get(variant, ())}
        yield from (other for other in sorted(found) if _is_slip(name, other))


def _variants(name: str) -> Iterator[str]:
    """A name that is not too short, and what is left of it without one of its signs."""
    if len(name) >= _SHORTEST:
        yield name
        yield from (name[:at] + name[at + 1 :] for at in range(len(name)))


def _is_slip(one: str, other: str) -> bool:
    differing = (Counter(one) - Counter(other)) + (Counter(other) - Counter(one))
    return is_one_slip(one, other) and _TELLING.isdisjoint(differing)
