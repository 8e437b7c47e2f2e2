"""Published pages verified: figure by figure, and as a whole."""

from __future__ import annotations

from pathlib import Path

from mingzhang.reader.page import Verified, verify_page
from mingzhang.reader.source import ReadError
from mingzhang.workflow.errors import InputError
from mingzhang.workflow.files import read_bytes

__all__ = ["verified_page"]


def verified_page(path: Path) -> Verified:
    """What verifying a published page finds.

    Raises:
        InputError: the file cannot be read, or is no page that Mingzhang wrote.
    """
    data = read_bytes(path)
    if not data.strip():
        raise InputError(path, "文件是空的，请检查是否保存成功")
    try:
        return verify_page(data)
    except ReadError as error:
        raise InputError(path, str(error)) from error
