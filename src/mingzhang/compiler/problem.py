"""What is wrong with a workbook: each with its place and remedy, all told at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Problem", "WorkbookError", "unfilled"]

_INNER: Final = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in the workbook: in which sheet, at which cell (None for the sheet), and what to do.

    >>> print(Problem("预算明细", "K7", "金额“一万”不是数字，请填以元为单位的数字"))
    预算明细!K7：金额“一万”不是数字，请填以元为单位的数字
    """

    sheet: str
    cell: str | None
    message: str

    def __str__(self) -> str:
        """`sheet!cell：message`."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{place}：{self.message}"


def unfilled(label: str) -> str:
    """That something is not filled in; quotation marks within its label become single ones.

    >>> unfilled("“三公”经费")
    '没有填写“‘三公’经费”'
    """
    return f"没有填写“{label.translate(_INNER)}”"


class WorkbookError(ValueError):
    """A workbook that cannot be compiled; `problems` holds everything that is wrong with it."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
