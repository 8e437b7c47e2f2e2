"""The name that a figure's cell bears in a workbook: its address, in letters a name may hold.

A spreadsheet takes letters, digits, `_` and `.` in a name and does not tell upper from lower case.
So a dot of the address is written `_`, an underscore `._`, and any other character `.` with its
number in hexadecimal and `.` again; digits, small letters and common Chinese characters stand as
they are. Nothing else is changed, so that the address can be read from the name.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

__all__ = ["LONGEST", "address_of", "name_of"]

LONGEST: Final = 250
"""A name may have 255 characters, but one of more than 253 cannot be chosen in the name box."""

_START: Final = "f_"
_CUT: Final = "..."
"""Stands in a shortened name, where an escape cannot have its like."""

_ESCAPED: Final = re.compile(r"[^0-9a-z\u4e00-\u9fff]")
_WRITTEN: Final = re.compile(r"\._|\.(?P<number>[0-9a-f]+)\.|_")


def name_of(address: str) -> str:
    """The name of the cell that shows the figure of this address.

    Of an address too long for a name the beginning is kept, with a sum over the whole of it.

    >>> name_of("03.2013902.total")
    'f_03_2013902_total'
    >>> name_of("02.合计~2.gov_fund")
    'f_02_合计.7e.2_gov._fund'
    """
    name = _START + _ESCAPED.sub(_escape, address)
    if len(name) <= LONGEST:
        return name
    end = _CUT + sha256(address.encode()).hexdigest()[:32]
    return name[: LONGEST - len(end)].rstrip(".") + end


def address_of(name: str) -> str | None:
    """The address that a name was made of; None of a shortened or a foreign name.

    >>> address_of("f_02_合计.7e.2_gov._fund")
    '02.合计~2.gov_fund'
    """
    if not name.startswith(_START) or _CUT in name:
        return None
    address = _WRITTEN.sub(_unescape, name.removeprefix(_START))
    return address if name_of(address) == name else None


def _escape(found: re.Match[str]) -> str:
    match found[0]:
        case ".":
            return "_"
        case "_":
            return "._"
        case other:
            return f".{ord(other):x}."


def _unescape(found: re.Match[str]) -> str:
    if found["number"]:
        number = int(found["number"], 16)
        return chr(number) if number <= 0x10FFFF else found[0]
    return "_" if found[0] == "._" else "."
