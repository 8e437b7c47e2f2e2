"""The performance indicators of one form in two documents, whatever order they stand in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mingzhang.catalog.names import folded
from mingzhang.model import Form, Indicator

__all__ = ["indicators_of"]

_Counted = tuple[int, Indicator]


def indicators_of(
    published: Form, approved: Form
) -> Iterator[tuple[_Counted | None, _Counted | None]]:
    """Indicators side by side with their numbers, published and approved; None where one has none.

    Two of another name are one indicator where nothing else of their kind is left over.
    """
    ours, theirs = _by_name(published), _by_name(approved)
    for name, one in ours.items():
        if name in theirs:
            yield one, theirs[name]
    left = _by_kind({name: one for name, one in ours.items() if name not in theirs})
    lost = _by_kind({name: one for name, one in theirs.items() if name not in ours})
    for kind in dict.fromkeys((*lost, *left)):
        mine, gone = left.get(kind, ()), lost.get(kind, ())
        if len(mine) == len(gone):
            yield from zip(mine, gone, strict=True)
        else:
            yield from ((one, None) for one in mine)
            yield from ((None, one) for one in gone)


def _by_name(form: Form) -> dict[tuple[object, ...], _Counted]:
    """Indicators by horizon, levels and how often the same came before."""
    seen: Counter[tuple[str, ...]] = Counter()
    found: dict[tuple[object, ...], _Counted] = {}
    for number, one in enumerate(form.indicators, 1):
        name = (one.horizon, *map(folded, (one.level1, one.level2, one.level3)))
        found[(*name, seen[name])] = (number, one)
        seen[name] += 1
    return found


def _by_kind(
    indicators: Mapping[tuple[object, ...], _Counted],
) -> Mapping[tuple[object, ...], Sequence[_Counted]]:
    found: dict[tuple[object, ...], list[_Counted]] = defaultdict(list)
    for name, one in indicators.items():
        found[name[:3]].append(one)
    return found
