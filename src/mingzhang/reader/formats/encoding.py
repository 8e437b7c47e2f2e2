"""The bytes of a text file as text: UTF-8, GB 18030 or UTF-16, with a byte order mark or without."""

from __future__ import annotations

import codecs
import re
from typing import Final

__all__ = ["decoded"]

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOST: Final = "\ufffd"
_SELDOM: Final = 4
_STRANGE: Final = re.compile(
    "[^\t\n\r\f\v\x20-\x7e\u00a0-\u00ff\u2000-\u27bf\u3000-\u9fff\uff00-\uffef]"
)
"""What stands in hardly any Chinese text."""

_TOLERATED: Final = 0.12
"""The largest share of strange characters in a text."""

_SAMPLE: Final = 200_000


def decoded(data: bytes) -> str | None:
    """The text, a zero among its characters as a space; None if the bytes are no text.

    >>> decoded("预算 1".encode("utf-16-be")), decoded(bytes(9))
    ('预算 1', None)
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace").replace("\0", " ")
    ways = [_of_bytes(data), *([_of_pairs(data)] if b"\0" in data else [])]
    text = min(ways, key=_strangeness)
    return text.replace("\0", " ") if _strangeness(text) <= _TOLERATED else None


def _strangeness(text: str) -> float:
    """The share of strange characters."""
    sample = text[:_SAMPLE]
    return len(_STRANGE.findall(sample)) / (len(sample) or 1)


def _of_bytes(data: bytes) -> str:
    """As UTF-8, whose characters are lost in small numbers only; else as GB 18030."""
    text = data.decode("utf-8", "replace")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    is_other = text.count(_LOST) > 1 + foreign // _SELDOM
    return data.decode("gb18030", "replace") if is_other else text


def _of_pairs(data: bytes) -> str:
    """As UTF-16; the zeros of its digits and line ends stand in every other place."""
    is_little = data[1::2].count(0) >= data[::2].count(0)
    return data.decode("utf-16-le" if is_little else "utf-16-be", "replace")
