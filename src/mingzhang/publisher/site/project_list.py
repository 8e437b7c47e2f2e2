"""The projects of a publication by size: on its page, or, of very many, on pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import bar, figure, pagination, share_text
from mingzhang.publisher.site.entry import Amount, Edition, Entry, Project
from mingzhang.publisher.site.parts import PROJECTS, figure_page
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.trail import above_part

__all__ = ["project_list_pages", "project_table", "projects_address"]

_AT_ONCE: Final = 20
"""So many projects are listed at once; the others are there when a reader asks for them."""

_MORE_THAN: Final = 5
"""Fewer others are not worth asking for."""

_ON_A_PAGE: Final = 200
"""So many projects stand on one page; more are spread over pages of their own."""

_STYLES: Final = ("assets/publication.css",)


def projects_address(entry: Entry) -> str:
    """Where all projects of an edition are listed, from the root of the site."""
    is_long = len(entry.projects) > _ON_A_PAGE
    return f"{entry.path}{PROJECTS}/" if is_long else f"{entry.path}#{PROJECTS}"


def project_table(edition: Edition, place: str) -> str:
    """The projects, the largest first, each with a link to the page of its form if it has one."""
    entry = edition.entry
    if not entry.projects:
        return ""
    table = _Table(entry, place)
    count = len(entry.projects)
    shown = _AT_ONCE if count > _AT_ONCE + _MORE_THAN else count
    more = ""
    if count > _ON_A_PAGE:
        link = attribute(relative(projects_address(entry), place))
        more = f'<p><a href="{link}">全部{count}个项目</a></p>'
    elif count > shown:
        more = (
            f"<details><summary>其余{count - shown}个项目</summary>"
            f"{table.drawn(entry.projects[shown:], '其余项目')}</details>"
        )
    return (
        f'\n<section class="projects" id="{PROJECTS}"><h2>项目</h2>'
        f"{table.drawn(entry.projects[:shown], '本年项目支出')}{more}{_formless(entry)}</section>"
    )


def project_list_pages(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """The pages that list all projects where these are very many, by their paths."""
    entry = edition.entry
    count = len(entry.projects)
    if count <= _ON_A_PAGE:
        return
    starts = range(0, count, _ON_A_PAGE)
    paths = [_path(entry, number) for number in range(1, len(starts) + 1)]
    for start, path in zip(starts, paths, strict=True):
        end = min(start + _ON_A_PAGE, count)
        caption = f"第{start + 1}至{end}个，共{count}个"
        numbers = pagination(paths, path)
        main = (
            f'<div class="measure"><h1><span class="entity">{text(entry.name)}</span> '
            f"{entry.year}年度全部项目</h1>"
            f'<p class="lede">{count}个项目，金额大的在前。</p>{_formless(entry)}{numbers}'
            f"{_Table(entry, path).drawn(entry.projects[start:end], caption)}{numbers}</div>"
        )
        yield path, page(_place(edition, path, caption), main)


def _path(entry: Entry, number: int) -> str:
    folder = f"page-{number}/" if number > 1 else ""
    return f"{entry.path}{PROJECTS}/{folder}index.html"


def _place(edition: Edition, path: str, caption: str) -> Place:
    entry = edition.entry
    return Place(
        path=path,
        title=f"{entry.name}{entry.year}年度全部项目：{caption}",
        description=f"{entry.name}{entry.year}年度预算的项目和金额，{caption}",
        site=edition.site,
        here="全部项目",
        trail=above_part(entry),
        styles=_STYLES,
        canonical=f"{edition.base}/{path.removesuffix('index.html')}" if edition.base else "",
    )


def _formless(entry: Entry) -> str:
    """What is said of projects whose names lead nowhere."""
    count = sum(one.page is None for one in entry.projects)
    return f'<p class="note">{count}个项目没有公开绩效目标表，名称不带链接。</p>' if count else ""


class _Table:
    """Tables of projects on one page; shares and bars are of all projects of the edition."""

    def __init__(self, entry: Entry, place: str) -> None:
        amounts = [one.amount for one in entry.projects if one.amount]
        units = {one.unit for one in amounts}
        self._entry = entry
        self._place = place
        self._whole = sum(one.value for one in amounts)
        self._largest = max((one.value for one in amounts), default=0)
        self._unit = units.pop() if len(units) == 1 else ""
        self._head = f"金额（{text(self._unit)}）" if self._unit else "金额"

    def drawn(self, projects: Sequence[Project], caption: str) -> str:
        """Some of the projects as a table."""
        return (
            f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">'
            f'<table class="list stacked"><caption>{caption}</caption><thead><tr>'
            f'<th scope="col">项目</th><th scope="col" class="num">{self._head}</th>'
            '<th scope="col" class="num">占比</th><td></td></tr></thead>'
            f"<tbody>{''.join(map(self._row, projects))}</tbody></table></div>"
        )

    def _row(self, project: Project) -> str:
        """A project's row; an amount says its unit where that of the table does not."""
        value = project.amount.value if project.amount else 0
        own = f" {text(project.amount.unit)}" if project.amount and not self._unit else ""
        name = text(project.name)
        if project.page:
            name = f'<a href="{self._link(self._entry.path + project.page)}">{name}</a>'
        return (
            f'\n<tr><th scope="row">{name}</th>'
            f'<td class="num" data-label="{self._head}">{self._linked(project.amount) or "—"}{own}</td>'
            f'<td class="num" data-label="占比">{share_text(value, self._whole)}</td>'
            f'<td class="length">{bar(value, self._largest)}</td></tr>'
        )

    def _linked(self, amount: Amount | None) -> str:
        """An amount that leads to its place in the publication."""
        if amount is None:
            return ""
        target = figure_page(self._entry, amount.fact)
        on_this_page = target.startswith(f"{self._place.removesuffix('index.html')}#")
        drawn = figure(amount, None if on_this_page else self._entry)
        return f'<a class="to-figure" href="{self._link(target)}">{drawn}</a>'

    def _link(self, target: str) -> str:
        return attribute(relative(target, self._place))
