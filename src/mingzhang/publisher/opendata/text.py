"""Csv as RFC 4180 has it, in UTF-8 with line feeds, that a spreadsheet program cannot execute.

A spreadsheet program takes a cell that begins with = + - @ for a formula, and whoever names a
project can so write one into the file of everyone who opens it. So a text that begins with one of
these, with its full-width form, with a tab or with a carriage return, and is no plain number, gets
an apostrophe in front, as OWASP advises. A text that begins with an apostrophe gets another one:
`revealed` takes exactly one away again, and nothing is lost. Codes and references to them are
written the same way, so that keys hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

__all__ = ["ESCAPING", "csv_bytes", "guarded", "revealed"]

ESCAPING: Final = (
    "以 = + - @（含全角）、制表符或回车开头而不是数字的文本，前加一个半角撇号，以免被电子表格当作公式；"
    "以撇号开头的文本也加一个。读取时去掉开头的一个撇号即为原文。"
)
"""What a package says of it to its readers."""

_GUARD: Final = "'"
_DANGEROUS: Final = tuple("=+-@＝＋－＠\t\r'")
_NUMBER: Final = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")
_QUOTED: Final = re.compile(r'[",\r\n]')


def guarded(text: str) -> str:
    """A text that no spreadsheet program takes for a formula.

    >>> guarded("=1+1"), guarded("-5.00"), guarded("档案数字化经费")
    ("'=1+1", '-5.00', '档案数字化经费')
    """
    if text.startswith(_DANGEROUS) and not _NUMBER.fullmatch(text):
        return _GUARD + text
    return text


def revealed(text: str) -> str:
    """The text behind a guarded one.

    >>> revealed(guarded("'=1+1"))
    "'=1+1"
    """
    return text.removeprefix(_GUARD)


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A header row and rows as csv."""
    return "".join(map(_line, (header, *rows))).encode()


def _line(cells: Sequence[str]) -> str:
    return ",".join(map(_cell, cells)) + "\n"


def _cell(text: str) -> str:
    text = guarded(text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
