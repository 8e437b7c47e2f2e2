"""Who makes what of the site: every page and file has its maker here, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
from msgspec import Struct

from mingzhang.publisher.site.compare import compare_pages
from mingzhang.publisher.site.corrections import correction_pages, corrections_of
from mingzhang.publisher.site.downloads import YearFile, data_files
from mingzhang.publisher.site.entity import entity_pages
from mingzhang.publisher.site.entry import Edition, SiteIndex
from mingzhang.publisher.site.explore import explore_pages
from mingzhang.publisher.site.feeds import feed_files, missing_page
from mingzhang.publisher.site.glossary import UsedTerm, glossary_pages, used_terms
from mingzhang.publisher.site.home import home_pages
from mingzhang.publisher.site.publication import publication_assets, publication_pages
from mingzhang.publisher.site.search import (
    SearchDocument,
    search_documents,
    search_files,
    search_pages,
)
from mingzhang.publisher.site.year import year_pages

__all__ = ["Joined", "assets", "joined_of", "pages_of_edition", "pages_over_all"]

_ASSETS = "assets"


class Joined(Struct, frozen=True):
    """What an edition adds to pages over all of them, besides its entry."""

    documents: tuple[SearchDocument, ...]
    terms: tuple[UsedTerm, ...]


def pages_of_edition(edition: Edition) -> dict[str, bytes]:
    """Everything that is made of one edition alone, by path, but for its downloads."""
    return {
        **publication_pages(edition),
        **explore_pages(edition),
        **search_pages(edition),
        **corrections_of(edition),
    }


def joined_of(edition: Edition) -> bytes:
    """What pages over all need of an edition, to be remembered."""
    return msgspec.msgpack.encode(Joined(search_documents(edition), used_terms(edition)))


def pages_over_all(
    index: SiteIndex, joined: Sequence[Joined], archives: Mapping[str, YearFile]
) -> Iterator[Mapping[str, bytes]]:
    """The pages over all editions, maker by maker."""
    yield home_pages(index)
    yield year_pages(index)
    yield entity_pages(index)
    yield compare_pages(index)
    yield search_files(index, (document for one in joined for document in one.documents))
    yield glossary_pages(index, (term for one in joined for term in one.terms))
    yield data_files(index, archives)
    yield correction_pages(index)
    yield feed_files(index)
    yield missing_page(index)


def assets() -> dict[str, bytes]:
    """Style sheets, scripts and pictures that pages share."""
    folder = resources.files("mingzhang.publisher.site").joinpath(_ASSETS)
    return {**dict(_files_in(folder, f"{_ASSETS}/")), **publication_assets()}


def _files_in(folder: Traversable, head: str) -> Iterator[tuple[str, bytes]]:
    for one in sorted(folder.iterdir(), key=lambda found: found.name):
        if one.is_file():
            yield f"{head}{one.name}", one.read_bytes()
