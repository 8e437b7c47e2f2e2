"""Where in a view a finding points: its evidence, its cells and the names that it uses, found."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from mingzhang.checker.report.html.view import Stretch, View, Words
from mingzhang.cube import Evidence
from mingzhang.model import Finding, FindingSide

__all__ = ["Located", "Locator", "Span"]

_REPEATED: Final = re.compile(r"~\d+$")
_FEW: Final = 3
"""If a line says the same so often, each may be meant; if it does more often, the whole line is."""

_Place = tuple[object, ...]
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters from `start` to before `end` of the view's text number `words`."""

    words: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Located:
    """Where a finding stands, and each of its sides; empty where it is nowhere to be seen.

    `is_near` says that what it is about is missing, and that the place is where it belongs.
    """

    spans: tuple[Span, ...]
    sides: tuple[tuple[Span, ...], ...]
    is_near: bool = False


class Locator:
    """Finds places in the view of one document; what cannot be told exactly becomes a whole cell.

    `name` is the document's file, by which findings about several documents tell them apart.
    """

    def __init__(self, view: View, name: str = "") -> None:
        self._view = view
        self._prefix = f"{name} "
        self._words: list[Words] = list(view.words())
        self._characters: list[tuple[int, int, int, int]] = []
        self._placed: dict[_Place, list[tuple[int, Stretch]]] = defaultdict(list)
        self._paths: dict[str, list[tuple[int, Stretch]]] = defaultdict(list)
        for number, words in enumerate(self._words):
            for stretch in words.stretches:
                self._keep(number, stretch)
        self._characters.sort()

    def _keep(self, number: int, stretch: Stretch) -> None:
        place = stretch.place
        if stretch.path is not None:
            self._paths[stretch.path].append((number, stretch))
        elif place is None:
            return
        elif place.start is not None:
            start = place.start
            self._characters.append((start + stretch.length, start, number, stretch.offset))
        else:
            self._placed[_key(place)].append((number, stretch))

    def located(self, finding: Finding) -> Located:
        """Where a finding and its sides stand."""
        sides = tuple(map(tuple, self._sides(finding.sides)))
        own = self._shown(finding.where, finding.evidence)
        own = own or self._named(finding.where, finding.stated or "")
        own = own or self._cells(finding) or self._keyed(finding)
        if not own and any(sides):
            own = next(side for side in sides if side)
        if own:
            return Located(tuple(dict.fromkeys(own)), sides)
        return Located(tuple(self._near(finding)), sides, is_near=True)

    def _sides(self, sides: Sequence[FindingSide]) -> Iterator[Sequence[Span]]:
        """Where sides stand; if some name this file, those that do not stand in another."""
        is_across = any(side.label.startswith(self._prefix) for side in sides)
        for side in sides:
            label = side.label.removeprefix(self._prefix)
            if is_across and label == side.label:
                yield ()
            else:
                yield self._shown(label, side.evidence) or self._named(label, side.text)

    def _shown(self, label: str, evidence: Iterable[Evidence]) -> Sequence[Span]:
        """The evidence, unless the view is drawn from data: then names are surer than cells."""
        if label in self._view.names:
            return ()
        return [span for one in evidence for span in self.of(one)]

    def of(self, evidence: Evidence) -> Sequence[Span]:
        """Where a piece of evidence stands."""
        if evidence.start is not None and evidence.end is not None:
            spans = self._between(evidence.start, evidence.end)
            return [span for span in spans if self._is_said(span, evidence.text)]
        around = self._placed.get(_key(evidence), ())
        if evidence.bbox is not None:
            box = evidence.bbox
            around = [one for one in around if one[1].place and _meet(one[1].place.bbox, box)]
        elif exact := [span for one in around for span in self._counted(evidence, *one)]:
            return exact[:1]
        return self._said(evidence.text, around, evidence.bbox)

    def _counted(self, evidence: Evidence, number: int, stretch: Stretch) -> Iterator[Span]:
        """Where a text stands in a cell or paragraph by the characters before it."""
        begun = stretch.place.offset if stretch.place else None
        start = stretch.offset + (evidence.offset or 0) - (begun or 0)
        end = start + len(evidence.text)
        is_inside = stretch.offset <= start and end <= stretch.offset + stretch.length
        if is_inside and self._words[number].text[start:end] == evidence.text:
            yield Span(number, start, end)

    def _is_said(self, span: Span, text: str) -> bool:
        """Whether it is this document that says so, and not another which a finding names."""
        return self._words[span.words].text[span.start : span.end] in text

    def _between(self, start: int, end: int) -> Iterator[Span]:
        """The texts that stand between two characters of the file."""
        first = bisect_left(self._characters, (start + 1,))
        for until, begun, number, offset in islice(self._characters, first, None):
            if begun >= end:
                break
            shift = offset - begun
            yield Span(number, max(start, begun) + shift, min(end, until) + shift)

    def _said(
        self, text: str, around: Sequence[tuple[int, Stretch]], box: _Box | None = None
    ) -> Sequence[Span]:
        """Where a text is said in one of the stretches; all of what it may be if that is unsure."""
        found = [
            (abs(_expected(stretch, box) - start), span)
            for number, stretch in around
            for start in _starts(self._words[number].text, text, stretch)
            for span in (Span(number, start, start + len(text)),)
        ]
        if box is not None and found:
            return [min(found)[1]]
        several = sorted({span for _, span in found})
        if not several:
            around = [one for one in around if one[1].length and self._text(one) in text]
        elif len(several) <= _FEW:
            return several
        return [_whole(number, stretch) for number, stretch in around]

    def _text(self, one: tuple[int, Stretch]) -> str:
        number, stretch = one
        return self._words[number].text[stretch.offset : stretch.offset + stretch.length]

    def _named(self, name: str, text: str) -> Sequence[Span]:
        """Where the place of this name stands; of several, those that show what is said there."""
        named = [span for path in self._view.names.get(name, ()) for span in self._path(path)]
        said = text.replace(",", "")
        return [span for span in named if self._is_shown(span, said)] or named

    def _is_shown(self, span: Span, said: str) -> bool:
        shown = self._words[span.words].text[span.start : span.end].replace(",", "")
        return bool(shown) and re.search(_whole_number(shown), said) is not None

    def _path(self, path: str) -> Sequence[Span]:
        """Where the place or text of this path stands."""
        if shown := self._paths.get(path):
            return [_whole(number, stretch) for number, stretch in shown]
        return [span for one in self._view.known.get(path, ()) for span in self.of(one)]

    def _cells(self, finding: Finding) -> Sequence[Span]:
        for cell in finding.cells:
            if spans := self._path(f"{cell.table}.{cell.row}.{cell.column}"):
                return spans
        return ()

    def _keyed(self, finding: Finding) -> Sequence[Span]:
        """What is stated in the text whose path the key names; the key ends with the words."""
        stated = finding.stated
        for path, words in _paths_of(finding):
            around = self._paths.get(path, ())
            if not around or not stated:
                continue
            tail = words[: words.rfind(stated) + len(stated)] if stated in words else stated
            for number, stretch in around:
                start = self._text((number, stretch)).find(tail)
                if start >= 0:
                    end = stretch.offset + start + len(tail)
                    return [Span(number, end - len(stated), end)]
            return self._said(stated, around)
        return ()

    def _near(self, finding: Finding) -> Sequence[Span]:
        """Where something missing belongs: its row, its text, or the title above."""
        for cell in finding.cells:
            if spans := self._path(f"tables.{cell.table}.rows.{cell.row}.label"):
                return spans
        tables = [(f"tables.{cell.table}", "") for cell in finding.cells]
        for path, _ in [*_paths_of(finding), *tables]:
            for one in _above(path):
                for named in self._view.names.get(one, (one,)):
                    if spans := self._path(named) or self._path(f"{named}.title"):
                        return spans[:1]
        return ()


