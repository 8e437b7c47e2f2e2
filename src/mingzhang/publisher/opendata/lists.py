"""Code lists of a package: of each dimension the codes that its views use, and those above them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from mingzhang.cube import Fact, Space
from mingzhang.model import Disclosure
from mingzhang.publisher.opendata.columns import COFOG, Column, cofog_division, column, type_head
from mingzhang.publisher.opendata.resource import Resource, codes_name
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import DimensionDefinition

__all__ = ["Codes", "code_lists"]

_COFOG_HEAD: Final = "functional-classification:cofog:division"


@dataclass(frozen=True)
class Codes:
    """The published codes of one disclosure's members: their keys, of a unit its own code."""

    scheme: Scheme
    disclosure: Disclosure
    space: Space

    def entity(self) -> str:
        """The code of who publishes; the name where there is no code."""
        return self.disclosure.entity.code or self.disclosure.entity.name

    def of(self, dimension: str, member: str) -> str:
        """The code of a member; of a unit whose code is missing or not its own, the name."""
        return self._units.get(member, member) if dimension == "unit" else member

    @cached_property
    def _units(self) -> dict[str, str]:
        times = Counter(unit.code for unit in self.disclosure.units)
        return {
            unit.name: unit.code
            for unit in self.disclosure.units
            if unit.code and times[unit.code] == 1
        }


def code_lists(codes: Codes, columns: Iterable[Column], leaves: Sequence[Fact]) -> list[Resource]:
    """A list for each dimension that some column refers to."""
    wanted = {one.codes for one in columns if one.codes}
    members: dict[str, dict[str, None]] = {}
    for fact in leaves:
        for name, member in fact.coordinate.members:
            members.setdefault(name, {})[member] = None
    lists = [
        _list(codes, one, list(members.get(one.name, ())))
        for one in codes.scheme.head.dimensions
        if one.name in wanted
    ]
    if COFOG in wanted:
        named = [
            member
            for one in codes.scheme.head.dimensions
            if one.catalog == "functional"
            for member in members.get(one.name, ())
        ]
        lists.append(_cofog(named))
    return lists


def _list(codes: Codes, dimension: DimensionDefinition, used: Sequence[str]) -> Resource:
    head = type_head(dimension)
    columns = (
        column("code", f"{head}:code", "编码", is_required=True),
        column("label", f"{head}:label", "名称", is_required=True),
        column("level", "cn:code:level", "级次"),
        column("within", "cn:code:within", "上级编码（有几个时用分号隔开）"),
    )
    name = codes_name(dimension.name)
    return Resource(name, dimension.title, "codes", columns, list(_rows(codes, dimension, used)))


def _rows(
    codes: Codes, dimension: DimensionDefinition, used: Sequence[str]
) -> Iterator[tuple[str, str, str, str]]:
    space = codes.space.dimensions[dimension.name]
    every = dict.fromkeys(group for member in used for group in space.groups_of(member))
    named = [member for member in every if _has_name(codes, dimension, member)]
    place = {member: number for number, member in enumerate(space.parents)}
    for member in sorted(named, key=lambda one: (not one.isdecimal(), place.get(one, 0), one)):
        above = space.parents.get(member, ())
        prefix = _prefix(member, dimension.prefixes)
        within = dict.fromkeys(one for one in (prefix, *above) if one in named)
        yield (
            codes.of(dimension.name, member),
            codes.scheme.member_title(dimension.name, member),
            _level(member, dimension.prefixes),
            ";".join(codes.of(dimension.name, one) for one in within),
        )


def _has_name(codes: Codes, dimension: DimensionDefinition, member: str) -> bool:
    """Whether the code is listed: not every list of codes begins at the top."""
    known = codes.scheme.catalog_of(dimension.name)
    return known is None or not member.isdecimal() or member in known


def _prefix(member: str, sizes: Sequence[int]) -> str:
    shorter = [size for size in sizes if size < len(member)]
    return member[: max(shorter)] if member.isdecimal() and shorter else ""


def _level(member: str, sizes: Sequence[int]) -> str:
    return str(sizes.index(len(member)) + 1) if member.isdecimal() and len(member) in sizes else ""


def _cofog(functions: Iterable[str]) -> Resource:
    found = {place for code in functions if (place := cofog_division(code))}
    columns = (
        column("code", f"{_COFOG_HEAD}:code", "编码", is_required=True),
        column("label", f"{_COFOG_HEAD}:label", "名称", is_required=True),
    )
    return Resource(
        codes_name(COFOG),
        "COFOG 大类",
        "codes",
        columns,
        sorted(found),
        "联合国政府职能分类（1999年）的大类。功能科目与它的对应为本程序自编，未经官方核对。",
    )
