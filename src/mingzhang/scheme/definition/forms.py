"""forms.yaml: performance forms, their fields, grid and indicators."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.narrative import FigureDefinition
from mingzhang.scheme.definition.word import Definition

__all__ = [
    "FieldDefinition",
    "FormCell",
    "FormDefinition",
    "FormsFile",
    "IndicatorLevel",
    "LevelTwo",
]


class FormCell(Definition, frozen=True, kw_only=True):
    """A cell of a form: printed words, a field by its label, or a sum of money.

    `funding` is `horizon.source`.
    """

    text: str | None = None
    field: str | None = None
    funding: str | None = None
    columns: int = 1
    rows: int = 1


class FieldDefinition(Definition, frozen=True, kw_only=True):
    """A field of a form, named by its printed label; `long` fields are prose.

    `default` is a template for what stands there when the clerk writes nothing.
    """

    label: str
    hint: str = ""
    long: bool = False
    required: bool = True
    choices: tuple[str, ...] = ()
    default: str | None = None


class LevelTwo(Definition, frozen=True, kw_only=True):
    """A second-level indicator and the other names it goes by."""

    name: str
    also: tuple[str, ...] = ()


class IndicatorLevel(Definition, frozen=True, kw_only=True):
    """A first-level indicator with its second levels in printed order."""

    name: str
    levels: tuple[LevelTwo, ...]


class FormDefinition(Definition, frozen=True, kw_only=True):
    """A performance form: its title, its fields, its grid and its indicators.

    In `rows`, the one-word entries `indicators` and `tasks` stand for the rows that those bring.
    `figures` are sums of money that come from the budget itself, each a source of the form's
    funding; `funding_sources` those that the clerk fills in. `project_field` is the label under
    which the project's name stands. `also` gives other printed spellings of words in `rows`, and
    `others` words that such forms print too and that hold nothing to keep; both are for reading.
    """

    kind: Literal["project_target", "project_reserve", "entity_overall"]
    name: str
    title: str
    year_line: str
    project_field: str | None = None
    horizons: tuple[Literal["implementation", "annual"], ...]
    funding_unit: Literal["元", "万元"] = "元"
    funding_sources: tuple[Literal["central", "province", "local", "own", "other"], ...] = ()
    fields: tuple[FieldDefinition, ...]
    figures: tuple[FigureDefinition, ...] = ()
    widths: tuple[int, ...]
    rows: tuple[tuple[FormCell, ...] | Literal["indicators", "tasks"], ...]
    task_header: tuple[FormCell, ...] = ()
    indicator_stub: str
    indicator_header: tuple[FormCell, ...]
    indicator_columns: tuple[int, ...]
    levels: tuple[IndicatorLevel, ...]
    numbered_levels: bool = False
    also: dict[str, tuple[str, ...]] = {}
    others: tuple[str, ...] = ()


class FormsFile(Definition, frozen=True, kw_only=True):
    """forms.yaml."""

    forms: tuple[FormDefinition, ...]
