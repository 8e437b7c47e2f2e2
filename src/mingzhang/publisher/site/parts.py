"""The parts of a publication: what stays on its page, and the forms that have pages of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, get_args

from mingzhang.catalog.names import folded
from mingzhang.model.disclosure import FormKind
from mingzhang.publisher.compose.page import Chapter, Grid
from mingzhang.publisher.render.html.anchors import figure_fragment
from mingzhang.publisher.site.entry import Edition, Entry

__all__ = ["PROJECTS", "Parts", "ProjectForms", "figure_page", "parts_of"]

PROJECTS: Final = "projects"
"""The anchor of the table of projects, and the folder of their pages."""

_KINDS: Final = frozenset(get_args(FormKind))


@dataclass(frozen=True, slots=True)
class ProjectForms:
    """The forms of a project; `page` is the folder of their page, from that of the edition."""

    name: str
    page: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The chapters that stay, None where forms stood in the text, and the forms in order."""

    chapters: tuple[Chapter | None, ...]
    projects: tuple[ProjectForms, ...]


def parts_of(edition: Edition) -> Parts:
    """Take the forms of projects out of a publication; the form of the whole entity stays.

    A page is numbered by the first form of its project, among those that are of a project.
    """
    places = _form_places(edition.publication.chapters)
    forms = zip(places, edition.disclosure.forms, strict=True)
    moved = {place: form.project for place, form in forms if form.project}
    found: dict[str, tuple[str, int, list[Chapter]]] = {}
    stay: list[Chapter | None] = []
    number = 0
    for place, chapter in enumerate(edition.publication.chapters):
        name = moved.get(place)
        if name is None:
            stay.append(chapter)
            continue
        number += 1
        found.setdefault(folded(name), (name, number, []))[2].append(chapter)
        if not stay or stay[-1] is not None:
            stay.append(None)
    projects = tuple(
        ProjectForms(name, f"{PROJECTS}/{first}/", tuple(chapters))
        for name, first, chapters in found.values()
    )
    return Parts(tuple(stay), projects)


def _form_places(chapters: tuple[Chapter, ...]) -> Iterator[int]:
    """The number of the chapter of each form; a chapter holds one."""
    for place, chapter in enumerate(chapters):
        if any(isinstance(block, Grid) and block.is_form for block in chapter.blocks):
            yield place


def figure_page(entry: Entry, address: str) -> str:
    """Where a displayed figure stands: the address of its page from the site's root, with anchor.

    Figures of a project's form stand on the page of the project, all others on that of the edition.
    """
    kind, _, name = address.rsplit(".", 2)[0].partition(".")
    page = ""
    if kind in _KINDS:
        pages = {folded(one.name): one.page for one in entry.projects if one.page}
        page = pages.get(folded(name)) or pages.get(folded(name.rpartition("~")[0])) or ""
    return f"{entry.path}{page}#{figure_fragment(address)}"
