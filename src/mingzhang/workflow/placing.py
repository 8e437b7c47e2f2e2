"""Where a file of our own shows what it carries.

Such a file carries its disclosure, whose figures name cells of the workbook behind it. Who checks the
file must be told places in its pages, and what else these say: the mark of a draft, for one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from msgspec import structs

from mingzhang.cube import Evidence, Fact
from mingzhang.model import Disclosure
from mingzhang.reader.file import document_of
from mingzhang.reader.read import read_document
from mingzhang.reader.source import ReadError

__all__ = ["placed_in"]

_HELD: Final = ("overview.", "tables.", "narrative.", "forms.", "glossary.", "marks.")
"""What a disclosure holds, and marks. Other lines of the pages are ours, and differ by format."""


def placed_in(data: bytes, carried: Disclosure) -> Disclosure:
    """The disclosure that the file `data` carries, with its places in the pages of this file.

    Pages that are no disclosure any more leave it without places: those of the workbook would
    mislead.
    """
    try:
        read = read_document(document_of(data))
    except ReadError:
        return structs.replace(carried, facts=tuple(_placed(one, ()) for one in carried.facts))
    exactly: dict[tuple[str, str | None], tuple[Evidence, ...]] = {}
    roughly: dict[str, tuple[Evidence, ...]] = defaultdict(tuple)
    for fact in read.facts:
        exactly[fact.address, fact.text] = fact.evidence
        roughly[fact.address] += fact.evidence
    found = (
        _placed(one, exactly.get((one.address, one.text)) or roughly[one.address])
        for one in carried.facts
    )
    places = (one for one in read.places if one.path.startswith(_HELD))
    return structs.replace(
        carried,
        facts=tuple(found),
        places=tuple(one for one in places if not one.path.endswith(".title")),
    )


def _placed(fact: Fact, evidence: tuple[Evidence, ...]) -> Fact:
    return structs.replace(fact, evidence=evidence)
