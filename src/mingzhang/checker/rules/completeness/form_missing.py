"""项目与绩效表对不上。

查什么：说明写明有几个项目公开绩效目标的，绩效表应当有那么多，全部公开的，每个项目都应有一张；每张绩效表的项目都应在
项目表中；同一张表不应重复。
为什么：缺一张绩效表，说明中的公开数就不实；多出的绩效表说明项目表漏了行。
依据：预算法第三十二条、预算法实施条例第二十条：绩效目标随预算编制；中发〔2018〕34号：绩效目标与预算同步公开。
错例：说明写公开绩效目标 17 个，附件只有 16 张表。
改法：补上绩效表，或在项目表补上这一行。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final

from msgspec import structs

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import likeness
from mingzhang.checker.rules.completeness.unread import missing_tables
from mingzhang.checker.rules.counts.kinds import kind_faults
from mingzhang.checker.rules.identity.patterns import bare
from mingzhang.cube import BUDGET, Fact, unit_named
from mingzhang.model import Form

RULE = Rule(
    code="STR117",
    name="form-missing",
    title="项目与绩效表对不上",
    severity="error",
    message="{what}",
)

_ALIKE: Final = 0.6
_HALF_CENT: Final = Decimal("0.005")
_CLOSE: Final = 0.85
_PROJECT: Final = "project"
_PUBLISHED: Final = "published"


@dataclass(frozen=True, slots=True)
class _Project:
    name: str
    fact: Fact

    @property
    def amount(self) -> Decimal:
        """What its row states first."""
        return _decimal(self.fact.text)

    @property
    def is_current(self) -> bool:
        """Whether the money is this year's."""
        return self.fact.coordinate.get("period") == "current"


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Projects without a form where all should have one; forms without a project; forms twice."""
    given = document.disclosure.forms
    forms = [(n, form) for n, form in enumerate(given, 1) if form.project]
    projects = list(_projects(document))
    promised = _promised(document)
    if promised and not forms:
        yield _none_there(document, promised)
        return
    if not projects or not forms:
        return
    pairs = _pairs([form for _, form in forms], projects, set(_gaps(document, projects).values()))
    if promised:
        unpaired = len(forms) - len(pairs)
        yield from _lacking(document, promised, projects, set(pairs.values()), unpaired)
    is_whole = not missing_tables(document) & _tables_of_projects(document)
    for at, (number, form) in enumerate(forms):
        if at not in pairs and is_whole:
            yield from _without_project(document, number, form, projects)
    yield from _twice(document, forms)


def _lacking(
    document: Examined,
    promised: Fact,
    projects: Sequence[_Project],
    paired: set[int],
    unpaired: int,
) -> Iterator[Found]:
    """The projects of the year without a form, as far as the number published tells which.

    `unpaired` forms are of projects that no table lists; they count as published too.
    """
    current = [one for n, one in enumerate(projects) if one.is_current and n not in paired]
    every = sum(one.is_current for one in projects)
    short = int(promised.text or 0) - (every - len(current)) - unpaired
    if 0 < short < len(current):
        current = _that_make_up(document, current, projects, short)
    why = f"说明写有 {promised.text} 个项目公开绩效目标，文中只有 {len(paired) + unpaired} 个项目的"
    for one in current if short > 0 else ():
        yield _without_form(document, one, why)


def _that_make_up(
    document: Examined, lacking: list[_Project], projects: Sequence[_Project], short: int
) -> list[_Project]:
    """Those whose amounts make up what the published amount has beyond the projects with a form."""
    stated = next(
        (
            fact
            for fact, _ in document.amounts
            if fact.coordinate.measure == BUDGET and fact.coordinate.get(_PROJECT) == _PUBLISHED
        ),
        None,
    )
    if stated is None or short > 1:
        return []
    have = sum(
        (one.amount for one in projects if one.is_current and one not in lacking), Decimal(0)
    )
    rest = Decimal((stated.text or "0").replace(",", "")) - have
    slack = _HALF_CENT * (len(projects) + 1)
    found = [one for one in lacking if abs(one.amount - rest) <= slack]
    return found if len(found) == 1 else []


def _projects(document: Examined) -> Iterator[_Project]:
    """The projects that tables list, each once per table, by the first figure of the row."""
    groups = {one.key for one in document.scheme.dimension(_PROJECT).groups}
    seen: set[tuple[str, str]] = set()
    for fact in document.facts:
        name = fact.coordinate.get(_PROJECT)
        if name is None or name in groups or not document.labels.is_cell(fact.address):
            continue
        place = (fact.address.partition(".")[0], name)
        if place not in seen:
            seen.add(place)
            yield _Project(name, fact)


def _tables_of_projects(document: Examined) -> Set[str]:
    """The tables of the scheme that list projects."""
    return {
        table.id
        for table in document.scheme.tables.tables
        for side in table.sides
        for band in side.bands
        for rule in band.rows
        if _PROJECT in (rule.each, *(inner.each for inner in rule.rows))
    }


def _promised(document: Examined) -> Fact | None:
    """The number of projects whose forms the text says are published, as it is meant."""
    for fact in document.facts:
        if fact.coordinate.measure == "projects" and fact.coordinate.get(_PROJECT) == _PUBLISHED:
            meant = _meant(document, fact)
            return meant if (meant.text or "").isdigit() and int(meant.text or 0) else None
    return None


def _meant(document: Examined, fact: Fact) -> Fact:
    """The count as the figures beside it correct it; without a text if one of them is wrong."""
    for fault in kind_faults(document):
        if any(one is fact for one in fault.doubted):
            is_sure = fault.suspect is fact and not fault.others
            return structs.replace(fact, text=fault.expected if is_sure else None)
    return fact


def _pairs(
    forms: Sequence[Form], projects: Sequence[_Project], gaps: set[Decimal]
) -> dict[int, int]:
    """For each form its project: first those of one name, then the most alike ones.

    A project may have several forms, and stand in two tables. Names that are merely alike are of
    one project only if the amounts agree, or if the names are close and no table lacks a row of
    that amount (`gaps`).
    """
    keys = [bare(folded(one.name)) for one in projects]
    found: dict[int, int] = {}
    free = dict(enumerate(keys))
    rest = []
    for at, form in enumerate(forms):
        own = bare(folded(form.project or ""))
        same = [n for n, key in enumerate(keys) if key == own]
        if same:
            found[at] = next((n for n in same if n in free), same[0])
            free.pop(found[at], None)
        else:
            rest.append((at, own))
    likely = sorted(
        ((_alike(own, key), at, n) for at, own in rest for n, key in free.items()), reverse=True
    )
    for ratio, at, n in likely:
        amount = _annual(forms[at])
        near = _ALIKE if amount in (None, projects[n].amount) else 2 if amount in gaps else _CLOSE
        if ratio >= near and at not in found and n in free:
            found[at] = n
            del free[n]
    return found


def _alike(one: str, other: str) -> float:
    return 1.0 if one in other or other in one else likeness(one, other)


def _without_form(document: Examined, one: _Project, why: str) -> Found:
    where = document.labels.of(one.fact.address).rpartition(" ")[0]
    return Found(
        subject=("form", folded(one.name)),
        where=f"绩效表“{one.name}”",
        position=one.fact.address,
        values={"what": f"{where}没有绩效表；{why}"},
        expected=one.name,
        evidence=one.fact.evidence,
    )


def _none_there(document: Examined, promised: Fact) -> Found:
    label = document.labels.of(promised.address)
    return Found(
        subject=("forms",),
        where="绩效表",
        position=promised.address,
        values={"what": f"{label}写作 {promised.text} 个，文中没有一张绩效表"},
        evidence=promised.evidence,
    )


def _without_project(
    document: Examined, number: int, form: Form, projects: Sequence[_Project]
) -> Iterator[Found]:
    """A form whose project no table lists; the amount that its row should say."""
    amount = _annual(form)
    gap = next(
        (table for table, short in _gaps(document, projects).items() if amount == short), None
    )
    path = f"forms.{number}.project"
    where = f"绩效表“{form.project}”"
    what = f"{where}的项目在项目表中没有"
    if gap is not None:
        table = document.scheme.table(gap)
        where = f"表{table.ordinal} {form.project}"
        what = f"表{table.ordinal}没有“{form.project}”一行，应为 {amount}{table.unit}；"
        what += "合计比所列各项目之和正好多这个数"
    yield Found(
        subject=("project", folded(form.project or "")),
        where=where,
        position=f"forms.{number}",
        values={"what": what},
        stated=form.project if gap is None else None,
        expected=str(amount) if gap is not None else None,
        evidence=document.evidence(path),
        severity="error" if gap is not None else "warning",
    )


def _annual(form: Form) -> Decimal | None:
    """What the project gets this year, in 万元 as tables print it."""
    for one in form.funding:
        if one.horizon == "annual" and one.source == "total" and one.amount:
            size = Decimal(unit_named(one.unit).size) / unit_named("万元").size
            return (_decimal(one.amount) * size).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return None


def _gaps(document: Examined, projects: Sequence[_Project]) -> dict[str, Decimal]:
    """By table, how much the total is more than the projects listed."""
    totals: dict[str, Decimal] = {}
    columns = {one.fact.address.rpartition(".")[2] for one in projects}
    tables = {one.fact.address.partition(".")[0] for one in projects}
    cents: Counter[str] = Counter()
    for fact in document.facts:
        table = fact.address.partition(".")[0]
        if table in tables and fact.address.rpartition(".")[2] in columns and fact.text:
            amount = _decimal(fact.text)
            if fact.coordinate.get(_PROJECT):
                cents[table] += int(amount * 100)
            else:
                totals.setdefault(table, amount)
    return {table: total - Decimal(cents[table]) / 100 for table, total in totals.items()}


def _decimal(text: str | None) -> Decimal:
    try:
        return Decimal((text or "0").replace(",", ""))
    except InvalidOperation:
        return Decimal(0)


def _twice(document: Examined, forms: Sequence[tuple[int, Form]]) -> Iterator[Found]:
    """Forms that say the same as one before."""
    seen: list[Form] = []
    for number, form in forms:
        if form in seen:
            where = f"绩效表“{form.project}”"
            yield Found(
                subject=("twice", folded(form.project or "")),
                where=where,
                position=f"forms.{number}",
                values={"what": f"{where}重复，内容与前面一张完全相同"},
                stated=form.project,
                evidence=document.evidence(f"forms.{number}.project"),
                severity="warning",
            )
        seen.append(form)
