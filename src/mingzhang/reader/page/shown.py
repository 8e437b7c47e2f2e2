"""What a page of ours shows of its disclosure, read from its elements by the scheme."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingzhang.cube import Evidence
from mingzhang.model import (
    Attachment,
    AttachmentRow,
    Disclosure,
    Form,
    Section,
    Table,
    Term,
)
from mingzhang.reader.formats.page_markup import Element
from mingzhang.reader.page.own import OwnPage, Place, text_of
from mingzhang.reader.page.shown_form import shown_form
from mingzhang.reader.page.shown_table import shown_table
from mingzhang.scheme.rebuild import ShownFigure

__all__ = ["Shown", "shown_by"]


@dataclass(slots=True)
class _Text:
    """A section that is being read; `length` is that of its text so far, with a line feed."""

    id: str
    title: str
    lines: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.length += len(line) + 1

    def section(self) -> Section:
        return Section(id=self.id, title=self.title, text="\n".join(self.lines))


@dataclass(slots=True)
class Shown:
    """What a page shows: a disclosure without facts, and its figures by address.

    `unbound` are figures in cells that the data of the page know nothing of.
    """

    disclosure: Disclosure
    figures: dict[str, ShownFigure]
    unbound: list[Element]


class _Reading:
    """Reads the blocks of a page one after the other."""

    def __init__(self, page: OwnPage) -> None:
        self.page = page
        self.scheme = page.scheme
        self.places = {place.element: place for place in page.places}
        self.overview: list[_Text] = []
        self.narrative: list[_Text] = []
        self.tables: list[Table] = []
        self.forms: list[Form] = []
        self.attachments: list[Attachment] = []
        self.glossary: list[Term] = []
        self.figures: dict[str, ShownFigure] = {}
        self.unbound: list[Element] = []
        self.section: _Text | None = None
        self.aside: list[str] | None = None  # the title and lines before a form or attached list
        self.title = ""

    def read(self) -> Shown:
        for element in self.page.main.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "dt"):
            if element.tag == "p":
                self._paragraph(element)
            elif element.tag == "div":
                self._grid(element)
            elif element.tag == "dt":
                self._term(element)
            else:
                self._heading(element)
        block = self.page.block
        shown = Disclosure(
            scheme=block.scheme,
            fiscal_year=block.fiscal_year,
            entity=block.entity,
            overview=tuple(one.section() for one in self.overview),
            tables=tuple(self.tables),
            narrative=tuple(one.section() for one in self.narrative),
            forms=tuple(self.forms),
            attachments=tuple(self.attachments),
            glossary=tuple(self.glossary),
        )
        return Shown(shown, self.figures, self.unbound)

    def _heading(self, element: Element) -> None:
        anchor, title = element.get("id", ""), text_of(element)
        name = anchor.removeprefix("section-")
        self.title, self.aside = title, None
        if self.section is not None and name.startswith(f"{self.section.id}-"):
            self.section.add(title)
        elif name != anchor:
            self._open_section(name, title)
        else:
            self.section = None

    def _open_section(self, name: str, title: str) -> None:
        overview = {one.id: one.ordinal for one in self.scheme.publication.overview}
        narrative = {one.id: one.ordinal for one in self.scheme.narrative.sections}
        number = overview.get(name) or narrative.get(name)
        self.section = _Text(name, title.removeprefix(f"{number}、") if number else title)
        (self.narrative if name in narrative else self.overview).append(self.section)

    def _paragraph(self, element: Element) -> None:
        kind = element.get("class")
        if kind == "form-title":
            self.aside = [text_of(element)]
        elif kind is None and self.aside is not None:
            self.aside.append(text_of(element))
        elif kind is None and self.section is not None:
            self._in_text(element, self.section)

    def _in_text(self, element: Element, section: _Text) -> None:
        offset = section.length + len(element.text or "")
        for child in element:
            said = text_of(child)
            if (place := self.places.get(child)) is not None:
                self._figure(place, said, Evidence(said, start=offset, end=offset + len(said)))
            offset += len(said) + len(child.tail or "")
        section.add(text_of(element))

    def _figure(self, place: Place, text: str, evidence: Evidence | None = None) -> None:
        if place.address is None:
            return
        told = (evidence,) if evidence else ()
        known = self.figures.get(place.address)
        if known is None:
            self.figures[place.address] = ShownFigure(text, place.element.get("value"), told)
        else:
            self.figures[place.address] = replace(known, evidence=known.evidence + told)

    def _grid(self, element: Element) -> None:
        anchor = element.get("id", "")
        grid = element.find(".//table")
        if grid is None or element.get("class") not in ("figures", "form"):
            return
        is_form = "data-kind" in element.attrib
        if is_form:
            self.forms.append(shown_form(self.scheme, element.get("data-kind", ""), grid))
        elif anchor.startswith("table-"):
            table_id = anchor.removeprefix("table-")
            self.tables.append(shown_table(self.scheme, table_id, self.title, element))
        else:
            self._attachment(anchor.removeprefix("attachment-"), grid)
        self._figures_in(grid, is_form=is_form)
        self.aside = None

    def _figures_in(self, grid: Element, *, is_form: bool) -> None:
        for cell in grid.iter("td"):
            if cell.get("class", "").startswith("number"):
                place = self.places.get(cell)
                for child in cell:
                    place = place or self.places.get(child)
                said = text_of(cell)
                if place is not None:
                    self._figure(place, said.replace(",", "") if is_form else said)
                elif said.strip():
                    self.unbound.append(cell)

    def _attachment(self, name: str, grid: Element) -> None:
        title, *lines = self.aside or [""]
        self.attachments.append(
            Attachment(
                id=name,
                section=self.section.id if self.section is not None else "",
                title=title,
                text="\n".join(lines),
                rows=tuple(_rows_of_list(grid)),
            )
        )

    def _term(self, element: Element) -> None:
        text = element.getnext()
        number = element.find("span")
        term = text_of(element) if number is None else number.tail or ""
        self.glossary.append(Term(term=term, text="" if text is None else text_of(text)))


def _rows_of_list(grid: Element) -> Iterator[AttachmentRow]:
    for row in grid.iterfind("./tbody/tr"):
        if len(row) == 2:
            classes = row[1].get("class", "").split()
            depth = next((int(one[7:]) for one in classes if one.startswith("indent-")), 0)
            yield AttachmentRow(code=text_of(row[0]), name=text_of(row[1]), level=depth + 1)


def shown_by(page: OwnPage) -> Shown:
    """Read all that a page shows."""
    return _Reading(page).read()
