"""PDF files of our own: the disclosure that they carry, if the pages show the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mingzhang.model import Disclosure, ModelError, disclosure_from_json
from mingzhang.reader.formats.pdf import pdf_carried
from mingzhang.reader.page import Difference
from mingzhang.scheme import SchemeError
from mingzhang.workflow.pdf_pages import is_of_another, page_differences

__all__ = ["OwnPdf", "own_pdf"]

_FORMAT: Final = b'"mingzhang/disclosure"'
_MOST_TOLD: Final = 5
_READ_AS_SHOWN: Final = "以下按页面内容读取"


@dataclass(frozen=True, slots=True)
class OwnPdf:
    """What a PDF carries: its disclosure, and what its pages show otherwise.

    Without a disclosure `problem` says why there is none, in words that end a sentence.
    """

    disclosure: Disclosure | None
    differences: tuple[Difference, ...] = ()
    problem: str = ""

    @property
    def is_as_published(self) -> bool:
        """Whether the pages show exactly what the file carries."""
        return self.disclosure is not None and not self.differences

    def told(self) -> list[str]:
        """What a person should know who reads the file; nothing if all is as published."""
        if self.is_as_published:
            return []
        if self.problem:
            return [f"{self.problem}，{_READ_AS_SHOWN}"]
        count = len(self.differences)
        more = [f"……另有 {count - _MOST_TOLD} 处"] if count > _MOST_TOLD else []
        return [
            f"页面与所附数据有 {count} 处不同，{_READ_AS_SHOWN}：",
            *(f"  {one.message}" for one in self.differences[:_MOST_TOLD]),
            *(f"  {one}" for one in more),
        ]


def own_pdf(data: bytes) -> OwnPdf | None:
    """What a PDF file of our own carries and shows; None of any other file.

    Raises:
        ReadError: it cannot be opened.
    """
    found = pdf_carried(data)
    if found is None:
        return None
    carried, pieces = _carried(found.attached), found.pieces
    if carried is None:
        is_damaged = any(_FORMAT in one for one in found.attached.values())
        return OwnPdf(None, problem="文件所附的公开数据已损坏") if is_damaged else None
    try:
        differences = page_differences(carried, pieces)
    except SchemeError as error:
        return OwnPdf(None, problem=f"文件所附的公开数据不能使用（{error}）")
    if is_of_another(differences, pieces):
        named = f"{carried.entity.name}{carried.fiscal_year}年度"
        return OwnPdf(None, problem=f"文件所附的公开数据是“{named}”的，与页面不是同一份")
    return OwnPdf(carried, tuple(differences))


def _carried(attached: Mapping[str, bytes]) -> Disclosure | None:
    for name, content in attached.items():
        if name.lower().endswith(".json") and _FORMAT in content:
            try:
                return disclosure_from_json(content)
            except ModelError:
                continue
    return None
