"""Files in and out: whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from mingzhang.model import SourceReference
from mingzhang.workflow.errors import InputError, OutputError

__all__ = ["read_bytes", "reference_to", "write_together"]

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
    errno.ENOENT: "没有这个文件夹，也无法建立，请检查路径",
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
        cause = _CAUSES.get(error.errno or 0) or f"读取失败：{error.strerror}"
        raise InputError(path, cause) from error


def reference_to(path: Path, data: bytes) -> SourceReference:
    """A file by its name and the sha256 of its bytes."""
    name = path.name.encode("utf-8", "replace").decode()
    return SourceReference(name=name, sha256=hashlib.sha256(data).hexdigest())


def write_together(contents: Mapping[Path, bytes]) -> None:
    """Write files so that all of them are new or all of them are as before.

    Each is written in full beside its place first; only when all are on the disk are they
    renamed, one after the other. Should a name be refused, those before it are put back.

    Raises:
        OutputError: nothing was written; the files that were there are untouched.
    """
    made: list[Path] = []
    written: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            written[path] = _write_aside(path, content, made)
        _rename_all(written)
    except BaseException:
        _remove(written.values())
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _write_aside(path: Path, content: bytes, made: list[Path]) -> Path:
    """Write beside `path`; folders that had to be made for it are added to `made`."""
    try:
        _make_folder(path.parent, made)
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if path.exists() and not path.is_file():
            raise OutputError(path, "这是设备，不是普通文件，请换一个文件名")
        aside = _empty_beside(path)
    except OSError as error:
        raise _told(path, error) from error
    try:
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.chmod(0o644)
    except BaseException as error:
        _remove([aside])
        if isinstance(error, OSError):
            raise _told(path, error) from error
        raise
    return aside


def _make_folder(folder: Path, made: list[Path]) -> None:
    absent = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(absent):
        one.mkdir(exist_ok=True)
        made.append(one)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))


def _empty_beside(path: Path) -> Path:
    handle, name = tempfile.mkstemp(prefix=".mingzhang-", suffix=".tmp", dir=path.parent)
    os.close(handle)
    return Path(name)


def _rename_all(written: Mapping[Path, Path]) -> None:
    """Put each file in its place; what stood there is kept until all are in place."""
    kept: dict[Path, Path | None] = {}
    try:
        for path, aside in written.items():
            try:
                kept[path] = _kept(path)
                aside.replace(path)
            except OSError as error:
                raise _told(path, error) from error
    except BaseException:
        for path, before in kept.items():
            _put_back(path, before, written[path])
        raise
    finally:
        _remove(before for before in kept.values() if before is not None)


def _kept(path: Path) -> Path | None:
    """A second copy of what stands at a path, made without reading it where the disk can."""
    if not path.exists():
        return None
    copy = _empty_beside(path)
    copy.unlink()
    try:
        os.link(path, copy)
    except OSError:
        shutil.copy2(path, copy)
    return copy


def _put_back(path: Path, before: Path | None, aside: Path) -> None:
    if aside.exists():
        return
    with suppress(OSError):
        if before is None:
            path.unlink(missing_ok=True)
        else:
            before.replace(path)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _told(path: Path, error: OSError) -> OutputError:
    return OutputError(path, _CAUSES.get(error.errno or 0) or f"写入失败：{error.strerror}")
