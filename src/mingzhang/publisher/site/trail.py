"""The pages above a page, from the first of the site down, as labels and addresses."""

from __future__ import annotations

from mingzhang.publisher.site.address import year_path
from mingzhang.publisher.site.entry import Entry

__all__ = ["Trail", "above_edition", "above_entity", "above_part"]

Trail = tuple[tuple[str, str], ...]


def above_entity(year: int) -> Trail:
    """What stands above an entity or an area: the site, and the year that is meant."""
    return (("首页", ""), (f"{year}年度", year_path(year)))


def above_edition(entry: Entry) -> Trail:
    """What stands above a publication."""
    return (*above_entity(entry.year), (entry.name, entry.entity))


def above_part(entry: Entry) -> Trail:
    """What stands above a part of a publication, such as a project or its corrections."""
    return (*above_edition(entry), (f"{entry.year}年度预算", entry.path))
