"""Score the reader on invented documents, style by style, against what they were made from.

    python -m tools.score_unseen [--seeds N] [--style NAME] [--mixed N] [--keep FOLDER] [--check]

A style is a wording, a layout or a writing; `--mixed` adds that many mixtures of several. With
`--keep` documents that are not read whole are written to a folder; `--check` counts findings.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from mingzhang.catalog.names import folded
from mingzhang.checker import check
from mingzhang.model import Disclosure, disclosure_from_json
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document
from mingzhang.reader.source import ReadError
from mingzhang.scheme import load_scheme
from tools.unseen.departments import disclosure_of
from tools.unseen.layouts import LAYOUTS, Layout
from tools.unseen.pages import pages_of
from tools.unseen.wordings import WORDINGS, Wording
from tools.unseen.writing import WRITINGS, Writing, tabs

_TAG = re.compile(r"</?[a-z]{1,5}/?>")

__all__ = ["Style", "Transcription", "compared", "mixed", "styles", "transcribed"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a document is transcribed: what is said otherwise, what happens to it, how it is written."""

    wording: Wording
    layouts: tuple[Layout, ...]
    writing: Writing
    name: str


@dataclass(frozen=True, slots=True)
class Transcription:
    """A text, and the disclosure that it states."""

    text: str
    truth: Disclosure


def styles() -> Iterator[Style]:
    """Every change alone."""
    plain = WORDINGS[0]
    yield from (Style(one, (), tabs, one.__name__) for one in WORDINGS)
    yield from (Style(plain, (), one, one.__name__) for one in WRITINGS[1:])
    yield from (Style(plain, (one,), tabs, one.__name__) for one in LAYOUTS)


def mixed(seed: int) -> Style:
    """Several changes together."""
    random = Random(seed)
    layouts = tuple(random.sample(LAYOUTS, random.choice((2, 3, 5))))
    wording, writing = (
        random.choice(WORDINGS),
        random.choice((*WRITINGS[:-4], tabs, tabs, tabs, tabs, tabs, tabs)),
    )
    names = (wording, *layouts, writing)
    return Style(wording, layouts, writing, f"{seed} {'+'.join(one.__name__ for one in names)}")


def transcribed(disclosure: Disclosure, style: Style, seed: int) -> Transcription:
    """A disclosure's publication in a style."""
    random = Random(seed)
    truth = style.wording(disclosure, random)
    items = pages_of(truth)
    for layout in style.layouts:
        items = tuple(layout(items, random))
    return Transcription(style.writing(items), truth)


