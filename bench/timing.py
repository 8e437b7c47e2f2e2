"""Medians of repeated runs, and peak memory of a fresh process."""

from __future__ import annotations

import multiprocessing
import resource
import statistics
import time
from collections.abc import Callable, Sequence

__all__ = ["milliseconds", "peak_memory"]


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median time of some runs after a first one that warms caches."""
    work()
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def peak_memory(work: Callable[..., object], *arguments: object) -> float:
    """Peak resident memory in MiB of a fresh process that does the work once."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak_of, (work, arguments))


def _peak_of(work: Callable[..., object], arguments: Sequence[object]) -> float:
    work(*arguments)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
