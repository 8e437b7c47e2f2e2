"""The files of a new build, aside until all are made, then put in place together.

Only what differs is written. What stands at a place that the site has not made stays there, and the
build stops. Should a file not go to its place, those before it are put back.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from mingzhang.workflow.errors import OutputError
from mingzhang.workflow.site.memory import Written

__all__ = ["Draft", "put_aside"]

_BLOCK: Final = 1 << 20


def sha256_of(path: Path) -> str:
    """The checksum of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _standing(path: str, written: Written) -> Written | None:
    """A file that is still as it was put there; one that was copied has another time."""
    try:
        found = os.stat(path)  # noqa: PTH116 - of so many files that paths as objects cost much
        if (found.st_size, found.st_mtime_ns) == (written.size, written.time):
            return written
        if found.st_size != written.size or sha256_of(Path(path)) != written.sha256:
            return None
        return Written(written.size, found.st_mtime_ns, written.sha256)
    except OSError:
        return None


def put_aside(aside: Path, path: str, data: bytes) -> None:
    """Write a file of the new build aside."""
    target = aside / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


class Draft:
    """The new build of the site in `out`; new files are put `aside`, `before` are the old ones."""

    def __init__(self, out: Path, aside: Path, before: Mapping[str, Written]) -> None:
        self.out = out
        self.aside = aside
        self._before = before
        self._files: dict[str, str] = {}
        self._held: dict[str, Written] = {}

    @property
    def paths(self) -> set[str]:
        """Every file of the new build."""
        return self._files.keys() | self._held.keys()

    @property
    def changed(self) -> int:
        """How many files are new or differ."""
        return len(self._files)

    def put(self, files: Mapping[str, bytes]) -> None:
        """Put files by path; one that stands there already stays."""
        for path, data in files.items():
            sha256 = hashlib.sha256(data).hexdigest()
            if not self._stays(path, sha256):
                put_aside(self.aside, path, data)
                self._files[path] = sha256

    def take(self, files: Mapping[str, str]) -> None:
        """Take files that lie aside already, with their checksums."""
        for path, sha256 in files.items():
            if not self._stays(path, sha256):
                self._files[path] = sha256

    def take_file(self, path: str) -> None:
        """Take a file that lies aside already."""
        self.take({path: sha256_of(self.aside / path)})

    def holds(self, *paths: str) -> bool:
        """Whether files of the site are as they were put there; then they stay in the new build."""
        held = {}
        for path in paths:
            written = self._before.get(path)
            standing = written and _standing(f"{self.out}/{path}", written)
            if standing is None:
                return False
            held[path] = standing
        self._held |= held
        return True

    def _stays(self, path: str, sha256: str) -> bool:
        written = self._before.get(path)
        return written is not None and written.sha256 == sha256 and self.holds(path)

    def where(self, path: str) -> Path:
        """Where a file of the new build lies now."""
        return (self.aside if path in self._files else self.out) / path

    def told(self, path: str) -> tuple[int, str]:
        """The size and the checksum of a file of the new build."""
        if path in self._held:
            return self._held[path].size, self._held[path].sha256
        return (self.aside / path).stat().st_size, self._files[path]

    def settle(self, gone: Iterable[str]) -> None:
        """Put all in place and remove files that are no longer part of the site.

        Raises:
            OutputError: nothing was changed.
        """
        places = [(self.aside / path, self.out / path) for path in sorted(self._files)]
        for (_, target), path in zip(places, sorted(self._files), strict=True):
            if path not in self._before:
                self._must_be_free(path, target)
        if hasattr(os, "sync"):
            os.sync()
        with _undisturbed():
            self._move(places)
            for path in sorted(gone):
                _remove(self.out, path)

    def written(self, path: str) -> Written:
        """A file as it stands after settling."""
        if path in self._held:
            return self._held[path]
        found = (self.out / path).stat()
        return Written(found.st_size, found.st_mtime_ns, self._files[path])

    def _must_be_free(self, path: str, target: Path) -> None:
        if target.is_dir() or (target.exists() and sha256_of(target) != self._files[path]):
            raise OutputError(
                target, "这里已有不是本网站的文件，没有写入；请换一个文件夹，或先移走这个文件"
            )

    def _move(self, places: list[tuple[Path, Path]]) -> None:
        moved: list[tuple[Path, Path | None]] = []
        try:
            for number, (aside, target) in enumerate(places):
                try:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    before = _copied(target, self.aside / f"before-{number}")
                    moved.append((target, before))
                    aside.replace(target)
                except OSError as error:
                    raise OutputError(
                        target, f"写入失败：{error.strerror}；网站保持原样，请检查后重试"
                    ) from error
        except BaseException:
            for target, before in reversed(moved):
                with suppress(OSError):
                    if before is None:
                        target.unlink(missing_ok=True)
                    else:
                        before.replace(target)
            raise


def _copied(target: Path, copy: Path) -> Path | None:
    """A second copy of what stands at a place, made without reading it where the disk can."""
    if not target.exists():
        return None
    try:
        os.link(target, copy)
    except OSError:
        shutil.copy2(target, copy)
    return copy


def _remove(out: Path, path: str) -> None:
    """Remove a file of the site, and the folders that it leaves empty."""
    target = out / path
    with suppress(OSError):
        target.unlink(missing_ok=True)
        for folder in target.parents:
            if folder == out:
                break
            folder.rmdir()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Requests to end wait until all files are in place, which takes a moment."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
