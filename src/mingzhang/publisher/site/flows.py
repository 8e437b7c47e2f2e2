"""From source to function to kind: flows between displayed figures, none of them guessed.

Every flow is a displayed figure, or what is left of one after all displayed parts of it. What no
figure tells apart is drawn whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mingzhang.cube import WAN_YUAN, show
from mingzhang.publisher.site.entry import Amount
from mingzhang.publisher.site.summary import Figures
from mingzhang.scheme import Scheme

__all__ = ["Flow", "Flows", "Stop", "flows_of"]

_TAIL: Final = 5_000
"""Half of the last digit of an amount in 万元 with two decimals: what rounding may hide."""

_KINDS: Final = ("basic", "project")
_OTHER_SOURCES: Final = "非财政拨款及结转"
_OTHER_FUNDS: Final = "其他资金"
_UNTOLD_KIND: Final = "未列明性质"
_KEPT: Final = "未列入支出"


@dataclass(frozen=True, slots=True)
class Stop:
    """A source, function or kind with what goes through it; stage 0, 1 or 2."""

    key: str
    name: str
    stage: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Flow:
    """What goes from one stop to another; without a fact it is a difference of displayed figures."""

    start: Stop
    end: Stop
    amount: Amount


@dataclass(frozen=True, slots=True)
class Flows:
    """All stops and flows; `is_whole` where all sources are told apart by function."""

    stops: tuple[Stop, ...]
    flows: tuple[Flow, ...]
    is_whole: bool


def flows_of(scheme: Scheme, figures: Figures) -> Flows:
    """The flows of a disclosure; none where it does not tell its functions."""
    return _Drawer(scheme, figures).flows()


class _Drawer:
    def __init__(self, scheme: Scheme, figures: Figures) -> None:
        self.scheme = scheme
        self.figures = figures
        size = min(scheme.dimension("function").prefixes)
        spent = figures.by("function", kind="expenditure")
        self.functions = {
            code: Stop(f"1.{code}", scheme.member_title("function", code), 1, amount)
            for code, amount in sorted(spent.items(), key=lambda one: (-one[1].value, one[0]))
            if len(code) == size and amount.value > 0
        }

    def flows(self) -> Flows:
        sources, is_whole = self._sources()
        funded = [
            flow
            for code, stop in self.functions.items()
            for flow in self._into(code, stop, sources)
        ]
        spent = [flow for code, stop in self.functions.items() for flow in self._out_of(code, stop)]
        flows = _with_totals(tuple(funded + spent), self._stated())
        stops = {one.key: one for flow in flows for one in (flow.start, flow.end)}
        ordered = sorted(stops.values(), key=lambda one: (one.stage, -one.amount.value, one.key))
        return Flows(tuple(ordered), flows, is_whole)

    def _sources(self) -> tuple[Mapping[str, Mapping[str, Amount]], bool]:
        """What each source gives to each function, by source, at the finest level that is told."""
        own = [one.key for one in self.scheme.dimension("source").members]
        groups = [one.key for one in self.scheme.dimension("source").groups]
        told = self.figures.along("source", "function", period="current")
        found = {key: _of(told, key) for key in own}
        carried = self.figures.by("function", period="carryover")
        if any(found.values()):
            return {**found, "carryover": carried}, True
        told = self.figures.along("source", "function", kind="expenditure")
        found = {key: _of(told, key) for key in own}
        if any(found.values()):
            return found, False
        return {key: _of(told, key) for key in groups}, False

    def _into(
        self, code: str, stop: Stop, sources: Mapping[str, Mapping[str, Amount]]
    ) -> Iterator[Flow]:
        parts = [
            (key, amounts[code])
            for key, amounts in sources.items()
            if code in amounts and amounts[code].value > 0
        ]
        for key, amount in parts:
            yield Flow(Stop(f"0.{key}", self._source_name(key), 0, amount), stop, amount)
        rest = stop.amount.value - sum(amount.value for _, amount in parts)
        name = _OTHER_FUNDS if "carryover" in sources else _OTHER_SOURCES
        if rest > _tail(parts) and any(sources.values()):
            amount = _difference(rest)
            yield Flow(Stop("0.other", name, 0, amount), stop, amount)
        elif -rest > _tail(parts):
            amount = _difference(-rest)
            yield Flow(stop, Stop("2.kept", _KEPT, 2, amount), amount)

    def _out_of(self, code: str, stop: Stop) -> Iterator[Flow]:
        told = ((key, self.figures.at(function=code, kind=key)) for key in _KINDS)
        parts = [(key, amount) for key, amount in told if amount and amount.value > 0]
        for key, amount in parts:
            name = self.scheme.member_title("kind", key)
            yield Flow(stop, Stop(f"2.{key}", name, 2, amount), amount)
        rest = stop.amount.value - sum(amount.value for _, amount in parts)
        if rest > _tail(parts):
            amount = _difference(rest)
            yield Flow(stop, Stop("2.untold", _UNTOLD_KIND, 2, amount), amount)

    def _source_name(self, key: str) -> str:
        dimension = "period" if key == "carryover" else "source"
        return self.scheme.member_title(dimension, key)

    def _stated(self) -> dict[str, Amount | None]:
        """The displayed totals of sources and kinds, by the key of their stop."""
        figures = self.figures
        own = [one.key for one in self.scheme.dimension("source").members]
        return {
            **{f"0.{key}": figures.funds(period="current", source=key) for key in own},
            "0.carryover": figures.funds(period="carryover"),
            **{f"2.{key}": figures.at(kind=key) for key in _KINDS},
        }


def _with_totals(flows: tuple[Flow, ...], stated: Mapping[str, Amount | None]) -> tuple[Flow, ...]:
    """The flows with what goes through the stops at both ends: as displayed, else added up."""
    through: dict[str, list[Amount]] = {}
    for flow in flows:
        for stop in (flow.start, flow.end):
            if stop.stage != 1:
                through.setdefault(stop.key, []).append(flow.amount)
    totals = {key: _total(parts, stated.get(key)) for key, parts in through.items()}

    def whole(stop: Stop) -> Stop:
        return Stop(stop.key, stop.name, stop.stage, totals.get(stop.key, stop.amount))

    return tuple(Flow(whole(one.start), whole(one.end), one.amount) for one in flows)


def _total(parts: list[Amount], stated: Amount | None) -> Amount:
    value = sum(one.value for one in parts)
    if stated is not None and abs(stated.value - value) <= _tail(parts):
        return stated
    return parts[0] if len(parts) == 1 else _difference(value)


def _of(told: Mapping[tuple[str, ...], Amount], source: str) -> dict[str, Amount]:
    return {code: amount for (key, code), amount in told.items() if key == source}


def _tail(parts: list[tuple[str, Amount]] | list[Amount]) -> int:
    return _TAIL * (len(parts) + 1)


def _difference(value: int) -> Amount:
    """An amount that is displayed nowhere."""
    return Amount(show(value, WAN_YUAN, 2, grouping=True), WAN_YUAN.name, value, "")
