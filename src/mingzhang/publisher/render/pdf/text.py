"""Texts as they can be set: no control characters, no character that no font has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

__all__ = ["GETA", "Setting"]

GETA: Final = "〓"
"""What printers set for a character that they have no type for."""

_SPACE: Final = re.compile(r"[\t\x0b\x0c\r\x85\u2028\u2029]")
_UNSEEN: Final = frozenset(("Cc", "Cf", "Cs", "Cn"))
_PRIVATE: Final = "Co"
_VARIANTS: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Selectors of variants: characters that only say how the one before them looks."""


class Setting(dict[int, str]):
    """How each character is set; as a table of `str.translate` it is filled when asked.

    >>> Setting(lambda character: character != "𠮷")("𠮷野家")
    '〓野家'
    """

    def __init__(self, has: Callable[[str], bool]) -> None:
        """`has` knows whether there is type for a character."""
        super().__init__({ord("\n"): "\n"})
        self._has = has
        self.missing: list[str] = []

    def __call__(self, text: str) -> str:
        """The text with 〓 for each character that no font has."""
        return text.translate(self)

    def shown(self) -> str:
        """Every character that was set, once."""
        return "".join(dict.fromkeys("".join(self.values())))

    def __missing__(self, code: int) -> str:
        """What is set for a character that is met for the first time."""
        self[code] = self._shown(chr(code))
        return self[code]

    def _shown(self, character: str) -> str:
        if _SPACE.match(character):
            return " "
        kind = unicodedata.category(character)
        if kind in _UNSEEN or _VARIANTS.match(character):
            return ""
        if kind != _PRIVATE and self._has(character):
            return character
        self.missing.append(character)
        return GETA
