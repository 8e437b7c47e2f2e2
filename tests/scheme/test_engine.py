"""The engine knows no table and no sentence of a province."""

from __future__ import annotations

import re
from pathlib import Path

import mingzhang
from mingzhang.scheme import load_scheme

SOURCES = Path(mingzhang.__file__).parent
LITERAL = re.compile(r"[\u4e00-\u9fff]{6,}")
TERMS = {
    "整体绩效目标",  # a kind of form, whatever the province; the workbook asks who sets such targets
}


def engine() -> dict[str, str]:
    """The program's own texts by path: neither schemes nor code lists."""
    return {
        path.relative_to(SOURCES).as_posix(): path.read_text("utf-8")
        for path in SOURCES.rglob("*")
        if path.suffix in {".py", ".css", ".html", ".js"}
        and not path.is_relative_to(SOURCES / "scheme" / "data")
        and not path.is_relative_to(SOURCES / "catalog")
    }


def literals() -> set[str]:
    """Runs of six or more characters in the titles and sentences of Shanxi."""
    scheme = load_scheme("shanxi", 2025)
    texts = [table.title for table in scheme.tables.tables]
    for phrase in scheme.narrative.phrases:
        texts += [variant.text for variant in phrase.variants]
    for section in scheme.narrative.sections:
        texts += [section.title, *(paragraph.text for paragraph in section.paragraphs)]
        texts += [one.item for one in section.lists]
    return {run for text in texts for run in LITERAL.findall(text)}


def test_no_title_and_no_sentence_of_a_province_stands_in_the_engine() -> None:
    wanted = literals() - TERMS
    assert len(wanted) > 80
    found = [(path, run) for path, text in engine().items() for run in wanted if run in text]
    assert found == []


def test_no_province_is_named_below_the_command_line() -> None:
    named = [
        path
        for path, text in engine().items()
        for line in text.splitlines()
        if '"shanxi"' in line and ">>>" not in line and "..." not in line
        if not path.startswith(("cli/", "web/"))
    ]
    assert named == []
