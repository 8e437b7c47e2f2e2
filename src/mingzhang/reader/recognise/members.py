"""Names -> members of a dimension: what a list's item is, as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from mingzhang.model import Disclosure
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import ListDefinition
from mingzhang.sentence.folded import folded
from mingzhang.sentence.likeness import is_like

__all__ = ["member_named"]


def member_named(
    scheme: Scheme, disclosure: Disclosure, definition: ListDefinition, name: str
) -> str | None:
    """The member that a list's item names; a slip is forgiven where it leaves no doubt.

    Among several of one name, that is taken which the disclosure's tables use.
    """
    wanted = folded(name)
    titles = _titles(scheme, disclosure.fiscal_year, definition)
    equal = [member for member, title in titles.items() if title == wanted]
    like = equal or [member for member, title in titles.items() if is_like(title, wanted)]
    if len(like) > 1:
        like = list(_used(like, disclosure)) or like
    return like[0] if len(like) == 1 else None


_KNOWN: Final[dict[tuple[object, ...], tuple[Scheme, dict[str, str]]]] = {}


def _titles(scheme: Scheme, year: int, definition: ListDefinition) -> dict[str, str]:
    """The members that may stand in a list of this kind in a year, put together once."""
    key = id(scheme), year, definition.each, definition.levels
    known = _KNOWN.get(key)
    if known is None:
        known = _KNOWN[key] = scheme, dict(_find_titles(scheme, year, definition))
    return known[1]


def _find_titles(
    scheme: Scheme, year: int, definition: ListDefinition
) -> Iterator[tuple[str, str]]:
    dimension = scheme.dimension(definition.each)
    for entry in scheme.catalog_of(definition.each) or ():
        if len(entry.code) in definition.levels and entry.is_valid_in(year):
            yield entry.code, folded(entry.name)
    for member in (*dimension.members, *dimension.groups):
        if len(member.key) in definition.levels and member.title:
            yield member.key, folded(member.title)


def _used(members: Iterable[str], disclosure: Disclosure) -> Iterator[str]:
    codes = {row.code for table in disclosure.tables for row in table.rows if row.code}
    return (member for member in members if any(code.startswith(member) for code in codes))
