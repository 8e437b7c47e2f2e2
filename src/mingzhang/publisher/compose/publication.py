"""A disclosure as a publication: the prescribed order, from the cover to the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.catalog.names import folded
from mingzhang.model import Attachment, Disclosure, Section, Table
from mingzhang.publisher.compose.charts import charts_by_section, with_charts
from mingzhang.publisher.compose.forms import form_grid
from mingzhang.publisher.compose.page import (
    Block,
    Cell,
    CellRole,
    Chapter,
    Contents,
    ContentsEntry,
    Cover,
    Definition,
    Grid,
    Heading,
    Orientation,
    Paragraph,
    ParagraphStyle,
    Publication,
    Run,
)
from mingzhang.publisher.compose.tables import header_cells, shares, table_grid
from mingzhang.publisher.compose.text import section_blocks, text_blocks
from mingzhang.publisher.compose.values import figure_values
from mingzhang.scheme import Scheme
from mingzhang.scheme.form_facts import form_keys
from mingzhang.scheme.spaces import space_of
from mingzhang.scheme.words import filled, ordinal

__all__ = ["compose"]

_ROWS_OF_A_SHORT_TABLE = 10
_ROWS_OF_A_SHEET = 20
"""Short tables share a sheet as long as they have no more rows than this together."""


def compose(
    scheme: Scheme, disclosure: Disclosure, *, is_draft: bool = False, has_charts: bool = True
) -> Publication:
    """Make every decision of a publication; a draft bears the scheme's review watermark.

    Without what draws charts there are none (`has_charts`).
    """
    return _Composer(scheme, disclosure, has_charts=has_charts).publication(is_draft=is_draft)


class _Composer:
    def __init__(self, scheme: Scheme, disclosure: Disclosure, *, has_charts: bool) -> None:
        self.scheme = scheme
        self.disclosure = disclosure
        self.space = space_of(scheme, disclosure)
        year = disclosure.fiscal_year
        self.words = {
            "year": str(year),
            "last_year": str(year - 1),
            "entity": disclosure.entity.name,
            "level": scheme.level_word(disclosure.entity.level),
            "area": disclosure.settings.get("area", ""),
        }
        self.entries: list[ContentsEntry] = []
        self.charts = (
            charts_by_section(scheme, disclosure, self.space, self.words) if has_charts else {}
        )

    def publication(self, *, is_draft: bool) -> Publication:
        prescribed = self.scheme.publication
        chapters = tuple(self._chapters())
        title = self._filled(prescribed.title)
        return Publication(
            title=title,
            entity=self.disclosure.entity.name,
            fiscal_year=self.disclosure.fiscal_year,
            language="zh-CN",
            cover=Cover(self.disclosure.entity.name, self._filled(prescribed.cover)),
            contents=Contents(prescribed.contents, tuple(self.entries)),
            chapters=chapters,
            header=self._filled(prescribed.header),
            page_footer=prescribed.footer,
            watermark=prescribed.watermark if is_draft else None,
            values=figure_values(self.scheme, self.disclosure),
        )

    def _filled(self, text: str) -> str:
        return filled(text, self.words)

    def _heading(
        self,
        level: int,
        text: str,
        anchor: str,
        entry: str | None = None,
        short: str | None = None,
    ) -> Heading:
        self.entries.append(ContentsEntry(level, entry or text, anchor))
        return Heading(level, text, anchor, short)

    def _chapters(self) -> Iterator[Chapter]:
        makers = {
            "overview": self._overview,
            "tables": self._tables,
            "narrative": self._narrative,
            "glossary": self._glossary,
        }
        for number, part in enumerate(self.scheme.publication.parts, 1):
            title, short = self._filled(part.title), part.short
            heading = self._heading(1, title, f"part-{number}", short=short)
            first = True
            for chapter in makers[part.holds]():
                blocks = (heading, *chapter.blocks) if first else chapter.blocks
                yield Chapter(chapter.orientation, blocks)
                first = False
            if first:
                yield Chapter(Orientation.PORTRAIT, (heading,))

    def _overview(self) -> Iterator[Chapter]:
        blocks: list[Block] = []
        ordinals = {one.id: one.ordinal for one in self.scheme.publication.overview}
        for section in self.disclosure.overview:
            blocks.append(self._section_heading(section, ordinals.get(section.id, "")))
            blocks.extend(text_blocks(section.text))
        if blocks:
            yield Chapter(Orientation.PORTRAIT, tuple(blocks))

    def _section_heading(self, section: Section, number: str) -> Heading:
        text = f"{number}、{section.title}" if number else section.title
        return self._heading(2, text, f"section-{section.id}")

    def _tables(self) -> Iterator[Chapter]:
        """A sheet for each table; short upright ones that follow each other share one."""
        shared: list[Block] = []
        rows = 0
        for table in self.disclosure.tables:
            definition = self.scheme.table(table.id)
            orientation = Orientation(definition.orientation)
            heading, grid = self._table(table, definition.ordinal)
            height = len(grid.header) + len(grid.body)
            shares = orientation is Orientation.PORTRAIT and height <= _ROWS_OF_A_SHORT_TABLE
            if shared and not (shares and rows + height <= _ROWS_OF_A_SHEET):
                yield Chapter(Orientation.PORTRAIT, tuple(shared))
                shared, rows = [], 0
            if shares:
                shared += [heading, grid]
                rows += height
            else:
                yield Chapter(orientation, (heading, grid))
        if shared:
            yield Chapter(Orientation.PORTRAIT, tuple(shared))

    def _table(self, table: Table, number: str) -> tuple[Heading, Grid]:
        words = {"ordinal": number, "title": table.title}
        entry = filled(self.scheme.publication.table_entry, words)
        heading = self._heading(2, table.title, f"heading-{table.id}", entry)
        return heading, table_grid(self.scheme, self.disclosure, table, self.space, self.words)

    def _narrative(self) -> Iterator[Chapter]:
        blocks: list[Block] = []
        for section in self.disclosure.narrative:
            definition = self.scheme.section(section.id)
            kinds = [paragraph.kind for paragraph in definition.paragraphs]
            subheadings = [one.text for one in definition.paragraphs if one.kind == "subheading"]
            blocks.append(self._section_heading(section, definition.ordinal))
            own = list(section_blocks(section, self.disclosure.facts, subheadings))
            listed = {folded(one.text) for one in definition.paragraphs if one.listed}
            for block in own:
                if isinstance(block, Heading) and folded(block.text) in listed:
                    self.entries.append(ContentsEntry(3, block.text, block.anchor))
            last = [folded(one.text) for one in definition.paragraphs if one.kind == "forms"]
            blocks.extend(with_charts(own, self.charts.get(section.id, {}), last))
            if "forms" in kinds and self.disclosure.forms:
                yield Chapter(Orientation.PORTRAIT, tuple(blocks))
                yield from self._forms()
                blocks = []
            attached = [one for one in self.disclosure.attachments if one.section == section.id]
            if attached:
                yield Chapter(Orientation.PORTRAIT, tuple(blocks))
                yield from self._attachments(attached)
                blocks = []
        if blocks:
            yield Chapter(Orientation.PORTRAIT, tuple(blocks))

    def _forms(self) -> Iterator[Chapter]:
        forms = self.disclosure.forms
        for number, (form, key) in enumerate(zip(forms, form_keys(forms), strict=True), 1):
            definition = self.scheme.form(form.kind)
            yield Chapter(
                Orientation.PORTRAIT,
                (
                    _line(self._filled(definition.title), ParagraphStyle.FORM_TITLE),
                    _line(self._filled(definition.year_line), ParagraphStyle.FORM_YEAR),
                    form_grid(definition, form, self.words, number, key),
                ),
            )

    def _attachments(self, attachments: Sequence[Attachment]) -> Iterator[Chapter]:
        for attachment in attachments:
            yield Chapter(Orientation.PORTRAIT, tuple(self._attachment(attachment)))

    def _attachment(self, attachment: Attachment) -> Iterator[Block]:
        definition = next(
            one for one in self.scheme.publication.attachments if one.id == attachment.id
        )
        yield _line(attachment.title, ParagraphStyle.FORM_TITLE)
        yield from text_blocks(attachment.text)
        yield Grid(
            anchor=f"attachment-{attachment.id}",
            label=attachment.title,
            widths=shares(definition.widths),
            header=(header_cells(definition.header, self.words),),
            body=tuple(
                (
                    Cell(row.code, CellRole.TEXT),
                    Cell(
                        row.name, CellRole.ROW_HEADER, indent=row.level - 1, strong=row.level == 1
                    ),
                )
                for row in attachment.rows
            ),
        )

    def _glossary(self) -> Iterator[Chapter]:
        terms: Sequence[Block] = [
            Definition(f"{ordinal(number)}、", term.term, term.text, f"term-{number}")
            for number, term in enumerate(self.disclosure.glossary, 1)
        ]
        if terms:
            yield Chapter(Orientation.PORTRAIT, tuple(terms))


def _line(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph((Run(text),), style)
