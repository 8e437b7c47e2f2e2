"""PDFium by bulk calls: a document, its pages, their characters and page objects.

One call of ctypes for each character would take longer than PDFium needs for the whole page, so
the calls here are driven by `map` and write into one array; that is four times as fast. PDFium is
not safe with threads: `LOCK` is held as long as a document is open.
"""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import c_char_p, c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from itertools import repeat
from threading import Lock
from typing import Any, Final, NamedTuple

import pypdfium2.raw as raw

from mingzhang.reader.source import ReadError

__all__ = [
    "FORM",
    "IMAGE",
    "LOCK",
    "PATH",
    "Box",
    "Matrix",
    "PageObjects",
    "TextPage",
    "bounds_of",
    "box_of_page",
    "bulk",
    "draw_page",
    "matrix_of",
    "open_document",
    "open_page",
    "outlines_of",
    "rotation_of",
]

LOCK = Lock()

PATH = raw.FPDF_PAGEOBJ_PATH
IMAGE = raw.FPDF_PAGEOBJ_IMAGE
FORM = raw.FPDF_PAGEOBJ_FORM

_HALVES: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""How a character beyond the first 65 536 is written as two."""

_MOST_OBJECTS: Final = 50_000
_MOST_CORNERS: Final = 50_000
_MOST_PIXELS: Final = 6000
"""Along one side of a page that is drawn."""

Box = tuple[float, float, float, float]
Matrix = tuple[float, float, float, float, float, float]


def bulk(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of PDFium that takes and gives addresses as integers, for use with `map`."""
    address = ctypes.cast(function, c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_load = bulk(raw.FPDF_LoadMemDocument64, c_void_p, c_char_p, ctypes.c_size_t, c_char_p)
_close = bulk(raw.FPDF_CloseDocument, None, c_void_p)
_page_count = bulk(raw.FPDF_GetPageCount, c_int, c_void_p)
_load_page = bulk(raw.FPDF_LoadPage, c_void_p, c_void_p, c_int)
_close_page = bulk(raw.FPDF_ClosePage, None, c_void_p)
_page_box = bulk(raw.FPDF_GetPageBoundingBox, c_int, c_void_p, c_void_p)
_rotation = bulk(raw.FPDFPage_GetRotation, c_int, c_void_p)
_load_text = bulk(raw.FPDFText_LoadPage, c_void_p, c_void_p)
_close_text = bulk(raw.FPDFText_ClosePage, None, c_void_p)
_character_count = bulk(raw.FPDFText_CountChars, c_int, c_void_p)
_text = bulk(raw.FPDFText_GetText, c_int, c_void_p, c_int, c_int, c_void_p)
_unicode = bulk(raw.FPDFText_GetUnicode, c_uint, c_void_p, c_int)
_loose_box = bulk(raw.FPDFText_GetLooseCharBox, None, c_void_p, c_int, c_void_p)
_tight_box = bulk(raw.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
_origin = bulk(raw.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_angle = bulk(raw.FPDFText_GetCharAngle, c_float, c_void_p, c_int)
_text_matrix = bulk(raw.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_font_size = bulk(raw.FPDFText_GetFontSize, c_double, c_void_p, c_int)
_text_object = bulk(raw.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_clip_of = bulk(raw.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
_clip_paths = bulk(raw.FPDFClipPath_CountPaths, c_int, c_void_p)
_clip_segments = bulk(raw.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
_clip_segment = bulk(raw.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
_fill = bulk(raw.FPDFText_GetFillColor, c_int, c_void_p, c_int, *[c_void_p] * 4)
_page_width = bulk(raw.FPDF_GetPageWidthF, c_float, c_void_p)
_page_height = bulk(raw.FPDF_GetPageHeightF, c_float, c_void_p)
_create_bitmap = bulk(raw.FPDFBitmap_CreateEx, c_void_p, c_int, c_int, c_int, c_void_p, c_int)
_fill_bitmap = bulk(raw.FPDFBitmap_FillRect, c_int, c_void_p, *[c_int] * 4, c_ulong)
_draw = bulk(raw.FPDF_RenderPageBitmap, None, c_void_p, c_void_p, *[c_int] * 6)
_destroy_bitmap = bulk(raw.FPDFBitmap_Destroy, None, c_void_p)
_object_count = bulk(raw.FPDFPage_CountObjects, c_int, c_void_p)
_object = bulk(raw.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_object_type = bulk(raw.FPDFPageObj_GetType, c_int, c_void_p)
_bounds = bulk(raw.FPDFPageObj_GetBounds, None, *[c_void_p] * 5)
_object_matrix = bulk(raw.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_form_count = bulk(raw.FPDFFormObj_CountObjects, c_int, c_void_p)
_form_object = bulk(raw.FPDFFormObj_GetObject, c_void_p, c_void_p, c_ulong)
_draw_mode = bulk(raw.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_segment_count = bulk(raw.FPDFPath_CountSegments, c_int, c_void_p)
_segment = bulk(raw.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
_segment_type = bulk(raw.FPDFPathSegment_GetType, c_int, c_void_p)
_segment_point = bulk(raw.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)

_NOT_OPENED = {
    raw.FPDF_ERR_PASSWORD: "文件已加密，需要密码才能打开；请提供未加密的 PDF",
    raw.FPDF_ERR_SECURITY: "文件的加密方式不能识别；请提供未加密的 PDF",
}


@contextmanager
def open_document(data: bytes) -> Iterator[tuple[int, int]]:
    """The address of a document and the number of its pages.

    Raises:
        ReadError: it is encrypted, damaged beyond repair, or has no page.
    """
    document = _load(data, len(data), None)
    if not document:
        message = _NOT_OPENED.get(raw.FPDF_GetLastError())
        raise ReadError(message or "不是完整的 PDF 文件，或文件已损坏；请重新导出后再试")
    try:
        yield document, _page_count(document)
    finally:
        _close(document)


@contextmanager
def open_page(document: int, index: int) -> Iterator[int | None]:
    """The address of a page, None for a page that PDFium cannot load."""
    page = _load_page(document, index)
    try:
        yield page
    finally:
        if page:
            _close_page(page)


def rotation_of(page: int) -> int:
    """By how many quarter turns clockwise a page is shown."""
    return int(_rotation(page))


def _floats(count: int) -> tuple[array[float], int]:
    values = array("f", bytes(4 * count))
    return values, values.buffer_info()[0]


def box_of_page(page: int) -> Box:
    """Left, bottom, right, top of what is shown of the page."""
    values, at = _floats(4)
    _page_box(page, at)
    left, top, right, bottom = values
    return left, bottom, right, top


class TextPage:
    """The characters of a page, by number, in the order of the page's content.

    PDFium counts a character beyond the first 65 536 as two, which are one here.
    """

    def __init__(self, address: int) -> None:
        self._at = address
        self._text, self._places = _characters(address)
        self.count = len(self._text)

    @classmethod
    @contextmanager
    def of(cls, page: int) -> Iterator[TextPage]:
        """The characters of an open page."""
        address = _load_text(page)
        try:
            yield cls(address)
        finally:
            _close_text(address)

    def text(self) -> str:
        """One Unicode character for each character of the page."""
        return self._text

    def owners(self) -> list[int | None]:
        """The address of the text object of each character; PDFium makes up some without one."""
        return list(map(_text_object, repeat(self._at), self._places))

    def boxes(self) -> array[float]:
        """Left, top, right, bottom of each: its advance by the height of its font."""
        values, at = _floats(4 * self.count)
        where = range(at, at + 16 * self.count, 16)
        deque(map(_loose_box, repeat(self._at), self._places, where), maxlen=0)
        return values

    def slanted(self, numbers: Sequence[int]) -> list[int]:
        """Those characters that do not stand as in plain text: turned, mirrored or oblique."""
        angles = map(_angle, repeat(self._at), map(self._places.__getitem__, numbers))
        return [number for number, angle in zip(numbers, angles, strict=True) if angle]

    def matrix(self, number: int) -> Matrix:
        """How a character's font is scaled and turned."""
        values, at = _floats(6)
        _text_matrix(self._at, self._places[number], at)
        a, b, c, d, e, f = values
        return a, b, c, d, e, f

    def size(self, number: int) -> float:
        """The size of a character's font before its matrix."""
        return float(_font_size(self._at, self._places[number]))

    def origin(self, number: int) -> tuple[float, float]:
        """Where a character stands on its baseline."""
        values = array("d", bytes(16))
        at = values.buffer_info()[0]
        _origin(self._at, self._places[number], at, at + 8)
        return values[0], values[1]

    def ink(self, number: int) -> Box:
        """Left, bottom, right, top of what is drawn of a character."""
        values = array("d", bytes(32))
        at = values.buffer_info()[0]
        _tight_box(self._at, self._places[number], at, at + 8, at + 16, at + 24)
        left, right, bottom, top = values
        return left, bottom, right, top

    def is_hidden(self, number: int) -> bool:
        """Whether a character's text lies outside of what its clip lets through."""
        text = _text_object(self._at, self._places[number])
        clip = text and _clip_of(text)
        count = int(_clip_paths(clip)) if clip else 0
        if count <= 0:
            return False
        left, bottom, right, top = bounds_of([text])
        x, y = (left + right) / 2, (bottom + top) / 2
        return not all(_lets_through(clip, outline, x, y) for outline in range(count))

    def fill(self, number: int) -> tuple[int, int, int, int]:
        """Red, green, blue and opacity of a character."""
        values = array("I", bytes(16))
        at = values.buffer_info()[0]
        _fill(self._at, self._places[number], at, at + 4, at + 8, at + 12)
        red, green, blue, opacity = values
        return red, green, blue, opacity


def _characters(page: int) -> tuple[str, Sequence[int]]:
    """The characters of a page, and at which of PDFium's numbers each stands."""
    count = int(_character_count(page))
    buffer = ctypes.create_string_buffer(2 * count + 2)
    length = _text(page, 0, count, ctypes.addressof(buffer))
    found = buffer.raw[: 2 * max(0, length - 1)].decode("utf-16-le", "replace")
    if len(found) == count:
        return found, range(count)
    codes = map(_unicode, repeat(page), range(count))
    units = "".join(chr(code) if 0 < code < 0x110000 else "\ufffd" for code in codes)
    seconds = {pair.end() - 1 for pair in _HALVES.finditer(units)}
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text, [at for at in range(count) if at not in seconds]


class PageObjects(NamedTuple):
    """The objects of a page or a form by their addresses, with the type of each."""

    addresses: Sequence[int]
    types: Sequence[int]

    @classmethod
    def of_page(cls, page: int) -> PageObjects:
        """The objects of a page."""
        return cls._listed(page, _object, int(_object_count(page)))

    @classmethod
    def of_form(cls, form: int) -> PageObjects:
        """The objects of a form."""
        return cls._listed(form, _form_object, int(_form_count(form)))

    @classmethod
    def _listed(cls, owner: int, get: Any, count: int) -> PageObjects:
        if count > _MOST_OBJECTS:
            raise ReadError(f"有一页由 {count} 个图形拼成，不像是文件的一页；请重新导出 PDF 后再试")
        addresses = list(map(get, repeat(owner), range(count)))
        return cls(addresses, list(map(_object_type, addresses)))

    def of_type(self, wanted: int) -> list[int]:
        """The addresses of the objects of one type."""
        pairs = zip(self.addresses, self.types, strict=True)
        return [address for address, found in pairs if found == wanted]


def bounds_of(objects: Sequence[int]) -> array[float]:
    """Left, bottom, right, top of each object."""
    count = len(objects)
    values, at = _floats(4 * count)
    ends = [range(at + shift, at + shift + 16 * count, 16) for shift in (0, 4, 8, 12)]
    deque(map(_bounds, objects, *ends), maxlen=0)
    return values


def draw_page(page: int, scale: float) -> tuple[int, int, bytes]:
    """Breadth, height and the rows (blue, green, red) of a page as it is shown.

    A page of unusual size is drawn smaller than asked for.
    """
    size = [float(_page_width(page)), float(_page_height(page))]
    scale = min(scale, _MOST_PIXELS / (max(size) or 1.0))
    wide, high = (max(1, round(side * scale)) for side in size)
    values = array("B", bytes(3 * wide * high))
    bitmap = _create_bitmap(wide, high, raw.FPDFBitmap_BGR, values.buffer_info()[0], 3 * wide)
    _fill_bitmap(bitmap, 0, 0, wide, high, 0xFFFFFFFF)
    _draw(bitmap, page, 0, 0, wide, high, 0, raw.FPDF_ANNOT)
    _destroy_bitmap(bitmap)
    return wide, high, values.tobytes()


def matrix_of(address: int) -> Matrix:
    """How an object is placed on its page or form."""
    values, at = _floats(6)
    _object_matrix(address, at)
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _points(segments: Sequence[int]) -> array[float]:
    """Across and up of the point where each segment ends."""
    count = len(segments)
    values, at = _floats(2 * count)
    where = (range(at + shift, at + shift + 8 * count, 8) for shift in (0, 4))
    deque(map(_segment_point, segments, *where), maxlen=0)
    return values


def _lets_through(clip: int, outline: int, x: float, y: float) -> bool:
    count = int(_clip_segments(clip, outline))
    points = _points(list(map(_clip_segment, repeat(clip), repeat(outline), range(count))))
    across, up = points[0::2], points[1::2]
    return count < 3 or (min(across) <= x <= max(across) and min(up) <= y <= max(up))


def outlines_of(path: int) -> tuple[bool, list[list[tuple[float, float]]]]:
    """Whether a path is stroked, and the corners of each of its outlines; curves are chords.

    A path with more corners than any table has is a drawing and gives none.
    """
    values = array("i", bytes(8))
    at = values.buffer_info()[0]
    _draw_mode(path, at, at + 4)
    count = int(_segment_count(path))
    if count > _MOST_CORNERS:
        return False, []
    segments = list(map(_segment, repeat(path), range(count)))
    kinds = list(map(_segment_type, segments))
    points = _points(segments)
    outlines: list[list[tuple[float, float]]] = []
    for kind, x, y in zip(kinds, points[0::2], points[1::2], strict=True):
        if kind == raw.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append((x, y))
    return bool(values[1]), outlines
