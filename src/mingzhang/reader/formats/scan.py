"""Scanned pages and pictures -> blocks: characters are recognised, rules found in the picture.

Needs the extra `ocr`, whose packages bring their models with them; nothing is fetched. They take
seconds to load and are imported when a scanned page is met.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from typing import Any, Final

from mingzhang.reader.formats.pdf.document import blocks_of, page_of
from mingzhang.reader.formats.pdf.ink import Ink
from mingzhang.reader.formats.pdf.places import Paper
from mingzhang.reader.formats.pdf.rules import Rule, Rules, merged
from mingzhang.reader.formats.pdf.runs import Run
from mingzhang.reader.source import Document, ReadError

__all__ = ["can_recognise", "image_document", "scanned_ink"]

_MODULES: Final = ("rapidocr", "onnxruntime", "cv2", "PIL", "numpy")
_MISSING: Final = "这是扫描件或图片，没有文字；识别文字要先安装 OCR：pip install 'mingzhang[ocr]'"
_PAPER_WIDTH: Final = 595.0
"""A picture says nothing of its paper: its shorter side is taken for that of A4, in points."""

_MOST_PIXELS: Final = 60_000_000
_MOST_PAGES: Final = 200
_HALF_WIDTH: Final = 0.55
"""How broad a Latin character is, in breadths of a Chinese one."""

_STEEPEST: Final = 5.0
"""Up to how many degrees a page that lies askew is set straight."""


def can_recognise() -> bool:
    """Whether the extra is installed."""
    return all(find_spec(module) for module in _MODULES)


def image_document(data: bytes) -> Document:
    """The blocks of a picture of one page, or of several in a TIFF file.

    Raises:
        ReadError: it is no picture, too large, has no text, or the extra `ocr` is missing.
    """
    if not can_recognise():
        raise ReadError(_MISSING)
    pages = []
    media_type = ""
    for number, (pixels, kind) in enumerate(_frames(data), 1):
        high, wide = pixels.shape[:2]
        scale = _PAPER_WIDTH / min(wide, high)
        paper = Paper(number, (wide * scale, high * scale))
        pages.append(page_of(scanned_ink(pixels, paper)))
        media_type = f"image/{kind.lower()}"
    if not any(page.lines or page.tables for page in pages):
        raise ReadError("图片中没有认出文字；请提供更清楚的扫描件")
    return Document(tuple(blocks_of(pages)), media_type)


def _frames(data: bytes) -> Iterator[tuple[Any, str]]:
    """The pixels of each page, in blue, green and red, with the picture's format."""
    image, numpy = import_module("PIL.Image"), import_module("numpy")
    try:
        with image.open(BytesIO(data)) as picture:
            count = getattr(picture, "n_frames", 1)
            if count > _MOST_PAGES:
                raise ReadError(f"共 {count} 页，超过 {_MOST_PAGES} 页；请拆分成几个文件后再试")
            for number in range(count):
                picture.seek(number)
                wide, high = picture.size
                if wide * high > _MOST_PIXELS:
                    raise ReadError(f"图片过大（{wide}×{high} 像素）；请以 300 dpi 以下扫描")
                yield numpy.asarray(picture.convert("RGB"))[:, :, ::-1].copy(), picture.format
    except (OSError, SyntaxError, image.DecompressionBombError) as error:
        raise ReadError("不是能识别的图片，或图片已损坏；请提供 PNG、JPEG 或 TIFF") from error


def scanned_ink(pixels: Any, paper: Paper) -> Ink:
    """What is printed on a picture of a page.

    Raises:
        ReadError: the extra `ocr` is missing.
    """
    if not can_recognise():
        raise ReadError(_MISSING)
    straight = _straightened(pixels)
    scale = paper.size[0] / straight.shape[1]
    found = _engine()(straight, use_cls=False)
    ink = Ink(paper, "", array("f"), [], _rules(straight, scale))
    texts: list[str] = []
    for corners, text in zip(
        found.boxes if found.boxes is not None else (), found.txts or (), strict=True
    ):
        across, down = (
            [float(x) * scale for x, _ in corners],
            [float(y) * scale for _, y in corners],
        )
        _add_text(ink, texts, text, (min(across), min(down), max(across), max(down)))
    ink.text = "".join(texts)
    return ink


