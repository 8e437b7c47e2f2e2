"""narrative.yaml: sections, the figures they show, phrases, lists and texts."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = [
    "FigureDefinition",
    "ListDefinition",
    "NarrativeFile",
    "ParagraphDefinition",
    "PhraseDefinition",
    "SectionDefinition",
    "TextDefinition",
    "VariantDefinition",
    "WordingDefinition",
]


class FigureDefinition(Definition, frozen=True, kw_only=True):
    """A named amount of a section: where it stands in the cube, and what people call it."""

    key: str
    label: str
    at: dict[str, str] = {}
    measure: str = "budget"


class ListDefinition(Definition, frozen=True, kw_only=True):
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


class TextDefinition(Definition, frozen=True, kw_only=True):
    """A text that the clerk writes; `when` says in which case it is needed."""

    key: str
    label: str
    hint: str
    when: str | None = None
    optional: bool = False


class VariantDefinition(Definition, frozen=True, kw_only=True):
    """One way to say something, used where `when` holds; the last may go without."""

    text: str
    when: str | None = None


class WordingDefinition(Definition, frozen=True, kw_only=True):
    """Wordings of one meaning that people write; templates name them to have all of them read."""

    key: str
    texts: tuple[str, ...]


class PhraseDefinition(Definition, frozen=True, kw_only=True):
    """Words that several sentences use, with parameters that stand for figures or texts."""

    key: str
    parameters: tuple[str, ...]
    variants: tuple[VariantDefinition, ...]


class ParagraphDefinition(Definition, frozen=True, kw_only=True):
    """A paragraph of a section: body text, a subheading, a chart's place, or that of the forms.

    A subheading that is `listed` stands in the contents.
    """

    text: str = ""
    when: str | None = None
    kind: Literal["body", "subheading", "chart", "forms", "attachments"] = "body"
    listed: bool = False


class SectionDefinition(Definition, frozen=True, kw_only=True):
    """A narrative section."""

    id: str
    ordinal: str
    title: str
    figures: tuple[FigureDefinition, ...] = ()
    lists: tuple[ListDefinition, ...] = ()
    texts: tuple[TextDefinition, ...] = ()
    paragraphs: tuple[ParagraphDefinition, ...]


class NarrativeFile(Definition, frozen=True, kw_only=True):
    """narrative.yaml; sentences print money in `unit` with so many decimals."""

    unit: Literal["元", "万元", "亿元"] = "万元"
    decimals: int = 2
    wordings: tuple[WordingDefinition, ...] = ()
    phrases: tuple[PhraseDefinition, ...] = ()
    sections: tuple[SectionDefinition, ...]
