"""What the pages of a PDF of our own show, held against the data that it carries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.pdf.said import Said, said_beside, said_by
from mingzhang.reader.formats.pdf.structure import PagePiece
from mingzhang.reader.page import Difference
from mingzhang.scheme import load_scheme
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.rewording import apart, cut

__all__ = ["is_of_another", "page_differences"]

_PAGE_NUMBER: Final = re.compile(r"\d{1,4}|[IVXLC]+")
_UNSEEN: Final = re.compile(
    r"[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]+"
)
"""White space, and what is drawn as nothing: places to break a line, signs of its direction."""

_NEAR: Final = 40
"""So many texts further on a text is looked for that does not stand where it should."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A text as the pages show it: without what is not seen, which layout decides."""

    key: str
    page: int


def page_differences(disclosure: Disclosure, pieces: Sequence[PagePiece]) -> list[Difference]:
    """What the pages show otherwise than the data that the file carries, in order.

    A file may have been published where charts could not be drawn; it then has none of their words.
    """
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    labels = Labels(scheme, disclosure)
    found: list[Difference] = []
    for has_charts in (True, False):
        publication = compose(scheme, disclosure, is_draft=True, has_charts=has_charts)
        differences = _differences(publication, pieces, labels)
        if not differences:
            return []
        found = differences if not found or len(differences) < len(found) else found
    return found


def _differences(
    publication: Publication, pieces: Sequence[PagePiece], labels: Labels
) -> list[Difference]:
    has = _has_type(pieces)
    said = list(said_by(publication, has))
    tagged = [_Shown(_key(one.text), one.page) for one in pieces if one.kind == "tagged"]
    shown = _woven([one for one in tagged if one.key], said)
    beside = [_key(text) for text in said_beside(publication, has)]
    strangers = [_added(_key(one.text), one.page) for one in pieces if not _belongs(one, beside)]
    return [*_changed(said, shown, labels), *strangers]


def is_of_another(differences: Sequence[Difference], pieces: Sequence[PagePiece]) -> bool:
    """Whether pages and data have so little in common that they are of two documents."""
    return 2 * len(differences) > sum(one.kind == "tagged" for one in pieces)


def _key(text: str) -> str:
    return _UNSEEN.sub("", text)


def _has_type(pieces: Sequence[PagePiece]) -> Callable[[str], bool]:
    """Whether there was type for a character, as the pages tell.

    A character that fonts lack is set nowhere, and none of the common ones is.
    """
    shown = {character for one in pieces for character in one.text}
    return lambda character: character in shown or not _is_rare(character)


def _belongs(piece: PagePiece, beside: Sequence[str]) -> bool:
    """Whether what stands outside of the tagged texts is one of ours."""
    if piece.kind in ("tagged", "picture"):
        return True
    key = _key(piece.text)
    if piece.kind == "annotation" or (piece.kind == "loose" and key):
        return False
    return bool(_PAGE_NUMBER.fullmatch(key)) or any(key in text for text in beside)


def _alike(shown: str, said: Said) -> bool:
    """Whether a text is the one that should stand there."""
    key = _key(said.text)
    if said.has_page_number:
        shown, number = shown[: len(key)], shown[len(key) :]
        if not number.isdecimal():
            return False
    return shown == key


def _is_rare(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


@dataclass(slots=True)
class _Half:
    """A text that ended with its page: its place in the list, and what is still to come."""

    place: int
    rest: str


def _woven(shown: Sequence[_Shown], said: Sequence[Said]) -> list[_Shown]:
    """The texts that are shown, those put together again that go on over a page break.

    In a row that is cut each cell may go on, so on a new page the halves come first.
    """
    woven: list[_Shown] = []
    halves: list[_Half] = []
    begun: list[_Half] = []
    page = turn = 0
    for one in shown:
        if one.page != page:
            halves, begun, page = [*halves, *begun], [], one.page
        half = next((half for half in halves if half.rest.startswith(one.key)), None)
        if half is not None:
            halves.remove(half)
            woven[half.place] = replace(woven[half.place], key=woven[half.place].key + one.key)
            begun += _halved(half.place, half.rest, one.key)
            continue
        halves = []
        turn = _next_turn(one.key, said, turn)
        expected = _key(said[turn].text) if turn < len(said) else ""
        is_whole = turn < len(said) and _alike(one.key, said[turn])
        if not is_whole and expected.startswith(one.key):
            begun += _halved(len(woven), expected, one.key)
        woven.append(replace(one, key=expected) if is_whole else one)
        turn += 1
    return woven


def _halved(place: int, text: str, start: str) -> Iterator[_Half]:
    if len(text) > len(start):
        yield _Half(place, text[len(start) :])


def _next_turn(key: str, said: Sequence[Said], turn: int) -> int:
    """The turn of a text: the one that is due, or that of the same text a little further on."""
    if turn < len(said) and _key(said[turn].text).startswith(key):
        return turn
    near = range(turn, min(len(said), turn + _NEAR))
    return next((other for other in near if _alike(key, said[other])), turn)


def _changed(said: Sequence[Said], shown: Sequence[_Shown], labels: Labels) -> Iterator[Difference]:
    was, now = [_key(one.text) for one in said], [one.key for one in shown]
    if was == now:
        return
    page = 1
    for kind, first, last, start, end in SequenceMatcher(None, was, now, False).get_opcodes():
        page = shown[start].page if start < len(shown) else page
        if kind == "equal":
            continue
        if last - first == end - start:
            for old, new in zip(said[first:last], shown[start:end], strict=True):
                yield _otherwise(old, new, labels)
        else:
            yield from (_removed(one, page, labels) for one in said[first:last])
            yield from (_added(one.key, one.page) for one in shown[start:end])


def _otherwise(said: Said, shown: _Shown, labels: Labels) -> Difference:
    key = _key(said.text)
    address = _figure_in(said, *_apart_at(key, shown.key))
    old, new = apart(key, shown.key)
    where, page = _where(address, labels), f"第 {shown.page} 页"
    place = f"{where}（{page}）" if where else page
    message = f"{place}：页上显示“{new}”，所附数据为“{old}”"
    return Difference(message, where or page, address, None, new, old)


def _removed(said: Said, page: int, labels: Labels) -> Difference:
    address = said.figures[0][2] if said.figures else None
    where, text = _where(address, labels), cut(said.text)
    place = f"{where}（第 {page} 页附近）" if where else f"第 {page} 页附近"
    message = f"{place}：所附数据中的“{text}”没有显示"
    return Difference(message, where or f"第 {page} 页", address, None, None, text)


def _added(key: str, page: int) -> Difference:
    where = f"第 {page} 页"
    if not key:
        return Difference(f"{where}：有后加的批注或遮盖", where)
    return Difference(f"{where}：“{cut(key)}”不在所附数据中", where, None, None, cut(key))


def _where(address: str | None, labels: Labels) -> str:
    return labels.of(address) if address is not None else ""


def _apart_at(was: str, now: str) -> tuple[int, int]:
    """Where in a text begins and ends what another one says otherwise."""
    short = min(len(was), len(now))
    start = next((at for at in range(short) if was[at] != now[at]), short)
    rest = short - start
    after = next((at for at in range(rest) if was[-1 - at] != now[-1 - at]), rest)
    return start, len(was) - after


def _figure_in(said: Said, start: int, end: int) -> str | None:
    """The address of the first figure that a part of a text's characters touches."""
    for first, last, address in said.figures:
        begins, ends = len(_key(said.text[:first])), len(_key(said.text[:last]))
        if begins <= end and start <= ends:
            return address
    return None
