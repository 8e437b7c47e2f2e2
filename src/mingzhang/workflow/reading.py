"""Published documents of any format, read as disclosures."""

from __future__ import annotations

from pathlib import Path

from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.reader.file import read_file
from mingzhang.reader.source import ReadError
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

__all__ = ["read_as_json", "read_disclosure"]


def read_disclosure(path: Path) -> Disclosure:
    """Read a published document.

    Raises:
        InputError: it cannot be read as a disclosure.
    """
    if path.is_dir():
        raise InputError(path, "文件夹里没有可以读的文件")
    try:
        return read_file(read_bytes(path), path.name)
    except ReadError as error:
        raise InputError(path, str(error)) from error
    except MemoryError as error:
        raise InputError(path, "内存不足，没有读成；请关闭其他程序，或把文件拆分后再试") from error


def read_as_json(path: Path) -> bytes | InputError:
    """The JSON of a published document, or why it cannot be read."""
    try:
        return disclosure_to_json(read_disclosure(path))
    except InputError as error:
        return error
