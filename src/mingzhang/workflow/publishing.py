"""Disclosure -> the files of a publication, by format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from mingzhang.model import disclosure_to_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Publication
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.opening import Opened

__all__ = ["FORMATS", "LATER_FORMATS", "main_file", "published_files"]

FORMATS: Final = {
    "docx": "Word",
    "html": "网页",
    "xlsx": "Excel",
    "json": "数据（JSON）",
    "csv": "开放数据（CSV）",
}
"""The formats that can be published, by the name that commands take."""

LATER_FORMATS: Final = ("pdf",)
"""Formats of the contract that this version cannot write yet."""

_MEDIA_TYPES: Final = {
    "json": "application/json",
    "csv": "application/vnd.datapackage+json",
}
"""The formats that hold the same as data, and what a page calls them."""

_PACKAGE: Final = "datapackage.json"
"""The file of an open data package that names all others."""

_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME: Final = 70


def file_stem(title: str) -> str:
    """A title as a file name that every system takes (at most 70 characters).

    >>> file_stem("某局2025年度部门预算公开")
    '某局2025年度部门预算公开'
    """
    return _FORBIDDEN.sub("_", title)[:_LONGEST_NAME].rstrip(" .")


def published_files(
    opened: Opened, formats: Sequence[str], *, is_draft: bool = False
) -> dict[str, bytes]:
    """The files of a publication by name, in the order of the formats.

    A format of one file is called after the publication; open data is a folder of that name.
    """
    publication = compose(opened.scheme, opened.disclosure, is_draft=is_draft)
    stem = file_stem(publication.title)
    others = {name: main_file(publication.title, name) for name in formats if name != "html"}
    links = tuple((FORMATS[name], file) for name, file in others.items())
    data = tuple((kind, others[name]) for name, kind in _MEDIA_TYPES.items() if name in others)
    makers: dict[str, Callable[[], dict[str, bytes]]] = {
        "docx": lambda: {f"{stem}.docx": _word(opened, publication)},
        "html": lambda: {f"{stem}.html": _page(opened, publication, links, data).encode()},
        "xlsx": lambda: {f"{stem}.xlsx": _book(opened, publication)},
        "json": lambda: {f"{stem}.json": disclosure_to_json(opened.disclosure)},
        "csv": lambda: {f"{stem}/{name}": data for name, data in _open_data(opened).items()},
    }
    return {path: data for name in formats for path, data in makers[name]().items()}


def _word(opened: Opened, publication: Publication) -> bytes:
    # Each format has libraries of its own, which take long to load; so it is loaded when asked for.
    from mingzhang.publisher.render.docx import render_docx

    disclosure = opened.disclosure
    return render_docx(publication, disclosure, Labels(opened.scheme, disclosure).of)


def _book(opened: Opened, publication: Publication) -> bytes:
    from mingzhang.publisher.render.xlsx import render_xlsx

    disclosure = opened.disclosure
    place_of = Labels(opened.scheme, disclosure).of
    return render_xlsx(publication, disclosure.facts, place_of, disclosure)


def _open_data(opened: Opened) -> Mapping[str, bytes]:
    from mingzhang.publisher.opendata import open_data_files

    return open_data_files(opened.scheme, opened.disclosure)


def _page(
    opened: Opened,
    publication: Publication,
    links: tuple[tuple[str, str], ...],
    data: tuple[tuple[str, str], ...],
) -> str:
    from mingzhang.publisher.facts import page_facts
    from mingzhang.publisher.render.html import render_html

    block = page_facts(opened.scheme, opened.disclosure, publication)
    return render_html(publication, links, block, data)


def main_file(title: str, name: str) -> str:
    """The file of a format that a reader opens, for a publication of this title.

    >>> main_file("某局2025年度部门预算公开", "csv")
    '某局2025年度部门预算公开/datapackage.json'
    """
    stem = file_stem(title)
    return f"{stem}/{_PACKAGE}" if name == "csv" else f"{stem}.{name}"
