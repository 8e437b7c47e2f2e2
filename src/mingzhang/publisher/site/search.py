"""Search without a server: an index of small files that a page fetches a few of for each query.

Three makers, the first two of one disclosure: `search_pages` gives the texts that hits are checked
against and quoted from, written beside its pages; `search_documents` gives what is remembered of it,
its tokens; `search_files` joins what is remembered of all into the index and the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, json

from mingzhang.publisher.site.entry import Edition, SiteIndex
from mingzhang.publisher.site.search_index import index_files
from mingzhang.publisher.site.search_page import search_page
from mingzhang.publisher.site.search_text import KINDS, ROWS, Passage, parts_of, syllables_of
from mingzhang.publisher.site.search_tokens import tokens_of

__all__ = ["SearchDocument", "search_documents", "search_files", "search_pages"]


class SearchDocument(Struct, frozen=True, gc=False):
    """What one disclosure is found by: the pinyin of its name, the tokens of its parts by kind.

    The tokens of a part are the bytes of ascending 32-bit numbers, the low byte first.
    """

    slug: str
    year: int
    syllables: tuple[str, ...]
    parts: tuple[tuple[bytes, ...], ...]


def search_pages(edition: Edition) -> dict[str, bytes]:
    """The texts of a disclosure in parts, by their paths from the root of the site."""
    return {
        f"{edition.entry.path}search/{kind}-{number}.json": json.encode([*map(_encodable, part)])
        for kind, parts in parts_of(edition).items()
        for number, part in enumerate(parts, 1)
    }


def search_documents(edition: Edition) -> tuple[SearchDocument, ...]:
    """What is remembered of a disclosure, to be found by: one document."""
    parts = parts_of(edition)
    tokens = tuple(tuple(_tokens(kind, part) for part in parts[kind]) for kind in KINDS)
    entry = edition.entry
    return (SearchDocument(entry.slug, entry.year, syllables_of(entry.name), tokens),)


def search_files(index: SiteIndex, documents: Iterable[SearchDocument]) -> dict[str, bytes]:
    """The index over all disclosures and the page of the search, by their paths."""
    known, spelled = {}, {}
    for one in documents:
        known[one.slug, one.year] = one.parts
        spelled[one.slug] = one.syllables
    return {**index_files(index, known, spelled), **search_page(index)}


def _tokens(kind: str, part: Iterable[Passage]) -> bytes:
    texts = [text for one in part for text in _searched(kind, one)]
    return tokens_of(texts, of_codes=kind == "codes").astype("<u4").tobytes()


def _searched(kind: str, passage: Passage) -> tuple[str, ...]:
    """What a passage is found by: rows by name and amount; a form by its text, its title is a name."""
    if kind in ROWS:
        return passage.title, passage.reading, passage.amount
    return (passage.text,) if kind == "forms" else (passage.title, passage.text)


def _encodable(passage: Passage) -> list[str]:
    """A passage without halves of characters, which no JSON may hold."""
    texts = [passage.target, passage.title, passage.text, passage.reading]
    while texts and not texts[-1]:
        texts.pop()
    return [text.encode("utf-8", "replace").decode() for text in texts]
