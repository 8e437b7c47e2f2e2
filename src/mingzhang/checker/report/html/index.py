"""Many reports at a glance: documents by errors, rules by how many documents break them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mingzhang.checker.report.html.card import LOOK_WORDS
from mingzhang.checker.report.html.markup import attribute, text
from mingzhang.checker.report.html.page import document
from mingzhang.checker.report.tally import BrokenRule, Tally, Unread, tallied, title_of
from mingzhang.checker.report.told import name_of
from mingzhang.model import Findings

__all__ = ["html_index"]

_LISTED: Final = 100
"""So many documents are named of those that break a rule."""


def html_index(
    documents: Sequence[tuple[Findings, str]], *, version: str, unread: Sequence[Unread] = ()
) -> bytes:
    """An index page; each document comes with the address of its report.

    Documents with most errors come first, rules that most documents break too. `unread` are files
    that could not be checked.
    """
    tally = tallied(findings for findings, _ in documents)
    ordered = sorted(documents, key=_order)
    body = (
        '<a class="skip" href="#documents">跳到文件</a>',
        _head(tally, len(unread)),
        '\n<main class="index" tabindex="-1">',
        _documents(ordered),
        _rules(tally, ordered),
        _unread(unread),
        f'\n<footer class="foot"><p>明账 {text(version)}</p></footer>\n</main>',
    )
    return document(f"检查结果：{tally.documents} 个文件", "".join(body), version)


def _order(one: tuple[Findings, str]) -> tuple[int, int, int, str, str]:
    findings, href = one
    counts = findings.summary
    return -counts.error, -counts.warning, -counts.info, name_of(findings), href


def _head(tally: Tally, unread: int) -> str:
    counts = [
        ("error", tally.with_errors, "个文件有错误"),
        ("error", tally.errors, LOOK_WORDS["error"]),
        ("warning", tally.warnings, LOOK_WORDS["warning"]),
        ("info", tally.infos, LOOK_WORDS["info"]),
        *([("aside", tally.set_aside, LOOK_WORDS["aside"])] if tally.set_aside else []),
        *([("unchecked", unread, "个文件没有读成")] if unread else []),
    ]
    items = "".join(
        f'<li class="{look if number else "none"}"><strong>{number}</strong> {words}</li>'
        for look, number, words in counts
    )
    return (
        '\n<header class="top">\n<div><p class="kind">检查结果</p>'
        f'<h1>{tally.documents} 个文件</h1></div>\n<ul class="tally">{items}</ul>\n</header>'
    )


def _documents(ordered: Sequence[tuple[Findings, str]]) -> str:
    most = max((_all(findings) for findings, _ in ordered), default=0)
    rows = "".join(_document(findings, href, most) for findings, href in ordered)
    return (
        '\n<section aria-labelledby="documents"><h2 id="documents">文件</h2>'
        '<div class="scroll" role="group" tabindex="0" aria-labelledby="documents"><table>'
        '<thead><tr><th scope="col">文件<th scope="col" class="n">错误'
        '<th scope="col" class="n">核对<th scope="col" class="n">提示'
        '<th scope="col" class="n">未检查<th scope="col" class="wide">分布</thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _all(findings: Findings) -> int:
    return findings.summary.error + findings.summary.warning + findings.summary.info


def _document(findings: Findings, href: str, most: int) -> str:
    counts = findings.summary
    owner = f"<small>{text(findings.entity.name)}</small>" if findings.entity else ""
    numbers = "".join(
        f'<td class="n{look if number else " none"}">{number}'
        for number, look in (
            (counts.error, " error"),
            (counts.warning, " warning"),
            (counts.info, " info"),
            (len(findings.not_checked), ""),
        )
    )
    bars = [("error", counts.error), ("warning", counts.warning), ("info", counts.info)]
    return (
        f'\n<tr><th scope="row"><a href="{attribute(href)}">{text(name_of(findings))}</a>{owner}'
        f'{numbers}<td class="wide">{_bar(bars, most)}'
    )


def _bar(parts: Iterable[tuple[str, int]], whole: int) -> str:
    """Counts as widths; what they say stands in figures beside it."""
    shown = "".join(
        f'<i class="{look}" style="width:{100 * number / whole:.2f}%"></i>'
        for look, number in parts
        if number
    )
    return f'<span class="bar" aria-hidden="true">{shown}</span>'


def _rules(tally: Tally, ordered: Sequence[tuple[Findings, str]]) -> str:
    if not tally.rules:
        return ""
    broken = _breaking(ordered)
    rows = "".join(_rule(rule, broken[rule.code], tally.documents) for rule in tally.rules)
    return (
        '\n<section aria-labelledby="rules"><h2 id="rules">规则</h2>'
        '<div class="scroll" role="group" tabindex="0" aria-labelledby="rules"><table>'
        '<thead><tr><th scope="col">规则<th scope="col" class="n">文件'
        '<th scope="col" class="n">处数<th scope="col" class="wide">占文件</thead>'
        f"<tbody>{rows}</tbody></table></div></section>"
    )


def _breaking(ordered: Iterable[tuple[Findings, str]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """The documents that break each rule, by name and address, most errors first."""
    broken: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for findings, href in ordered:
        for one in findings.findings:
            if not one.set_aside:
                broken[one.code][name_of(findings), href] = None
    return {code: list(found) for code, found in broken.items()}


def _rule(rule: BrokenRule, broken: Sequence[tuple[str, str]], documents: int) -> str:
    return (
        f'\n<tr><th scope="row"><details><summary>{text(title_of(rule.code))} '
        f'<span class="code">{text(rule.code)}</span></summary>'
        f"<ul>{''.join(_links(broken))}</ul></details>"
        f'<td class="n">{rule.documents}<td class="n">{rule.findings}'
        f'<td class="wide">{_bar([(rule.severity, rule.documents)], documents)}'
    )


def _links(broken: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, href in broken[:_LISTED]:
        yield f'<li><a href="{attribute(href)}">{text(name)}</a></li>'
    if len(broken) > _LISTED:
        yield f"<li>另有 {len(broken) - _LISTED} 个文件</li>"


def _unread(unread: Sequence[Unread]) -> str:
    if not unread:
        return ""
    rows = "".join(f"<li>{text(one.name)}：{text(one.reason)}</li>" for one in unread)
    return (
        '\n<section aria-labelledby="unread"><h2 id="unread">没有读成的文件</h2>'
        f'<ul class="unchecked">{rows}</ul></section>'
    )
