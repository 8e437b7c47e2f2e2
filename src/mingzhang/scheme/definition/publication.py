"""registers.yaml, glossary.yaml and publication.yaml: what stands beside and around the rest."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = [
    "AttachmentDefinition",
    "GlossaryFile",
    "OverviewDefinition",
    "PartDefinition",
    "PublicationFile",
    "RegisterDefinition",
    "RegisterItemDefinition",
    "RegistersFile",
    "TermDefinition",
]


class RegisterItemDefinition(Definition, frozen=True, kw_only=True):
    """A figure of a register; `member` is its place in the register's dimension."""

    key: str
    label: str
    member: str | None = None
    hint: str = ""


class RegisterDefinition(Definition, frozen=True, kw_only=True):
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


class RegistersFile(Definition, frozen=True, kw_only=True):
    """registers.yaml."""

    registers: tuple[RegisterDefinition, ...]


class TermDefinition(Definition, frozen=True, kw_only=True):
    """A term that every disclosure explains."""

    term: str
    text: str


class GlossaryFile(Definition, frozen=True, kw_only=True):
    """glossary.yaml."""

    terms: tuple[TermDefinition, ...]


class OverviewDefinition(Definition, frozen=True, kw_only=True):
    """A section of the overview, written by the clerk under the text `text`."""

    id: str
    ordinal: str
    title: str
    text: str
    label: str
    hint: str


class PartDefinition(Definition, frozen=True, kw_only=True):
    """A part of the publication and what it holds; `short` is its name where room is little."""

    title: str
    short: str
    holds: Literal["overview", "tables", "narrative", "glossary"]


class AttachmentDefinition(Definition, frozen=True, kw_only=True):
    """A list that can be attached to a section, taken whole from a code list."""

    id: str
    section: str
    title: str
    catalog: Literal["purchase_services"]
    header: tuple[str, ...]
    widths: tuple[int, ...]


class PublicationFile(Definition, frozen=True, kw_only=True):
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
