"""Disclosure -> the files of a publication, by format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mingzhang.model import disclosure_to_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.render.docx import render_docx
from mingzhang.publisher.render.html import render_html
from mingzhang.workflow.opening import Opened

__all__ = ["FORMATS", "LATER_FORMATS", "published_files"]

FORMATS: Final = {"docx": "Word", "html": "网页", "json": "数据（JSON）"}
"""The formats that can be published, by the name that commands take."""

LATER_FORMATS: Final = ("pdf", "xlsx", "csv")
"""Formats of the contract that this version cannot write yet."""

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
    """The files of a publication by file name, in the order of the formats."""
    publication = compose(opened.scheme, opened.disclosure, is_draft=is_draft)
    stem = file_stem(publication.title)
    links = tuple((FORMATS[name], f"{stem}.{name}") for name in formats if name != "html")
    makers = {
        "docx": lambda: render_docx(publication),
        "html": lambda: render_html(publication, links).encode(),
        "json": lambda: disclosure_to_json(opened.disclosure),
    }
    return {f"{stem}.{name}": makers[name]() for name in formats}
