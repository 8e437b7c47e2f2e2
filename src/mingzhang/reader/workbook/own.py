"""Our own Excel files -> the disclosure exactly, or as edited cells display it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Final

from lxml import etree

from mingzhang.cube import Evidence
from mingzhang.model import Disclosure, ModelError, disclosure_from_json, disclosure_to_json
from mingzhang.model.word_data import DISCLOSURE_PART
from mingzhang.model.workbook_data import NAMES_PART, texts_sha256
from mingzhang.reader.formats.package import Package, open_package
from mingzhang.reader.formats.spreadsheet import spreadsheet_document
from mingzhang.reader.source import Grid, Line
from mingzhang.reader.word.changes import FigureChange, ShownPlace, as_displayed

__all__ = ["own_workbook", "workbook_changes"]

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
    disclosure, names = _carried(package)
    if disclosure is None:
        return None
    return as_displayed(disclosure, list(_places(data, package, disclosure, names)))


def workbook_changes(data: bytes) -> tuple[FigureChange, ...]:
    """The figures whose cells show something else than was published.

    Raises:
        ReadError: as `own_workbook`.
    """
    package = open_package(data)
    disclosure, names = _carried(package)
    if disclosure is None:
        return ()
    return tuple(
        FigureChange(one.address, one.name, one.published, one.shown, (one.evidence,))
        for one in _places(data, package, disclosure, names)
        if one.is_changed
    )


def _carried(package: Package) -> tuple[Disclosure | None, Mapping[str, str]]:
    """The disclosure in a file whose texts are as published, and the addresses of its names."""
    disclosure: Disclosure | None = None
    names: dict[str, str] = {}
    for one in package.relationships(_BOOK):
        if one.kind == "customXml" and package.has(one.part):
            root = package.markup(one.part)
            if root.tag == f"{{{NAMES_PART}}}figures":
                names = {figure.get("name", ""): figure.text or "" for figure in root}
            elif root.tag == f"{{{DISCLOSURE_PART}}}disclosure":
                disclosure = _disclosure(root, _texts(package))
    return disclosure, names


def _texts(package: Package) -> str:
    strings = "xl/sharedStrings.xml"
    return texts_sha256(package.markup(strings)) if package.has(strings) else ""


def _disclosure(root: etree._Element, texts: str) -> Disclosure | None:
    if root.get("words") != texts:
        return None
    try:
        disclosure = disclosure_from_json((root.text or "").encode())
    except (ModelError, UnicodeEncodeError):
        return None
    written = disclosure_to_json(disclosure)
    return disclosure if sha256(written).hexdigest() == root.get("sha256") else None


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
        text = shown.get((sheet, cell), "").replace(",", "")
        place = Evidence(text, sheet=sheet, cell=cell)
        yield ShownPlace(address, address, published[address].replace(",", ""), text, place)


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
