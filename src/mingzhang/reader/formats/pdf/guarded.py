"""A PDF file read in a process of its own, which may be ended when it takes too long or too much."""

from __future__ import annotations

import pickle
import subprocess
import sys
from typing import Final

from mingzhang.reader.formats.pdf.carried import Carried
from mingzhang.reader.source import Document, ReadError

__all__ = ["guarded_carried", "guarded_document"]

_READER: Final = "mingzhang.reader.formats.pdf.apart"
_SECONDS: Final = 8
_GIVEN_UP: Final = (
    "文件结构异常，读取时超出时间或内存上限；请用原来的程序重新导出 PDF，或打印为新的 PDF 后再试"
)


def guarded_document(data: bytes) -> Document:
    """The blocks of a PDF file that may be built to do harm.

    Raises:
        ReadError: it cannot be read, or not within bounds.
    """
    answer = _answer(data, "document")
    assert isinstance(answer, Document)
    return answer


def guarded_carried(data: bytes) -> Carried:
    """What such a file carries and what its tags say.

    Raises:
        ReadError: as `guarded_document`.
    """
    answer = _answer(data, "carried")
    assert isinstance(answer, Carried)
    return answer


def _answer(data: bytes, wanted: str) -> object:
    try:
        done = subprocess.run(
            [sys.executable, "-m", _READER, wanted],
            input=data,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
        answer: object = pickle.loads(done.stdout)
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        raise ReadError(_GIVEN_UP) from error
    if isinstance(answer, str):
        raise ReadError(answer)
    return answer
