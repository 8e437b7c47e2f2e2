"""单位数与预算表不符。

查什么：文字写的预算单位数，不应少于列到单位的预算表所列单位，编报单位已占全部资金的也不应多于；行政参公单位数应与表中所列一致。
为什么：单位增减后文字没有改。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：文字写所属 2 家行政单位，机关运行经费表只列出 1 家。
改法：核对单位名录，改正文字或补列单位。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import kind_faults
from mingzhang.checker.rules.counts.listed import units_listed
from mingzhang.checker.rules.counts.numbers import is_number, number_of
from mingzhang.checker.rules.counts.reporting import reporting_units
from mingzhang.cube import Fact
from mingzhang.model import Severity

RULE = Rule(
    code="CNT103",
    name="units-differ-from-tables",
    title="单位数与预算表不符",
    severity="warning",
    message="{where}写 {stated} 个，预算表列出 {listed} 个单位{why}",
)

_MEASURE = "units"


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Numbers of units, of all or of a group, that the rows of tables do not come to."""
    told = {id(one.suspect) for one in kind_faults(document)}
    for fact in document.facts:
        if fact.coordinate.measure != _MEASURE or not is_number(fact.text) or id(fact) in told:
            continue
        listed = units_listed(document, fact.coordinate.get("unit"))
        stated = number_of(fact.text or "0")
        if stated < listed:
            yield _found(document, fact, listed, "error")
        elif stated > listed > 0 and fact.coordinate.get("unit"):
            yield _found(document, fact, listed)
        elif stated > listed and _has_no_money(document, fact, listed):
            why = f"，编报整体绩效目标的 {listed} 个单位已占全部资金"
            yield _found(document, fact, listed, why=why)


def _has_no_money(document: Examined, fact: Fact, listed: int) -> bool:
    """Whether the units beyond those listed have none: a unit may stand in no table, but has some.

    Tables list units with the money that they are about; one that is no organ may have no project.
    """
    return any(
        one.units is fact and number_of(one.count.text or "0") == listed and one.has_all_money
        for one in reporting_units(document)
    )


def _found(
    document: Examined, fact: Fact, listed: int, severity: Severity | None = None, *, why: str = ""
) -> Found:
    label = document.labels.of(fact.address)
    return Found(
        subject=(fact.address,),
        where=label,
        position=fact.address,
        values={"where": label, "stated": fact.text or "", "listed": str(listed), "why": why},
        sides=(side_of(document, fact),),
        stated=fact.text,
        expected=str(listed),
        evidence=fact.evidence,
        severity=severity,
    )
