"""What the site remembers of each disclosure, and what a page of one disclosure is made from.

An `Entry` is small and has a JSON form: pages over all disclosures are made of entries alone, so a
site of thousands is built again without opening what did not change. Amounts are whole 分 beside
the text that was displayed; `fact` is the address of the displayed figure, which is also the anchor
`f-…` on the page of its publication.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from mingzhang.model import Disclosure
from mingzhang.model.disclosure import Level
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.site.address import edition_path, entity_path
from mingzhang.publisher.site.area import area_order
from mingzhang.scheme import Scheme

__all__ = [
    "Amount",
    "Change",
    "Correction",
    "Edition",
    "Entry",
    "Item",
    "Project",
    "SiteFile",
    "SiteIndex",
]


class Amount(Struct, frozen=True, gc=False):
    """A displayed amount: its text, its unit, what it is worth in 分, the address of its fact."""

    text: str
    unit: str
    value: int
    fact: str


class Item(Struct, frozen=True, gc=False):
    """An amount of one member of a dimension: a source, a function, an item of 三公经费."""

    key: str
    label: str
    amount: Amount


class Project(Struct, frozen=True, gc=False):
    """A project with its amount of this year; `page` is that of its performance form, if it has one.

    `page` counts from the folder of the edition.
    """

    name: str
    amount: Amount | None
    page: str | None = None


class SiteFile(Struct, frozen=True, gc=False):
    """A file to download: `path` counts from the folder of the edition, `size` is in bytes."""

    format: str
    label: str
    path: str
    size: int


class Change(Struct, frozen=True, gc=False):
    """What a correction changed: the place in words, its address, the texts before and after."""

    place: str
    fact: str | None
    before: str
    after: str


class Correction(Struct, frozen=True):
    """A correction of what was published: the day (ISO), the reason, and every change."""

    day: str
    reason: str
    changes: tuple[Change, ...]
    replaced: str
    """The checksum of the disclosure that was replaced."""


class Entry(Struct, frozen=True, kw_only=True):
    """What the site remembers of one disclosure.

    `total` is 支出总计 with carry-over, `last_total` the same of the year before where the document
    says so. `sources` are where the money comes from, `kinds` basic and project expenditure,
    `functions` the 类, `three_public` the items of 三公经费 with their sum first. `headcount` is the
    number of staff where it is published, and `headcount_of` what was counted. `corrections` are
    newest first. `published_on` is the day of publication (ISO) where it is known.
    """

    slug: str
    name: str
    level: Level
    area: str
    year: int
    title: str
    scheme: str
    sha256: str
    total: Amount | None
    last_total: Amount | None = None
    sources: tuple[Item, ...] = ()
    kinds: tuple[Item, ...] = ()
    functions: tuple[Item, ...] = ()
    three_public: tuple[Item, ...] = ()
    projects: tuple[Project, ...] = ()
    units: tuple[str, ...] = ()
    headcount: int | None = None
    headcount_of: str = ""
    forms: int = 0
    figures: int = 0
    published_on: str | None = None
    files: tuple[SiteFile, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @property
    def path(self) -> str:
        """The folder of the edition, from the root of the site."""
        return edition_path(self.slug, self.year)

    @property
    def entity(self) -> str:
        """The folder of the entity, from the root of the site."""
        return entity_path(self.slug)


@dataclass(frozen=True)
class Edition:
    """One disclosure with all that its pages are made from.

    `site` is the title of the site that they belong to, `base` its public address or "".
    """

    scheme: Scheme
    disclosure: Disclosure
    publication: Publication
    entry: Entry
    site: str = "部门预算公开"
    base: str = ""


@dataclass(frozen=True)
class SiteIndex:
    """All entries of a site, one for each entity and year; `base` is its public address or ""."""

    entries: tuple[Entry, ...]
    title: str
    base: str = ""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that are there, newest first."""
        return tuple(sorted({entry.year for entry in self.entries}, reverse=True))

    @cached_property
    def by_entity(self) -> dict[str, tuple[Entry, ...]]:
        """The entries of each entity by its slug, newest year first; entities by area and name."""
        found: dict[str, list[Entry]] = {}
        for entry in sorted(
            self.entries, key=lambda one: (area_order(one.area), one.name, -one.year)
        ):
            found.setdefault(entry.slug, []).append(entry)
        return {slug: tuple(entries) for slug, entries in found.items()}

    def of_year(self, year: int) -> Iterator[Entry]:
        """The entries of a year by area and name."""
        for entries in self.by_entity.values():
            yield from (entry for entry in entries if entry.year == year)
