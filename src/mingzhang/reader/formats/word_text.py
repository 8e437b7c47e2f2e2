"""The text of paragraphs: what Word would print, run by run.

Deleted text of tracked changes, hidden text and instructions of fields are no text; inserted text,
results of fields, symbols, tabs and line breaks are. Of alternatives for older and newer programs
the newer one is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from mingzhang.model.word_data import W, bound_figure
from mingzhang.reader.formats.word_styles import Style, Styles, is_on

__all__ = ["CHOSEN", "Attached", "Note", "Shape", "Words", "WordsReader", "chosen"]

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_O: Final = "{urn:schemas-microsoft-com:office:office}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
CHOSEN: Final = f"{_MC}AlternateContent"

_RUN, _TEXT, _PROPERTIES, _HIDDEN = f"{W}r", f"{W}t", f"{W}rPr", f"{W}vanish"
_CONTROL, _BOOKMARK = f"{W}sdt", f"{W}bookmarkStart"
_FORMULAS: Final = (f"{_M}oMath", f"{_M}oMathPara")
_WRAPPERS: Final = frozenset(
    f"{W}{name}"
    for name in (
        "hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdtContent", "bdo",
        "dir", "rubyBase",
    )
)  # fmt: skip
_CHARACTERS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SHAPES: Final = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", CHOSEN})
_SYMBOLS: Final = {
    ("wingdings", 0xFC): "✓", ("wingdings", 0xFB): "✗", ("wingdings", 0xFE): "☑",
    ("wingdings", 0xFD): "☒", ("wingdings", 0xA8): "☐", ("wingdings", 0x6F): "☐",
    ("wingdings", 0x6E): "■", ("wingdings", 0x6C): "●", ("wingdings", 0xA1): "○",
    ("wingdings 2", 0x50): "✓", ("wingdings 2", 0x4F): "✗", ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x51): "☒", ("wingdings 2", 0x54): "☒", ("wingdings 2", 0xA3): "☐",
    ("wingdings 2", 0x2A): "☐", ("symbol", 0xB3): "≥", ("symbol", 0xA3): "≤",
    ("symbol", 0xB4): "×", ("symbol", 0xB1): "±", ("symbol", 0xB7): "·", ("symbol", 0xD7): "·",
}  # fmt: skip
_PRIVATE: Final = range(0xF000, 0xF100)
_PRINTABLE_LATIN: Final = range(0x20, 0x7F)


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a footnote or an endnote; `kind` is the name of its part."""

    kind: str
    id: str
    mark: etree._Element


@dataclass(frozen=True, slots=True)
class Shape:
    """What hangs on a paragraph: a text box, a word written as a picture, or a picture.

    One of `box`, `word` and `picture` (a relationship) is set. `is_mark` says that it lies behind
    the text or across it.
    """

    box: etree._Element | None = None
    word: str = ""
    picture: str = ""
    is_mark: bool = False


Attached = Note | Shape


@dataclass(slots=True)
class Words:
    """The text of a paragraph, in pieces, with what stands or hangs in it.

    `sources` has the element that each piece was read from; `figures` are the controls of figures:
    number, and the first and the last piece.
    """

    pieces: list[str] = field(default_factory=list)
    sources: list[etree._Element] = field(default_factory=list)
    attached: list[Attached] = field(default_factory=list)
    figures: list[tuple[int, int, int]] = field(default_factory=list)
    anchor: str | None = None

    @property
    def text(self) -> str:
        """The text as one."""
        return "".join(self.pieces)

    def say(self, text: str, source: etree._Element) -> None:
        """Add a piece."""
        self.pieces.append(text)
        self.sources.append(source)


