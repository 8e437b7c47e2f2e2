"""Work on many files: in parallel processes, results in the order of the files, memory flat."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

__all__ = ["each", "found_files"]

_Result = TypeVar("_Result")
_FEW: Final = 4
"""So few files are done sooner than processes are started."""

_AHEAD: Final = 8
"""How many files a process may be ahead of the one whose result is waited for."""


def each(work: Callable[[Path], _Result], files: Sequence[Path]) -> Iterator[_Result]:
    """What `work` makes of each file, in their order.

    `work` must be a function of a module, its results small: they cross from process to process.
    """
    count = min(os.cpu_count() or 1, len(files))
    if len(files) <= _FEW or count < 2:
        yield from map(work, files)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, mp_context=context) as pool:
        waiting: deque[Future[_Result]] = deque()
        try:
            for file in files:
                waiting.append(pool.submit(work, file))
                if len(waiting) > count * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


def found_files(named: Iterable[Path]) -> list[Path]:
    """Files as a person names them: a folder stands for all files in it, `*` for what it matches.

    In the order of the names given, within a folder by name. A folder without files stands for
    itself, which nobody can read.
    """
    found: list[Path] = []
    for one in named:
        if one.is_dir():
            inside = sorted(path for path in one.rglob("*") if path.is_file())
            found += [path for path in inside if not path.name.startswith((".", "~$"))] or [one]
        elif any(mark in one.name for mark in "*?[") and not one.exists():
            found += sorted(path for path in one.parent.glob(one.name) if path.is_file()) or [one]
        else:
            found.append(one)
    return found
