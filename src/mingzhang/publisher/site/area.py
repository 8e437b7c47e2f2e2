"""Where a publisher belongs: the region that its name begins with, as the site groups by it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from mingzhang.catalog import Entry, divisions
from mingzhang.catalog.names import folded
from mingzhang.publisher.site.address import slug_of

__all__ = ["area_of", "area_order", "entity_slug", "kind_of"]

_BODY: Final = re.compile(
    "^(中国共产党|中共|中国共产主义青年团|共青团|中国人民政治协商会议|政协)(?=.{3})"
)
_SHORT: Final = {
    "中国共产党": "",
    "中共": "",
    "中国共产主义青年团": "共青团",
    "中国人民政治协商会议": "政协",
}
"""Bodies that are named before their region, and what is left of their names without it."""

_COMMITTEE: Final = re.compile(r"^[省市县区旗乡镇]?(?:委员会|委)(?=.)")
_UNLISTED: Final = re.compile(r"^.{1,6}?[省市县区](?=.{2})")
"""A region that is in no list, in front of what the body is called."""

_COMMON: Final = (
    (re.compile(".[乡镇](?:人民政府|党委|委员会)$"), "乡镇人民政府"),
    (re.compile(".街道办事处$"), "街道办事处"),
)
_LEVEL: Final = re.compile(r"(?<=[省市县区])(?:县\(区\)|\(区\)|[省市县区])?级$")
"""What forms say behind the region they come from."""

_SUFFIX: Final = re.compile(r"(?:省|市|县|区)$")


def area_of(name: str, setting: str = "") -> str:
    """The region of a publisher, by its name, else by what its forms say; empty if neither tells.

    >>> area_of("中国共产党晋城市城区委员会社会工作部"), area_of("第一中学", "晋城城区县（区）级")
    ('晋城市城区', '晋城市城区')
    >>> area_of("示范县档案馆", "示范县级")
    '示范县'
    """
    if found := _region(_BODY.sub("", folded(name))):
        return found[1]
    said = folded(setting)
    if found := _region(said):
        return found[1]
    return _LEVEL.sub("", said)


def entity_slug(name: str, setting: str = "") -> str:
    """The part of an address that names a publisher: of its name, with its region if that is not in it.

    >>> entity_slug("盂县教育局", "盂县级") == slug_of("盂县教育局")
    True
    >>> entity_slug("教育局", "盂县级") == entity_slug("教育局", "平定县级")
    False
    """
    return slug_of(name if area_of(name) else area_of(name, setting) + name)


@lru_cache(maxsize=16384)
def area_order(area: str) -> tuple[bool, str, str, str]:
    """What puts regions in order: by their codes, the province first; unlisted ones, by pinyin, last.

    Publishers of no known region come after all.

    >>> sorted(["", "临汾市", "示范县", "太原市", "山西省", "阳泉市盂县"], key=area_order)
    ['山西省', '太原市', '阳泉市盂县', '临汾市', '示范县', '']
    """
    code = _codes().get(area)
    return (not area, code or "~", "" if code else slug_of(area), area)


def kind_of(name: str) -> str:
    """What kind of body it is: its name without the region, which bodies of one kind share.

    >>> kind_of("盂县教育局"), kind_of("中国共产党晋城市城区委员会组织部")
    ('教育局', '组织部')
    >>> kind_of("盂县孙家庄镇人民政府")
    '乡镇人民政府'
    """
    plain = folded(name)
    body = found[1] if (found := _BODY.match(plain)) else ""
    rest = plain[len(body) :]
    region = _region(rest)
    rest = rest[region[0] :] if region else _UNLISTED.sub("", rest)
    if not (short := _SHORT.get(body, body)):
        rest = _COMMITTEE.sub("", rest)
    for pattern, common in _COMMON:
        if pattern.search(rest):
            return common
    return short + re.sub(r"[(\[].*[)\]]$", "", rest) or name


@lru_cache(maxsize=16384)
def _region(text: str) -> tuple[int, str] | None:
    """How long the region is that a text begins with, and its full name."""
    regions = _regions()
    longest = min(len(text), max(map(len, regions), default=0))
    for size in range(longest, 1, -1):
        if full := regions.get(text[:size]):
            return size, full
    return None


@cache
def _regions() -> Mapping[str, str]:
    """The full name of each region by every way to write it that means no other."""
    spelt: dict[str, set[str]] = defaultdict(set)
    catalog = divisions()
    for entry in catalog:
        above, full = _above(entry), _full(entry)
        names = [*above[1:], entry.name]
        for first in range(len(names)):
            spelt["".join(names[first:])].add(full)
        if len(names) > 1:
            spelt[_SUFFIX.sub("", names[0]) + names[-1]].add(full)
        if above:
            spelt["".join((*above, entry.name))].add(full)
            spelt[above[0] + entry.name].add(full)
    return {name: next(iter(full)) for name, full in spelt.items() if len(full) == 1}


@cache
def _codes() -> Mapping[str, str]:
    """The code of each region by its full name."""
    return {_full(entry): entry.code for entry in divisions()}


def _above(entry: Entry) -> list[str]:
    """The names of the regions that one is part of, the province first."""
    return [one.name for one in reversed(divisions().parents(entry.code))]


def _full(entry: Entry) -> str:
    """The name of a region with what tells it from others of its name, but for the province."""
    return "".join((*_above(entry)[1:], entry.name))
