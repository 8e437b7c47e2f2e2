"""Pages of the invented department with their blocks, and how to have a disclosure from them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from lxml import html
from msgspec import structs
from tests.department import YEAR, workbook

from mingzhang.compiler import compile_budget, read_budget
from mingzhang.model import Disclosure
from mingzhang.model.page_facts import PageFacts, page_facts_from_json
from mingzhang.publisher.compose import compose
from mingzhang.publisher.compose.page import Block, Grid, Paragraph, Publication
from mingzhang.publisher.facts import page_facts
from mingzhang.publisher.facts.figures import shown_figures
from mingzhang.publisher.facts.shown import shown_disclosure
from mingzhang.publisher.render.html import render_html
from mingzhang.scheme import Scheme, load_scheme
from mingzhang.scheme.rebuild import rebuild

SCHEME = load_scheme("shanxi", YEAR)


@cache
def department() -> Disclosure:
    return compile_budget(read_budget(workbook())).disclosure


def changed(**changes: Any) -> Disclosure:
    return structs.replace(department(), **changes)


def page(disclosure: Disclosure, scheme: Scheme = SCHEME) -> str:
    publication = compose(scheme, disclosure)
    return render_html(publication, (), page_facts(scheme, disclosure, publication))


def block_of(source: str) -> PageFacts:
    """The block that a page carries, found as anybody would."""
    (script,) = html.document_fromstring(source).xpath('//script[@id="facts"]/text()')
    return page_facts_from_json(str(script))


def read_back(disclosure: Disclosure, scheme: Scheme = SCHEME) -> Disclosure:
    """What somebody has who knows what the page shows, and its block."""
    figures = shown_figures(compose(scheme, disclosure))
    block = block_of(page(disclosure, scheme))
    return rebuild(scheme, shown_disclosure(scheme, disclosure), figures, block)


def without_facts(publication: Publication) -> Publication:
    """The same publication with figures that are no more than text."""

    def plain(block: Block) -> Block:
        if isinstance(block, Grid):
            rows = tuple(tuple(replace(cell, fact=None) for cell in row) for row in block.body)
            return replace(block, body=rows)
        if isinstance(block, Paragraph):
            return replace(block, runs=tuple(replace(run, fact=None) for run in block.runs))
        return block

    chapters = tuple(
        replace(one, blocks=tuple(map(plain, one.blocks))) for one in publication.chapters
    )
    return replace(publication, values={}, chapters=chapters)