def _add_text(
    ink: Ink, texts: list[str], text: str, box: tuple[float, float, float, float]
) -> None:
    """A line of text, whose characters share its box by their breadth; its words are runs."""
    x0, y0, x1, y1 = box
    breadths = [_breadth(character) for character in text]
    step = (x1 - x0) / (sum(breadths) or 1.0)
    start = len(ink.boxes) // 4
    run_start = -1
    left = run_left = x0
    for number, (character, breadth) in enumerate(zip(text, breadths, strict=True), start):
        right = left + breadth * step
        ink.boxes.extend((left, y0, right, y1))
        if character.isspace():
            if run_start >= 0:
                ink.runs.append(Run(run_left, y0, left, y1, run_start, number))
            run_start = -1
        elif run_start < 0:
            run_start, run_left = number, left
        left = right
    if run_start >= 0:
        ink.runs.append(Run(run_left, y0, left, y1, run_start, start + len(text)))
    texts.append(text)


def _breadth(character: str) -> float:
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" else _HALF_WIDTH


@cache
def _engine() -> Any:
    return import_module("rapidocr").RapidOCR(params={"Global.log_level": "error"})


def _straightened(pixels: Any) -> Any:
    """The page turned so that its long rules are level."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    high, wide = pixels.shape[:2]
    dark = _dark(pixels)
    lines = cv2.HoughLinesP(dark, 1, numpy.pi / 1800, 200, minLineLength=wide // 4, maxLineGap=8)
    if lines is None:
        return pixels
    x0, y0, x1, y1 = lines.reshape(-1, 4).astype(float).T
    degrees = numpy.degrees(numpy.arctan2(y1 - y0, x1 - x0))
    level = degrees[abs(degrees) <= _STEEPEST]
    lean = float(numpy.median(level)) if len(level) else 0.0
    if abs(lean) < 0.05:
        return pixels
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), lean, 1.0)
    white = (255, 255, 255)
    return cv2.warpAffine(pixels, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=white)


def _dark(pixels: Any) -> Any:
    """What is darker than its surroundings, as white on black."""
    cv2 = import_module("cv2")
    gray = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    method = cv2.ADAPTIVE_THRESH_MEAN_C
    return cv2.adaptiveThreshold(255 - gray, 255, method, cv2.THRESH_BINARY, 15, -10)


def _rules(pixels: Any, scale: float) -> Rules:
    """The rules of a picture, in points."""
    dark = _dark(pixels)
    length = max(12, round(14 / scale))
    level = [Rule((y0 + y1) / 2, x0, x1) for x0, y0, x1, y1 in _strokes(dark, (length, 1), scale)]
    upright = [Rule((x0 + x1) / 2, y0, y1) for x0, y0, x1, y1 in _strokes(dark, (1, length), scale)]
    return Rules(merged(level), merged(upright))


def _strokes(
    dark: Any, shape: tuple[int, int], scale: float
) -> Sequence[tuple[float, float, float, float]]:
    """The boxes of what stays when only strokes as long as `shape` are kept."""
    cv2, numpy = import_module("cv2"), import_module("numpy")
    kept = cv2.morphologyEx(dark, cv2.MORPH_OPEN, numpy.ones(shape[::-1], numpy.uint8))
    outlines, _ = cv2.findContours(kept, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    boxes = (cv2.boundingRect(outline) for outline in outlines)
    thick = max(4.0, 3.0 / scale)
    return [
        (x * scale, y * scale, (x + wide) * scale, (y + high) * scale)
        for x, y, wide, high in boxes
        if min(wide, high) <= thick
    ]
