"""Errors in using the program: told in one sentence, never as a traceback."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

__all__ = ["InputError", "OutputError"]


class InputError(Exception):
    """A file that could not be read as what it should be; `details` are further lines, one each."""

    def __init__(self, path: Path, message: str, details: Sequence[str] = ()) -> None:
        super().__init__(f"{path.name or path}：{message}")
        self.path = path
        self.message = message
        self.details = tuple(details)

    def __reduce__(self) -> tuple[type[InputError], tuple[object, ...]]:
        """It is told by another process than the one that met it."""
        return InputError, (self.path, self.message, self.details)


class OutputError(Exception):
    """A file that could not be written; what stood there before is still there."""

    def __init__(self, path: Path, message: str) -> None:
        super().__init__(f"{path}：{message}")