def _paths_of(finding: Finding) -> Iterator[tuple[str, str]]:
    """What in a finding's key may be a path, with all that follows it."""
    parts = _REPEATED.sub("", finding.key).split(":")[1:]
    for number, part in enumerate(parts):
        yield part, "".join(parts[number + 1 :])


def _above(path: str) -> Iterator[str]:
    """A path, and all that it lies in."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def _key(place: Evidence) -> _Place:
    """What tells places apart that do not count characters; a page's boxes are compared after."""
    if place.page is not None:
        return ("page", place.page)
    cell = (place.table, place.row, place.column)
    line = place.line if place.paragraph is None and place.sheet is None else None
    return (place.sheet, place.cell, place.paragraph, *cell, line)


def _meet(one: _Box | None, other: _Box) -> bool:
    """Whether two boxes overlap by more than their rims, half a point."""
    if one is None:
        return True
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    return across > 0.5 and down > 0.5


def _starts(text: str, wanted: str, stretch: Stretch) -> Iterator[int]:
    """Where in a text the wanted one begins, such that it touches the stretch and cuts no number."""
    first, end = max(0, stretch.offset - len(wanted) + 1), stretch.offset + stretch.length
    for found in re.compile(_whole_number(wanted)).finditer(text, first) if wanted else ():
        if found.start() >= end:
            break
        yield found.start()


def _whole_number(wanted: str) -> str:
    """A pattern of the text; a figure is not found within a longer one."""
    before = r"(?<![\d.,])" if wanted[0].isdecimal() else ""
    after = r"(?![\d]|[.,]\d)" if wanted[-1].isdecimal() else ""
    return f"{before}{re.escape(wanted)}{after}"


def _expected(stretch: Stretch, box: _Box | None) -> float:
    """About which character of the text stands at the left of the box."""
    place = stretch.place.bbox if stretch.place else None
    if box is None or place is None or place[2] <= place[0]:
        return stretch.offset
    return stretch.offset + stretch.length * (box[0] - place[0]) / (place[2] - place[0])


def _whole(number: int, stretch: Stretch) -> Span:
    return Span(number, stretch.offset, stretch.offset + stretch.length)
