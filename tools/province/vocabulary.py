"""What departments are called, what they do, and the words of their texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from mingzhang.catalog import divisions
from mingzhang.model.disclosure import Level

__all__ = ["Kind", "Place", "kinds", "places", "words"]

_FILE: Final = Path(__file__).with_name("departments.yaml")
_PROVINCE_SCALE: Final = 4.0
_CITY_SCALE: Final = 2.0


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative area; `scale` says how large its departments are beside a county's."""

    name: str
    area: str
    scale: float


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of department or unit: `run` is the function of its running, `own` those of projects."""

    name: str
    level: Level
    run: str
    own: tuple[str, ...]
    fund: tuple[str, ...]
    staff: int
    scale: float
    topics: tuple[str, ...]

    @property
    def nature(self) -> str:
        """行政 or 事业."""
        return "行政" if self.level == "department" else "事业"

    def of(self, place: Place) -> str:
        """The full name of the one of this kind in a place."""
        return self.name.format(place=place.name)


@cache
def words() -> dict[str, Any]:
    """All that departments.yaml says."""
    found: dict[str, Any] = yaml.safe_load(_FILE.read_text("utf-8"))
    return found


@cache
def kinds() -> tuple[Kind, ...]:
    """Departments first, then units."""
    levels: tuple[tuple[str, Level], ...] = (("departments", "department"), ("units", "unit"))
    return tuple(
        Kind(
            name=one["name"],
            level=level,
            run=one["run"],
            own=tuple(one["own"]) or (one["run"],),
            fund=tuple(one.get("fund", ())),
            staff=one["staff"],
            scale=one["scale"],
            topics=tuple(one["topics"]),
        )
        for key, level in levels
        for one in words()[key]
    )


@cache
def places() -> tuple[Place, ...]:
    """The province, its cities, their counties; a district is called with its city."""
    found = []
    names = {one.code: one.name for one in divisions()}
    for one in divisions():
        if one.level == "province":
            found.append(Place(one.name, "山西省省级", _PROVINCE_SCALE))
        elif one.level == "city":
            found.append(Place(one.name, f"{one.name}本级", _CITY_SCALE))
        else:
            city = names[one.parent] if one.name.endswith("区") and one.parent else ""
            found.append(Place(city + one.name, f"{city}{one.name}县（区）级", 1.0))
    return tuple(found)
