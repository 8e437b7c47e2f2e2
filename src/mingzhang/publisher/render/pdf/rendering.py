"""The compiler of the page: data in, the bytes of a PDF out; the same input gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from mingzhang.publisher.render.pdf.fonts import loaded_fonts

__all__ = ["Attachment", "TypesettingError", "compiled"]

_DOCUMENT: Final = Path(__file__).with_name("document.typ")
_STANDARDS: Final[list[typst.PDFStandard]] = ["a-3a", "ua-1"]


class TypesettingError(Exception):
    """Typst cannot set the page; what it says of it is in its own words."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file within the PDF; `relationship` says what it is to the pages (data, alternative)."""

    name: str
    media_type: str
    relationship: str
    description: str
    data: bytes


def compiled(drawing: Mapping[str, Any], attachments: Sequence[Attachment], day: date) -> bytes:
    """The PDF of a drawing: tagged (PDF/UA-1) and archival (PDF/A-3a), dated with `day`.

    Raises:
        TypesettingError: it cannot be set.
    """
    inputs = {
        "drawing": _written({**drawing, "date": [day.year, day.month, day.day]}),
        "attachments": _written([_listed(one) for one in attachments]),
    }
    try:
        return typst.compile(
            _document(),
            format="pdf",
            font_paths=loaded_fonts(),
            sys_inputs=inputs,
            pdf_standards=_STANDARDS,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise TypesettingError(
            f"排版时出错（{error}），没有生成 PDF；"
            "请先生成其他格式（--format docx,html,xlsx,json,csv），并把这句话告诉开发者"
        ) from error


@cache
def _document() -> bytes:
    return _DOCUMENT.read_bytes()


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _listed(one: Attachment) -> dict[str, object]:
    """An attachment as the document takes it, whose inputs are text: as numbers if it is none."""
    return {
        "name": one.name,
        "media_type": one.media_type,
        "relationship": one.relationship,
        "description": one.description,
        "data": _text(one.data) or list(one.data),
    }


def _text(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
