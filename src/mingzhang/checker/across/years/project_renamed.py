"""同一项目的名称与上年差一个字。

查什么：今年的项目名称，与上年公开的某个项目只差一个字（年份、序号不算），而上年没有同名项目，今年也没有那个名称。
为什么：延续的项目改了一个字，公众难以与上年比较；也可能是录入有误。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：上年为“库房维护经费”，今年写成“库房维修经费”。
改法：是同一项目的用同一名称；是新项目的，不必改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.across.stated import Figure, Figures
from mingzhang.checker.across.years.pair import YearPair
from mingzhang.checker.rule import Found, Rule, Side
from mingzhang.checker.rules.identity.names import is_one_slip
from mingzhang.cube import Coordinate

RULE = Rule(
    code="YRS103",
    name="project-renamed",
    title="项目名称与上年差一个字",
    severity="info",
    message="{label}，本文件“{file}”称“{project}”，上年文件“{earlier}”称“{other}”",
)

_NUMBERS: Final = re.compile(r"[0-9一二三四五六七八九十〇○零上下]+")
_SHORTEST: Final = 5


def found(pair: YearPair) -> Iterator[Found]:
    """The projects of this year that only a slip tells from one that is gone."""
    now, known = projects_in(pair.later), [projects_in(one) for one in pair.earlier]
    if not known:
        return
    bare = {_NUMBERS.sub("", name) for names in known for name in names}
    gone = {
        name: (figures.stated.file, figure)
        for figures, names in zip(pair.earlier, known, strict=True)
        for name, figure in names.items()
        if name not in now
    }
    for name, figure in now.items():
        if len(name) < _SHORTEST or _NUMBERS.sub("", name) in bare:
            continue
        for other, (file, was) in gone.items():
            if is_one_slip(name, other):
                yield Found(
                    subject=(figure.address,),
                    where=figure.label,
                    position=figure.address,
                    values={
                        "label": figure.label,
                        "file": pair.stated.file,
                        "project": name,
                        "earlier": file,
                        "other": other,
                    },
                    sides=(
                        Side(f"{pair.stated.file} {figure.label}", name, figure.evidence),
                        Side(f"{file} {was.label}", other, was.evidence),
                    ),
                    stated=name,
                    expected=other,
                    evidence=figure.evidence,
                )
                break


def projects_in(figures: Figures) -> Mapping[str, Figure]:
    """The projects that the tables name, each with the first figure beside it."""
    found: dict[str, Figure] = {}
    for one in figures.all:
        if one.table and one.owner and "project=" in one.place:
            found.setdefault(folded(Coordinate.parse(one.place).get("project") or ""), one)
    return found
