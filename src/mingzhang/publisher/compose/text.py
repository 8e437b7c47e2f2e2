"""Sections of prose as paragraphs and headings, with their figures marked as facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.catalog.names import folded
from mingzhang.cube import Fact
from mingzhang.model import Section
from mingzhang.publisher.compose.page import Block, Heading, Paragraph, Run

__all__ = ["section_blocks", "text_blocks"]


def text_blocks(text: str) -> Iterator[Paragraph]:
    """Plain paragraphs."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph((Run(line.strip()),))


def section_blocks(
    section: Section, facts: Sequence[Fact], subheadings: Sequence[str]
) -> Iterator[Block]:
    """The paragraphs of a section; a line that is one of the subheadings becomes a heading.

    A figure is marked where the text says it, so not by places in a file that was read.
    """
    places = sorted(
        (place.start, place.end, fact.address)
        for fact in facts
        if fact.address.startswith(f"{section.id}.")
        for place in fact.evidence
        if place.start is not None and place.end is not None
        if section.text[place.start : place.end] == place.text
    )
    known = {folded(subheading) for subheading in subheadings}
    offset = 0
    for number, line in enumerate(section.text.split("\n"), 1):
        if folded(line) in known:
            yield Heading(3, line, f"section-{section.id}-{number}")
        elif line.strip():
            yield Paragraph(tuple(_runs(line, offset, places)))
        offset += len(line) + 1


def _runs(line: str, offset: int, places: Sequence[tuple[int, int, str]]) -> Iterator[Run]:
    done = 0
    for start, end, address in places:
        if offset + done <= start and end <= offset + len(line):
            if start - offset > done:
                yield Run(line[done : start - offset])
            yield Run(line[start - offset : end - offset], address)
            done = end - offset
    if done < len(line):
        yield Run(line[done:])
