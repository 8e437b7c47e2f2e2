"""The glossary of the site: every term that a disclosure explains, once, with who explains it how."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote

from msgspec import Struct
from pypinyin import lazy_pinyin

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import edition_path, relative, slug_of
from mingzhang.publisher.site.entry import Edition, Entry, SiteIndex
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.terms import TERM_STYLE, TermLinks, with_terms

__all__ = ["TermLinks", "UsedTerm", "glossary_pages", "used_terms", "with_terms"]

_PATH: Final = "glossary/index.html"
_EXPLANATIONS: Final = "glossary/terms.json"
_EXAMPLES: Final = 3
_WORDINGS: Final = 4
_OTHER: Final = "#"


class UsedTerm(Struct, frozen=True, gc=False):
    """A term as one disclosure explains it."""

    slug: str
    year: int
    term: str
    text: str


def used_terms(edition: Edition) -> tuple[UsedTerm, ...]:
    """The terms that a disclosure explains."""
    entry = edition.entry
    return tuple(
        UsedTerm(entry.slug, entry.year, " ".join(one.term.split()), one.text.strip())
        for one in edition.disclosure.glossary
        if one.term.strip()
    )


@dataclass(frozen=True)
class _Explained:
    """A term with the wordings of its meaning, the most used first, and where that one stands."""

    term: str
    initial: str
    uses: int
    wordings: tuple[tuple[str, int], ...]
    examples: tuple[Entry, ...]


def glossary_pages(index: SiteIndex, terms: Iterable[UsedTerm]) -> dict[str, bytes]:
    """The page of the glossary, and its terms as data for the places where they are used."""
    explained = _explained(index, terms)
    short = {slug_of(one.term): [one.term, one.wordings[0][0]] for one in explained}
    data = json.dumps(short, ensure_ascii=False, separators=(",", ":"))
    place = Place(
        path=_PATH,
        title="名词解释",
        description="预算公开中各名词的意思，以及哪些部门、单位这样解释",
        site=index.title,
        section="名词",
        trail=(("首页", ""),),
        styles=(TERM_STYLE,),
        canonical=f"{index.base}/glossary/" if index.base else "",
    )
    return {
        _PATH: page(place, _main(explained)),
        _EXPLANATIONS: data.encode("utf-8", "replace"),
    }


def _explained(index: SiteIndex, terms: Iterable[UsedTerm]) -> Sequence[_Explained]:
    entries = {(one.slug, one.year): one for one in index.entries}
    wordings: dict[str, dict[str, list[Entry]]] = {}
    for used in terms:
        if (entry := entries.get((used.slug, used.year))) is not None:
            wordings.setdefault(used.term, {}).setdefault(used.text, []).append(entry)
    spelled = {term: tuple(lazy_pinyin(term, errors=_spelled_out)) for term in wordings}
    return [
        _one_term(term, wordings[term], spelled[term])
        for term in sorted(wordings, key=lambda term: (_initial(spelled[term]), spelled[term]))
    ]


def _one_term(term: str, wordings: dict[str, list[Entry]], spelled: tuple[str, ...]) -> _Explained:
    counted = Counter({wording: len(entries) for wording, entries in wordings.items()})
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    examples = sorted(wordings[ordered[0][0]], key=lambda one: (-one.year, one.area, one.name))
    return _Explained(
        term,
        _initial(spelled),
        sum(counted.values()),
        tuple(ordered),
        tuple(examples[:_EXAMPLES]),
    )


def _spelled_out(letters: str) -> str:
    return "".join(filter(str.isalnum, letters)).lower()


def _initial(spelled: Sequence[str]) -> str:
    first = next(iter("".join(spelled[:1])), "").upper()
    return first if first.isascii() and first.isalpha() else _OTHER


def _main(explained: Sequence[_Explained]) -> str:
    groups = [(initial, list(own)) for initial, own in groupby(explained, lambda one: one.initial)]
    jumps = "".join(f'<li><a href="#{_group_id(one)}">{one}</a></li>' for one, _ in groups)
    return (
        '<div class="measure"><h1>名词解释</h1>'
        f'<p class="lede">{_lede(explained)}</p>'
        + (
            f'<nav class="initials" aria-label="按拼音首字母"><ul>{jumps}</ul></nav>'
            if jumps
            else ""
        )
        + "".join(_group(initial, own) for initial, own in groups)
        + "</div>"
    )


def _lede(explained: Sequence[_Explained]) -> str:
    if not explained:
        return "公开的预算里还没有名词解释。"
    return f"各部门、单位在预算公开中解释了{len(explained)}个名词，按拼音排列。各家写法不同的，列用得最多的一种。"


def _group_id(initial: str) -> str:
    return "other" if initial == _OTHER else initial.lower()


def _group(initial: str, explained: Sequence[_Explained]) -> str:
    title = "其他" if initial == _OTHER else initial
    items = "".join(map(_definition, explained))
    return f'\n<h2 id="{_group_id(initial)}">{title}</h2><dl class="terms">{items}</dl>'


def _definition(one: _Explained) -> str:
    wording = one.wordings[0][0]
    paragraphs = "".join(f"<p>{text(line)}</p>" for line in wording.split("\n") if line.strip())
    return (
        f'\n<div id="{slug_of(one.term)}"><dt>{text(one.term)}</dt>'
        f'<dd>{paragraphs}<p class="note">{_use(one)}</p>{_others(one)}</dd></div>'
    )


def _use(one: _Explained) -> str:
    links = "、".join(
        f'<a href="{attribute(relative(edition_path(entry.slug, entry.year), _PATH))}">'
        f"{text(entry.name)}（{entry.year}）</a>"
        for entry in one.examples
    )
    more = "等" if one.wordings[0][1] > len(one.examples) else ""
    search = f"{relative('search/', _PATH)}?q={quote(one.term, errors='replace')}"
    return (
        f"{one.uses}份公开解释了它，其中{one.wordings[0][1]}份用上面的写法：{links}{more}。"
        f'<a href="{attribute(search)}">检索“{text(one.term)}”</a>'
    )


def _others(one: _Explained) -> str:
    others = one.wordings[1:]
    if not others:
        return ""
    items = "".join(
        f"<li>{text(wording)}（{count}份）</li>" for wording, count in others[:_WORDINGS]
    )
    rest = f"<li>还有{len(others) - _WORDINGS}种</li>" if len(others) > _WORDINGS else ""
    return f"<details><summary>另有{len(others)}种写法</summary><ul>{items}{rest}</ul></details>"
