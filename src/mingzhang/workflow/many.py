"""Work on many files: in parallel processes, memory flat, and stopped without a trace."""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import re
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NoReturn, TypeVar

from mingzhang.workflow.errors import InputError

__all__ = [
    "SITE_FOLDER",
    "Terminated",
    "as_done",
    "each",
    "exit_code_of",
    "found_files",
    "stoppable",
    "told_apart",
]

_Result = TypeVar("_Result")
_FEW: Final = 4
"""So few files are done sooner than processes are started."""

_MANY_OBJECTS: Final = 50_000
_AHEAD: Final = 3
"""How many files are given to a process before it asks for them."""

SITE_FOLDER: Final = ".mingzhang-site"
"""A folder with it holds a public site, made of documents that are elsewhere."""

_PACKAGE: Final = "datapackage.json"
"""A folder with it holds open data, no documents."""

_PAGES: Final = frozenset({".html", ".htm"})
"""A page that a browser saved has its pictures in a folder: x.html in x_files or x.files."""

_NO_DOCUMENTS: Final = re.compile(
    r"\.(css|db|dll|exe|gif|ico|ini|js|lnk|log|map|mp3|mp4|py|pyc|svg|tmp|toml|url|woff2?|ya?ml)",
    re.IGNORECASE,
)


class Terminated(KeyboardInterrupt):
    """The program was asked to end (SIGTERM), as Ctrl+C asks it to."""


def exit_code_of(stop: KeyboardInterrupt) -> int:
    """What a program that was stopped ends with: 128 and the number of the signal."""
    return 128 + (signal.SIGTERM if isinstance(stop, Terminated) else signal.SIGINT)


