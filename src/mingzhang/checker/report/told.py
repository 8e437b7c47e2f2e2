"""Findings in a terminal: a summary, then what must be mended, then what someone should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import rule_page
from mingzhang.checker.report.tally import BrokenRule, Tally, title_of
from mingzhang.cube import Evidence
from mingzhang.model import Finding, Findings

__all__ = ["main_place", "name_of", "place_of", "told", "told_together"]

_BOOKS: Final = (".xlsx", ".xls", ".xlsm", ".csv")
_LISTED: Final = 20
"""So many things that could not be checked are named."""

_MOST_BROKEN: Final = 10
"""So many rules are named in what is said of several documents together."""

_SIDES: Final = 3
"""So many places that a finding's own figures are held against are named."""


def told(findings: Findings, explained: set[str] | None = None) -> str:
    """The findings about one document as lines of text.

    What to do is told at the first finding of each rule; `explained` holds the rules of which it
    was told before, and takes up those of which it is told here.
    """
    known = set() if explained is None else explained
    return "".join(f"{line}\n" for line in _lines(findings, known))


def told_together(tally: Tally, unread: int) -> str:
    """What was found in several documents in all, as lines of text."""
    return "".join(f"{line}\n" for line in _summary(tally, unread))


def _summary(tally: Tally, unread: int) -> Iterator[str]:
    said = [f"共 {tally.documents} 个文件，{tally.with_errors} 个有错误"]
    said.append(f"{tally.errors} 个错误，{tally.warnings} 处需要核对，{tally.infos} 条提示")
    if tally.set_aside:
        said[-1] += f"，已搁置 {tally.set_aside} 条"
    if unread:
        said.append(f"另有 {unread} 个文件没有读成")
    yield "；".join(said)
    if tally.rules:
        count = len(tally.rules)
        more = f"（共 {count} 条，列出前 {_MOST_BROKEN} 条）" if count > _MOST_BROKEN else ""
        yield f"  涉及文件最多的规则{more}："
    yield from map(_rule, tally.rules[:_MOST_BROKEN])


def _rule(broken: BrokenRule) -> str:
    title = title_of(broken.code)
    return f"  {broken.code} {title}：{broken.documents} 个文件，{broken.findings} 处"


def name_of(findings: Findings) -> str:
    """The file that findings are about, by its name."""
    return findings.source.name if findings.source else "公开数据"


def _lines(findings: Findings, explained: set[str]) -> Iterator[str]:
    summary = findings.summary
    said = [f"{summary.error} 个错误"]
    if summary.warning or summary.info:
        said.append(f"{summary.warning} 处需要核对，{summary.info} 条提示")
    if summary.set_aside:
        said.append(f"已搁置 {summary.set_aside} 条")
    yield f"{name_of(findings)}：{'，'.join(said)}"
    open_ones = [one for one in findings.findings if not one.set_aside]
    errors = [one for one in open_ones if one.severity == "error"]
    others = [one for one in open_ones if one.severity != "error"]
    for title, listed in (("必须改正", errors), ("请人核对", others)):
        if listed:
            yield f"  {title}（{len(listed)}）"
        for one in listed:
            yield from _finding(findings, one)
            yield from _remedy(one.code, explained)
    yield from _set_aside([one for one in findings.findings if one.set_aside])
    for lacking in findings.not_checked[:_LISTED]:
        yield f"  未检查：{lacking.where}，{lacking.reason}"
    if len(findings.not_checked) > _LISTED:
        yield f"  未检查的另有 {len(findings.not_checked) - _LISTED} 处"


def _finding(findings: Findings, finding: Finding) -> Iterator[str]:
    """What is wrong, where it stands, and where that stands which it is held against."""
    yield f"  {finding.code} {finding.message}"
    place = main_place(findings, finding)
    if place:
        yield f"      {place}"
    others: dict[str, str] = {}
    for side in finding.sides:
        there = _place_in(findings, side.evidence)
        if there and there != place:
            others.setdefault(there, side.label)
    if others:
        named = [f"{label}（{there}）" for there, label in others.items()]
        more = f"等 {len(named)} 处" if len(named) > _SIDES else ""
        yield f"      对照：{'、'.join(named[:_SIDES])}{more}"


def _remedy(code: str, explained: set[str]) -> Iterator[str]:
    known = known_rules().get(code)
    if known is not None and code not in explained:
        explained.add(code)
        yield f"      改法：{rule_page(known).parts['改法']}"


def _set_aside(findings: Sequence[Finding]) -> Iterator[str]:
    if findings:
        yield f"  已搁置（{len(findings)}）"
    for finding in findings:
        yield f"  {finding.code} {finding.message}"
        if finding.set_aside:
            yield f"      {finding.set_aside.name}：{finding.set_aside.reason}"


def main_place(findings: Findings, finding: Finding) -> str:
    """Where a finding stands in the file, or in the workbook behind it; empty if unknown."""
    return _place_in(findings, finding.evidence)


def _place_in(findings: Findings, evidence: Sequence[Evidence]) -> str:
    """The first place; a file that is no workbook may name cells of the one behind it."""
    place = place_of(evidence[0]) if evidence else ""
    is_behind = bool(place) and evidence[0].sheet is not None
    if is_behind and not name_of(findings).lower().endswith(_BOOKS):
        return f"编制时的填报工作簿，{place}"
    return place


def place_of(evidence: Evidence) -> str:
    """Where a piece of evidence stands, as a person finds it in the file; empty if unknown."""
    if evidence.sheet is not None or evidence.cell is not None:
        cell = evidence.cell or ""
        return f"工作表“{evidence.sheet}”{cell}" if evidence.sheet else cell
    if evidence.page is not None:
        return f"第 {evidence.page} 页"
    if evidence.table is not None:
        return f"第 {evidence.table} 个表格第 {evidence.row} 行第 {evidence.column} 格"
    if evidence.paragraph is not None:
        return f"第 {evidence.paragraph} 段"
    return f"第 {evidence.line} 行" if evidence.line is not None else ""