class WordsReader:
    """Reads the paragraphs of one part in their order; fields may reach over several of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields: list[bool] = []
        self._instructions = 0
        self._run_content: dict[object, Callable[[etree._Element, Words], None]] = {
            f"{W}fldChar": self._field,
            f"{W}sym": _symbol,
            f"{W}footnoteReference": _note,
            f"{W}endnoteReference": _note,
            f"{W}ruby": self.read,
        }

    def paragraph(self, element: etree._Element, style: Style, words: Words) -> None:
        """Add the text of a paragraph to the words."""
        if not style.is_hidden:
            self.read(element, words)
            return
        for run in element.iter(_RUN):
            if is_on(run, f"{_PROPERTIES}/{W}vanish") is False:
                self._run(run, words)

    def read(self, element: etree._Element, words: Words) -> None:
        """Add what stands in an element of a paragraph."""
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, words)
            elif tag in _WRAPPERS:
                self.read(child, words)
            elif tag == _CONTROL:
                self._control(child, words)
            elif tag == _BOOKMARK:
                name = child.get(f"{W}name", "")
                if words.anchor is None and name and name != "_GoBack":
                    words.anchor = name
            elif tag == CHOSEN:
                self.read(chosen(child), words)
            elif tag in _FORMULAS:
                for text in child.iter(f"{_M}t"):
                    words.say(text.text or "", text)

    def _control(self, control: etree._Element, words: Words) -> None:
        first = len(words.pieces)
        number = bound_figure(control)
        if number is None or not is_on(control, f"{W}sdtPr/{W}showingPlcHdr"):
            self.read(control, words)
        if number is not None:
            words.figures.append((number, first, len(words.pieces)))

    def _run(self, run: etree._Element, words: Words) -> None:
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if not self._instructions:
                    words.say(_text(child), child)
            elif tag == _PROPERTIES:
                if self._is_hidden(child):
                    self._fields_of(run, words)
                    return
            elif tag in _CHARACTERS:
                if not self._instructions:
                    words.say(_CHARACTERS[tag], child)
            elif tag in _SHAPES:
                words.attached.extend(_shapes(child, is_mark=False))
            elif tag in self._run_content:
                self._run_content[tag](child, words)

    def _is_hidden(self, properties: etree._Element) -> bool:
        own = is_on(properties, _HIDDEN)
        if own is not None:
            return own
        style = properties.find(f"{W}rStyle")
        return style is not None and self._styles.is_hidden(style.get(f"{W}val"))

    def _fields_of(self, run: etree._Element, words: Words) -> None:
        """Fields begin and end in hidden runs too."""
        for mark in run.iterfind(f"{W}fldChar"):
            self._field(mark, words)

    def _field(self, mark: etree._Element, _: Words) -> None:
        match mark.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(True)
                self._instructions += 1
            case "separate" if self._fields:
                self._instructions -= self._fields[-1]
                self._fields[-1] = False
            case "end" if self._fields:
                self._instructions -= self._fields.pop()


def chosen(alternatives: etree._Element) -> etree._Element:
    """Of alternatives the one for newer programs."""
    choice = alternatives.find(f"{_MC}Choice")
    if choice is None:
        choice = alternatives.find(f"{_MC}Fallback")
    return alternatives if choice is None else choice


def _text(element: etree._Element) -> str:
    """Blanks at the ends count only where the markup says so."""
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")


def _symbol(element: etree._Element, words: Words) -> None:
    """A character of a symbol font, as the Unicode character that looks like it."""
    try:
        code = int(element.get(f"{W}char", ""), 16)
    except ValueError:
        return
    code -= 0xF000 if code in _PRIVATE else 0
    font = element.get(f"{W}font", "").casefold()
    if (font, code) in _SYMBOLS:
        words.say(_SYMBOLS[font, code], element)
    elif not font.startswith(("wingdings", "webdings", "symbol")) or code > 0xFF:
        words.say(chr(code) if 0x20 <= code < 0xD800 else "", element)
    elif font == "symbol" and code in _PRINTABLE_LATIN:
        words.say(chr(code), element)


def _note(element: etree._Element, words: Words) -> None:
    kind = "footnotes" if element.tag == f"{W}footnoteReference" else "endnotes"
    words.attached.append(Note(kind, element.get(f"{W}id", ""), element))


def _shapes(element: etree._Element, *, is_mark: bool) -> Iterator[Shape]:
    """The text boxes, words and pictures of a drawing, the outermost of nested boxes only."""
    for child in chosen(element) if element.tag == CHOSEN else element:
        marked = is_mark or _lies_behind(child)
        if child.tag == f"{W}txbxContent":
            yield Shape(box=child, is_mark=marked)
        elif child.tag == f"{_V}textpath":
            if word := child.get("string", "").strip():
                yield Shape(word=word, is_mark=marked)
        elif child.tag == f"{_A}blip":
            yield Shape(picture=child.get(f"{_R}embed", ""), is_mark=marked)
        elif child.tag == f"{_V}imagedata":
            yield Shape(picture=child.get(f"{_R}id", ""), is_mark=marked)
        else:
            yield from _shapes(child, is_mark=marked)


def _lies_behind(element: etree._Element) -> bool:
    """Whether a shape is a mark across the page: behind the text, turned, or called so."""
    if element.tag == f"{_WP}anchor":
        properties = element.find(f"{_WP}docPr")
        name = properties.get("name", "") if properties is not None else ""
        return element.get("behindDoc") in ("1", "true") or "watermark" in name.casefold()
    style = element.get("style", "").replace(" ", "")
    name = element.get("id", "") + element.get(f"{_O}spid", "")
    return "z-index:-" in style or "rotation:" in style or "watermark" in name.casefold()
