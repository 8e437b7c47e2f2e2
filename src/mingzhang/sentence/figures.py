"""The figures of a text that no template reads, for a person to look at.

Not every number is a figure: years and dates, numbering, articles and document numbers,
telephone numbers and codes say nothing about money or counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from mingzhang.sentence.folded import Folded, folded
from mingzhang.sentence.match import Matched
from mingzhang.sentence.numbers import NUMBER

__all__ = ["free_figures", "unbound_figures"]

_NUMBER: Final = re.compile(NUMBER)
_FIGURE: Final = re.compile(r"\d(?:[\d,.]*\d)?")

_NO_FIGURE: Final = re.compile(
    "|".join(
        (
            r"[〔\[(【](?:19|20)\d\d[〕\])】](?:第?\d+号)?",
            r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)",
            r"(?<!\d)(?:19|20)\d\d(?:[-—–~至、和](?:19|20)\d\d)*年(?:\d{1,2}月(?:\d{1,2}[日号])?)?",
            r"(?<!\d)\d{1,2}月\d{1,2}[日号]",
            r"(?<!\d)\d{1,2}(?:[-—–~至]\d{1,2})?(?:月(?!/)|日(?!/))",
            r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?",
            r"第\d+(?:[-—–~至、和]\d+)*(?:条|款|项|章|节|页|号|届|次|批|部分|季度|期|类|级)",
            r"(?<![\d.])\d+号",
            r"(?:附件|附表|附|表|图|注)\d+(?![\d.])",
            r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)",
            r"(?:电话|邮编|邮政编码|代码|编码|账号|编号|传真)[^\d;。]{0,6}\d[\d-]*",
            r"[A-Za-z]+[-_]?\d[\dA-Za-z._-]*|\d+[A-Za-z]\w*",
            r"(?<![\d.,])\d{5,}(?![\d.,]|[万亿元%人个辆台套次家户件项平公吨米])",
            r"\(\d{1,2}\)",
        )
    )
)
_NUMBERING: Final = re.compile(r"\d{1,2}(?:[、)]|\.(?!\d))")


def free_figures(text: str) -> tuple[tuple[int, int], ...]:
    """Where the figures of a text stand.

    >>> text = "2024年按〔2023〕47号文，新增3人，经费12.5万元"
    >>> [text[start:end] for start, end in free_figures(text)]
    ['3', '12.5']
    """
    source = Folded.of(text)
    gone = {place for found in _NO_FIGURE.finditer(source.text) for place in range(*found.span())}
    gone.update(_numbering(source))
    return tuple(
        source.span(*found.span())
        for found in _FIGURE.finditer(source.text)
        if found.start() not in gone
    )


def _numbering(source: Folded) -> Iterator[int]:
    """The places of numbers that count paragraphs or sentences: 1、 or 2. at the beginning."""
    for found in _NUMBERING.finditer(source.text):
        start = found.start()
        if start == 0 or start in source.breaks or source.text[start - 1] in ";。:":
            yield from range(*found.span())


def unbound_figures(
    text: str, matches: Iterable[Matched], unread: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The figures of a section that was read that no slot of its template accounts for.

    They stand in what could not be read or in what a person wrote.
    """
    matches = tuple(matches)
    bound = [(one.start, one.end) for one in matches if _NUMBER.fullmatch(folded(one.text))]
    around = [*((one.start, one.end) for one in matches), *unread]
    return tuple(
        (start, end)
        for start, end in free_figures(text)
        if not any(low < end and start < high for low, high in bound)
        and any(low <= start and end <= high for low, high in around)
    )
