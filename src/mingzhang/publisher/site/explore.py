"""Where the money comes from and what it is for: flows, functions and projects of a publication.

Every figure is one that the publication displays, or is marked as a difference or sum of such.
All is there as tables; pictures lead into them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import structs

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative
from mingzhang.publisher.site.drawing import bar, figure, share_text, summed
from mingzhang.publisher.site.entry import Amount, Edition, Entry, Project
from mingzhang.publisher.site.flows import Flow, flows_of
from mingzhang.publisher.site.pictures import (
    Part,
    fact_link,
    flow_picture,
    treemap,
    treemap_narrow,
)
from mingzhang.publisher.site.project_list import projects_address
from mingzhang.publisher.site.shell import Place, page
from mingzhang.publisher.site.spending import Branch, leaves, spending_of, walk
from mingzhang.publisher.site.summary import Figures, project_amounts
from mingzhang.publisher.site.trail import above_part

__all__ = ["explore_pages", "explore_path", "explorer"]

_STYLES: Final = ("assets/chart.css", "assets/explore.css")
_FIRST: Final = 40
_MOST: Final = 100
"""So many projects are listed at once, so many with those that unfold."""

_DRAWN: Final = 3
"""Fewer parts of a function are told by their table as well as by a picture."""

_LARGE: Final = (360, 300)
_EMPTY: Final = '<p class="lede">这份预算没有支出数，无可展开。</p>'


def explore_path(entry: Entry) -> str:
    """The folder of the page that explores a publication."""
    return f"{entry.path}explore/"


def explorer(edition: Edition) -> str:
    """The short form, for the page of the publication: functions as areas, ways to go deeper."""
    entry = edition.entry
    if not entry.functions:
        return ""
    place, target = f"{entry.path}index.html", explore_path(entry)
    parts = [
        (one.label, one.amount, relative(f"{target}#{_anchor(one.key)}", place))
        for one in entry.functions
    ]
    links = [("资金流向", "flow"), ("按功能分类", "functions")]
    links += [(f"按项目（{len(entry.projects)}个）", "projects")] if entry.projects else []
    items = "".join(
        f'<li><a href="{attribute(relative(f"{target}#{mark}", place))}">{label}</a></li>'
        for label, mark in links
    )
    return (
        '<div class="explorer">'
        f"{treemap_narrow(parts, anchor='explorer', title='支出按功能分类')}"
        f"{_ranking(edition, place)}"
        f'<ul class="ways">{items}</ul></div>'
    )


def _ranking(edition: Edition, place: str) -> str:
    """The functions with bars, largest first, each leading to what is within it."""
    entry = edition.entry
    items = sorted(entry.functions, key=lambda one: -one.amount.value)
    largest = max(one.amount.value for one in items)
    whole = sum(one.amount.value for one in items)
    target, link = explore_path(entry), _Link(entry, place)
    rows = "".join(
        f'\n<tr><th scope="row"><a href="'
        f'{attribute(relative(f"{target}#{_anchor(one.key)}", place))}">{text(one.label)}</a></th>'
        f'<td class="num" data-label="万元">{link.figure(one.amount)}</td>'
        f'<td class="num" data-label="占比">{share_text(one.amount.value, whole)}</td>'
        f'<td class="length">{bar(one.amount.value, largest)}</td></tr>'
        for one in items
    )
    head = (
        '<th scope="col">功能分类</th><th scope="col" class="num">万元</th>'
        '<th scope="col" class="num">占比</th><td></td>'
    )
    return _table("支出按功能分类", head, rows)


def explore_pages(edition: Edition) -> dict[str, bytes]:
    """The page that explores a publication and the summary that others compare with, by path."""
    entry = edition.entry
    summary = structs.replace(entry, projects=(), units=(), files=(), corrections=())
    return {
        f"{explore_path(entry)}index.html": _Page(edition).drawn(),
        f"{entry.path}summary.json": msgspec.json.encode(summary),
    }


@dataclass(frozen=True, slots=True)
class _Link:
    """Leads from figures of the page to their place in the publication."""

    entry: Entry
    page: str

    def __call__(self, fact: str) -> str | None:
        return fact_link(self.entry, fact, self.page)

    def figure(self, amount: Amount | None, said: str = "") -> str:
        """An amount that leads to where it is displayed; one that is not says of what it is made."""
        if amount is None:
            return ""
        link = self(amount.fact)
        if link is None:
            return f'{summed(amount.value, said)}<span class="soft">（推算）</span>'
        return f'<a class="at" href="{attribute(link)}">{figure(amount)}</a>'


class _Page:
    """The page of one publication."""

    def __init__(self, edition: Edition) -> None:
        self.entry = edition.entry
        self.scheme = edition.scheme
        self.site = edition.site
        self.path = f"{explore_path(self.entry)}index.html"
        self.figures = Figures(edition.scheme, edition.disclosure)
        self.spending = spending_of(edition.scheme, self.figures)
        self.link = _Link(self.entry, self.path)

    def drawn(self) -> bytes:
        entry = self.entry
        sections = (self._flow(), self._functions(), self._projects())
        main = (
            f'<div class="measure explore"><h1><span class="entity">{text(entry.name)} '
            f"{entry.year}年度</span> 钱从哪里来，用到哪里去</h1>{self._lede()}{''.join(sections) or _EMPTY}</div>"
        )
        place = Place(
            path=self.path,
            title="资金流向与分类",
            description=f"{entry.name}{entry.year}年度预算的资金流向、功能分类和项目",
            site=self.site,
            trail=above_part(entry),
            styles=_STYLES,
        )
        return page(place, main)

    def _lede(self) -> str:
        if self.entry.total is None:
            return ""
        return (
            f'<p class="lede">支出总计{self.link.figure(self.entry.total)}'
            f"{text(self.entry.total.unit)}。点数字可到公开文本中的原处。</p>"
        )

    def _flow(self) -> str:
        flows = flows_of(self.scheme, self.figures)
        if not flows.flows:
            return ""
        title = "从资金来源到功能分类到支出性质"
        rows = "".join(map(self._flow_row, flows.flows))
        head = '<th scope="col">从</th><th scope="col">到</th><th scope="col" class="num">万元</th>'
        derived = any(not one.amount.fact for one in flows.flows)
        notes = ["带的宽度与金额成比例。每条流向都是公开的数字"]
        notes += ["，标“推算”的是公开数字之差"] if derived else []
        notes += (
            ["。"] if flows.is_whole else ["。各项功能分类只公开了财政拨款的来源，其余合并画出。"]
        )
        return (
            '\n<section aria-labelledby="flow"><h2 id="flow">资金流向</h2>'
            f"{flow_picture(flows, anchor='flows', title=title, link=self.link)}"
            f"<details><summary>数据表（{len(flows.flows)}条流向）</summary>"
            f"{_table(title, head, rows)}</details>"
            f'<p class="note">{"".join(notes)}</p></section>'
        )

    def _flow_row(self, flow: Flow) -> str:
        said = f"rest {flow.start.key} {flow.end.key}"
        return (
            f'\n<tr><th scope="row" data-label="从">{text(flow.start.name)}</th>'
            f'<td data-label="到">{text(flow.end.name)}</td>'
            f'<td class="num" data-label="万元">{self.link.figure(flow.amount, said)}</td></tr>'
        )

    def _functions(self) -> str:
        if not self.spending:
            return ""
        whole = sum(one.amount.value for one in self.spending)
        parts: list[Part] = [
            (one.name, one.amount, f"#{_anchor(one.code)}") for one in self.spending
        ]
        rows = "".join(
            self._function_row(
                one, 0, whole, f'<a href="#{_anchor(one.code)}">{text(one.name)}</a>'
            )
            for one in self.spending
        )
        title = "支出按功能分类（类）"
        picture = treemap_narrow(parts, anchor="functions-map", title=title, size=_LARGE)
        return (
            '\n<section aria-labelledby="functions"><h2 id="functions">按功能分类</h2>'
            f'<div class="beside">{picture}'
            f"{_table(title, _FUNCTION_HEAD, rows, is_titled=True)}</div>"
            f"{''.join(map(self._class, self.spending))}</section>"
        )

    def _class(self, branch: Branch) -> str:
        finest = list(leaves(branch))
        if finest == [branch]:
            return (
                f'\n<section class="class" id="{_anchor(branch.code)}"><h3>{text(branch.code)} '
                f"{text(branch.name)}</h3>"
                '<p class="note">这一类没有公开更细的款、项。</p></section>'
            )
        parts: list[Part] = [(one.name, one.amount, self.link(one.amount.fact)) for one in finest]
        title = f"{branch.name}：按款、项"
        rows = "".join(
            self._function_row(one, depth, branch.amount.value, text(one.name))
            for depth, one in walk(branch)
        )
        picture = ""
        if len(finest) >= _DRAWN:
            picture = treemap_narrow(parts, anchor=f"map-{branch.code}", title=title)
        return (
            f'\n<section class="class" id="{_anchor(branch.code)}"><h3>{text(branch.code)} '
            f"{text(branch.name)}</h3>"
            f'<div class="beside">{picture}'
            f"{_table(title, _FUNCTION_HEAD, rows, is_titled=True)}</div></section>"
        )

    def _function_row(self, branch: Branch, depth: int, whole: int, name: str) -> str:
        value = branch.amount.value
        return (
            f'\n<tr><th scope="row" class="in-{depth}"><span class="code">{text(branch.code)}</span> '
            f"{name}</th>"
            f'<td class="num" data-label="万元">{self.link.figure(branch.amount)}</td>'
            f'<td class="num" data-label="占比">{share_text(value, whole)}</td>'
            f'<td class="num" data-label="基本支出">{self.link.figure(branch.basic) or "—"}</td>'
            f'<td class="num" data-label="项目支出">{self.link.figure(branch.project) or "—"}</td>'
            "</tr>"
        )

    def _projects(self) -> str:
        own = [one for one in self.entry.projects if one.amount is not None]
        carried = self._carried()
        if not own and not carried:
            return ""
        parts: list[Part] = [
            (one.name, one.amount, self._form(one) or self.link(one.amount.fact))
            for one in own
            if one.amount is not None
        ]
        return (
            '\n<section aria-labelledby="projects"><h2 id="projects">按项目</h2>'
            f"{treemap(parts, anchor='projects-map', title='本年项目支出')}"
            f"{self._project_tables('本年项目', own)}"
            f"{self._project_tables('上年结转的项目', carried)}"
            '<p class="note">公开的表没有写明项目列在哪个功能分类科目，所以两者分开列。</p></section>'
        )

    def _carried(self) -> list[Project]:
        """The projects of carry-over, of all money or of the largest group of it that is told."""
        groups: list[dict[str, str]] = [{}]
        groups += [{"source": one.key} for one in self.scheme.dimension("source").groups]
        pages = {one.name: one.page for one in self.entry.projects}
        for at in groups:
            if found := project_amounts(self.scheme, self.figures, period="carryover", **at):
                return [Project(name, amount, pages.get(name)) for name, amount in found]
        return []

    def _project_tables(self, caption: str, projects: Sequence[Project]) -> str:
        if not projects:
            return ""
        whole = sum(one.amount.value for one in projects if one.amount)
        largest = max(one.amount.value for one in projects if one.amount)
        rows = list(self._project_rows(projects, whole, largest))
        tables = _table(caption, _PROJECT_HEAD, "".join(rows[:_FIRST]))
        if following := rows[_FIRST:_MOST]:
            more = f"随后{len(following)}个项目"
            tables += (
                f"<details><summary>{more}</summary>"
                f"{_table(f'{caption}：{more}', _PROJECT_HEAD, ''.join(following))}</details>"
            )
        return tables + self._unlisted(projects[_MOST:])

    def _unlisted(self, projects: Sequence[Project]) -> str:
        """What is said of projects that are too many to be listed here."""
        if not projects:
            return ""
        value = sum(one.amount.value for one in projects if one.amount)
        link = attribute(relative(projects_address(self.entry), self.path))
        return (
            f"<p>还有{len(projects)}个金额较小的项目，合计{summed(value, 'projects not listed')}万元，"
            f'见<a href="{link}">全部项目</a>。</p>'
        )

    def _project_rows(self, projects: Iterable[Project], whole: int, largest: int) -> Iterator[str]:
        for one in projects:
            if one.amount is None:
                continue
            form = self._form(one)
            name = f'<a href="{attribute(form)}">{text(one.name)}</a>' if form else text(one.name)
            yield (
                f'\n<tr><th scope="row">{name}</th>'
                f'<td class="num" data-label="万元">{self.link.figure(one.amount)}</td>'
                f'<td class="num" data-label="占比">{share_text(one.amount.value, whole)}</td>'
                f'<td class="length">{bar(one.amount.value, largest)}</td></tr>'
            )

    def _form(self, project: Project) -> str | None:
        """Where the performance form of a project stands, as a link."""
        return relative(f"{self.entry.path}{project.page}", self.path) if project.page else None


_FUNCTION_HEAD: Final = (
    '<th scope="col">科目</th><th scope="col" class="num">万元</th>'
    '<th scope="col" class="num">占比</th><th scope="col" class="num">基本支出</th>'
    '<th scope="col" class="num">项目支出</th>'
)
_PROJECT_HEAD: Final = (
    '<th scope="col">项目</th><th scope="col" class="num">万元</th>'
    '<th scope="col" class="num">占比</th><td></td>'
)


def _anchor(code: str) -> str:
    return f"c-{attribute(code)}"


def _table(caption: str, head: str, rows: str, *, is_titled: bool = False) -> str:
    """A table; `is_titled` where a heading above says what its caption would."""
    said, hidden = attribute(caption), ' class="visually-hidden"' if is_titled else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{said}">'
        f'<table class="list stacked"><caption{hidden}>{text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
