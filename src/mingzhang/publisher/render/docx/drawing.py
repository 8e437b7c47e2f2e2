"""The body of the document: cover, contents and the flow of chapters, as one text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mingzhang.publisher.compose.page import Contents, ContentsEntry, Cover, Publication
from mingzhang.publisher.render.docx.charts import DRAWING_NAMESPACES, Picture, chart_markup
from mingzhang.publisher.render.docx.controls import Controls
from mingzhang.publisher.render.docx.margins import section_markup
from mingzhang.publisher.render.docx.markup import (
    NAMESPACES,
    Bookmarks,
    escape,
    page_reference,
    paragraph,
    run,
)
from mingzhang.publisher.render.docx.pagination import page_numbers
from mingzhang.publisher.render.docx.tables import table_markup
from mingzhang.publisher.render.paper import looks
from mingzhang.publisher.render.paper.cover import balanced
from mingzhang.publisher.render.paper.flow import Drawing, Item, Text, flow_of
from mingzhang.publisher.render.paper.sheet import PORTRAIT

__all__ = ["Margins", "document_markup"]


@dataclass(frozen=True, slots=True)
class Margins:
    """The relationships of the header and footer parts."""

    header: str
    footer: str
    cover_header: str | None


def document_markup(
    publication: Publication,
    margins: Margins,
    controls: Controls,
    pictures: Mapping[str, Picture],
) -> str:
    """The whole document part; its figures stand in controls, `pictures` are its charts."""
    stretches = flow_of(publication)
    pages = page_numbers(stretches)
    bookmarks = Bookmarks(
        item.anchor for stretch in stretches for item in stretch.items if item.anchor
    )
    sections = [
        (
            _cover(publication.cover),
            section_markup(PORTRAIT, margins.cover_header, None),
        ),
        (
            _contents(publication.contents, bookmarks, pages),
            section_markup(PORTRAIT, margins.header, margins.footer, 1, "upperRoman"),
        ),
    ]
    for index, stretch in enumerate(stretches):
        start = 1 if index == 0 else None
        section = section_markup(stretch.sheet, margins.header, margins.footer, start)
        drawn = list(_drawn(stretch.items, bookmarks, controls, pictures))
        sections.append((drawn, section))
    namespaces = f"{NAMESPACES} {DRAWING_NAMESPACES}" if pictures else NAMESPACES
    return f"<w:document {namespaces}><w:body>{_joined(sections)}</w:body></w:document>"


def _joined(sections: list[tuple[list[str], str]]) -> str:
    """The sections, the properties of each but the last in its last paragraph."""
    body: list[str] = []
    for pieces, section in sections[:-1]:
        *others, last = pieces
        body += [*others, last.replace("</w:pPr>", f"{section}</w:pPr>", 1)]
    pieces, section = sections[-1]
    return "".join([*body, *pieces, section])


def _cover(cover: Cover) -> list[str]:
    lines = [
        (looks.COVER_ENTITY, balanced(cover.entity, looks.COVER_ENTITY.em)),
        (looks.COVER_TITLE, cover.title),
        (looks.COVER_DATE, cover.date or ""),
    ]
    return [paragraph(look.id, run(text)) for look, text in lines if text] or [
        paragraph(looks.COVER_TITLE.id, "")
    ]


def _contents(contents: Contents, bookmarks: Bookmarks, pages: dict[str, int]) -> list[str]:
    """The contents as a field whose result is written out with the page numbers found."""
    title = paragraph(looks.CONTENTS_TITLE.id, run(contents.title))
    entries = [_entry(entry, bookmarks, pages) for entry in contents.entries]
    if not entries:
        return [title]
    deepest = max(entry.level for entry in contents.entries)
    instruction = escape(f'TOC \\o "1-{deepest}" \\h \\z \\u')
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    entries[0] = entries[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    end = paragraph(looks.SEPARATOR.id, '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    # The section must end in a paragraph after the field, or LibreOffice drops the fields of its
    # footer.
    return [title, *entries, end, paragraph(looks.SEPARATOR.id, "")]


def _entry(entry: ContentsEntry, bookmarks: Bookmarks, pages: dict[str, int]) -> str:
    look = looks.CONTENTS_LEVELS[max(1, min(entry.level, len(looks.CONTENTS_LEVELS))) - 1]
    name = bookmarks.name(entry.anchor)
    if name is None:
        return paragraph(look.id, run(entry.text))
    number = page_reference(name, pages[entry.anchor])
    link = (
        f'<w:hyperlink w:anchor="{name}" w:history="1">{run(entry.text)}'
        f"<w:r><w:tab/></w:r>{number}</w:hyperlink>"
    )
    return paragraph(look.id, link)


def _drawn(
    items: tuple[Item, ...],
    bookmarks: Bookmarks,
    controls: Controls,
    pictures: Mapping[str, Picture],
) -> Iterator[str]:
    for item in items:
        if isinstance(item, Text):
            words = "".join(
                controls.run(piece.text, piece.style, piece.fact) for piece in item.pieces
            )
            content = bookmarks.around(item.anchor, words)
            yield paragraph(item.look.id, content, new_page=item.new_page)
        elif isinstance(item, Drawing):
            yield chart_markup(item, pictures[item.anchor])
        else:
            yield table_markup(item, bookmarks, controls)
