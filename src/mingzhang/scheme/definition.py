"""The words of the scheme language: what a scheme's YAML files may say.

Each class is one kind of entry; its fields are the keys that the file may use, and a file is
converted into them by type. Texts with `{…}` are templates (see `template`). Coordinates are
written as `at: {dimension: member}`.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

__all__ = [
    "AttachmentDefinition",
    "BandRule",
    "ColumnDefinition",
    "DimensionDefinition",
    "FieldDefinition",
    "FigureDefinition",
    "FormCell",
    "FormDefinition",
    "FormsFile",
    "GlossaryFile",
    "HeaderCell",
    "IndicatorLevel",
    "LevelTwo",
    "ListDefinition",
    "MemberDefinition",
    "NarrativeFile",
    "OptionDefinition",
    "OverviewDefinition",
    "ParagraphDefinition",
    "PartDefinition",
    "PhraseDefinition",
    "PublicationFile",
    "RegisterDefinition",
    "RegisterItemDefinition",
    "RegistersFile",
    "RowRule",
    "SchemeFile",
    "SectionDefinition",
    "SideDefinition",
    "TableDefinition",
    "TablesFile",
    "TermDefinition",
    "TextDefinition",
    "VariantDefinition",
]


class _Definition(Struct, frozen=True, forbid_unknown_fields=True):
    pass


# scheme.yaml


class MemberDefinition(_Definition, frozen=True, kw_only=True):
    """A member or group of a dimension; `within` names the groups right above it."""

    key: str
    title: str = ""
    within: tuple[str, ...] = ()


class DimensionDefinition(_Definition, frozen=True, kw_only=True):
    """A dimension: members listed here, taken from a code list, or brought by each disclosure.

    `catalog` names a code list, whose prefixes of the lengths `prefixes` are groups. `groups`
    cannot be members of a line. `open` members come with each disclosure (projects, units).
    """

    name: str
    title: str
    members: tuple[MemberDefinition, ...] = ()
    groups: tuple[MemberDefinition, ...] = ()
    catalog: (
        Literal["functional", "economic_department", "economic_government", "budget_revenue"] | None
    ) = None
    prefixes: tuple[int, ...] = ()
    open: bool = False


class OptionDefinition(_Definition, frozen=True, kw_only=True):
    """A wording that a publisher may choose; `choices` lists the valid values, default first."""

    key: str
    label: str
    choices: tuple[str, ...]
    hint: str = ""


class SchemeFile(_Definition, frozen=True, kw_only=True):
    """scheme.yaml: whose scheme, from which year on, the dimensions, words and options."""

    name: str
    title: str
    first_year: int
    basis: str
    level_words: dict[str, str]
    unit_kinds: dict[str, str]
    project_classes: dict[str, str]
    economic_kinds: dict[str, str]
    dimensions: tuple[DimensionDefinition, ...]
    options: tuple[OptionDefinition, ...] = ()


# tables.yaml


class HeaderCell(_Definition, frozen=True, kw_only=True):
    """A header cell that spans columns or rows."""

    text: str
    columns: int = 1
    rows: int = 1


class ColumnDefinition(_Definition, frozen=True, kw_only=True):
    """A column of amounts; `at` narrows the coordinate of each of its cells."""

    key: str
    at: dict[str, str] = {}


class RowRule(_Definition, frozen=True, kw_only=True):
    """A row, or a rule that makes rows.

    With `label` alone: one fixed row. With `each`: one row for each member of a dimension, those
    listed in `members`, else those with money in code or input order, of code lengths `levels`;
    `label` may then use {name}, {code} and {ordinal}. `pair` makes a row for each member of a
    second dimension too. `rows` stand below each row. `only_level` keeps the row to disclosures of
    that level (a single unit has no total over units); `when_used` to tables with amounts.
    """

    label: str = "{name}"
    at: dict[str, str] = {}
    each: str | None = None
    members: tuple[str, ...] = ()
    levels: tuple[int, ...] = ()
    pair: str | None = None
    coded: bool = False
    rows: tuple[RowRule, ...] = ()
    strong: bool = False
    only_level: Literal["department", "unit"] | None = None
    when_used: bool = False


class BandRule(_Definition, frozen=True, kw_only=True):
    """Rows that begin on one line on every side of a table."""

    rows: tuple[RowRule, ...] = ()


class SideDefinition(_Definition, frozen=True, kw_only=True):
    """One side of a table: its label columns (`stubs`), its columns of amounts, its bands."""

    side: str | None = None
    stubs: tuple[Literal["code", "label", "government_label"], ...]
    columns: tuple[ColumnDefinition, ...]
    bands: tuple[BandRule, ...]
    at: dict[str, str] = {}


class TableDefinition(_Definition, frozen=True, kw_only=True):
    """A budget table: title, header levels, sides, and what it says when it is empty.

    `numbering` prints a
    row of column numbers. `empty_note` stands under a table without amounts, `rounding_note` under
    this table where printed parts of any table miss their printed total by rounding alone.
    """

    id: str
    ordinal: str
    title: str
    mark: str
    unit: Literal["元", "万元", "亿元"]
    decimals: int = 2
    orientation: Literal["portrait", "landscape"] = "portrait"
    at: dict[str, str] = {}
    header: tuple[tuple[HeaderCell | str, ...], ...]
    widths: tuple[int, ...]
    sides: tuple[SideDefinition, ...]
    numbering: bool = False
    empty_note: str
    rounding_note: str | None = None


class TablesFile(_Definition, frozen=True, kw_only=True):
    """tables.yaml."""

    owner_line: str
    unit_line: str
    note_line: str
    tables: tuple[TableDefinition, ...]


# narrative.yaml


class FigureDefinition(_Definition, frozen=True, kw_only=True):
    """A named amount of a section: where it stands in the cube, and what people call it."""

    key: str
    label: str
    at: dict[str, str] = {}
    measure: str = "budget"


class ListDefinition(_Definition, frozen=True, kw_only=True):
    """A list in a sentence: one `item` for each member with money, joined by `separator`.

    In `item`, {name} is the member and `amount` the figure. `end` closes a list that has items,
    `empty` stands in its place where it has none.
    """

    key: str
    each: str
    levels: tuple[int, ...] = ()
    at: dict[str, str] = {}
    item: str
    separator: str
    end: str = ""
    empty: str = ""


class TextDefinition(_Definition, frozen=True, kw_only=True):
    """A text that the clerk writes; `when` says in which case it is needed."""

    key: str
    label: str
    hint: str
    when: str | None = None
    optional: bool = False


class VariantDefinition(_Definition, frozen=True, kw_only=True):
    """One way to say something, used where `when` holds; the last may go without."""

    text: str
    when: str | None = None


class PhraseDefinition(_Definition, frozen=True, kw_only=True):
    """Words that several sentences use, with parameters that stand for figures or texts."""

    key: str
    parameters: tuple[str, ...]
    variants: tuple[VariantDefinition, ...]


class ParagraphDefinition(_Definition, frozen=True, kw_only=True):
    """A paragraph of a section: body text, a subheading, a chart's place, or that of the forms."""

    text: str = ""
    when: str | None = None
    kind: Literal["body", "subheading", "chart", "forms", "attachments"] = "body"


