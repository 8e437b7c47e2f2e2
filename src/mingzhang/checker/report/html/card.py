"""A finding as a card: what it is, the sides face to face with the difference, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from mingzhang.checker.engine import known_rules
from mingzhang.checker.pages import rule_page
from mingzhang.checker.report.html.difference import difference
from mingzhang.checker.report.html.families import family_of
from mingzhang.checker.report.html.markup import attribute, text
from mingzhang.checker.report.html.numbered import Look, Numbered, Report
from mingzhang.checker.report.tally import title_of
from mingzhang.checker.report.told import main_place
from mingzhang.model import Finding

__all__ = ["LOOK_WORDS", "card"]

LOOK_WORDS: Final[dict[Look, str]] = {
    "error": "错误",
    "warning": "核对",
    "info": "提示",
    "aside": "已搁置",
}
_FACING: Final = 4
"""So many sides stand face to face with the first; the others unfold."""

_TOLD: Final = ("依据", "改法")
"""What is told of a rule's page."""


def card(one: Numbered, report: Report) -> str:
    """A finding as an article, linked to its places in the document."""
    finding = one.finding
    parts = (
        _head(one),
        _aside(finding),
        _where(one, report),
        _faces(one, report) or _change(finding),
        f'<p class="said">{text(_said(finding))}</p>',
        _rule(finding.code),
    )
    return (
        f'\n<article class="card {one.look}" id="f{one.number}" data-look="{one.look}" '
        f'data-family="{attribute(family_of(finding.code))}">{"".join(parts)}</article>'
    )


def _head(one: Numbered) -> str:
    finding = one.finding
    return (
        f'<h3><span class="no">{one.number}</span> {text(title_of(finding.code))} '
        f'<span class="tag">{LOOK_WORDS[one.look]}</span> '
        f'<span class="code">{text(finding.code)}</span></h3>'
    )


def _said(finding: Finding) -> str:
    """What is said beyond the title."""
    return finding.message.removeprefix(f"{title_of(finding.code)}：")


def _aside(finding: Finding) -> str:
    if not finding.set_aside:
        return ""
    aside = finding.set_aside
    return f'<p class="reason">{text(aside.name)}：{text(aside.reason)}</p>'


def _where(one: Numbered, report: Report) -> str:
    finding = one.finding
    href = report.anchor(one.located.spans)
    place = main_place(report.findings, finding)
    words = "应在" if one.located.is_near and href else ""
    return f'<p class="where">{words}{_link(finding.where, href)}{_small(place)}</p>'


def _link(words: str, href: str | None, more: str = "") -> str:
    """Words that lead into the document, if they stand there."""
    return f'<a href="#{href}">{text(words)}{more}</a>' if href else f"{text(words)}{more}"


def _small(place: str) -> str:
    return f" <small>{text(place)}</small>" if place else ""


def _faces(one: Numbered, report: Report) -> str:
    """The first side against the others."""
    sides = list(zip(one.finding.sides, one.located.sides, strict=True))
    if len(sides) < 2:
        return ""
    labels = _without_shared([side.label for side, _ in sides])
    first, *others = (
        _face(label, side.text, report.anchor(spans))
        for label, (side, spans) in zip(labels, sides, strict=True)
    )
    shown = len(others) if len(others) <= _FACING + 1 else _FACING
    rest = "".join(others[shown:])
    if rest:
        rest = f"<details><summary>另有 {len(others) - shown} 处</summary>{rest}</details>"
    return (
        f'<div class="faces"><div>{first}{_change(one.finding)}</div>{_between(*(side.text for side, _ in sides))}'
        f'<div class="facing">{"".join(others[:shown])}{rest}</div></div>'
    )


def _between(first: str, *others: str) -> str:
    """What stands between the first side and the others: of two figures the difference."""
    if len(others) > 1:
        return '<p class="between"><span class="against">对照</span></p>'
    apart = difference(first, others[0])
    said = f'<span class="apart">相差 {text(apart[1:])}</span>' if apart else ""
    return f'<p class="between"><span class="sign">≠</span>{said}</p>'


def _without_shared(labels: Sequence[str]) -> list[str]:
    """Labels without the words that all begin with (表三 …, 表三 …)."""
    words = [label.split(" ") for label in labels]
    columns = zip(*(one[:-1] for one in words), strict=False)
    shared = len(list(takewhile(lambda column: len(set(column)) == 1, columns)))
    return [" ".join(one[shared:]) for one in words]


def _face(label: str, said: str, href: str | None) -> str:
    return f'<p class="face">{_link(label, href, f" <b>{text(said)}</b>")}</p>'


def _change(finding: Finding) -> str:
    """What is stated, and what it should be."""
    if finding.expected is None:
        return ""
    expected = f"<ins>{text(finding.expected)}</ins>"
    if finding.stated is None:
        return f'<p class="change"><span class="arrow">应有</span> {expected}</p>'
    apart = difference(finding.stated, finding.expected) or ""
    return (
        f'<p class="change"><span class="visually-hidden">现为</span><del>{text(finding.stated)}'
        f'</del> <span class="arrow" aria-hidden="true">→</span> '
        f'<span class="visually-hidden">应为</span>{expected}{_small(apart)}</p>'
    )


@cache
def _rule(code: str) -> str:
    """The basis and the remedy from the rule's page, folded away."""
    known = known_rules().get(code)
    if known is None:
        return ""
    return f"<details><summary>依据和改法</summary><dl>{''.join(_told(code))}</dl></details>"


def _told(code: str) -> Iterator[str]:
    page = rule_page(known_rules()[code])
    for heading in _TOLD:
        if words := page.parts.get(heading):
            yield f"<dt>{heading}</dt><dd>{text(words)}</dd>"
