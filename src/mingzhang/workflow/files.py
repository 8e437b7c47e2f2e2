"""Files in and out: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from mingzhang.workflow.errors import InputError, OutputError

__all__ = ["read_bytes", "write_together"]

_CAUSES: Final = {
    errno.ENOSPC: "磁盘空间不足，没有写入；原有文件保持不变，请清理磁盘后重试",
    errno.EDQUOT: "磁盘配额已满，没有写入；原有文件保持不变，请清理后重试",
    errno.EACCES: "没有写入权限，请换一个文件夹，或请管理员开通权限",
    errno.EPERM: "没有写入权限，请换一个文件夹，或请管理员开通权限",
    errno.EROFS: "所在磁盘只读，请换一个文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹，请检查路径",
    errno.EEXIST: "同名文件已存在，不能作为文件夹使用，请换一个名字",
    errno.ENAMETOOLONG: "文件名太长，请换一个短一些的名字",
    errno.EISDIR: "这是一个文件夹，请给出文件名",
}


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        InputError: there is no such file, or it may not be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(path, f"没有这个文件，请检查路径 {path}") from error
    except IsADirectoryError as error:
        raise InputError(path, "这是一个文件夹，请给出其中的文件") from error
    except PermissionError as error:
        raise InputError(path, "没有读取权限，或文件正被其他程序打开，请关闭后重试") from error
    except OSError as error:
        raise InputError(path, f"读取失败：{error.strerror}") from error


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files so that all of them are new or all of them are as before.

    Each is written in full beside its place first; only when all are on the disk are they
    renamed, one after the other.

    Raises:
        OutputError: nothing could be written; the files that were there are untouched.
    """
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            written[path] = _write_aside(path, content)
        for path, aside in written.items():
            _rename(aside, path)
    finally:
        for aside in written.values():
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def _write_aside(path: Path, content: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        handle, name = tempfile.mkstemp(prefix=".mingzhang-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise _told(path, error) from error
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(0o644)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise _told(path, error) from error
    return aside


def _rename(aside: Path, path: Path) -> None:
    try:
        aside.replace(path)
    except OSError as error:
        raise _told(path, error) from error


def _told(path: Path, error: OSError) -> OutputError:
    return OutputError(path, _CAUSES.get(error.errno or 0) or f"写入失败：{error.strerror}")
