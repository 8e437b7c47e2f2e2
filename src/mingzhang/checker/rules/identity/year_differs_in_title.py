"""标题、表头的年度不对。

查什么：封面、目录、各部分和各表的标题、表头、绩效表年度行中的年度，应是预算年度；漏写、多写数字也算。
为什么：改写上年文本时常漏改年度，读者会把本年数当成别的年份的数。
依据：预算法第十八条：预算年度自公历一月一日起，至十二月三十一日止。
错例：2025年公开的预算中，一张表的标题写着“2024年”。
改法：改成预算年度。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.frame import FrameLine, frame_lines, line_found
from mingzhang.checker.rules.identity.years import WrittenYear, years_in

RULE = Rule(
    code="NAM104",
    name="year-differs-in-title",
    title="年度不对",
    severity="error",
    message="{where}“{line}”的年度写作 {stated}，应为 {expected}",
)

_KINDS = frozenset(
    {"cover", "contents", "part", "title", "header", "section", "form_title", "form_year_line"}
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Years in lines around the figures; a full date on the cover is the day of publication."""
    year = document.disclosure.fiscal_year
    for line in frame_lines(document):
        if line.kind not in _KINDS:
            continue
        for one in years_in(line.text):
            if one.number != year and not one.is_date and _is_meant(line, one):
                yield line_found(document, line, one.text, str(year), (one.start, one.end))


def _is_meant(line: FrameLine, one: WrittenYear) -> bool:
    """Whether the digits are a year: page numbers and column numbers are not."""
    rest = line.text[one.end :].lstrip()
    return rest[:1].isalpha() or rest[:1] in {")", "）"} or line.kind == "cover"
