"""Any file -> the same file with comments, told by its content as the reader tells it."""

from __future__ import annotations

from pathlib import Path

from mingzhang.model import Findings
from mingzhang.reader.formats.package import open_package
from mingzhang.reader.source import ReadError
from mingzhang.workflow.annotating.word import annotated_word
from mingzhang.workflow.annotating.workbook import annotated_workbook
from mingzhang.workflow.errors import InputError

__all__ = ["annotated"]

_NO_COMMENTS = (
    "只能在 Word（.docx）和 Excel（.xlsx）文件里加批注；这个文件请用 --format html 看报告"
)


def annotated(path: Path, data: bytes, findings: Findings) -> bytes:
    """The file `path`, whose content is `data`, with a comment at each place of its findings.

    The same file and findings give the same bytes.

    Raises:
        InputError: it is of a format that has no comments, or cannot be read.
    """
    try:
        if data.startswith(b"PK"):
            names = [name.casefold() for name in open_package(data).names]
            if any(name.startswith("word/") for name in names):
                return annotated_word(data, findings)
            if any(name.startswith("xl/") for name in names):
                return annotated_workbook(data, findings)
    except ReadError as error:
        raise InputError(path, str(error)) from error
    raise InputError(path, _NO_COMMENTS)
