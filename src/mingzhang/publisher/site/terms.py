"""Terms of the glossary where a text uses them: links to what they mean, drawn into its markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from mingzhang.publisher.render.html.markup import attribute, text
from mingzhang.publisher.site.address import relative, slug_of

__all__ = ["TERM_SCRIPT", "TERM_STYLE", "TermLinks", "term_address", "with_terms"]

TERM_SCRIPT: Final = "assets/glossary.js"
TERM_STYLE: Final = "assets/glossary.css"
"""What a page with linked terms loads, so that the meaning is shown where the term stands."""

_SHORTEST: Final = 2
_TAG: Final = re.compile(r"""<(/?)([a-zA-Z][\w-]*)(?:[^>"']|"[^"]*"|'[^']*')*>""")
_HEADING: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEFT_ALONE: Final = _HEADING | {
    "a", "button", "data", "dl", "figure", "nav", "script", "select", "style", "svg", "table",
    "textarea", "title",
}  # fmt: skip


def term_address(term: str) -> str:
    """Where the glossary of the site explains a term, from the root of the site.

    >>> term_address("基本支出")
    'glossary/#jibenzhichu-b0b6dc'
    """
    return f"glossary/#{slug_of(term)}"


class TermLinks:
    """Links the first place of each term in a section; of terms that overlap, the longest."""

    def __init__(self, terms: Iterable[str], page: str) -> None:
        self._page = page
        self._terms = {text(term): term for term in terms if len(term) >= _SHORTEST}
        longest_first = sorted(self._terms, key=lambda term: (-len(term), term))
        self._pattern = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
        self._seen: set[str] = set()

    def enter_section(self) -> None:
        """Begin a section: its first place of a term is linked again."""
        self._seen.clear()

    def drawn(self, value: str) -> str:
        """A piece of plain text as markup with its terms linked."""
        return self.linked(text(value))

    def linked(self, escaped: str) -> str:
        """A piece of markup that holds no tags, with its terms linked."""
        return self._pattern.sub(self._link, escaped)

    def _link(self, found: re.Match[str]) -> str:
        written = found[0]
        if written in self._seen:
            return written
        self._seen.add(written)
        target = relative(term_address(self._terms[written]), self._page)
        return f'<a class="term" href="{attribute(target)}">{written}</a>'


def with_terms(markup: str, terms: Iterable[str], page: str) -> str:
    """The markup with the first place of each term in each section of prose linked.

    A heading begins a section. Headings, links, figures, tables and lists of definitions stay as
    they are. The markup is that of our own makers: every < of a text is escaped in it.
    """
    links = TermLinks(terms, page)
    pieces: list[str] = []
    inside: list[str] = []  # the elements left alone that are open
    done = 0
    for tag in _TAG.finditer(markup):
        between = markup[done : tag.start()]
        pieces += [between if inside else links.linked(between), tag[0]]
        done = tag.end()
        name = tag[2].lower()
        if name not in _LEFT_ALONE or tag[0].endswith("/>"):
            continue
        if not tag[1]:
            inside.append(name)
            if name in _HEADING:
                links.enter_section()
        elif name in inside:
            del inside[inside.index(name) :]
    rest = markup[done:]
    return "".join((*pieces, rest if inside else links.linked(rest)))