class SectionDefinition(_Definition, frozen=True, kw_only=True):
    """A narrative section."""

    id: str
    ordinal: str
    title: str
    figures: tuple[FigureDefinition, ...] = ()
    lists: tuple[ListDefinition, ...] = ()
    texts: tuple[TextDefinition, ...] = ()
    paragraphs: tuple[ParagraphDefinition, ...]


class NarrativeFile(_Definition, frozen=True, kw_only=True):
    """narrative.yaml; sentences print money in `unit` with so many decimals."""

    unit: Literal["元", "万元", "亿元"] = "万元"
    decimals: int = 2
    phrases: tuple[PhraseDefinition, ...] = ()
    sections: tuple[SectionDefinition, ...]


# forms.yaml


class FormCell(_Definition, frozen=True, kw_only=True):
    """A cell of a form: printed words, a field by its label, or a sum of money.

    `funding` is `horizon.source`.
    """

    text: str | None = None
    field: str | None = None
    funding: str | None = None
    columns: int = 1
    rows: int = 1


class FieldDefinition(_Definition, frozen=True, kw_only=True):
    """A field of a form, named by its printed label; `long` fields are prose.

    `default` is a template for what stands there when the clerk writes nothing.
    """

    label: str
    hint: str = ""
    long: bool = False
    required: bool = True
    choices: tuple[str, ...] = ()
    default: str | None = None


