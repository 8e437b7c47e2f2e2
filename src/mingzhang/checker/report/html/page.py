"""The report as one page: the summary, the findings, what was not checked, the document."""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Final

from mingzhang.checker.report.html.card import LOOK_WORDS, card
from mingzhang.checker.report.html.families import family_of, family_title
from mingzhang.checker.report.html.markup import attribute, legible, text
from mingzhang.checker.report.html.numbered import LOOKS, Numbered, Report, report_of
from mingzhang.checker.report.html.paper import paper
from mingzhang.checker.report.html.view import View
from mingzhang.checker.report.told import name_of
from mingzhang.model import Findings

__all__ = ["document", "html_report"]

_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def html_report(findings: Findings, view: View, *, version: str) -> bytes:
    """The findings about one document beside the document, as one file that needs no other.

    The same findings and view give the same bytes.
    """
    report = report_of(findings, view)
    name = name_of(findings)
    body = (
        '<a class="skip" href="#findings">跳到检查结果</a>',
        _head(report, name),
        '\n<div class="panes">\n<main class="findings" id="findings" tabindex="-1">',
        _tools(report),
        *_groups(report),
        _unchecked(findings),
        f'<footer class="foot"><p>明账 {text(version)}{_checksum(findings)}</p></footer>',
        '\n</main>\n<section class="paper" id="paper" tabindex="0" aria-labelledby="paper-title">'
        '\n<div class="title"><h2 id="paper-title">文件</h2>'
        '<label><input type="checkbox" id="findings-only"> 打印时不印文件</label></div>',
        paper(view, report),
        "\n</section>\n</div>",
    )
    return document(f"检查结果：{name}", "".join(body), version, script=_part("report.js"))


def document(title: str, body: str, version: str, script: str = "") -> bytes:
    """A whole page around a body; only its own script may run, and nothing is fetched."""
    policy, running = _POLICY, ""
    if script:
        digest = b64encode(sha256(script.encode()).digest()).decode()
        policy = f"{_POLICY}; script-src 'sha256-{digest}'"
        running = f"\n<script>{script}</script>"
    page = (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{text(title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="mingzhang {attribute(version)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<style>\n{_part('report.css')}</style>\n</head>\n"
        f"<body>\n{body}{running}\n</body>\n</html>\n"
    )
    return legible(page).encode()


@cache
def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _head(report: Report, name: str) -> str:
    findings = report.findings
    entity = findings.entity
    owner = f"{entity.name} {entity.fiscal_year}年度" if entity else ""
    line = f'<p class="owner">{text(owner)}</p>' if owner else ""
    return (
        f'\n<header class="top">\n<div><p class="kind">检查结果</p><h1>{text(name)}</h1>{line}</div>'
        f'\n<ul class="tally">{"".join(_tally(report))}</ul>\n</header>'
    )


def _tally(report: Report) -> Iterator[str]:
    must, look = report.of("error"), report.of("warning", "info")
    yield _count("error", len(must), "必须改正", "#must")
    yield _count("warning", len(look), "请人核对", "#look")
    if aside := report.of("aside"):
        yield _count("aside", len(aside), "已搁置", "#aside")
    if unchecked := report.findings.not_checked:
        yield _count("unchecked", len(unchecked), "未检查", "#unchecked")


def _count(look: str, number: int, words: str, href: str) -> str:
    said = f"<strong>{number}</strong> {words}"
    return f'<li class="{look if number else "none"}"><a href="{href}">{said}</a></li>'


def _tools(report: Report) -> str:
    """What the script works with; without it they are not there."""
    if not report.numbered:
        return ""
    looks = Counter(one.look for one in report.numbered)
    boxes = "".join(
        f'<label class="{look}"><input type="checkbox" value="{look}" checked> '
        f"{LOOK_WORDS[look]} {looks[look]}</label>"
        for look in LOOKS
        if looks[look]
    )
    families = Counter(family_of(one.finding.code) for one in report.numbered)
    options = "".join(
        f'<option value="{attribute(family)}">{text(family_title(family))}（{number}）</option>'
        for family, number in sorted(families.items())
    )
    return (
        '\n<form class="tools" hidden><fieldset><legend class="visually-hidden">显示</legend>'
        f"{boxes}</fieldset>"
        f'<select aria-label="类别"><option value="">全部类别</option>{options}</select>'
        '<span class="steps"><button type="button" data-step="-1" aria-label="上一条" '
        'aria-keyshortcuts="k" title="上一条（k）">↑</button><button type="button" data-step="1" '
        'aria-label="下一条" aria-keyshortcuts="j" title="下一条（j）">↓</button></span>'
        '<output class="visually-hidden"></output></form>'
    )


def _groups(report: Report) -> Iterator[str]:
    must, look, aside = report.of("error"), report.of("warning", "info"), report.of("aside")
    yield _group("must", "必须改正", must, report, "没有必须改正的问题。")
    yield _group("look", "请人核对", look, report, "没有需要核对的地方。")
    if aside:
        yield _group("aside", "已搁置", aside, report, "")


def _group(name: str, title: str, found: Sequence[Numbered], report: Report, none: str) -> str:
    cards = "".join(card(one, report) for one in found) or f'<p class="nothing">{none}</p>'
    return (
        f'\n<section class="group" id="{name}" aria-labelledby="{name}-title">'
        f'<h2 id="{name}-title">{title} <small>{len(found)}</small></h2>{cards}\n</section>'
    )


def _unchecked(findings: Findings) -> str:
    if not findings.not_checked:
        return ""
    rows = "".join(
        f'<li><span class="code">{text(one.code)}</span> {text(one.where)}，{text(one.reason)}</li>'
        for one in findings.not_checked
    )
    return (
        '\n<section class="group" id="unchecked" aria-labelledby="unchecked-title">'
        f'<h2 id="unchecked-title">未检查 <small>{len(findings.not_checked)}</small></h2>'
        f'<ul class="unchecked">{rows}</ul>\n</section>'
    )


def _checksum(findings: Findings) -> str:
    if findings.source is None or not findings.source.sha256:
        return ""
    return f'，文件校验值 <span class="sum">{text(findings.source.sha256)}</span>'
