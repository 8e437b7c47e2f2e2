"""实有数超过编制。

查什么：实有车辆等是否多于核定的编制。
为什么：超编容易引起公众质疑，也可能是数字写错。
依据：《党政机关公务用车管理办法》：公务用车实行编制管理。
错例：公务用车编制 1 辆，实有 2 辆。
改法：核对编制和资产卡片；确实超编的，备好说明。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.counts.kinds import quotas
from mingzhang.checker.rules.counts.numbers import number_of
from mingzhang.checker.rules.counts.partitions import figures_of_sections
from mingzhang.checker.said import named

RULE = Rule(
    code="CNT106",
    name="more-than-allowed",
    title="实有数超过编制",
    severity="info",
    message="{there}，超过 {allowed}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """More of what is there than is allowed (编制)."""
    for figures in figures_of_sections(document).values():
        for there, allowed in quotas(document, figures):
            if number_of(there.text or "0") > number_of(allowed.text or "0"):
                yield Found(
                    subject=(there.address, allowed.address),
                    where=document.labels.of(there.address),
                    position=there.address,
                    values={"there": named(document, there), "allowed": named(document, allowed)},
                    sides=(side_of(document, there), side_of(document, allowed)),
                    stated=there.text,
                    evidence=(*there.evidence, *allowed.evidence),
                )
