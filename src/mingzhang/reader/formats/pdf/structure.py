"""What the tags of a PDF file say: the texts of its paragraphs and cells in the order of reading.

Text outside of the tags is told apart: artifacts, such as running heads and repeated headers, and
what was put on a page without any tag.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Iterator, Mapping
from ctypes import c_int, c_ulong, c_void_p
from dataclasses import dataclass
from itertools import repeat
from typing import Final, Literal

import pypdfium2.raw as raw

from mingzhang.reader.formats.pdf.pdfium import (
    FORM,
    LOCK,
    PageObjects,
    TextPage,
    bulk,
    open_document,
    open_page,
)

__all__ = ["PagePiece", "tagged_pieces"]

_mark_id = bulk(raw.FPDFPageObj_GetMarkedContentID, c_int, c_void_p)
_mark_count = bulk(raw.FPDFPageObj_CountMarks, c_int, c_void_p)
_mark = bulk(raw.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
_mark_name = bulk(raw.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)
_load_tree = bulk(raw.FPDF_StructTree_GetForPage, c_void_p, c_void_p)
_close_tree = bulk(raw.FPDF_StructTree_Close, None, c_void_p)
_root_count = bulk(raw.FPDF_StructTree_CountChildren, c_int, c_void_p)
_root = bulk(raw.FPDF_StructTree_GetChildAtIndex, c_void_p, c_void_p, c_int)
_type = bulk(raw.FPDF_StructElement_GetType, c_ulong, c_void_p, c_void_p, c_ulong)
_child_count = bulk(raw.FPDF_StructElement_CountChildren, c_int, c_void_p)
_child = bulk(raw.FPDF_StructElement_GetChildAtIndex, c_void_p, c_void_p, c_int)
_child_id = bulk(raw.FPDF_StructElement_GetChildMarkedContentID, c_int, c_void_p, c_int)
_annotation_count = bulk(raw.FPDFPage_GetAnnotCount, c_int, c_void_p)
_annotation = bulk(raw.FPDFPage_GetAnnot, c_void_p, c_void_p, c_int)
_annotation_type = bulk(raw.FPDFAnnot_GetSubtype, c_int, c_void_p)
_close_annotation = bulk(raw.FPDFPage_CloseAnnot, None, c_void_p)

_UNITS: Final = frozenset(
    ("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "TD", "TH", "TOCI", "Caption", "Figure")
)
"""Elements whose text is one piece, whatever is within."""

_ARTIFACT: Final = "Artifact"
_NAME_ROOM: Final = 256
_DEEPEST: Final = 32

Kind = Literal["tagged", "picture", "artifact", "loose", "annotation"]


@dataclass(frozen=True, slots=True)
class PagePiece:
    """Text on a page: of a tagged element, of a picture's, of an artifact, or without a tag.

    An annotation that is no link is a piece without text.
    """

    page: int
    kind: Kind
    text: str


def tagged_pieces(data: bytes) -> list[PagePiece]:
    """The texts of all pages, on each page first the tagged ones in the order of reading.

    Raises:
        ReadError: the file cannot be opened.
    """
    pieces: list[PagePiece] = []
    with LOCK, open_document(data) as (document, count):
        for index in range(count):
            with open_page(document, index) as page:
                if page is not None:
                    pieces += _of_page(page, index + 1)
    return pieces


def _of_page(page: int, number: int) -> Iterator[PagePiece]:
    marked, others = _texts(page)
    for kind, identities in _elements(page):
        text = "".join(marked.pop(one, "") for one in identities)
        yield PagePiece(number, "picture" if kind == "Figure" else "tagged", text)
    for text in marked.values():
        yield PagePiece(number, "loose", text)
    for is_artifact, text in others:
        yield PagePiece(number, "artifact" if is_artifact else "loose", text)
    for _ in range(_annotations(page)):
        yield PagePiece(number, "annotation", "")


def _texts(page: int) -> tuple[dict[int, str], list[tuple[bool, str]]]:
    """Text by the number of its mark; all other, with whether it is an artifact."""
    with TextPage.of(page) as characters:
        owners = characters.owners()
        text = characters.text()
    by_object: dict[int, str] = defaultdict(str)
    for owner, character in zip(owners, text, strict=True):
        if owner:
            by_object[owner] += character
    forms = _holders(page)
    marked: dict[int, str] = defaultdict(str)
    others: list[tuple[bool, str]] = []
    for owner, words in by_object.items():
        holder = forms.get(owner, owner)
        number = int(_mark_id(holder))
        if number >= 0:
            marked[number] += words
        else:
            others.append((_is_artifact(holder), words))
    return marked, others


def _holders(page: int) -> Mapping[int, int]:
    """The objects within forms, each with the form that it stands in on the page."""
    found: dict[int, int] = {}
    for form in PageObjects.of_page(page).of_type(FORM):
        inside = PageObjects.of_form(form)
        found.update(zip(inside.addresses, repeat(form)))
        for inner in inside.of_type(FORM):
            found.update(zip(PageObjects.of_form(inner).addresses, repeat(form)))
    return found


def _is_artifact(owner: int) -> bool:
    name = ctypes.create_string_buffer(_NAME_ROOM)
    length = c_ulong()
    for index in range(int(_mark_count(owner))):
        _mark_name(
            _mark(owner, index), ctypes.addressof(name), _NAME_ROOM, ctypes.addressof(length)
        )
        if _decoded(name, length.value) == _ARTIFACT:
            return True
    return False


def _decoded(buffer: ctypes.Array[ctypes.c_char], length: int) -> str:
    return buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace")


def _elements(page: int) -> Iterator[tuple[str, list[int]]]:
    """Each element that is one piece, with the numbers of its marks on this page."""
    tree = _load_tree(page)
    if not tree:
        return
    try:
        for index in range(int(_root_count(tree))):
            element = _root(tree, index)
            if element:
                yield from _units_in(element, 0)
    finally:
        _close_tree(tree)


def _units_in(element: int, depth: int) -> Iterator[tuple[str, list[int]]]:
    kind = _type_of(element)
    if kind in _UNITS or depth > _DEEPEST:
        yield kind, list(_marks_in(element, depth))
        return
    own: list[int] = []
    for index in range(int(_child_count(element))):
        child = _child(element, index)
        if child:
            yield from _units_in(child, depth + 1)
        elif (number := int(_child_id(element, index))) >= 0:
            own.append(number)
    if own:
        yield kind, own


def _marks_in(element: int, depth: int) -> Iterator[int]:
    for index in range(int(_child_count(element))):
        child = _child(element, index)
        if not child:
            number = int(_child_id(element, index))
            if number >= 0:
                yield number
        elif depth <= _DEEPEST:
            yield from _marks_in(child, depth + 1)


def _type_of(element: int) -> str:
    name = ctypes.create_string_buffer(_NAME_ROOM)
    length = int(_type(element, ctypes.addressof(name), _NAME_ROOM))
    return _decoded(name, min(length, _NAME_ROOM))


def _annotations(page: int) -> int:
    """How many annotations a page has that are no links."""
    count = 0
    for index in range(int(_annotation_count(page))):
        annotation = _annotation(page, index)
        if annotation:
            count += int(_annotation_type(annotation)) != raw.FPDF_ANNOT_LINK
            _close_annotation(annotation)
    return count
