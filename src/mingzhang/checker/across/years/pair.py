"""A document with the one of the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.checker.across.stated import Figures, Stated

__all__ = ["YearPair"]


@dataclass(frozen=True)
class YearPair:
    """A document and what the same publisher published the year before.

    `earlier` may be several files of one disclosure; `before` are those of two years ago.
    """

    later: Figures
    earlier: Sequence[Figures]
    before: Sequence[Figures] = ()

    @property
    def stated(self) -> Stated:
        """The document that findings are about."""
        return self.later.stated
