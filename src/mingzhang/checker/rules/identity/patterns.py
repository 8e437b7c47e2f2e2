"""Patterns of prescribed words: spaces, width of signs and quotes do not count."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["bare", "loose"]

_SIGNS: Final = {
    "（": "[（(]", "(": "[（(]", "）": "[）)]", ")": "[）)]", "，": "[，,]", "：": "[：:]",
    "；": "[；;]", "。": "[。.．]", "“": "[“”\"〝]", "”": "[“”\"〞]", "、": "[、，,]", "%": "[%％]",
}  # fmt: skip
_NOT_WORD: Final = re.compile(r"[\W_]+")


def loose(words: str) -> str:
    """The source of a pattern that finds the words however they are spaced and signed.

    >>> bool(re.fullmatch(loose("费用（元）："), "费 用(元):"))
    True
    """
    return r"\s*".join(_SIGNS.get(sign) or re.escape(sign) for sign in words if not sign.isspace())


def bare(text: str) -> str:
    """Letters and digits only.

    >>> bare("“三公” 经费（表）")
    '三公经费表'
    """
    return _NOT_WORD.sub("", text)
