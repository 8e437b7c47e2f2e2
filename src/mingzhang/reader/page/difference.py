"""What is not as it was published, in words, and what people call the places of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mingzhang.model import Disclosure
from mingzhang.reader.page.figures import Figure
from mingzhang.reader.page.own import OwnPage, Place
from mingzhang.reader.page.relations import Relation
from mingzhang.scheme.labels import Labels

__all__ = ["Difference", "Edit", "Names", "contradiction", "edits_of", "rewritten", "told"]

_MOST_PARTS: Final = 5
"""So many parts of a sum are named."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Something on a page that is not as it was published, in a Chinese sentence.

    `address` names the figure and `where` says it in words; `line` is that of the file. `displayed`
    is what stands there and `expected` what should, as far as it is known.
    """

    message: str
    where: str
    address: str | None = None
    line: int | None = None
    displayed: str | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """A place and what its text and value should be."""

    place: Place
    text: str
    value: str | None


class Names:
    """Names figures as a reader of the page would."""

    def __init__(self, page: OwnPage, disclosure: Disclosure) -> None:
        self._labels = Labels(page.scheme, disclosure)
        self._called = {fact.address: fact.label for fact in page.block.facts}

    def of(self, address: str) -> str:
        """The table, row and column, the section and figure, or the form and its label."""
        named = self._labels.of(address)
        return named if named != address else self._called.get(address) or address


def edits_of(figure: Figure, worth: str, variant: int = 0) -> Iterator[Edit]:
    """What would have to change for a figure to be worth so much.

    `variant` chooses among the ways in which a text may display it.
    """
    for place in figure.places:
        text = place.text
        if not figure.displays(text, worth):
            ways = figure.texts(worth, text) or [text]
            text = ways[min(variant, len(ways) - 1)]
        if (text, worth) != (place.text, place.value):
            yield Edit(place, text, worth)


def rewritten(figure: Figure) -> Iterator[Edit]:
    """Other ways to display or state the same, in case one of them is what was published."""
    worth = figure.worth
    if worth is None:
        return
    amount = figure.amount(worth)
    stated = figure.worth_of(amount.low + (amount.high - amount.low + 1) // 2) if amount else worth
    for place in figure.places:
        if stated != worth:
            yield Edit(place, place.text, stated)
        if not place.text.strip("0."):
            yield Edit(place, place.text, figure.worth_displayed(place.text))
        ways = figure.texts(worth, place.text)
        short = place.text.rstrip("0").rstrip(".")
        if ways and ways[0] != place.text:
            yield Edit(place, ways[0], place.value)
        elif short in ways and place.is_in_text:
            yield Edit(place, short, place.value)


def contradiction(relation: Relation, figures: Sequence[Figure], names: Names) -> Difference:
    """What does not hold, with all that takes part in it."""
    first, *others = (figures[number] for number in relation.members)
    said = "、".join(f"{names.of(one.address)} {_shown(one)}" for one in others[:_MOST_PARTS])
    more = f"等 {len(others)} 个数" if len(others) > _MOST_PARTS else ""
    where = names.of(first.address)
    message = f"{relation.name}不符：{where} {_shown(first)}，而{said}{more}"
    line = first.places[0].line if first.places else None
    return Difference(message, where, first.address, line, _shown(first))


def _shown(figure: Figure) -> str:
    return f"{figure.places[0].text}{figure.unit}" if figure.places else "没有显示"


def told(
    figure: Figure,
    edit: Edit,
    names: Names,
    reasons: Sequence[str] = (),
    others: Sequence[str] = (),
    *,
    is_proved: bool = True,
) -> Difference:
    """An edit as a difference: what stands there, what should, why, and who else it may be.

    Where the checksum does not prove it, of a value no more is said than that it is not the text's.
    """
    place, where = edit.place, names.of(figure.address)
    wrong = []
    if edit.text != place.text:
        wrong.append(f"显示 {place.text}，应为 {edit.text}")
    if edit.value != place.value:
        said = f"数据值（value）为 {place.value or '空'}"
        is_text_alone = edit.text == place.text and not is_proved and not reasons
        should = f"与显示的 {place.text} 不符" if is_text_alone else f"应为 {edit.value}"
        wrong.append(f"{said}，{should}")
    which = figure.places.index(place) + 1
    number = f"第 {which} 处，" if len(figure.places) > 1 else ""
    because = f"；依据：{'、'.join(reasons)}" if reasons else ""
    either = f"；也可能是{'、'.join(others)}有误" if others else ""
    return Difference(
        f"{where}（{number}网页第 {place.line} 行）：{'；'.join(wrong)}{because}{either}",
        where,
        figure.address,
        place.line,
        place.text,
        edit.text,
    )
