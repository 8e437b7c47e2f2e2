"""A publication as one page."""

from __future__ import annotations

from mingzhang import __version__
from mingzhang.model.page_facts import PageFacts
from mingzhang.publisher.compose.page import Publication
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.chapters import Chapters
from mingzhang.publisher.render.html.contents import contents_navigation
from mingzhang.publisher.render.html.cover import cover_header
from mingzhang.publisher.render.html.data import data_block, data_head
from mingzhang.publisher.render.html.markup import attribute, legible, text
from mingzhang.publisher.render.html.sheet import style_sheet

__all__ = ["render_html"]


def render_html(
    publication: Publication,
    title_links: tuple[tuple[str, str], ...] = (),
    page_facts: PageFacts | None = None,
    alternates: tuple[tuple[str, str], ...] = (),
) -> str:
    """Draw a publication as a self-contained web page; the same publication, the same page.

    `title_links` are the label and address of each other format, offered below the title.
    `page_facts` is the block of data that the page carries, `alternates` the media type and address
    of each file beside it that holds the same as data.
    """
    anchors = Anchors(publication)
    main = anchors.own("page-main")
    contents = anchors.own("page-contents")
    body = (
        f'<a class="skip" href="#{main}">跳到正文</a>',
        cover_header(publication, title_links, anchors),
        '<div class="frame">',
        contents_navigation(publication.contents, contents, anchors),
        f'<main class="publication" id="{main}" tabindex="-1">',
        *Chapters(anchors).draw(publication.chapters),
        "\n</main></div>",
        _footer(publication, contents),
        data_block(page_facts) if page_facts else "",
    )
    sheet = legible(style_sheet(publication))
    data = data_head(page_facts, alternates, sheet) if page_facts else ""
    head = _head(publication, data, sheet)
    return legible(f"{head}\n<body>\n{''.join(body)}\n</body>\n</html>\n")


def _head(publication: Publication, data: str, sheet: str) -> str:
    cover = publication.cover
    description = publication.properties.get("description", f"{cover.entity} {cover.title}")
    return (
        f'<!doctype html>\n<html lang="{attribute(publication.language)}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f"<title>{text(publication.title)}</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="description" content="{attribute(description)}">\n'
        f'<meta name="generator" content="mingzhang {attribute(__version__)}">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"{data}<style>{sheet}</style>\n</head>"
    )


def _footer(publication: Publication, contents: str) -> str:
    return (
        f'<footer class="foot"><p>{text(publication.header)}</p>'
        f'<p><a class="to-contents" href="#{contents}">{text(publication.contents.title)}</a></p>'
        "</footer>"
    )
