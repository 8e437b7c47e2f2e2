"""Our own Word files -> the disclosure exactly, or as edited figures display it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.cube import Evidence
from mingzhang.model import Disclosure
from mingzhang.reader.changes import FigureChange, Published, ShownPlace, as_displayed
from mingzhang.reader.formats.package import open_package
from mingzhang.reader.formats.word import ShownFigure, read_word
from mingzhang.reader.word.carried import CarriedFigure, carried

__all__ = ["own_word", "published_word", "word_changes"]


def own_word(data: bytes) -> Disclosure | None:
    """The disclosure of a Word file that this program published.

    As long as only figures were edited, and in whatever program, it is exact but for those. None
    if the file carries no disclosure, or more of it was edited than its figures: it is then read
    from its text, as any other.

    Raises:
        ReadError: it is no Word file, is encrypted or damaged, or was made to harm.
    """
    package = open_package(data)
    own = carried(package)
    if own is None or own.published is None or not own.published.is_worded:
        return None
    _, shown = read_word(package)
    return as_displayed(own.published.disclosure, list(_places(own.figures, shown)))


def published_word(data: bytes) -> Published | None:
    """What a Word file of our own published, whatever was edited since; None of any other.

    Raises:
        ReadError: as `own_word`.
    """
    own = carried(open_package(data))
    return own.published if own is not None else None


def word_changes(data: bytes) -> tuple[FigureChange, ...]:
    """The figures that a Word file of our own shows otherwise than it was published.

    Raises:
        ReadError: as `own_word`.
    """
    package = open_package(data)
    own = carried(package)
    if own is None:
        return ()
    _, shown = read_word(package)
    found: dict[tuple[str, str], list[ShownPlace]] = {}
    for place in _places(own.figures, shown):
        if place.is_changed:
            found.setdefault((place.address, place.shown), []).append(place)
    return tuple(_change(places) for places in found.values())


def _change(places: Sequence[ShownPlace]) -> FigureChange:
    first = places[0]
    evidence: tuple[Evidence, ...] = tuple(place.evidence for place in places)
    return FigureChange(first.address, first.name, first.published, first.shown, evidence)


def _places(figures: Sequence[CarriedFigure], shown: Sequence[ShownFigure]) -> Iterator[ShownPlace]:
    """The places in the order of the pages.

    Word writes an edited figure into the page and into the data; a program that knows only one of
    them is heard as well.
    """
    for one in shown:
        if one.number <= len(figures):
            figure = figures[one.number - 1]
            text = one.evidence.text.strip()
            text = figure.stored if text == figure.text else text
            yield ShownPlace(figure.address, figure.name, figure.text, text, one.evidence)
