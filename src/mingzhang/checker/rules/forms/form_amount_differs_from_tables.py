"""绩效表资金与项目支出预算表不符。

查什么：绩效表的年度资金总额，应等于项目支出预算表中同名项目的金额；本年预算与上年结转分列两表的，
可以是其中一笔，也可以是两笔之和；一个项目有几张绩效表的，相加后核对。项目名称只差括号、空格的视为同名，
名称相近的也核对，但只作提醒。
为什么：绩效目标随预算一同批复，两处金额不同，说明其中一处没有按批复修改。
依据：同一项目、同一年度的资金应当一致。名称完全对应、只在一张表出现的，由“同一金额前后不一致”检查。
错例：上年结转的“档案整理费”在表中为 5.00 万元，绩效表年度资金总额为 500,000 元。
改法：按批复的预算改正绩效表或表格。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.checker.examined import Examined
from mingzhang.checker.projects import ProjectForm, ProjectRow
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.forms.form_places import is_blamed, sum_found
from mingzhang.checker.said import named
from mingzhang.cube import AmountError, Displayed, Fact, show, unit_named

RULE = Rule(
    code="FRM101",
    name="form-amount-differs-from-tables",
    title="绩效表资金与项目支出预算表不符",
    severity="warning",
    message="{form}，而 {rows}{doubt}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Forms whose money for the year is that of none of the project's rows, nor of all."""
    told = {id(one.whole) for one in document.restated}
    by_number = {one.number: one for one in document.projects}
    for one in document.projects:
        if one.others and min(one.others) < one.number:
            continue
        totals = [by_number[number].sum("annual") for number in (one.number, *one.others)]
        facts = [fact for fact in totals if fact is not None and fact.text is not None]
        rows = [row.total for row in one.rows]
        if not facts or not rows or any(id(fact) in told for fact in rows):
            continue
        if not _agree(facts, one.rows) and not is_blamed(document, *facts, *rows):
            yield _found(document, one, facts, rows)


def _agree(facts: Sequence[Fact], rows: Sequence[ProjectRow]) -> bool:
    current = [row.total for row in rows if row.is_current]
    carried = [row.total for row in rows if not row.is_current]
    choices = [some for some in (current, carried, [*current, *carried]) if some]
    try:
        stated = _sum(facts)
        return any(stated.meets(_sum(some)) for some in choices)
    except AmountError:
        return True


def _sum(facts: Sequence[Fact]) -> Displayed:
    total = Displayed.exactly(0)
    for fact in facts:
        total += fact.displayed()
    return total


def _found(
    document: Examined, one: ProjectForm, facts: Sequence[Fact], rows: Sequence[Fact]
) -> Found:
    first, shown = facts[0], _sum(rows)
    middle = (shown.low + shown.high) // 2
    expected = show(middle, unit_named(first.unit), 0) if len(facts) == 1 else None
    return sum_found(
        document,
        first,
        expected=expected,
        values={
            "form": "、".join(named(document, fact) for fact in facts),
            "rows": "、".join(named(document, fact) for fact in rows),
            "doubt": "" if one.is_exact else "；两处项目名称不完全相同，请确认是否同一项目",
        },
        sides=tuple(side_of(document, fact) for fact in (*facts, *rows)),
    )
