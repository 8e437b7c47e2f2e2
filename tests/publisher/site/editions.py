"""Editions of the invented department, and eyes for the pages made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html
from tests.department import workbook
from tests.publisher.facts.pages import SCHEME

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure
from mingzhang.publisher.compose import compose
from mingzhang.publisher.site.entry import Edition, SiteFile
from mingzhang.publisher.site.summary import entry_of
from mingzhang.scheme import Scheme

FILES = (
    SiteFile("docx", "Word", "files/预算 #1.docx", 40_000),
    SiteFile("json", "数据（JSON）", "files/budget.json", 300),
)


def compiled(**changes: Any) -> Disclosure:
    return compile_budget(read_budget(workbook(**changes))).disclosure


def edition_of(disclosure: Disclosure, scheme: Scheme = SCHEME) -> Edition:
    publication = compose(scheme, disclosure)
    return Edition(
        scheme, disclosure, publication, entry_of(scheme, disclosure, publication, FILES)
    )


def parsed(pages: Mapping[str, bytes]) -> dict[str, html.HtmlElement]:
    """The pages as a browser would understand them, by path."""
    return {
        path: html.document_fromstring(content.decode())
        for path, content in pages.items()
        if path.endswith(".html")
    }


def links(path: str, tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Where the links of a page lead within the site: path and fragment, as they are written."""
    for address in tree.xpath("//a/@href"):
        parts = urlsplit(address)
        target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
        yield target, parts.fragment
