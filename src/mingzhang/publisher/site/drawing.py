"""Figures and bars of the site's own tables, as markup that programs can read back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from mingzhang.cube.amount import WAN_YUAN, YI_YUAN, Unit, show
from mingzhang.publisher.render.html.anchors import figure_id
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.entry import Amount, Entry

__all__ = [
    "bar",
    "change_text",
    "figure",
    "pagination",
    "reading_unit",
    "share_text",
    "summed",
    "yuan",
]

_LARGE: Final = 10 * YI_YUAN.size
"""From here on a sum is read more easily in 亿元."""

_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_THOUSAND: Final = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+(?:\.|$))")


def yuan(value: int) -> str:
    """An amount of 分 as plain decimals of 元, for programs.

    >>> yuan(191_020_000)
    '1910200.00'
    """
    return str(Decimal(value).scaleb(-2))


def reading_unit(value: int) -> Unit:
    """The unit in which a reader takes in an amount of 分 most easily.

    >>> reading_unit(191_020_000).name, reading_unit(1_234_500_000_000).name
    ('万元', '亿元')
    """
    return YI_YUAN if abs(value) >= _LARGE else WAN_YUAN


def figure(amount: Amount | None, entry: Entry | None = None) -> str:
    """A displayed amount, bound to the id of its fact; nothing where there is none.

    It is written as it was printed. On a page over several publications `entry` tells whose fact
    it is, and thousands are set apart as in the sums beside it.
    """
    if amount is None:
        return ""
    fact = figure_id(amount.fact)
    place = f"{entry.path}#{fact}" if entry else fact
    said = _grouped(amount.text) if entry else amount.text
    return f'<data value="{yuan(amount.value)}" data-fact="{attribute(place)}">{text(said)}</data>'


def _grouped(number: str) -> str:
    """A number with its thousands set apart, if it is one and they are not.

    >>> _grouped("25372.75"), _grouped("1,204.5"), _grouped("-")
    ('25,372.75', '1,204.5', '-')
    """
    return _THOUSAND.sub(",", number) if _PLAIN.fullmatch(number) else number


def summed(value: int, said: str, unit: Unit = WAN_YUAN) -> str:
    """A sum that the site made itself; `said` names what was added."""
    number = show(value, unit, 2, grouping=True)
    return f'<data value="{yuan(value)}" data-sum="{attribute(said)}">{number}</data>'


def share_text(part: int, whole: int) -> str:
    """A share in per cent with one decimal, rounded half up; a dash where there is no whole.

    >>> share_text(1, 3), share_text(1, 0)
    ('33.3%', '—')
    """
    return f"{show(part * 100_000 // whole, Unit('%', 1000), 1)}%" if whole > 0 else "—"


def change_text(now: int, before: int) -> str:
    """The change from last year in per cent with its sign; a dash where there was nothing.

    >>> change_text(110, 100), change_text(90, 100), change_text(5, 0)
    ('+10.0%', '−10.0%', '—')
    """
    if before <= 0:
        return "—"
    size = share_text(abs(now - before), before)
    sign = "" if size == "0.0%" else "+" if now > before else "−"
    return f"{sign}{size}"


def pagination(paths: Sequence[str], path: str) -> str:
    """Links between the pages of one list; nothing where there is but one."""
    if len(paths) == 1:
        return ""
    items = "".join(
        f"<li><b>第{number}页</b></li>"
        if one == path
        else f'<li><a href="{attribute(relative(one, path))}">第{number}页</a></li>'
        for number, one in enumerate(paths, 1)
    )
    return f'<ul class="pagination">{items}</ul>'


def bar(part: int, largest: int) -> str:
    """A bar as long as the figure beside it says, from zero; for the eye only."""
    length = Decimal(max(part, 0) * 100) / largest if largest > 0 else Decimal()
    return (
        '<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{length:.2f}" height="1"/></svg>'
    )
