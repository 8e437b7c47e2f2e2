"""The columns that stand for a coordinate: for each dimension codes and labels, with their types."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from mingzhang.catalog import functions_of_government
from mingzhang.cube import Fact
from mingzhang.publisher.opendata.taxonomy import ColumnType, own_type, published_types
from mingzhang.publisher.opendata.view import View
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import DimensionDefinition

__all__ = ["COFOG", "Column", "cofog_division", "column", "dimension_columns", "type_head"]

COFOG: Final = "cofog-division"
"""The name under which the divisions of COFOG are listed."""

_BY_CATALOG: Final = {
    "functional": "functional-classification:generic",
    "economic_department": "economic-classification:generic",
    "economic_government": "cn:government-economic",
    "budget_revenue": "cn:revenue",
}
_BY_NAME: Final = {
    "source": "fin-source:generic",
    "kind": "expenditure-type",
    "project": "activity:generic:project",
    "unit": "administrative-classification:generic:level2",
}
_LEVELS: Final = ("类", "款", "项")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a csv: name, what it means, Chinese title, and what its cells must be.

    `codes` is the list that the cells are codes of, `of` the cell of a figure; of columns that are
    not filled from a figure it says nothing.
    """

    name: str
    type: ColumnType
    title: str
    is_required: bool = False
    is_distinct: bool = False
    codes: str | None = None
    of: Callable[[Fact], str] = lambda fact: ""

    def descriptor(self) -> dict[str, Any]:
        """The field of a table schema."""
        told: dict[str, Any] = {
            "name": self.name,
            "title": self.title,
            "type": self.type.data_type,
            "columnType": self.type.name,
        }
        constraints = {"required": self.is_required, "unique": self.is_distinct}
        if any(constraints.values()):
            told["constraints"] = {name: True for name, given in constraints.items() if given}
        return told


def column(
    name: str,
    type_name: str,
    title: str,
    of: Callable[[Fact], str] = lambda fact: "",
    *,
    is_required: bool = False,
    is_distinct: bool = False,
    codes: str | None = None,
) -> Column:
    """A column of a published type or one of ours."""
    kind = published_types().get(type_name) or own_type(type_name)
    return Column(name, kind, title, is_required, is_distinct, codes, of)


def type_head(dimension: DimensionDefinition) -> str:
    """What the types of a dimension's columns begin with."""
    if dimension.catalog:
        return _BY_CATALOG[dimension.catalog]
    return _BY_NAME.get(dimension.name) or f"cn:{dimension.name.replace('_', '-')}"


def dimension_columns(
    scheme: Scheme, view: View, code_of: Callable[[str, str], str]
) -> Iterator[Column]:
    """The columns of the dimensions that a view names, in the scheme's order.

    `code_of` gives the published code of a member, which of a unit may be another than its name.
    """
    for dimension in scheme.head.dimensions:
        if dimension.name not in view.named:
            continue
        if dimension.prefixes:
            yield from _levels(scheme, dimension, view)
        else:
            yield from _pair(scheme, dimension, code_of)
        if dimension.catalog == "functional":
            yield from _cofog(dimension.name)


def _pair(
    scheme: Scheme, dimension: DimensionDefinition, code_of: Callable[[str, str], str]
) -> Iterator[Column]:
    name, head = dimension.name, type_head(dimension)

    def code(fact: Fact) -> str:
        member = fact.coordinate.get(name)
        return "" if member is None else code_of(name, member)

    def label(fact: Fact) -> str:
        member = fact.coordinate.get(name)
        return "" if member is None else scheme.member_title(name, member)

    yield column(f"{name}_code", f"{head}:code", f"{dimension.title}编码", code, codes=name)
    yield column(f"{name}_label", f"{head}:label", f"{dimension.title}名称", label)


def _levels(scheme: Scheme, dimension: DimensionDefinition, view: View) -> Iterator[Column]:
    """A pair of columns for each level of codes; one for all where groups without a code occur."""
    name, head, sizes = dimension.name, type_head(dimension), dimension.prefixes
    named = view.named[name]
    if any(not _is_code(member, sizes) for member in named):
        yield from _pair(scheme, dimension, lambda _, member: member)
    made_for = [*view.levels.get(name, ()), *(len(one) for one in named if _is_code(one, sizes))]
    known = _lengths(scheme, name)
    for number, size in enumerate(sizes, 1):
        if size > max(made_for, default=max(sizes)) or (known and size not in known):
            continue
        word = _LEVELS[number - 1] if number <= len(_LEVELS) else f"第{number}级"
        place, title = f"{name}_level{number}", f"{dimension.title}（{word}）"
        code, label = _level(scheme, name, sizes, size)
        yield column(
            f"{place}_code", f"{head}:level{number}:code", f"{title}编码", code, codes=name
        )
        yield column(f"{place}_label", f"{head}:level{number}:label", f"{title}名称", label)


def _level(
    scheme: Scheme, name: str, sizes: tuple[int, ...], size: int
) -> tuple[Callable[[Fact], str], Callable[[Fact], str]]:
    def code(fact: Fact) -> str:
        member = fact.coordinate.get(name) or ""
        return member[:size] if _is_code(member, sizes) and len(member) >= size else ""

    def label(fact: Fact) -> str:
        found = code(fact)
        return scheme.member_title(name, found) if found else ""

    return code, label


def _is_code(member: str, sizes: tuple[int, ...]) -> bool:
    return member.isdecimal() and len(member) in sizes


def _lengths(scheme: Scheme, dimension: str) -> set[int]:
    """How long the codes of a dimension's list are: not every list begins at the top."""
    return {len(entry.code) for entry in scheme.catalog_of(dimension) or ()}


def _cofog(dimension: str) -> Iterator[Column]:
    def code(fact: Fact) -> str:
        found = cofog_division(fact.coordinate.get(dimension) or "")
        return found[0] if found else ""

    def label(fact: Fact) -> str:
        found = cofog_division(fact.coordinate.get(dimension) or "")
        return found[1] if found else ""

    head = "functional-classification:cofog:division"
    yield column("cofog_division_code", f"{head}:code", "COFOG 大类编码", code, codes=COFOG)
    yield column("cofog_division_label", f"{head}:label", "COFOG 大类名称", label)


@cache
def cofog_division(code: str) -> tuple[str, str] | None:
    """The COFOG division of a functional code with its name; None where it has none, or several.

    A 类 whose 款 belong to several divisions has none, else sums by division would differ between
    a table of 类 and one of 项.

    >>> cofog_division("2080505"), cofog_division("201")
    (('10', 'Social protection'), None)
    """
    places = functions_of_government()
    found = next((places[code[:size]] for size in (7, 5, 3) if code[:size] in places), None)
    if found is None or not found.division:
        return None
    inside = {one.division for other, one in places.items() if other.startswith(code)}
    return (found.division, found.division_name) if inside <= {found.division} else None
