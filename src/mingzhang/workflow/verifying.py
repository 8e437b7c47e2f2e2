"""Published files verified: pages figure by figure and as a whole, Word and Excel by their data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mingzhang.model import Disclosure
from mingzhang.reader.page import Difference, Verified, is_own_page, verify_page
from mingzhang.reader.source import ReadError
from mingzhang.reader.word import FigureChange, own_word, word_changes
from mingzhang.reader.workbook import own_workbook, workbook_changes
from mingzhang.scheme import load_scheme
from mingzhang.scheme.labels import Labels
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

__all__ = ["verified_file"]


def verified_file(path: Path) -> Verified:
    """What verifying a published page, Word or Excel file finds.

    Raises:
        InputError: the file cannot be read, or is none that Mingzhang wrote.
    """
    data = read_bytes(path)
    if not data.strip():
        raise InputError(path, "文件是空的，请检查是否保存成功")
    try:
        if data.startswith(b"PK") and not is_own_page(data):
            return _office(path, data)
        return verify_page(data)
    except ReadError as error:
        raise InputError(path, str(error)) from error


def _office(path: Path, data: bytes) -> Verified:
    """An office file: what its figures show beside what it carries."""
    is_word = path.suffix.lower() == ".docx"
    disclosure = own_word(data) if is_word else own_workbook(data)
    if disclosure is None:
        raise InputError(
            path,
            "不是明账生成的文件，或除数字外的文字也改过，没有可核验的数据；请与发布时的原件对照",
        )
    changes = word_changes(data) if is_word else workbook_changes(data)
    return _verified(disclosure, changes)


def _verified(disclosure: Disclosure, changes: Sequence[FigureChange]) -> Verified:
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    labels = Labels(scheme, disclosure)
    shown = [fact for fact in disclosure.facts if fact.text is not None]
    differences = []
    for one in changes:
        where = labels.of(one.address)
        message = f"{where}：显示 {one.shown or '空白'}，应为 {one.published}"
        differences.append(Difference(message, where, one.address, None, one.shown, one.published))
    return Verified(
        entity=disclosure.entity,
        fiscal_year=disclosure.fiscal_year,
        figures=len(shown),
        places=sum(
            max(1, sum(place.start is not None for place in fact.evidence)) for fact in shown
        ),
        relations=0,
        differences=tuple(differences),
        is_explained=True,
    )
