"""Alignment: which slot of a table's row each token stands in, when cells were lost or gained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from mingzhang.reader.recognise.shapes import Shape
from mingzhang.reader.recognise.tokens import Token

__all__ = ["Alignment", "alignments"]

_KEPT: Final = 8
_SHIFT: Final = 1.0
_LOOSE_SHIFT: Final = 0.05
_TAIL: Final = 0.1
_SUM_FAILS: Final = 2.5
_NEVER: Final = 8.0
_ODD: Final = 3.0
_DAMAGED: Final = re.compile(r"(?=.*\d)[^\u4e00-\u9fff]{1,16}$")
_CENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A slot for each token, and how much speaks against it."""

    slots: tuple[int, ...]
    cost: float


def alignments(tokens: Sequence[Token], width: int, shape: Shape) -> list[Alignment]:
    """The ways to read a row, the likeliest first; `width` counts its cells (0: not known).

    What speaks against a way: a cell that moved, an amount where words belong, a label of the
    other side, a total that is not the sum of its parts.
    """
    plain = _plain(tokens, width, shape)
    if plain is not None:
        return [plain]
    found = [
        Alignment(way.slots, way.cost + _SUM_FAILS * _failing(tokens, way.slots, shape))
        for way in _ways(tokens, width, shape)
    ]
    return sorted(found, key=lambda way: way.cost)


def _plain(tokens: Sequence[Token], width: int, shape: Shape) -> Alignment | None:
    """Every token in the slot it stands at, if the row has all its cells and each may stand there.

    Where no cell was lost or gained, a total that its parts contradict is the document's own slip
    and not the reader's to mend.
    """
    if width != len(shape.slots):
        return None
    slots = tuple(token.column if token.column is not None else -1 for token in tokens)
    if any(not 0 <= slot < width for slot in slots) or len(set(slots)) < len(slots):
        return None
    misfits = [_misfit(token, slot, shape) for token, slot in zip(tokens, slots, strict=True)]
    if any(misfit > _ODD for misfit in misfits):
        return None
    return Alignment(slots, sum(misfits))


def _ways(tokens: Sequence[Token], width: int, shape: Shape) -> Iterator[Alignment]:
    """The cheapest ways, found token by token; only the best few into each slot are kept."""
    count = len(shape.slots)
    states: dict[int, list[Alignment]] = {-1: [Alignment((), 0.0)]}
    last: Token | None = None
    for left, token in zip(range(len(tokens) - 1, -1, -1), tokens, strict=True):
        after: dict[int, list[Alignment]] = {}
        for before, ways in states.items():
            for slot in range(before + 1, count - left):
                step = _step(last, before, token, slot) + _misfit(token, slot, shape)
                after.setdefault(slot, []).extend(
                    Alignment((*way.slots, slot), way.cost + step) for way in ways
                )
        states = {
            slot: sorted(ways, key=lambda way: way.cost)[:_KEPT] for slot, ways in after.items()
        }
        last = token
    missing = count - width if width and last is not None else 0
    for slot, ways in states.items():
        tail = 0.0
        if last is not None and last.column is not None:
            tail = _TAIL * abs(missing - (slot - last.column))
        yield from (Alignment(way.slots, way.cost + tail) for way in ways)


def _step(last: Token | None, before: int, token: Token, slot: int) -> float:
    """The cells that must have been lost or gained between two tokens."""
    if token.column is None:
        return _LOOSE_SHIFT * (slot - before - 1)
    if last is None or last.column is None:
        return _SHIFT * abs(slot - token.column)
    return _SHIFT * abs((slot - before) - (token.column - last.column))


def _misfit(token: Token, at: int, shape: Shape) -> float:
    slot = shape.slots[at]
    kind = token.kind
    if slot.kind == "amount":
        if kind == "words" and _DAMAGED.match(token.passage.text):
            return _ODD
        return {"amount": 0.0, "code": 1.0, "dash": 0.0, "words": _NEVER}[kind]
    if kind == "dash":
        return _ODD
    if slot.kind == "code":
        if kind == "words":
            return 0.2 if token.word in shape.labels[slot.side] else _ODD
        return 0.0 if kind == "code" else _NEVER
    if kind != "words":
        return 5.0 if kind == "code" else _NEVER
    if slot.kind == "government_label":
        return 0.0 if token.word in shape.government else 1.5
    return _label_misfit(token.word, slot.side, shape)


def _label_misfit(word: str, side: int, shape: Shape) -> float:
    if word in shape.labels[side]:
        return 0.0
    if any(word in labels for labels in shape.labels):
        return _NEVER
    return 0.3 if shape.is_open[side] else 1.5


def _failing(tokens: Sequence[Token], slots: Sequence[int], shape: Shape) -> int:
    """How many totals of the row its other amounts contradict."""
    amounts = {
        slot: token.number
        for token, slot in zip(tokens, slots, strict=True)
        if token.value is not None
    }
    failing = 0
    for whole, parts in shape.sums:
        given = [amounts[part] for part in parts if part in amounts]
        if not given and whole not in amounts:
            continue
        difference = abs(amounts.get(whole, Decimal(0)) - sum(given, Decimal(0)))
        failing += difference > _CENT * (len(parts) + 1) / 2
    return failing
