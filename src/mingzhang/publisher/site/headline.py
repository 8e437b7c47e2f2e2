"""What a publication says first: how much, for what, and what changed; only from its figures."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.cube import Fact
from mingzhang.publisher.render.html.anchors import figure_fragment, figure_id
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.entry import Amount, Edition, Entry, Item
from mingzhang.scheme.view import known_facts

__all__ = ["Headline"]

_FUNCTIONS = 3
"""So many purposes are named, the largest first."""


class Headline:
    """The first paragraph and the line of key figures of an edition.

    Every figure in them leads to the place in the publication where it stands.
    """

    def __init__(self, edition: Edition) -> None:
        self._entry = edition.entry
        self._values = edition.publication.values
        self._change, self._rate = _changes(edition)

    def paragraph(self) -> str:
        """Two or three sentences; of what is not published nothing is said."""
        entry = self._entry
        if entry.total is None:
            return f'<p class="lede">{text(entry.name)}公开了{entry.year}年度预算，没有列出支出总计。</p>'
        sentences = [
            f"{entry.year}年度支出总计{self._amount(entry.total)}{self._against_last_year()}。",
            self._divided(),
            self._purposes(),
        ]
        return f'<p class="lede">{"".join(sentences)}</p>'

    def strip(self) -> str:
        """The key figures side by side; empty where there is none."""
        items = "".join(
            f"<div><dt>{text(label)}</dt><dd>{said}</dd>{below}</div>"
            for label, said, below in self._figures()
        )
        return f'<dl class="strip">{items}</dl>' if items else ""

    def _figures(self) -> Iterator[tuple[str, str, str]]:
        entry = self._entry
        if entry.total is not None:
            yield "支出总计", self._amount(entry.total, small=True), ""
        if self._change is not None and self._change.text:
            below = f"<dd>{self._figure(self._rate)}%</dd>" if self._rate else ""
            label = f"比上年{_direction(entry) or '增减'}"
            yield label, f"{self._figure(self._change)} {_small(self._change.unit)}", below
        for item in (*entry.kinds, *entry.three_public[:1]):
            yield item.label, self._amount(item.amount, small=True), ""
        if entry.projects:
            yield "项目", f"{len(entry.projects)} {_small('个')}", ""
        if entry.headcount is not None:
            yield entry.headcount_of or "人员", f"{entry.headcount} {_small('人')}", ""

    def _against_last_year(self) -> str:
        entry, direction = self._entry, _direction(self._entry)
        if entry.total and entry.last_total and entry.total.value == entry.last_total.value:
            return "，与上年持平"
        if self._change is None or not self._change.text or not direction:
            return ""
        rate = f"（{self._figure(self._rate)}%）" if self._rate else ""
        return f"，比上年{direction}{self._figure(self._change)}{text(self._change.unit)}{rate}"

    def _purposes(self) -> str:
        entry = self._entry
        largest = sorted(entry.functions, key=lambda one: -one.amount.value)[:_FUNCTIONS]
        if not largest:
            return ""
        only = len(entry.functions) == 1
        said = "、".join(f"{text(one.label)}{'' if only else self._item(one)}" for one in largest)
        return f"{'全部' if only else '主要'}用于{said}。"

    def _divided(self) -> str:
        kinds = "，".join(
            f"{text(one.label)}{self._amount(one.amount)}" for one in self._entry.kinds
        )
        return f"其中{kinds}。" if len(self._entry.kinds) > 1 else ""

    def _item(self, item: Item) -> str:
        return f"（{self._amount(item.amount)}）"

    def _amount(self, amount: Amount, *, small: bool = False) -> str:
        unit = f" {_small(amount.unit)}" if small else text(amount.unit)
        return f"{self._bound(amount.fact, amount.text)}{unit}"

    def _figure(self, fact: Fact) -> str:
        return self._bound(fact.address, fact.text or "")

    def _bound(self, address: str, said: str) -> str:
        value = self._values.get(address)
        if value is None:
            return text(said)
        return (
            f'<a class="to-figure" href="#{attribute(figure_fragment(address))}">'
            f'<data value="{value}" data-fact="{attribute(figure_id(address))}">{text(said)}</data></a>'
        )


def _small(unit: str) -> str:
    return f"<small>{text(unit)}</small>"


def _changes(edition: Edition) -> tuple[Fact | None, Fact | None]:
    """The displayed change of the total from last year, and its rate."""
    total = edition.entry.total
    facts = known_facts(edition.scheme, edition.disclosure)
    place = next((str(one.coordinate) for one in facts if total and one.address == total.fact), "")
    named = {one.derivation: one for one in facts if one.derivation and one.text}
    return named.get(f"change({place})"), named.get(f"rate({place})")


def _direction(entry: Entry) -> str:
    """Which way the total went; empty where last year's is not known."""
    if entry.total is None or entry.last_total is None:
        return ""
    return "减少" if entry.total.value < entry.last_total.value else "增加"
