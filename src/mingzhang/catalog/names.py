"""Names as they are compared: brackets, width and spaces of a transcription do not count."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["folded"]


@lru_cache(maxsize=32768)
def folded(name: str) -> str:
    """`name` with full-width forms made half-width and all spaces removed.

    >>> folded("因公出国（境）费") == folded("因公出国(境) 费")
    True
    """
    return "".join(unicodedata.normalize("NFKC", name).split())
