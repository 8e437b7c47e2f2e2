"""Findings in a terminal: a summary, then what must be mended, then what someone should look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.cube import Evidence
from mingzhang.model import Finding, Findings

__all__ = ["place_of", "told"]

_BOOKS: Final = (".xlsx", ".xls", ".xlsm", ".csv")
_LISTED: Final = 20
"""So many things that could not be checked are named."""


def told(findings: Findings) -> str:
    """The findings about one document as lines of text."""
    return "".join(f"{line}\n" for line in _lines(findings))


def _lines(findings: Findings) -> Iterator[str]:
    name = findings.source.name if findings.source else "公开数据"
    summary = findings.summary
    said = [f"{summary.error} 个错误"]
    if summary.warning or summary.info:
        said.append(f"{summary.warning} 处需要核对，{summary.info} 条提示")
    yield f"{name}：{'，'.join(said)}"
    errors = [one for one in findings.findings if one.severity == "error"]
    others = [one for one in findings.findings if one.severity != "error"]
    is_book = name.lower().endswith(_BOOKS)
    yield from _list("必须改正", errors, is_book)
    yield from _list("请人核对", others, is_book)
    for one in findings.not_checked[:_LISTED]:
        yield f"  未检查：{one.where}，{one.reason}"
    if len(findings.not_checked) > _LISTED:
        yield f"  未检查的另有 {len(findings.not_checked) - _LISTED} 处"


def _list(title: str, findings: Sequence[Finding], is_book: bool) -> Iterator[str]:
    """Findings with their places; a file that is no workbook may name cells of the one behind it."""
    if findings:
        yield f"  {title}（{len(findings)}）"
    for finding in findings:
        yield f"  {finding.code} {finding.message}"
        if finding.evidence and (place := place_of(finding.evidence[0])):
            is_behind = finding.evidence[0].sheet is not None and not is_book
            yield f"      {'编制时的填报工作簿，' if is_behind else ''}{place}"


def place_of(evidence: Evidence) -> str:
    """Where a piece of evidence stands, as a person finds it in the file; empty if unknown."""
    if evidence.sheet is not None or evidence.cell is not None:
        return f"工作表“{evidence.sheet}”{evidence.cell}" if evidence.sheet else f"{evidence.cell}"
    if evidence.page is not None:
        return f"第 {evidence.page} 页"
    if evidence.table is not None:
        return f"第 {evidence.table} 个表格第 {evidence.row} 行第 {evidence.column} 格"
    if evidence.paragraph is not None:
        return f"第 {evidence.paragraph} 段"
    return f"第 {evidence.line} 行" if evidence.line is not None else ""