def _cells(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    for table in disclosure.tables:
        seen: Counter[tuple[str, ...]] = Counter()
        for row in table.rows:
            key = (
                row.side or "",
                folded(row.code or row.label),
                folded(row.government_label or ""),
            )
            seen[key] += 1
            for column, text in (*row.cells.items(), ("label", folded(row.label))):
                yield (table.id, *key, str(seen[key]), column), text or ""


def _sections(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    for section in (*disclosure.overview, *disclosure.narrative):
        yield (section.id,), folded(section.text)
    for term in disclosure.glossary:
        yield (folded(term.term),), folded(term.text)


def _forms(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    for form in disclosure.forms:
        project = folded(form.project or "")
        yield (project,), form.kind
        for label, text in form.fields.items():
            yield (project, folded(label)), folded(_TAG.sub("", text))


def _funding(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    for form in disclosure.forms:
        for one in form.funding:
            if one.amount:
                yield (folded(form.project or ""), one.horizon, one.source), one.amount


def _indicators(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    for form in disclosure.forms:
        for one in form.indicators:
            if one.level3:
                levels = (one.horizon, one.level1, one.level2.removesuffix("指标"), one.level3)
                yield (folded(form.project or ""), *map(folded, levels)), folded(one.value or "")


def _said(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    """The figures of sentences as numbers."""
    starts = tuple(f"{section.id}." for section in disclosure.narrative)
    for fact in disclosure.facts:
        name = fact.address.rpartition(".")[2]
        if fact.address.startswith(starts) and fact.text and not re.match("all|year|report", name):
            yield (folded(fact.address),), str(float(folded(fact.text).replace(",", "")))


def _identity(disclosure: Disclosure) -> Iterator[tuple[tuple[str, ...], str]]:
    yield ("entity",), disclosure.entity.name
    yield ("level",), disclosure.entity.level
    yield ("year",), str(disclosure.fiscal_year)


_PARTS = {"cells": _cells, "sections": _sections, "forms": _forms, "funding": _funding,
          "indicators": _indicators, "said": _said, "identity": _identity}  # fmt: skip


def compared(truth: Disclosure, read: Disclosure | None) -> dict[str, tuple[int, list[str]]]:
    """By part: how many things the truth has, and those that are read otherwise, in words."""
    found = {}
    for part, things in _PARTS.items():
        wanted = dict(things(truth))
        given = dict(things(read)) if read else {}
        wrong = [f"{'/'.join(key)}: {_short(text)} -> {_short(given.get(key))}"
                 for key, text in wanted.items() if given.get(key) != text]  # fmt: skip
        extra = [
            f"{'/'.join(key)}: + {_short(text)}" for key, text in given.items() if key not in wanted
        ]
        found[part] = (len(wanted), [*wrong, *extra])
    return found


def _short(text: str | None) -> str:
    return "none" if text is None else text if len(text) < 60 else f"{text[:28]}…{text[-28:]}"


def _read(text: str) -> Disclosure | None:
    try:
        return read_document(text_document(text.encode()))
    except ReadError:
        return None


def _documents(arguments: argparse.Namespace) -> Iterator[tuple[int, Disclosure]]:
    for number, path in enumerate(arguments.samples):
        yield 1000 + number, disclosure_from_json(path.read_bytes())
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        yield seed, disclosure_of(seed)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--mixed", type=int, default=0)
    parser.add_argument("--style")
    parser.add_argument("--samples", type=Path, nargs="*", default=[])
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--show", type=int, default=0)
    arguments = parser.parse_args()
    chosen = [*styles(), *map(mixed, range(arguments.mixed))]
    if arguments.style:
        chosen = [one for one in chosen if arguments.style in one.name.split()]
    elif arguments.mixed:
        chosen = chosen[-arguments.mixed :]
    documents = list(_documents(arguments))
    total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for style in chosen:
        _score(style, documents, arguments, total)
    print("all", _line(total))


def _score(style: Style, documents: list[tuple[int, Disclosure]], arguments: argparse.Namespace,
           total: dict[str, list[int]]) -> None:  # fmt: skip
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    shown: list[str] = []
    findings: Counter[str] = Counter()
    for seed, disclosure in documents:
        made = transcribed(disclosure, style, seed)
        read = _read(made.text)
        result = compared(made.truth, read)
        if arguments.check and read:
            findings.update(_found(read))
        for part, (size, wrong) in result.items():
            for one in (sums[part], total[part]):
                one[0] += size
                one[1] += len(wrong)
            shown += [f"    {seed} {part} {text}" for text in wrong[: arguments.show]]
        if arguments.keep and any(wrong for _, wrong in result.values()):
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{style.name.split()[0]}-{seed}.txt").write_text(made.text)
    print(
        f"{style.name:28}",
        _line(sums),
        *(f"{code}×{size}" for code, size in findings.most_common()),
    )
    print("\n".join(shown), end="\n" if shown else "", flush=True)


def _found(read: Disclosure) -> Iterator[str]:
    outcome = check(load_scheme(read.scheme, read.fiscal_year), read)
    yield from (f"{one.severity[0]}{one.code}" for one in outcome.findings.findings
                if one.severity != "info")  # fmt: skip


def _line(sums: Mapping[str, Any]) -> str:
    return "  ".join(f"{part} {wrong or '-'}/{size}" for part, (size, wrong) in sums.items())


if __name__ == "__main__":
    main()
