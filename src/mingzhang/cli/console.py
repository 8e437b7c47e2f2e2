"""Words for people, on stderr: progress, success, failure, what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Final, TypeVar

from rich.console import Console
from rich.progress import track
from rich.text import Text

from mingzhang.model import Finding
from mingzhang.workflow import InputError

if TYPE_CHECKING:
    from mingzhang.compiler import Problem

__all__ = [
    "complain",
    "failed",
    "following",
    "note",
    "say_differences",
    "say_findings",
    "say_missing",
    "succeeded",
    "warned",
    "working",
]

_Done = TypeVar("_Done")

_console = Console(stderr=True, soft_wrap=True, highlight=False)
_SHOWN_MISSING = 30
_SHOWN_DIFFERENCES = 50
_PAUSE: Final = 10
"""Seconds between lines that say how far the work is."""


def _print(text: str, style: str = "") -> None:
    """Say something once: a program that is stopped while it speaks would say it again."""
    with _console.capture() as said:
        _console.print(Text(text, style=style))
    _console.file.write(said.get())
    _console.file.flush()


def succeeded(message: str) -> None:
    """Say that something is done."""
    _print(message, "green")


def failed(message: str) -> None:
    """Say what went wrong and what to do."""
    _print(message, "red")


def warned(message: str) -> None:
    """Say what a person should look at before going on."""
    _print(message, "yellow")


def note(message: str) -> None:
    """Say something beside the point."""
    _print(message)


def complain(error: InputError, called: str | None = None) -> None:
    """Say why a file cannot be read, with everything that is wrong with it."""
    failed(f"{called}：{error.message}" if called else str(error))
    for line in error.details:
        note(f"  {line}")


def say_differences(notices: Sequence[str], differences: Sequence[str]) -> None:
    """Say what a person should know of exported tables, and what the derived ones show otherwise."""
    for notice in notices:
        warned(notice)
    if not differences:
        return
    failed(f"给定的表与推算的表有 {len(differences)} 处不同：")
    for one in differences[:_SHOWN_DIFFERENCES]:
        note(f"  {one}")
    if len(differences) > _SHOWN_DIFFERENCES:
        note(f"  ……另有 {len(differences) - _SHOWN_DIFFERENCES} 处")


def say_findings(findings: Sequence[Finding], *, is_complete: bool) -> None:
    """Say what was found in what was made, but for mere hints.

    Of what is still incomplete nothing is said that only lacks something.
    """
    for one in findings:
        if one.severity != "info" and (is_complete or one.stated is not None):
            _print(f"{one.code} {one.message}", "red" if one.severity == "error" else "yellow")


def say_missing(missing: Sequence[Problem]) -> None:
    """List what is still to be filled in."""
    if not missing:
        return
    _print(f"还有 {len(missing)} 项没有填写，公开前请补齐：", "yellow")
    for problem in missing[:_SHOWN_MISSING]:
        note(f"  {problem}")
    if len(missing) > _SHOWN_MISSING:
        note(f"  ……另有 {len(missing) - _SHOWN_MISSING} 项，见工作簿的“待填写”表")


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show that something is going on, where a person is looking."""
    with _console.status(f"{what}……"):
        yield


def following(done: Iterable[_Done], what: str, count: int) -> Iterator[_Done]:
    """What is done one after the other; where there is much, a bar shows how far it is.

    Where no terminal can show a bar, a line says so from time to time.
    """
    if count > 1 and _console.is_terminal:
        yield from track(done, what, count, console=_console, transient=True)
        return
    said = monotonic()
    for number, one in enumerate(done, 1):
        if number < count and monotonic() - said >= _PAUSE:
            note(f"{what.rstrip('…')} {number}/{count}")
            said = monotonic()
        yield one
