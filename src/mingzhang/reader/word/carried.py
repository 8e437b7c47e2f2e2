"""What a Word file of our own carries: its figures as published and as edited, its disclosure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from mingzhang.model import Disclosure, ModelError, disclosure_from_json, disclosure_to_json
from mingzhang.model.word_data import DISCLOSURE_PART, FIGURES_PART, words_sha256
from mingzhang.reader.changes import Published
from mingzhang.reader.formats.package import Package
from mingzhang.reader.formats.word import main_part

__all__ = ["Carried", "CarriedFigure", "carried"]


@dataclass(frozen=True, slots=True)
class CarriedFigure:
    """A figure: `text` was published, `stored` is what word processors show in its controls."""

    address: str
    name: str
    text: str
    stored: str


@dataclass(frozen=True, slots=True)
class Carried:
    """The data in a file; `published` is None if its disclosure is damaged."""

    figures: tuple[CarriedFigure, ...]
    published: Published | None


def carried(package: Package) -> Carried | None:
    """The data of a file; None of a file that carries none.

    Raises:
        ReadError: it is no Word file, or is damaged.
    """
    part = main_part(package)
    figures: tuple[CarriedFigure, ...] | None = None
    disclosure: etree._Element | None = None
    for one in package.relationships(part):
        if one.kind == "customXml" and package.has(one.part):
            root = package.markup(one.part)
            if root.tag == f"{{{FIGURES_PART}}}figures":
                figures = tuple(_figures(root))
            elif root.tag == f"{{{DISCLOSURE_PART}}}disclosure":
                disclosure = root
    if figures is None or disclosure is None:
        return None
    said, words = _disclosure(disclosure), disclosure.get("words", "")
    if said is None:
        return Carried(figures, None)
    is_worded = words == words_sha256(package.markup(part))
    return Carried(figures, Published(said, words, is_worded))


def _figures(root: etree._Element) -> Iterator[CarriedFigure]:
    for element in root:
        said = {str(etree.QName(one).localname): one.text or "" for one in element}
        address, text = said.get("address", ""), said.get("text", "")
        yield CarriedFigure(
            address, said.get("name", address), text, said.get("shown", text).strip()
        )


def _disclosure(root: etree._Element) -> Disclosure | None:
    try:
        disclosure = disclosure_from_json((root.text or "").encode())
    except (ModelError, UnicodeEncodeError):
        return None
    written = disclosure_to_json(disclosure)
    return disclosure if sha256(written).hexdigest() == root.get("sha256") else None
