"""Ranges of characters marked in the pages of a Word file, runs parted where a range begins or ends.

A run is parted with its properties on both sides. What cannot be parted is marked as a whole: the
control of a figure (a word processor fills it anew from its data), a formula, a word with its
reading, and a text box with the drawing that holds it, since Word heeds no comment inside one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from mingzhang.model.word_data import W
from mingzhang.reader.formats.word import SaidText
from mingzhang.reader.formats.word_text import CHOSEN

__all__ = ["Marks", "Range", "range_of"]

_RUN, _TEXT, _PROPERTIES, _PARAGRAPH = f"{W}r", f"{W}t", f"{W}rPr", f"{W}p"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WHOLE: Final = frozenset(
    {f"{_MATH}oMath", f"{_MATH}oMathPara", f"{W}ruby", f"{W}txbxContent", CHOSEN}
)
_FILLED: Final = tuple(
    f"{W}{name}" for name in ("dataBinding", "text", "comboBox", "dropDownList", "date")
)
_AMONG: Final = frozenset(
    f"{W}{name}"
    for name in (
        "p", "hyperlink", "ins", "del", "moveFrom", "moveTo", "sdtContent", "smartTag",
        "customXml", "fldSimple", "bdo", "dir",
    )
)  # fmt: skip
"""What runs stand in, and marks beside them."""


@dataclass(frozen=True, slots=True)
class Range:
    """From a character of one element of the pages to before a character of another, or the same."""

    first: etree._Element
    start: int
    last: etree._Element
    end: int


def range_of(said: SaidText, start: int, end: int) -> Range:
    """The characters of a text from `start` to before `end`; a counted number has no element."""
    start, end = start - len(said.number), end - len(said.number)
    found: list[tuple[etree._Element, int, int]] = []
    begin = 0
    for piece, source in zip(said.pieces, said.sources, strict=True):
        first, last = max(start - begin, 0), min(end - begin, len(piece))
        if first < last:
            is_text = source.tag == _TEXT
            found.append((source, first, last) if is_text else (source, 0, 1))
        begin += len(piece)
    if not found:
        return range_of(said, 0, len(said.evidence.text))
    return Range(found[0][0], found[0][1], found[-1][0], found[-1][2])


@dataclass(slots=True)
class Marks:
    """Ranges to be marked, each with the number of its comment.

    All are noted before the first is drawn, for drawing parts the elements that they count in.
    """

    _noted: list[tuple[int, Range]] = field(default_factory=list)

    def note(self, number: int, place: Range) -> None:
        """Mark this range with this comment."""
        self._noted.append((number, place))

    def draw(self) -> None:
        """Write the marks into the pages."""
        cuts = _Cuts()
        for _, place in self._noted:
            cuts.add(place.first, place.start)
            cuts.add(place.last, place.end)
        cuts.make()
        ends: dict[etree._Element, etree._Element] = {}
        for number, place in self._noted:
            begun = etree.Element(f"{W}commentRangeStart", {f"{W}id": str(number)})
            cuts.after(place.first, place.start).addprevious(begun)
            left = cuts.before(place.last, place.end)
            ended = etree.Element(f"{W}commentRangeEnd", {f"{W}id": str(number)})
            ends.get(left, left).addnext(ended)
            ends[left] = _reference(number)
            ended.addnext(ends[left])


def _reference(number: int) -> etree._Element:
    run = etree.Element(_RUN)
    etree.SubElement(run, f"{W}commentReference", {f"{W}id": str(number)})
    return run


class _Cuts:
    """Places at which runs are parted."""

    def __init__(self) -> None:
        self._wholes: dict[etree._Element, etree._Element | None] = {}
        self._cuts: dict[etree._Element, set[tuple[int, int]]] = defaultdict(set)
        self._spots: dict[tuple[etree._Element, int], tuple[etree._Element, tuple[int, int]]] = {}
        self._parts: dict[etree._Element, list[tuple[tuple[int, int], etree._Element]]] = {}

    def add(self, element: etree._Element, offset: int) -> None:
        """Part the run of an element so many characters into it."""
        if self._whole(element) is not None:
            return
        run = _parent(element)
        content = _content(run)
        at = content.index(element)
        cut = (at + 1, 0) if offset >= _length(element) else (at, offset)
        self._spots[element, offset] = run, cut
        if (0, 0) < cut < (len(content), 0):
            self._cuts[run].add(cut)

    def make(self) -> None:
        """Part all runs; the first part of each stays the element that it was."""
        for run, cuts in self._cuts.items():
            parts = [(cut, _parted(run, cut)) for cut in sorted(cuts, reverse=True)]
            self._parts[run] = [((0, 0), run), *reversed(parts)]

    def after(self, element: etree._Element, offset: int) -> etree._Element:
        """What begins there."""
        whole = self._whole(element)
        if whole is not None:
            return whole
        run, cut = self._spots[element, offset]
        return [part for begin, part in self._of(run) if begin <= cut][-1]

    def before(self, element: etree._Element, offset: int) -> etree._Element:
        """What ends there."""
        whole = self._whole(element)
        if whole is not None:
            return whole
        run, cut = self._spots[element, offset]
        return [part for begin, part in self._of(run) if begin < cut][-1]

    def _of(self, run: etree._Element) -> Sequence[tuple[tuple[int, int], etree._Element]]:
        return self._parts.get(run, [((0, 0), run)])

    def _whole(self, element: etree._Element) -> etree._Element | None:
        if element not in self._wholes:
            self._wholes[element] = _whole_around(element)
        return self._wholes[element]


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    return element if above is None else above


def _content(run: etree._Element) -> list[etree._Element]:
    return [child for child in run if child.tag != _PROPERTIES]


def _length(element: etree._Element) -> int:
    return len(_shown(element)) if element.tag == _TEXT else 1


def _shown(element: etree._Element) -> str:
    text = element.text or ""
    return text if element.get(_SPACE) == "preserve" else text.strip(" \t\r\n")


def _parted(run: etree._Element, cut: tuple[int, int]) -> etree._Element:
    """Move what a run holds from there on into a run of its own behind it."""
    at, offset = cut
    right = etree.Element(run.tag, {str(name): str(said) for name, said in run.attrib.items()})
    properties = run.find(_PROPERTIES)
    if properties is not None:
        right.append(deepcopy(properties))
    moved = _content(run)[at:]
    if offset:
        text, moved = moved[0], moved[1:]
        shown = _shown(text)
        tail = etree.SubElement(right, _TEXT)
        for half, words in ((text, shown[:offset]), (tail, shown[offset:])):
            half.text = words
            half.set(_SPACE, "preserve")
    right.extend(moved)
    run.addnext(right)
    return right


def _whole_around(element: etree._Element) -> etree._Element | None:
    """What must be marked as a whole if this element is; None if its run can be parted.

    It is the outermost of its kind within the paragraph, with all up to where a run may stand.
    """
    chain = [element, *element.iterancestors()]
    paragraphs = [at for at, one in enumerate(chain) if one.tag == _PARAGRAPH]
    chain = chain[: paragraphs[-1] + 1]
    sealed = [at for at, one in enumerate(chain) if one.tag in _WHOLE or _is_filled(one)]
    if not sealed:
        return None
    return next(one for one, above in pairwise(chain[sealed[-1] :]) if above.tag in _AMONG)


def _is_filled(control: etree._Element) -> bool:
    """Whether word processors write what stands in a control, all at once."""
    properties = control.find(f"{W}sdtPr") if control.tag == f"{W}sdt" else None
    return properties is not None and any(properties.find(kind) is not None for kind in _FILLED)
