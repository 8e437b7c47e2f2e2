"""各项资产的截止日期不一致。

查什么：同一节里几处“截至某年某月某日”，应是同一天。
为什么：车辆、房屋、设备按同一时点统计才能对照；不一致多由只改了一处造成。
依据：行政事业性国有资产管理条例第四十四条：资产情况按规定公开。
错例：车辆写截至2024年12月31日，房屋写截至2024年11月31日。
改法：统一成同一时点。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined, Prose
from mingzhang.checker.rule import Found, Rule, Unchecked

RULE = Rule(
    code="NAM107",
    name="dates-of-count-differ",
    title="截止日期不一致",
    severity="warning",
    message="{where}写“截至{stated}”{others}",
)

_UNTIL: Final = re.compile(
    r"截[至止](?:到|至)?\s*((?:19|20)\d\d\s*年\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*[日号]|底|末)?)"
)
_YEAR: Final = len("2025年")
"""A wrong year alone is another rule's matter."""
_LONGEST: Final = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Dates of one section that are not the most common one there, or no day of the calendar."""
    for prose in document.prose:
        found = list(_UNTIL.finditer(prose.text))
        days = Counter("".join(one[1].split()) for one in found if _exists(one))
        usual = days.most_common(1)[0][0] if days else None
        for one in found:
            said = "".join(one[1].split())
            if not _exists(one) or (usual and said[_YEAR:] != usual[_YEAR:]):
                yield _found(document, prose, one, usual)


def _exists(found: re.Match[str]) -> bool:
    month, day = int(found[2]), int(found[3] or 1)
    return 1 <= month <= 12 and 1 <= day <= _LONGEST.get(month, 31)


def _found(document: Examined, prose: Prose, one: re.Match[str], usual: str | None) -> Found:
    return Found(
        subject=(prose.path, one[1]),
        where=prose.label,
        position=prose.path,
        values={
            "where": prose.label,
            "stated": one[1],
            "others": f"，其他各处是“{usual}”" if usual else "，没有这一天",
        },
        stated=one[1],
        expected=usual,
        evidence=document.evidence(prose.path, *one.span(1)),
    )
