"""The archives of a year, put together of what is packed already."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from mingzhang.publisher.site.archive import Packed, packed, write_archive
from mingzhang.publisher.site.downloads import (
    DATA,
    YearFile,
    disclosures_file,
    facts_file,
    facts_member,
)
from mingzhang.publisher.site.entry import Entry, SiteIndex
from mingzhang.publisher.site.tables import FACTS_HEADER
from mingzhang.workflow.site.draft import Draft
from mingzhang.workflow.site.editions import facts_piece
from mingzhang.workflow.site.memory import Store

__all__ = ["Archives", "put_archives"]


@dataclass(frozen=True, slots=True)
class Archives:
    """The archives by name, and of what each is put together."""

    files: Mapping[str, YearFile]
    marks: Mapping[str, str]


def put_archives(
    draft: Draft, store: Store, index: SiteIndex, before: Mapping[str, str]
) -> Archives:
    """Put the archives of each year; one of which nothing changed, by `before`, stays as it is."""
    files: dict[str, YearFile] = {}
    marks: dict[str, str] = {}
    for year in index.years:
        entries = sorted(index.of_year(year), key=lambda one: one.slug)
        for name, mark, members in _of_year(year, entries, draft, store):
            marks[name] = mark
            path = f"{DATA}{name}"
            if before.get(name) != mark or not draft.holds(path):
                _put(draft, path, members)
            size, sha256 = draft.told(path)
            files[name] = YearFile(name, size, sha256)
    return Archives(files, marks)


_Members = Callable[[], Iterator[tuple[str, Sequence[Packed]]]]


def _of_year(
    year: int, entries: Sequence[Entry], draft: Draft, store: Store
) -> Iterator[tuple[str, str, _Members]]:
    """Each archive of a year: its name, what it is put together of, and how."""
    pieces = [facts_piece(one.slug, one.year) for one in entries]

    def disclosures() -> Iterator[tuple[str, Sequence[Packed]]]:
        for one in entries:
            yield f"{one.slug}-{one.year}.json", (store.piece(one.sha256),)

    def facts() -> Iterator[tuple[str, Sequence[Packed]]]:
        rows = [
            msgspec.msgpack.decode(draft.where(path).read_bytes(), type=Packed) for path in pieces
        ]
        yield facts_member(year), [packed(FACTS_HEADER), *rows]

    shas = "\n".join(f"{one.slug} {one.sha256}" for one in entries)
    yield disclosures_file(year), _mark(shas), disclosures
    yield facts_file(year), _mark("\n".join(draft.told(path)[1] for path in pieces)), facts


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _put(draft: Draft, path: str, members: _Members) -> None:
    target = draft.aside / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        write_archive(file, members())
    draft.take_file(path)
