"""Words of a published Word or Excel file that are not as they were published.

The file is made again from the disclosure that it carries, and what both say is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, NamedTuple

from mingzhang.checker.report.told import place_of
from mingzhang.cube import Evidence
from mingzhang.reader.changes import FigureChange, Published
from mingzhang.reader.formats.limits import within_limits
from mingzhang.reader.page import Difference
from mingzhang.reader.source import Document, Grid, Line
from mingzhang.scheme import load_scheme
from mingzhang.workflow.opening import Opened
from mingzhang.workflow.publishing import published_files

__all__ = ["OfficeFormat", "apart", "cut", "rewordings"]

_MOST: Final = 50
"""So many differences are named."""

_CONTEXT: Final = 12
_PAGE_NUMBER: Final = re.compile(r"\t\d+$")
_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_UNKNOWN: Final = Difference("文字与发布时不一致；请与发布时的原件对照", "正文")


class OfficeFormat(NamedTuple):
    """How a format is published (`name`), read as blocks, and asked for what it published."""

    name: str
    document: Callable[[bytes], Document]
    published: Callable[[bytes], Published | None]


class _Said(NamedTuple):
    """A paragraph or cell; `key` is what counts of it."""

    key: str
    text: str
    evidence: Evidence


def rewordings(
    data: bytes, published: Published, kind: OfficeFormat, changes: Sequence[FigureChange]
) -> tuple[Difference, ...]:
    """What the file says in other words, apart from the figures that were changed."""
    if published.is_worded:
        return ()
    original = _original(published, kind)
    if original is None:
        return (_UNKNOWN,)
    edits = {(one.published, one.shown) for one in changes}
    found = list(_differences(_said(kind.document(original)), _said(kind.document(data)), edits))
    if len(found) > _MOST:
        more = Difference(f"另有 {len(found) - _MOST} 处文字与发布时不一致", "正文")
        return (*found[:_MOST], more)
    return tuple(found) or (_UNKNOWN,)


def _original(published: Published, kind: OfficeFormat) -> bytes | None:
    """The file as published; None if this version of the program words it otherwise."""
    disclosure = published.disclosure
    opened = Opened(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)
    for is_draft in (False, True):
        (data,) = published_files(opened, [kind.name], is_draft=is_draft).values()
        again = kind.published(data)
        if again is not None and again.words == published.words:
            return data
    return None


def _said(document: Document) -> list[_Said]:
    said = []
    for block in within_limits(document).blocks:
        if isinstance(block, Line) and block.role == "body":
            passages = [block.passage]
        elif isinstance(block, Grid):
            passages = list(block.passages())
        else:
            continue
        for passage in passages:
            evidence = passage.evidence()
            if evidence is not None and passage:
                key = "".join(_PAGE_NUMBER.sub("", passage.text).split())
                said.append(_Said(key, passage.text.strip(), evidence))
    return said


def _differences(
    was: Sequence[_Said], now: Sequence[_Said], edits: set[tuple[str, str]]
) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [one.key for one in was], [one.key for one in now], False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            continue
        old, new = was[first:last], now[start:end]
        if len(old) == len(new):
            pairs = zip(old, new, strict=True)
            yield from (_reworded(*pair) for pair in pairs if not _is_edited(*pair, edits))
        else:
            yield from (_removed(one) for one in old)
            yield from (_added(one) for one in new)


def _is_edited(was: _Said, now: _Said, edits: set[tuple[str, str]]) -> bool:
    """Whether two texts differ in numbers only, and these are told as figures already."""
    if _NUMBER.sub("", was.key) != _NUMBER.sub("", now.key):
        return False
    pairs = zip_longest(_NUMBER.findall(was.key), _NUMBER.findall(now.key), fillvalue="")
    return all(old == new or _plain(old, new) in {_plain(*one) for one in edits}
               for old, new in pairs)  # fmt: skip


def _plain(old: str, new: str) -> tuple[str, str]:
    return old.replace(",", ""), new.replace(",", "")


def _reworded(was: _Said, now: _Said) -> Difference:
    old, new = apart(was.text, now.text)
    where = place_of(now.evidence)
    return Difference(f"{where}：写作“{new}”，应为“{old}”", where, None, None, new, old)


def _removed(was: _Said) -> Difference:
    where = place_of(was.evidence)
    text = cut(was.text)
    return Difference(f"原件{where}的“{text}”被删去", where, None, None, None, text)


def _added(now: _Said) -> Difference:
    where = place_of(now.evidence)
    text = cut(now.text)
    return Difference(f"{where}：“{text}”是后加的", where, None, None, text, None)


def cut(text: str) -> str:
    """As much of a text as a message has room for."""
    return text if len(text) <= 3 * _CONTEXT else f"{text[: 3 * _CONTEXT]}……"


def apart(was: str, now: str) -> tuple[str, str]:
    """The parts of two texts that differ, with a little around them."""
    short = min(len(was), len(now))
    before = next((at for at in range(short) if was[at] != now[at]), short)
    after = next(
        (at for at in range(short - before) if was[-1 - at] != now[-1 - at]), short - before
    )
    start, rest = max(0, before - _CONTEXT), max(0, after - _CONTEXT)
    return _between(was, start, len(was) - rest), _between(now, start, len(now) - rest)


def _between(text: str, start: int, end: int) -> str:
    return f"{'……' if start else ''}{text[start:end]}{'……' if end < len(text) else ''}"
