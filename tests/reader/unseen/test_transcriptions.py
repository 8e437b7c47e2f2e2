"""Invented departments are read whole from any transcription: each change alone, and several."""

from __future__ import annotations

from functools import cache

import pytest
from tools.score_unseen import Style, compared, styles, transcribed
from tools.unseen.departments import disclosure_of
from tools.unseen.layouts import LAYOUTS
from tools.unseen.wordings import WORDINGS
from tools.unseen.writing import lines_together, tabs

from mingzhang.checker import check
from mingzhang.model import Disclosure
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document
from mingzhang.scheme import load_scheme

_LOSES_WORDS = {"titles_lost", "sections_lost", "form_titles_lost", "parts_lost", "cover_lost"}
_SEVERAL_WAYS = {
    "blanks_lost", "a_blank_lost", "cells_gained", "cells_split", "headers_as_lines", "spanned_repeated",
}  # fmt: skip
"""After these some rows can be read in more ways than one, by a person too."""
_NO_COLUMNS = {"aligned", "blanks", "wide_blanks", "cells_as_lines"}
_FREELY = {"said_freely"}
_READ_WHOLE = [
    one for one in styles() if one.name not in _LOSES_WORDS | _SEVERAL_WAYS | _NO_COLUMNS | _FREELY
]
_BY_NAME = {one.__name__: one for one in LAYOUTS}


@cache
def department(seed: int) -> Disclosure:
    return disclosure_of(seed)


def read(text: str) -> Disclosure:
    return read_document(text_document(text.encode()))


def differing(style: Style, seed: int) -> dict[str, list[str]]:
    """What is read otherwise than it was written, by part."""
    made = transcribed(department(seed), style, seed)
    result = compared(made.truth, read(made.text))
    return {part: wrong for part, (_, wrong) in result.items() if wrong and part != "said"}


def mixture(*names: str) -> Style:
    return Style(WORDINGS[0], tuple(_BY_NAME[name] for name in names), tabs, "+".join(names))


@pytest.mark.parametrize("seed", [0])
@pytest.mark.parametrize("style", _READ_WHOLE, ids=lambda style: style.name)
def test_a_change_on_the_way_does_not_change_what_is_read(style: Style, seed: int) -> None:
    assert differing(style, seed) == {}


@pytest.mark.parametrize(
    ("names", "seed"),
    [
        (("breaks_with_header", "totals_in_second_column", "sentences_wrapped"), 24),
        (("tables_run_on", "breaks_with_title", "form_fields_moved"), 55),
        (("names_with_codes", "rows_run_on", "watermarks_in_words"), 42),
        (("titles_cut", "marks_wrong", "sections_misnumbered"), 6),
        (("trailing_lost", "titles_in_grid", "form_spans_wrong"), 6),
        (("headers_split", "paragraph_tags", "contents_otherwise"), 20),
        (("forms_last", "narrative_first", "markdown", "cells_spaced"), 3),
    ],
)
def test_several_changes_together(names: tuple[str, ...], seed: int) -> None:
    assert differing(mixture(*names), seed) == {}


def test_the_lines_of_a_transcription_may_stand_without_blank_ones_between() -> None:
    style = Style(WORDINGS[0], (_BY_NAME["running_heads"],), lines_together, "lines")

    assert differing(style, 2) == {}


@pytest.mark.parametrize("name", ["all_on_one_line", "titles_numbered", "sentences_wrapped"])
def test_layout_is_not_taken_for_the_authors_slip(name: str) -> None:
    found = read(transcribed(department(43), mixture(name), 43).text)
    outcome = check(load_scheme(found.scheme, found.fiscal_year), found)

    assert [one.code for one in outcome.findings.findings if one.severity == "error"] == []
