"""The pages of projects that have performance forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.cube import Fact
from mingzhang.publisher.render.html.anchors import Anchors, figure_id
from mingzhang.publisher.render.html.chapters import Chapters
from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.entry import Edition
from mingzhang.publisher.site.parts import PROJECTS, Parts, ProjectForms, figure_page
from mingzhang.publisher.site.project_list import projects_address
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.trail import above_part
from mingzhang.scheme.labels import Labels
from mingzhang.scheme.view import known_facts

__all__ = ["FACTS", "SCRIPTS", "STYLES", "forms_note", "project_pages"]

FACTS: Final = "facts.json"
"""What the figures of an edition mean, for the panel; in the folder of the edition."""

STYLES: Final = ("assets/document.css", "assets/publication.css")
SCRIPTS: Final = ("assets/figure.js",)
"""What a page needs that shows a publication or a part of it."""


def forms_note(count: int) -> str:
    """What stands in the text where the forms of so many projects are prescribed."""
    return f'\n<p class="moved">{count}个项目的绩效目标表各成一页，见<a href="#{PROJECTS}">项目</a>。</p>'


@dataclass(frozen=True, slots=True)
class _Neighbours:
    before: ProjectForms | None
    after: ProjectForms | None


def project_pages(edition: Edition, parts: Parts) -> Iterator[tuple[str, bytes]]:
    """The page of each project that has a form, by its path."""
    amounts = _amounts_of_projects(edition)
    around = (None, *parts.projects, None)
    for place, project in enumerate(parts.projects, 1):
        path = f"{edition.entry.path}{project.page}index.html"
        own = amounts.get(folded(project.name), ())
        neighbours = _Neighbours(around[place - 1], around[place + 1])
        yield path, _page(edition, project, own, neighbours, path)


def _amounts_of_projects(edition: Edition) -> Mapping[str, Sequence[tuple[str, Fact]]]:
    """What the tables say of each project, with the name of each place, by its folded name."""
    labels = Labels(edition.scheme, edition.disclosure)
    found: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    for fact in known_facts(edition.scheme, edition.disclosure):
        name = dict(fact.coordinate.members).get("project")
        is_shown = fact.text and fact.address in edition.publication.values
        if name and is_shown and labels.is_cell(fact.address):
            where = labels.of(fact.address).replace(f" {name} ", " ")
            found[folded(name)].append((where, fact))
    return found


def _page(
    edition: Edition,
    project: ProjectForms,
    amounts: Sequence[tuple[str, Fact]],
    neighbours: _Neighbours,
    path: str,
) -> bytes:
    entry, cover = edition.entry, edition.publication.cover
    anchors = Anchors(replace(edition.publication, chapters=project.chapters))
    drawn = "".join(Chapters(anchors).draw(project.chapters))
    facts = attribute(relative(entry.path + FACTS, path))
    main = (
        f'<div class="measure"><h1><span class="entity">{text(cover.entity)} '
        f'<span class="title">{text(cover.title)}</span></span> {text(project.name)}</h1>'
        f"{_amount_list(edition, amounts, path)}</div>"
        f'\n<div class="frame"><div class="publication" data-facts="{facts}">{drawn}</div>'
        f"{_around(edition, neighbours, path)}</div>"
    )
    place = Place(
        path=path,
        title=project.name,
        description=f"{entry.name}{entry.year}年项目“{project.name}”的预算和绩效目标",
        site=edition.site,
        trail=above_part(entry),
        scripts=SCRIPTS,
        styles=STYLES,
        canonical=f"{edition.base}/{entry.path}{project.page}" if edition.base else "",
    )
    return page(place, main)


def _amount_list(edition: Edition, amounts: Iterable[tuple[str, Fact]], path: str) -> str:
    """What the budget tables say of the project; nothing where they do not name it."""
    values = edition.publication.values
    rows = "".join(
        f'\n<tr><th scope="row">{text(label)}</th><td class="num">'
        f'<a class="to-figure" href="{_address(edition, fact, path)}">'
        f'<data value="{values[fact.address]}" data-fact="{attribute(figure_id(fact.address))}">'
        f"{text(fact.text or '')}</data></a> {text(fact.unit)}</td></tr>"
        for label, fact in amounts
    )
    if not rows:
        return ""
    return (
        '\n<div class="scroll" role="region" tabindex="0" aria-label="预算表中的数">'
        '<table class="list amounts"><caption>预算表中的数</caption>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _address(edition: Edition, fact: Fact, path: str) -> str:
    return attribute(relative(figure_page(edition.entry, fact.address), path))


def _around(edition: Edition, neighbours: _Neighbours, path: str) -> str:
    entry = edition.entry
    links = [(projects_address(entry), "全部项目", entry.name)]
    if neighbours.before:
        links.insert(0, (entry.path + neighbours.before.page, "上一个", neighbours.before.name))
    if neighbours.after:
        links.append((entry.path + neighbours.after.page, "下一个", neighbours.after.name))
    items = "".join(
        f'<li><a href="{attribute(relative(target, path))}"><small>{label}</small> {text(name)}</a></li>'
        for target, label, name in links
    )
    return (
        '\n<nav class="contents around" aria-labelledby="around"><h2 id="around">其他项目</h2>'
        f"<ul>{items}</ul></nav>"
    )
