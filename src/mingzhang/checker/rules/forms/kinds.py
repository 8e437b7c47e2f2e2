"""What a form says of how long its project lasts."""

from __future__ import annotations

import re
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model import Form

__all__ = ["KIND", "PERIOD", "is_of_one_year", "years_of_kind", "years_of_period"]

KIND: Final = "项目属性"
PERIOD: Final = "项目期"

_YEARS: Final = re.compile(r"(\d{1,2})年(?:期|结束)?")
_LONG: Final = 99
"""How a form writes that a project has no end."""


def years_of_period(form: Form) -> int | None:
    """The years of the period that a form states."""
    found = _YEARS.fullmatch(folded(form.fields.get(PERIOD, "")))
    return int(found[1]) if found else None


def years_of_kind(form: Form) -> int | None:
    """The years that the kind of a project means: done within some, or going on."""
    kind = folded(form.fields.get(KIND, ""))
    if "经常性" in kind or "长期" in kind:
        return _LONG
    found = _YEARS.search(kind)
    return int(found[1]) if found else None


def is_of_one_year(form: Form) -> bool:
    """Whether a project begins and ends within a year, by all that its form says."""
    return {years_of_period(form), years_of_kind(form)} == {1}
