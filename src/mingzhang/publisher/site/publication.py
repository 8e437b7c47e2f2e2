"""The pages of one publication: the whole of it with its key figures, and those of its projects."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final
from urllib.parse import quote

from mingzhang.model.page_facts import page_facts_to_json
from mingzhang.publisher.facts import figure_facts
from mingzhang.publisher.render.chart import css as chart_style
from mingzhang.publisher.render.html.anchors import Anchors
from mingzhang.publisher.render.html.chapters import Chapters
from mingzhang.publisher.render.html.contents import contents_navigation
from mingzhang.publisher.render.html.data import panel
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.render.html.sheet import base_rules, drawing_rules
from mingzhang.publisher.site.corrections import notice
from mingzhang.publisher.site.entry import Edition, SiteFile
from mingzhang.publisher.site.explore import explorer
from mingzhang.publisher.site.headline import Headline
from mingzhang.publisher.site.parts import Parts, figure_page, parts_of
from mingzhang.publisher.site.project import (
    FACTS,
    SCRIPTS,
    STYLES,
    forms_note,
    project_pages,
)
from mingzhang.publisher.site.project_list import project_list_pages, project_table
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.terms import TERM_SCRIPT, TERM_STYLE, with_terms
from mingzhang.publisher.site.trail import above_edition

__all__ = ["figure_page", "publication_assets", "publication_pages"]

_MEDIA_TYPES: Final = {"json": "application/json"}
"""The formats that hold the same as data, by what programs call them."""

_OTHERS: Final = ("assets/explore.css", "assets/corrections.css", TERM_STYLE)
"""The styles of what others draw into the page."""

_KILO: Final = 1024


def publication_pages(edition: Edition) -> dict[str, bytes]:
    """The page of an edition, those of its projects, and what its figures mean, by their paths."""
    parts = parts_of(edition)
    path = f"{edition.entry.path}index.html"
    facts = figure_facts(edition.scheme, edition.disclosure, edition.publication)
    return {
        path: page(_place(edition, path), _main(edition, parts, path)),
        f"{edition.entry.path}{FACTS}": page_facts_to_json(facts).encode(),
        **dict(project_pages(edition, parts)),
        **dict(project_list_pages(edition)),
    }


@cache
def publication_assets() -> dict[str, bytes]:
    """The files that these pages share with the page of a publication that stands alone.

    `figure.js` and `publication.css` are the site's own and lie among its other assets.
    """
    script, style = panel()
    return {
        "assets/base.css": base_rules().encode(),
        "assets/chart.css": chart_style().encode(),
        "assets/document.css": drawing_rules().encode(),
        "assets/panel.css": style.encode(),
        "assets/panel.js": script.encode(),
    }


def _place(edition: Edition, path: str) -> Place:
    entry = edition.entry
    return Place(
        path=path,
        title=edition.publication.title,
        description=f"{entry.name}{entry.year}年度预算：全文、各表、项目和每个数字的来历",
        site=edition.site,
        here=f"{entry.year}年度预算",
        trail=above_edition(entry),
        scripts=(*SCRIPTS, TERM_SCRIPT),
        styles=(*_OTHERS, *STYLES),
        alternates=tuple(
            (_MEDIA_TYPES[one.format], f"{entry.path}{quote(one.path)}")
            for one in entry.files
            if one.format in _MEDIA_TYPES
        ),
        canonical=f"{edition.base}/{entry.path}" if edition.base else "",
    )


def _main(edition: Edition, parts: Parts, path: str) -> str:
    cover = edition.publication.cover
    headline = Headline(edition)
    date = f'<p class="date">{text(cover.date)}</p>' if cover.date else ""
    return (
        f'<div class="measure"><h1><span class="entity">{text(cover.entity)}</span> '
        f'<span class="title">{text(cover.title)}</span></h1>{date}'
        f"{notice(edition.entry, path)}{headline.paragraph()}{headline.strip()}"
        f"{_downloads(edition.entry.files)}{_explorer(edition)}"
        f"{project_table(edition, path)}</div>"
        f"{_whole(edition, parts, path)}"
    )


def _explorer(edition: Edition) -> str:
    drawn = explorer(edition)
    return f'\n<section id="spending"><h2>钱用在哪里</h2>{drawn}</section>' if drawn else ""


def _whole(edition: Edition, parts: Parts, path: str) -> str:
    """The full text beside its contents."""
    stays = tuple(chapter for chapter in parts.chapters if chapter is not None)
    publication = replace(edition.publication, chapters=stays)
    anchors = Anchors(publication)
    note = forms_note(len(parts.projects))
    pieces = [note if chapter is None else chapter for chapter in parts.chapters]
    contents = contents_navigation(publication.contents, anchors.own("contents"), anchors)
    terms = [one.term for one in edition.disclosure.glossary]
    drawn = with_terms("".join(Chapters(anchors).draw(pieces)), terms, path)
    return (
        f'\n<div class="frame">{contents}\n<div class="publication" data-facts="{FACTS}">'
        f"{drawn}\n</div></div>"
    )


def _downloads(files: tuple[SiteFile, ...]) -> str:
    if not files:
        return ""
    items = "".join(
        f'<li><a href="{attribute(quote(one.path))}" download>{text(one.label)}</a> '
        f"<small>{_size(one.size)}</small></li>"
        for one in files
    )
    return f'<div class="downloads"><h2>下载</h2><ul>{items}</ul></div>'


def _size(size: int) -> str:
    """How large a file is, as a reader takes it in.

    >>> _size(300), _size(40_000), _size(3_000_000)
    ('1 KB', '40 KB', '2.9 MB')
    """
    if size < _KILO * _KILO:
        return f"{-(-size // _KILO)} KB"
    return f"{size / _KILO / _KILO:.1f} MB"
