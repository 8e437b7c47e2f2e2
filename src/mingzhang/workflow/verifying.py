"""Published files verified: pages figure by figure and as a whole, the others by their data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from mingzhang.checker.report.told import place_of
from mingzhang.model import Disclosure
from mingzhang.reader.changes import FigureChange
from mingzhang.reader.formats.package import open_package
from mingzhang.reader.formats.pdf.attachments import attachments_of
from mingzhang.reader.formats.pdf.plain import is_plain
from mingzhang.reader.formats.spreadsheet import spreadsheet_document
from mingzhang.reader.formats.word import word_document
from mingzhang.reader.page import Difference, Verified, is_own_page, verify_page
from mingzhang.reader.source import ReadError
from mingzhang.reader.word import published_word, word_changes
from mingzhang.reader.workbook import published_workbook, workbook_changes
from mingzhang.scheme import load_scheme
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes
from mingzhang.workflow.own_pdf import own_pdf
from mingzhang.workflow.rewording import OfficeFormat, rewordings

__all__ = ["verified_file"]

_WORD: Final = OfficeFormat("docx", word_document, published_word)
_WORKBOOK: Final = OfficeFormat("xlsx", spreadsheet_document, published_workbook)
_MOST_PLACES: Final = 3
"""So many places of a changed figure are named."""


def verified_file(path: Path) -> Verified:
    """What verifying a published page, PDF, Word or Excel file finds.

    Raises:
        InputError: the file cannot be read, or is none that Mingzhang wrote.
    """
    data = read_bytes(path)
    if not data.strip():
        raise InputError(path, "文件是空的，请检查是否保存成功")
    try:
        if is_own_page(data):
            return verify_page(data)
        if data.startswith(b"%PDF-"):
            verified = _pdf(data)
        else:
            verified = _office(data) if data.startswith(b"PK") else None
    except ReadError as error:
        raise InputError(path, str(error)) from error
    if verified is None:
        raise InputError(
            path,
            "不是明账生成的 PDF、网页、Word 或 Excel 文件，或所带的数据已经丢失，不能核验；"
            "请给出 mingzhang publish 生成的原件",
        )
    return verified


def _pdf(data: bytes) -> Verified | None:
    """A PDF: what its pages show beside what it carries; None if it carries nothing.

    Raises:
        ReadError: it cannot be opened, what it carries is damaged, or belongs to another document.
    """
    own = own_pdf(data)
    if own is None:
        if is_plain(data):
            attachments_of(data)
        return None
    if own.disclosure is None:
        raise ReadError(f"{own.problem}，不能核验；请给出 mingzhang publish 生成的原件")
    return _verified(own.disclosure, (), own.differences)


def _office(data: bytes) -> Verified | None:
    """An office file: what it shows beside what it carries; None if it carries nothing."""
    kind = _WORKBOOK if _is_workbook(data) else _WORD
    published = kind.published(data)
    if published is None:
        return None
    changes = workbook_changes(data) if kind is _WORKBOOK else word_changes(data)
    words = rewordings(data, published, kind, changes)
    return _verified(published.disclosure, changes, words)


def _is_workbook(data: bytes) -> bool:
    return any(name.startswith("xl/") for name in open_package(data).names)


def _verified(
    disclosure: Disclosure, changes: Sequence[FigureChange], words: Sequence[Difference]
) -> Verified:
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    labels = Labels(scheme, disclosure)
    shown = [fact for fact in disclosure.facts if fact.text is not None]
    return Verified(
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        figures=len(shown),
        places=sum(
            max(1, sum(place.start is not None for place in fact.evidence)) for fact in shown
        ),
        relations=0,
        differences=(*_figures(labels, changes), *words),
        is_explained=all(one.displayed or one.expected for one in words),
    )


def _figures(labels: Labels, changes: Sequence[FigureChange]) -> Iterator[Difference]:
    for one in changes:
        where = labels.of(one.address)
        places = [name for place in one.places if (name := place_of(place))]
        more = f"等 {len(places)} 处" if len(places) > _MOST_PLACES else ""
        named = f"（{'、'.join(places[:_MOST_PLACES])}{more}）" if places else ""
        message = f"{where}{named}：显示 {one.shown or '空白'}，应为 {one.published}"
        yield Difference(message, where, one.address, None, one.shown, one.published)