@contextmanager
def stoppable() -> Iterator[None]:
    """Within it a request to end is an exception, so that nothing is left half done.

    Raises:
        Terminated: the program was asked to end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminated)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _terminated(*_: object) -> NoReturn:
    raise Terminated


def each(
    work: Callable[[Path], _Result], files: Sequence[Path]
) -> Generator[_Result | InputError, None, None]:
    """What `work` makes of each file, in their order; see `as_done`."""
    early: dict[int, _Result | InputError] = {}
    turn = 0
    with closing(as_done(work, files)) as done:
        for number, result in done:
            early[number] = result
            while turn in early:
                yield early.pop(turn)
                turn += 1


def as_done(
    work: Callable[[Path], _Result], files: Sequence[Path]
) -> Generator[tuple[int, _Result | InputError], None, None]:
    """What `work` makes of each file, with the file's number from 0, as soon as it is made.

    `work` must be a function of a module.
    A file that ends its process, for it needs more memory than there is, gives an error.
    """
    count = min(os.cpu_count() or 1, len(files))
    if len(files) <= _FEW or count < 2:
        for number, file in enumerate(files):
            yield number, work(file)
        return
    left = deque(enumerate(files))
    while left:
        lost: list[tuple[int, Path]] = []
        yield from _done_together(work, left, count, lost)
        for number, file in lost:
            again: list[tuple[int, Path]] = []
            yield from _done_together(work, deque([(number, file)]), 1, again)
            if again:
                yield number, InputError(file, "处理时程序意外终止，可能内存不足；请拆分文件后再试")


def _done_together(
    work: Callable[[Path], _Result],
    left: deque[tuple[int, Path]],
    count: int,
    lost: list[tuple[int, Path]],
) -> Iterator[tuple[int, _Result | InputError]]:
    """Work on what is left, until it is done or a process ends: its files, at most, are `lost`."""
    running: dict[Future[Path | InputError], tuple[int, Path]] = {}
    with TemporaryDirectory(prefix="mingzhang-") as folder, _processes(count) as pool:
        filed = partial(_filed, work=work, folder=Path(folder))
        while (left or running) and not lost:
            while left and len(running) < count * _AHEAD:
                named = left.popleft()
                try:
                    with _interrupts_held():
                        running[pool.submit(filed, named)] = named
                except BrokenProcessPool:
                    lost.append(named)
                    break
            for one in wait(running, return_when=FIRST_COMPLETED).done:
                named = running.pop(one)
                try:
                    file = one.result()
                except BrokenProcessPool:
                    lost.append(named)
                else:
                    yield named[0], file if isinstance(file, InputError) else _taken(file)
    lost.extend(running.values())


def _filed(
    named: tuple[int, Path], *, work: Callable[[Path], object], folder: Path
) -> Path | InputError:
    """Where the result for a file is kept, or why it cannot be.

    A process that is ended while it sends much would leave its reader waiting for the rest.
    """
    number, path = named
    file = folder / str(number)
    result = pickle.dumps(work(path))
    try:
        file.write_bytes(result)
    except OSError as error:
        return InputError(path, f"临时文件夹写不进去（{error.strerror}），请清理磁盘后再试")
    return file


def _taken(file: Path) -> Any:
    """The result that was kept in a file, which is needed no more."""
    result = pickle.loads(file.read_bytes())
    file.unlink()
    return result


@contextmanager
def _processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to work in; they end with whatever ends the work."""
    before = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    with stoppable():
        pool = ProcessPoolExecutor(count, mp_context=context, initializer=_made_ready)
        try:
            yield pool
        except BaseException:
            for one in set(multiprocessing.active_children()) - before:
                one.terminate()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _made_ready() -> None:
    """Ctrl+C reaches all processes; the first of them sees to it.

    A document makes many objects and no cycles, so they are looked through less often.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_MANY_OBJECTS)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back Ctrl+C from processes that are only starting, which would complain."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def found_files(named: Iterable[Path]) -> list[Path]:
    """Files as a person names them: a folder stands for the documents in it, `*` for what it matches.

    In the order of the names given, within a folder by name. A folder without documents stands for
    itself, which nobody can read.
    """
    found: list[Path] = []
    for one in named:
        if one.is_dir():
            found += sorted(_documents_in(one)) or [one]
        elif any(mark in one.name for mark in "*?[") and not one.exists():
            found += sorted(path for path in one.parent.glob(one.name) if path.is_file()) or [one]
        else:
            found.append(one)
    return found


def told_apart(files: Iterable[Path]) -> dict[Path, str]:
    """What to call files: by their names; those of one name with the folders that tell them apart.

    >>> list(told_apart([Path("甲/预算.pdf"), Path("乙/预算.pdf"), Path("乙/报告.pdf")]).values())
    ['甲/预算.pdf', '乙/预算.pdf', '报告.pdf']
    """
    alike: dict[str, list[Path]] = {}
    for path in dict.fromkeys(files):
        alike.setdefault(path.name or str(path), []).append(path)
    return {path: name for same in alike.values() for path, name in _called(same)}


def _called(same: Sequence[Path]) -> Iterator[tuple[Path, str]]:
    """Files of one name, each with as many folders before it as it takes."""
    for depth in range(1, max(len(path.parts) for path in same) + 1):
        names = ["/".join(path.parts[-depth:]) or str(path) for path in same]
        if len(set(names)) == len(same):
            break
    for path, name in zip(same, names, strict=True):
        yield path, name.encode("utf-8", "replace").decode()


def _documents_in(folder: Path) -> Iterator[Path]:
    """All files in a folder and below, but for what programs keep beside documents."""
    names = {one.name for one in folder.iterdir()}
    if names & {_PACKAGE, SITE_FOLDER}:
        return
    inside = [folder / name for name in sorted(names) if not name.startswith((".", "~$"))]
    pages = {one.stem for one in inside if one.suffix.lower() in _PAGES}
    for one in inside:
        if one.is_dir():
            if one.name[: -len("_files")] not in pages and not one.is_symlink():
                yield from _documents_in(one)
        elif one.is_file() and not _NO_DOCUMENTS.fullmatch(one.suffix):
            yield one
