"""Names as they are compared: brackets, width and spaces of a transcription do not count."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["folded"]

_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """`name` with full-width forms made half-width and all spaces removed.

    >>> folded("因公出国（境）费") == folded("因公出国(境) 费")
    True
    """
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))
