"""One template, two ways: facts -> text and text -> facts.

The words of sentences are the scheme's; this package knows only how slots, phrases and lists
work. Needed by several verbs, it knows none of them.
"""

from mingzhang.sentence.figures import free_figures, unbound_figures
from mingzhang.sentence.match import Matched, match_section
from mingzhang.sentence.reading import SectionReading, read_section
from mingzhang.sentence.render import (
    Piece,
    RenderedParagraph,
    facts_of_paragraphs,
    render_section,
    wanted_texts,
)
from mingzhang.sentence.scope import Figure, Scope, Setting

__all__ = [
    "Figure",
    "Matched",
    "Piece",
    "RenderedParagraph",
    "Scope",
    "SectionReading",
    "Setting",
    "facts_of_paragraphs",
    "free_figures",
    "match_section",
    "read_section",
    "render_section",
    "unbound_figures",
    "wanted_texts",
]
