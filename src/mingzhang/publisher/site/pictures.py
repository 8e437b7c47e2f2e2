"""Treemaps and flows of the site: what is drawn of figures, wide for a desk and narrow for a phone.

Where the chart engine is missing nothing is drawn; the tables say the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from mingzhang.cube import WAN_YUAN, show
from mingzhang.publisher.render.chart import (
    FlowLink,
    FlowNode,
    TreeNode,
    missing_assets,
    sankey_svg,
    treemap_svg,
)
from mingzhang.publisher.render.html.markup import text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import share_text
from mingzhang.publisher.site.entry import Amount, Entry
from mingzhang.publisher.site.flows import Flows
from mingzhang.publisher.site.parts import figure_page

__all__ = ["Part", "fact_link", "flow_picture", "treemap", "treemap_narrow"]

_WIDE: Final = (1080, 340)
_NARROW: Final = (360, 400)
_MOST: Final = 40
"""So many parts are drawn; the others are drawn together."""

Part = tuple[str, Amount, str | None]
"""What is drawn as one area: its name, its amount, what it leads to."""


def fact_link(entry: Entry, fact: str, page: str) -> str | None:
    """The place of a displayed figure in its publication, as a link on `page`; None without one."""
    if not fact:
        return None
    return relative(figure_page(entry, fact), page)


def treemap(parts: Sequence[Part], *, anchor: str, title: str) -> str:
    """Parts of a whole as areas, for a desk and for a phone; empty where there is but one."""
    return _figure(
        _areas(parts, f"{anchor}-wide", title, _WIDE),
        _areas(parts, f"{anchor}-narrow", title, _NARROW),
        title,
    )


def treemap_narrow(
    parts: Sequence[Part], *, anchor: str, title: str, size: tuple[int, int] = (360, 240)
) -> str:
    """The same beside a table or on a phone: one narrow drawing."""
    drawn = _areas(parts, anchor, title, size)
    return f'<figure class="chart small">{drawn}</figure>' if drawn else ""


def flow_picture(
    flows: Flows, *, anchor: str, title: str, link: Callable[[str], str | None]
) -> str:
    """The flows, for a desk and for a phone; empty where nothing flows."""
    return _figure(
        _flow(flows, f"{anchor}-wide", title, _WIDE[0], link),
        _flow(flows, f"{anchor}-narrow", title, _NARROW[0], link),
        title,
    )


def _figure(wide: str, narrow: str, caption: str) -> str:
    if not wide:
        return ""
    return (
        f'<figure class="chart"><div class="wide">{wide}</div>'
        f'<div class="narrow">{narrow}</div><figcaption>{text(caption)}</figcaption></figure>'
    )


def _areas(parts: Sequence[Part], anchor: str, title: str, size: tuple[int, int]) -> str:
    known = sorted((one for one in parts if one[1].value > 0), key=lambda one: -one[1].value)
    if len(known) < 2 or missing_assets():
        return ""
    whole = sum(amount.value for _, amount, _ in known)
    drawn, rest = known[:_MOST], known[_MOST:]
    nodes = [_node(name, amount, href) for name, amount, href in drawn]
    if rest:
        value = sum(amount.value for _, amount, _ in rest)
        together = Amount(show(value, WAN_YUAN, 2, grouping=True), WAN_YUAN.name, value, "")
        nodes.append(_node(f"其余{len(rest)}项", together, None))
    largest = known[0]
    return treemap_svg(
        nodes,
        anchor=anchor,
        title=title,
        unit=WAN_YUAN.name,
        alternative=f"{title}：共{len(known)}项，面积与金额成比例。最大的是{largest[0]}，"
        f"{largest[1].text}{largest[1].unit}，占{share_text(largest[1].value, whole)}。",
        width=size[0],
        height=size[1],
    )


def _node(name: str, amount: Amount, href: str | None) -> TreeNode:
    return TreeNode(name, _drawn(amount), _said(amount), amount.fact or None, href)


def _flow(
    flows: Flows, anchor: str, title: str, width: int, link: Callable[[str], str | None]
) -> str:
    if not flows.flows or missing_assets():
        return ""
    stops = [
        FlowNode(
            one.key,
            one.name,
            one.stage,
            _drawn(one.amount),
            _said(one.amount),
            one.amount.fact or None,
            link(one.amount.fact),
        )
        for one in flows.stops
    ]
    links = [
        FlowLink(
            one.start.key,
            one.end.key,
            _drawn(one.amount),
            _said(one.amount),
            one.amount.fact or None,
            link(one.amount.fact),
        )
        for one in flows.flows
    ]
    named = ["、".join(one.name for one in flows.stops if one.stage == stage) for stage in range(3)]
    return sankey_svg(
        stops,
        links,
        anchor=anchor,
        title=title,
        unit=WAN_YUAN.name,
        alternative=f"{title}：资金来源有{named[0] or '（未公开）'}；"
        f"用于{named[1]}；按性质分为{named[2] or '（未公开）'}。",
        width=width,
    )


def _drawn(amount: Amount) -> Decimal:
    """How large an amount is drawn, in 万元: as it is displayed."""
    return Decimal(amount.value) / WAN_YUAN.size


def _said(amount: Amount) -> str:
    if amount.unit == WAN_YUAN.name:
        return amount.text
    return show(amount.value, WAN_YUAN, 2, grouping=True)
