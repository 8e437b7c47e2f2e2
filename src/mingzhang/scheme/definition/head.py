"""scheme.yaml: whose scheme, from which year on, dimensions, words and options."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = ["DimensionDefinition", "MemberDefinition", "OptionDefinition", "SchemeFile"]


class MemberDefinition(Definition, frozen=True, kw_only=True):
    """A member or group of a dimension; `within` names the groups right above it."""

    key: str
    title: str = ""
    within: tuple[str, ...] = ()


class DimensionDefinition(Definition, frozen=True, kw_only=True):
    """A dimension: members listed here, taken from a code list, or brought by each disclosure.

    `catalog` names a code list, whose prefixes of the lengths `prefixes` are groups. `groups`
    cannot be members of a line. `open` members come with each disclosure (projects, units).
    """

    name: str
    title: str
    members: tuple[MemberDefinition, ...] = ()
    groups: tuple[MemberDefinition, ...] = ()
    catalog: (
        Literal["functional", "economic_department", "economic_government", "budget_revenue"] | None
    ) = None
    prefixes: tuple[int, ...] = ()
    open: bool = False


class OptionDefinition(Definition, frozen=True, kw_only=True):
    """A wording that a publisher may choose; `choices` lists the valid values, default first."""

    key: str
    label: str
    choices: tuple[str, ...]
    hint: str = ""


class SchemeFile(Definition, frozen=True, kw_only=True):
    """scheme.yaml: whose scheme, from which year on, the dimensions, words and options."""

    name: str
    title: str
    first_year: int
    basis: str
    level_words: dict[str, str]
    unit_kinds: dict[str, str]
    project_classes: dict[str, str]
    economic_kinds: dict[str, str]
    dimensions: tuple[DimensionDefinition, ...]
    options: tuple[OptionDefinition, ...] = ()