class LevelTwo(_Definition, frozen=True, kw_only=True):
    """A second-level indicator and the other names it goes by."""

    name: str
    also: tuple[str, ...] = ()


class IndicatorLevel(_Definition, frozen=True, kw_only=True):
    """A first-level indicator with its second levels in printed order."""

    name: str
    levels: tuple[LevelTwo, ...]


class FormDefinition(_Definition, frozen=True, kw_only=True):
    """A performance form: its title, its fields, its grid and its indicators.

    In `rows`, the one-word entries `indicators` and `tasks` stand for the rows that those bring.
    `figures` are sums of money that come from the budget itself, each a source of the form's
    funding; `funding_sources` those that the clerk fills in. `project_field` is the label under
    which the project's name stands.
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


class FormsFile(_Definition, frozen=True, kw_only=True):
    """forms.yaml."""

    forms: tuple[FormDefinition, ...]


# registers.yaml


class RegisterItemDefinition(_Definition, frozen=True, kw_only=True):
    """A figure of a register; `member` is its place in the register's dimension."""

    key: str
    label: str
    member: str | None = None
    hint: str = ""


class RegisterDefinition(_Definition, frozen=True, kw_only=True):
    """A register (台账): counts or sums that stand beside the budget.

    Each register is a measure of the cube with its own `dimension`, if it has parts.
    """

    id: str
    title: str
    unit: str
    input_unit: str
    dimension: str | None = None
    is_stock: bool = False
    items: tuple[RegisterItemDefinition, ...]


class RegistersFile(_Definition, frozen=True, kw_only=True):
    """registers.yaml."""

    registers: tuple[RegisterDefinition, ...]


# glossary.yaml


class TermDefinition(_Definition, frozen=True, kw_only=True):
    """A term that every disclosure explains."""

    term: str
    text: str


class GlossaryFile(_Definition, frozen=True, kw_only=True):
    """glossary.yaml."""

    terms: tuple[TermDefinition, ...]


# publication.yaml


class OverviewDefinition(_Definition, frozen=True, kw_only=True):
    """A section of the overview, written by the clerk under the text `text`."""

    id: str
    ordinal: str
    title: str
    text: str
    label: str
    hint: str


class PartDefinition(_Definition, frozen=True, kw_only=True):
    """A part of the publication and what it holds."""

    title: str
    holds: Literal["overview", "tables", "narrative", "glossary"]


class AttachmentDefinition(_Definition, frozen=True, kw_only=True):
    """A list that can be attached to a section, taken whole from a code list."""

    id: str
    section: str
    title: str
    catalog: Literal["purchase_services"]
    header: tuple[str, ...]
    widths: tuple[int, ...]


class PublicationFile(_Definition, frozen=True, kw_only=True):
    """publication.yaml: the prescribed order, from the cover to the glossary."""

    title: str
    cover: str
    contents: str
    watermark: str
    header: str
    footer: str
    table_entry: str
    parts: tuple[PartDefinition, ...]
    overview: tuple[OverviewDefinition, ...]
    attachments: tuple[AttachmentDefinition, ...] = ()
