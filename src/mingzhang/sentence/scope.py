"""What the names in a section's templates stand for in one disclosure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mingzhang.cube import BUDGET, Coordinate, Cube, Unit, unit_named
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FigureDefinition, ListDefinition, SectionDefinition
from mingzhang.sentence.numbers import DECIMALS, displayed_steps

__all__ = ["Figure", "Member", "Scope", "Setting"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all sections of a disclosure share: its cube, last year's amounts, words and texts.

    `priors` maps coordinates of this year to last year's exact amounts, as far as known; `words`
    holds words and chosen options, `texts` what the clerk wrote.
    """

    scheme: Scheme
    cube: Cube
    priors: Mapping[Coordinate, int]
    words: Mapping[str, str]
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its amount: this year's, last year's if known, and its printed unit."""

    key: str
    label: str
    coordinate: Coordinate
    amount: int | None
    prior: int | None
    unit: Unit
    decimals: int = DECIMALS

    @property
    def change(self) -> int | None:
        """This year's amount less last year's, exactly."""
        return None if self.prior is None or self.amount is None else self.amount - self.prior


@dataclass(frozen=True, slots=True)
class Member:
    """A member in a list: its name and its figure."""

    name: str
    figure: Figure


def figure_unit(scheme: Scheme, measure: str) -> Unit:
    """The unit that a measure is printed in: that of sentences for money, else the register's."""
    units = {register.id: register.unit for register in scheme.registers}
    return unit_named(scheme.narrative.unit if measure == BUDGET else units.get(measure, "个"))


@dataclass(frozen=True)
class Scope:
    """The values of one section's names; a condition asks it too."""

    setting: Setting
    section: SectionDefinition
    _figures: dict[str, Figure] = field(init=False, default_factory=dict)

    def figure(self, key: str) -> Figure:
        """The figure of this name; KeyError if the section has none."""
        if key not in self._figures:
            definition = {one.key: one for one in self.section.figures}[key]
            self._figures[key] = self._make(definition)
        return self._figures[key]

    def has_figure(self, key: str) -> bool:
        """Whether the section has a figure of this name."""
        return any(one.key == key for one in self.section.figures)

    def _make(self, definition: FigureDefinition) -> Figure:
        coordinate = Coordinate.of(definition.at, definition.measure)
        return self._at(definition.key, definition.label, coordinate)

    def _at(self, key: str, label: str, coordinate: Coordinate) -> Figure:
        cube = self.setting.cube
        known = coordinate.measure == BUDGET or cube.has_lines(coordinate.measure, 0)
        return Figure(
            key,
            label,
            coordinate,
            cube.total(coordinate) if known else None,
            self.setting.priors.get(coordinate),
            figure_unit(self.setting.scheme, coordinate.measure),
            self.setting.scheme.narrative.decimals if coordinate.measure == BUDGET else DECIMALS,
        )

    def members(self, definition: ListDefinition) -> Iterator[Member]:
        """The members of a list that have money, in code order."""
        scheme, cube = self.setting.scheme, self.setting.cube
        within = Coordinate.of(definition.at)
        used = (one for one in cube.used(definition.each, within) if one.isdigit())
        for member in sorted(one for one in used if len(one) in definition.levels):
            place = cube.space.meet(within, Coordinate.of({definition.each: member}))
            name = scheme.member_title(definition.each, member)
            yield Member(name, self._at(f"{definition.key}.{member}", name, place))

    # What a condition asks (see scheme.condition.Values).

    def number(self, name: str, aspect: str | None) -> int | None:
        """A figure in printed steps, or an aspect of it; None where it is not known."""
        if not self.has_figure(name):
            return None
        figure = self.figure(name)
        amount = {None: figure.amount, "prior": figure.prior, "change": figure.change}.get(aspect)
        if amount is None:
            return None
        return (
            displayed_steps(amount, figure.unit, figure.decimals) if aspect == "change" else amount
        )

    def word(self, name: str) -> str | None:
        """A text or word of this name."""
        return self.setting.texts.get(name) or self.setting.words.get(name)
