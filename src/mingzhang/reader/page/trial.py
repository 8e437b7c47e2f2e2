"""A page read again with something put right: does it then have its checksum?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from mingzhang.cube import CoordinateError
from mingzhang.model import Disclosure, ModelError
from mingzhang.model.json import disclosure_sha256
from mingzhang.model.page_facts import PageFacts
from mingzhang.reader.page.difference import Edit
from mingzhang.reader.page.own import OwnPage
from mingzhang.reader.page.shown import Shown, shown_by
from mingzhang.scheme.rebuild import rebuild

__all__ = ["Trials", "rebuilt"]

_MOST_TRIALS: Final = 80
"""A page is read again no more often than this."""


def rebuilt(page: OwnPage, shown: Shown, block: PageFacts | None = None) -> Disclosure | None:
    """The disclosure that a page gives with its block, or None if they do not fit."""
    try:
        return rebuild(page.scheme, shown.disclosure, shown.figures, block or page.block)
    except (ModelError, CoordinateError, ValueError, LookupError):
        return None


class Trials:
    """Reads one page again and again; when it has done so often enough it says no."""

    def __init__(self, page: OwnPage) -> None:
        self._page = page
        self._left = _MOST_TRIALS

    def match(self, edits: Iterable[Edit], block: PageFacts | None = None) -> bool:
        """Whether the page with these edits, and with this block, is as it was published."""
        if not self._left:
            return False
        self._left -= 1
        with _edited(edits):
            found = rebuilt(self._page, shown_by(self._page), block)
        return found is not None and self.is_published(found)

    def is_published(self, disclosure: Disclosure | None) -> bool:
        """Whether this is the disclosure that was published."""
        return disclosure is not None and disclosure_sha256(disclosure) == self._page.block.sha256


@contextmanager
def _edited(edits: Iterable[Edit]) -> Iterator[None]:
    """The page with edits in it, for as long as it is read."""
    before = []
    for edit in edits:
        element = edit.place.element
        before.append((element, element.text, element.get("value")))
        element.text = edit.text
        if edit.value is not None and element.tag == "data":
            element.set("value", edit.value)
    try:
        yield
    finally:
        for element, text, value in reversed(before):
            element.text = text
            if value is None:
                element.attrib.pop("value", None)
            else:
                element.set("value", value)
