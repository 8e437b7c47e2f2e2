"""Disclosure -> the files of a publication, by format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from mingzhang.model import disclosure_to_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Publication
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.opening import Opened

__all__ = ["FORMATS", "Published", "publish", "published_files"]

FORMATS: Final = {
    "docx": "Word",
    "pdf": "PDF",
    "html": "网页",
    "xlsx": "Excel",
    "json": "数据（JSON）",
    "csv": "开放数据（CSV）",
}
"""The formats that can be published, by the name that commands take."""

_DRAWN: Final = frozenset({"docx", "pdf", "html"})
"""The formats that have charts."""

_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CARRIED_DATA: Final = "公开数据（JSON）：本文件全部表格、文字和数字，供程序读取"
_CARRIED_BOOK: Final = "公开表格（Excel）：本文件全部表格，数字可以计算"
_MEDIA_TYPES: Final = {
    "json": "application/json",
    "csv": "application/vnd.datapackage+json",
}
"""The formats that hold the same as data, and what a page calls them."""

_PACKAGE: Final = "datapackage.json"
"""The file of an open data package that names all others."""

_FORBIDDEN: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME: Final = 70
_DRAFT: Final = "（审核稿）"


def file_stem(title: str, *, is_draft: bool = False) -> str:
    """A title as a file name that every system takes (at most 70 characters and a draft's mark).

    >>> file_stem("某局2025年度部门预算公开")
    '某局2025年度部门预算公开'
    >>> file_stem("某局2025年度部门预算公开", is_draft=True)
    '某局2025年度部门预算公开（审核稿）'
    """
    stem = _FORBIDDEN.sub("_", title)[:_LONGEST_NAME].rstrip(" .")
    return f"{stem}{_DRAFT}" if is_draft else stem


@dataclass(frozen=True, slots=True)
class Published:
    """The files of a publication by name, and what a person should know of them."""

    files: dict[str, bytes]
    notices: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person need not know, such as which fonts were taken."""


def published_files(
    opened: Opened, formats: Sequence[str], *, is_draft: bool = False
) -> dict[str, bytes]:
    """The files of a publication by name; see `publish`."""
    return publish(opened, formats, is_draft=is_draft).files


def publish(opened: Opened, formats: Sequence[str], *, is_draft: bool = False) -> Published:
    """The files of a publication, in the order of the formats.

    A format of one file is called after the publication; open data is a folder of that name. A
    draft's names say so, that it never takes the place of the publication.

    Raises:
        InputError: a format needs what is not there, such as fonts, or cannot be made.
    """
    missing = _missing_assets() if _DRAWN.intersection(formats) else None
    publication = compose(
        opened.scheme, opened.disclosure, is_draft=is_draft, has_charts=missing is None
    )
    made = _Making(opened, publication, formats, is_draft=is_draft)
    made.notices.extend([missing] if missing else [])
    files = {path: data for name in formats for path, data in made.format(name).items()}
    return Published(files, tuple(made.notices), tuple(made.remarks))


def _missing_assets() -> str | None:
    """What the charts lack, in a sentence; None if they can be drawn."""
    # Each format has libraries of its own, which take long to load; so it is loaded when asked for.
    from mingzhang.publisher.render.chart import missing_assets

    return missing_assets()


class _Making:
    """The making of the files of one publication."""

    def __init__(
        self, opened: Opened, publication: Publication, formats: Sequence[str], *, is_draft: bool
    ) -> None:
        self.opened = opened
        self.stem = file_stem(publication.title, is_draft=is_draft)
        self.publication = publication
        self.formats = formats
        self.notices: list[str] = []
        self.remarks: list[str] = []

    def format(self, name: str) -> dict[str, bytes]:
        """The files of one format by name."""
        if name == "csv":
            return {f"{self.stem}/{file}": data for file, data in _open_data(self.opened).items()}
        makers: dict[str, Callable[[], bytes]] = {
            "docx": self._word,
            "pdf": self._pdf,
            "html": self._page,
            "xlsx": lambda: self.book,
            "json": lambda: self.json,
        }
        return {self._file(name): makers[name]()}

    @cached_property
    def json(self) -> bytes:
        """The data, which other formats carry too."""
        return disclosure_to_json(self.opened.disclosure)

    @cached_property
    def book(self) -> bytes:
        """The Excel file, which the PDF carries too."""
        from mingzhang.publisher.render.xlsx import render_xlsx

        disclosure = self.opened.disclosure
        return render_xlsx(self.publication, disclosure.facts, self._labels().of, disclosure)

    def _file(self, name: str) -> str:
        """The file of a format that a reader opens."""
        return f"{self.stem}/{_PACKAGE}" if name == "csv" else f"{self.stem}.{name}"

    def _labels(self) -> Labels:
        return Labels(self.opened.scheme, self.opened.disclosure)

    def _word(self) -> bytes:
        from mingzhang.publisher.render.docx import render_docx

        return render_docx(self.publication, self.opened.disclosure, self._labels().of)

    def _pdf(self) -> bytes:
        from mingzhang.publisher.render.pdf import (
            GETA,
            Attachment,
            NoFontError,
            TypesettingError,
            render_pdf,
        )

        data, book = self._file("json"), self._file("xlsx")
        carried = (
            Attachment(data, "application/json", "data", _CARRIED_DATA, self.json),
            Attachment(book, _XLSX, "alternative", _CARRIED_BOOK, self.book),
        )
        try:
            made = render_pdf(self.publication, carried)
        except (NoFontError, TypesettingError) as error:
            raise InputError(Path("pdf"), str(error)) from error
        self.remarks.append(made.fonts)
        if made.missing:
            named = "、".join(f"{one}（U+{ord(one):04X}）" for one in made.missing)
            self.notices.append(f"字体中没有这些字：{named}，PDF 中印作“{GETA}”")
        return made.data

    def _page(self) -> bytes:
        others = {name: self._file(name) for name in self.formats if name != "html"}
        links = tuple((FORMATS[name], file) for name, file in others.items())
        data = tuple((kind, others[name]) for name, kind in _MEDIA_TYPES.items() if name in others)
        return _page(self.opened, self.publication, links, data).encode()


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
