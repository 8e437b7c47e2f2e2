"""One line around the figures."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.checker.examined import Examined
from mingzhang.scheme.words import filled

__all__ = ["FrameLine", "section_name"]


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line with its path, what it is (cover, contents, part, title, entity …) and of what.

    `owner` is the table, section, kind of part or number of the form that it stands over. `start`
    is where the line begins in the text of its path.
    """

    path: str
    kind: str
    owner: str
    label: str
    text: str
    start: int = 0


def section_name(document: Examined, head: str, owner: str) -> str:
    """A section of the overview or the narrative as a reader calls it."""
    if head == "narrative":
        return document.section_label(owner)
    for one in document.scheme.publication.overview:
        if one.id == owner:
            return f"{one.ordinal}、{filled(one.title, dict(document.words))}"
    return owner
