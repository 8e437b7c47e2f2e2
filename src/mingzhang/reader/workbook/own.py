"""Our own Excel files -> the disclosure exactly, or as edited cells display it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Final

from lxml import etree

from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, ModelError, disclosure_from_json, disclosure_to_json
from mingzhang.model.word_data import DISCLOSURE_PART
from mingzhang.model.workbook_data import NAMES_PART, texts_sha256
from mingzhang.reader.changes import FigureChange, Published, ShownPlace, as_displayed
from mingzhang.reader.formats.package import Package, open_package
from mingzhang.reader.formats.spreadsheet import spreadsheet_document
from mingzhang.reader.source import Grid, Line

__all__ = ["own_workbook", "published_workbook", "workbook_changes"]

_BOOK: Final = "xl/workbook.xml"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL: Final = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^!']+))!\$?([A-Z]+)\$?(\d+)")


def own_workbook(data: bytes) -> Disclosure | None:
    """The disclosure of an Excel file that this program published.

    As long as only numbers were edited it is exact but for those. None if the file carries no
    disclosure, or its texts were edited: it is then read from its sheets, as any other.

    Raises:
        ReadError: it is no Excel file, is encrypted or damaged, or was made to harm.
    """
    package = open_package(data)
    published, names = _carried(package)
    if published is None or not published.is_worded:
        return None
    disclosure = published.disclosure
    return as_displayed(disclosure, list(_places(data, package, disclosure, names)))


def published_workbook(data: bytes) -> Published | None:
    """What an Excel file of our own published, whatever was edited since; None of any other.

    Raises:
        ReadError: as `own_workbook`.
    """
    return _carried(open_package(data))[0]


def workbook_changes(data: bytes) -> tuple[FigureChange, ...]:
    """The figures whose cells show something else than was published.

    Raises:
        ReadError: as `own_workbook`.
    """
    package = open_package(data)
    published, names = _carried(package)
    if published is None:
        return ()
    return tuple(
        FigureChange(one.address, one.name, one.published, one.shown, (one.evidence,))
        for one in _places(data, package, published.disclosure, names)
        if one.is_changed
    )


def _carried(package: Package) -> tuple[Published | None, Mapping[str, str]]:
    """What a file published, and the addresses of its names."""
    published: Published | None = None
    names: dict[str, str] = {}
    for one in package.relationships(_BOOK):
        if one.kind == "customXml" and package.has(one.part):
            root = package.markup(one.part)
            if root.tag == f"{{{NAMES_PART}}}figures":
                names = {figure.get("name", ""): figure.text or "" for figure in root}
            elif root.tag == f"{{{DISCLOSURE_PART}}}disclosure":
                published = _published(root, _texts(package))
    return published, names


def _texts(package: Package) -> str:
    strings = "xl/sharedStrings.xml"
    return texts_sha256(package.markup(strings)) if package.has(strings) else ""


def _published(root: etree._Element, texts: str) -> Published | None:
    try:
        disclosure = disclosure_from_json((root.text or "").encode())
    except (ModelError, UnicodeEncodeError):
        return None
    if sha256(disclosure_to_json(disclosure)).hexdigest() != root.get("sha256"):
        return None
    words = root.get("words", "")
    return Published(disclosure, words, words == texts)


def _places(
    data: bytes, package: Package, disclosure: Disclosure, names: Mapping[str, str]
) -> Iterator[ShownPlace]:
    """Each named figure with what its cell shows."""
    shown = _shown(data)
    published = {fact.address: fact.text or "" for fact in disclosure.facts}
    for name in package.markup(_BOOK).iter(f"{_MAIN}definedName"):
        address = names.get(name.get("name", ""))
        found = _CELL.fullmatch(name.text or "")
        if address is None or found is None or address not in published:
            continue
        sheet = found["plain"] or found["quoted"].replace("''", "'")
        cell = f"{found[3]}{found[4]}"
        old = published[address].replace(",", "")
        text = _alike(shown.get((sheet, cell), "").replace(",", ""), old)
        place = Evidence(text, sheet=sheet, cell=cell)
        yield ShownPlace(address, address, old, text, place)


def _alike(text: str, old: str) -> str:
    """What was published where that is the same number, which a file without styles shows otherwise.

    >>> _alike("50", "50.00"), _alike("50.1", "50.00")
    ('50.00', '50.1')
    """
    try:
        return old if Decimal(text) == Decimal(old) else text
    except InvalidOperation:
        return text


def _shown(data: bytes) -> dict[tuple[str | None, str | None], str]:
    """What the cells of a workbook show, by sheet and cell."""
    found = {}
    for block in spreadsheet_document(data).blocks:
        if isinstance(block, Grid):
            passages = list(block.passages())
        elif isinstance(block, Line):
            passages = [block.passage]
        else:
            continue
        for passage in passages:
            place = passage.evidence()
            if place is not None:
                found[place.sheet, place.cell] = passage.text.strip()
    return found
