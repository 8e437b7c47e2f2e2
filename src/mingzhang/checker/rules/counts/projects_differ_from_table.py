"""项目数与项目支出表不符。

查什么：文字写的项目个数是否等于项目支出表列出的项目行数；含上年结转项目的也算相符。
为什么：增减项目后只改了表，没有改文字。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：文字写项目 17 个，表中列出 18 个。
改法：数一数表中的项目，改正文字；确有项目不编报目标的，写明原因。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import kind_faults
from mingzhang.checker.rules.counts.listed import rows_of_projects
from mingzhang.checker.rules.counts.numbers import is_number, number_of
from mingzhang.checker.slips import slip_between

RULE = Rule(
    code="CNT102",
    name="projects-differ-from-table",
    title="项目数与项目支出表不符",
    severity="warning",
    message="{where}写 {stated} 个，项目支出表列出 {listed} 个项目{slip}",
)

_MEASURE = "projects"


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Numbers of all projects of a period that the rows of no table come to.

    More than all tables list cannot be; fewer may be, as not every project has targets.
    """
    told = {id(one.suspect) for one in kind_faults(document)}
    for fact in document.facts:
        place = fact.coordinate
        if place.measure != _MEASURE or place.get("project") or not is_number(fact.text):
            continue
        listed, all_listed = (
            rows_of_projects(document, period) for period in (place.get("period"), None)
        )
        stated = number_of(fact.text or "0")
        if not listed or stated in (listed, all_listed) or id(fact) in told:
            continue
        slip = slip_between(fact.text, str(listed))
        label = document.labels.of(fact.address)
        yield Found(
            subject=(fact.address,),
            where=label,
            position=fact.address,
            values={
                "where": label,
                "stated": fact.text or "",
                "listed": str(listed),
                "slip": f"（{slip}）" if slip else "",
            },
            sides=(side_of(document, fact),),
            stated=fact.text,
            expected=str(listed),
            evidence=fact.evidence,
            severity="error" if stated > all_listed else None,
        )
