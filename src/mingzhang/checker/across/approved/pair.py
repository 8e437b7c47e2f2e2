"""A published document beside the approved disclosure, part by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.across.approved.indicators import indicators_of
from mingzhang.checker.across.stated import file_of
from mingzhang.checker.examined import Examined
from mingzhang.model import Form, Indicator, Table
from mingzhang.scheme.form_facts import form_keys

__all__ = ["ApprovedPair", "Part", "TextPair"]

_KINDS: Final = {
    "table": "预算报表（{count} 张）",
    "section": "预算情况说明（{count} 节）",
    "form": "绩效表（{count} 张）",
    "term": "名词解释（{count} 条）",
}
"""Parts of a kind that stand for themselves all together."""

_HORIZONS: Final = {"implementation": "实施期", "annual": "年度"}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a disclosure: what it is the same by, its path, what a reader calls it."""

    key: tuple[str, ...]
    path: str
    label: str


@dataclass(frozen=True, slots=True)
class TextPair:
    """A text as published and as approved, each with its path."""

    label: str
    path: str
    published: str
    approved_path: str
    approved: str


@dataclass(frozen=True)
class ApprovedPair:
    """What was published and what was approved."""

    published: Examined
    approved: Examined

    @property
    def files(self) -> dict[str, str]:
        """What the two documents are called, for messages."""
        return {
            "file": file_of(self.published.disclosure),
            "approved_file": file_of(self.approved.disclosure),
        }

    @cached_property
    def parts(self) -> tuple[Sequence[Part], Sequence[Part]]:
        """The parts of both that say something."""
        ours, theirs = list(_parts(self.published)), list(_parts(self.approved))
        for number, form, other_number, approved in self.forms:
            for one, other in indicators_of(form, approved):
                if other is None and one is not None:
                    ours.append(_indicator(self.published, number, form, *one))
                if one is None and other is not None:
                    theirs.append(_indicator(self.approved, other_number, approved, *other))
        return _together(ours, theirs), _together(theirs, ours)

    @cached_property
    def tables(self) -> tuple[tuple[Table, Table], ...]:
        """The tables that both have, published and approved."""
        approved = {table.id: table for table in self.approved.disclosure.tables}
        return tuple(
            (table, approved[table.id])
            for table in self.published.disclosure.tables
            if table.id in approved
        )

    @cached_property
    def forms(self) -> tuple[tuple[int, Form, int, Form], ...]:
        """The forms that both have, with their numbers."""
        approved = {key: (number, form) for number, key, form in _forms(self.approved)}
        return tuple(
            (number, form, *approved[key])
            for number, key, form in _forms(self.published)
            if key in approved
        )

    @cached_property
    def texts(self) -> tuple[TextPair, ...]:
        """The texts that both have."""
        return (*_texts(self), *_indicators(self))


def _forms(document: Examined) -> Iterator[tuple[int, str, Form]]:
    forms = document.disclosure.forms
    for number, (key, form) in enumerate(zip(form_keys(forms), forms, strict=True), 1):
        yield number, folded(key), form


def _parts(document: Examined) -> Iterator[Part]:
    disclosure = document.disclosure
    for section in disclosure.overview:
        if section.text.strip():
            yield Part(("overview", section.id), f"overview.{section.id}", section.title)
    for table in disclosure.tables:
        label = f"表{document.scheme.table(table.id).ordinal} {table.title}"
        yield Part(("table", table.id), f"tables.{table.id}", label)
    for section in disclosure.narrative:
        label = document.section_label(section.id)
        yield Part(("section", section.id), f"narrative.{section.id}", label)
    for number, key, form in _forms(document):
        name = document.scheme.form(form.kind).name
        label = f"{name}“{form.project}”" if form.project else name
        yield Part(("form", key), f"forms.{number}", label)
    for one in disclosure.attachments:
        yield Part(("attachment", one.id), f"attachments.{one.id}", f"附件“{one.title}”")
    for number, term in enumerate(disclosure.glossary, 1):
        label = f"名词解释“{term.term}”"
        yield Part(("term", folded(term.term)), f"glossary.{number}.text", label)


def _texts(pair: ApprovedPair) -> Iterator[TextPair]:
    ours, theirs = dict(_said(pair.published)), dict(_said(pair.approved))
    for key, (label, path, text) in ours.items():
        if key in theirs and (text or theirs[key][2]):
            yield TextPair(label, path, text, theirs[key][1], theirs[key][2])


def _together(parts: Sequence[Part], others: Sequence[Part]) -> tuple[Part, ...]:
    """Parts, those of a kind put together that the other document has none of."""
    known = {part.key[0] for part in others}
    found: list[Part] = []
    for kind, group in groupby(parts, key=lambda part: part.key[0]):
        same = list(group)
        if kind in known or kind not in _KINDS or len(same) < 2:
            found += same
        else:
            found.append(Part((kind,), same[0].path, _KINDS[kind].format(count=len(same))))
    return tuple(found)


def _indicator(document: Examined, number: int, form: Form, place: int, one: Indicator) -> Part:
    """An indicator that only one of the documents has."""
    name = form.project or document.scheme.form(form.kind).name
    key = ("indicator", folded(name), one.horizon, folded(f"{one.level2}{one.level3}"))
    label = f"绩效表“{name}” {_HORIZONS[one.horizon]} {one.level2} {one.level3} {one.value or ''}"
    return Part(key, f"forms.{number}.indicators.{place}.level3", label.strip())


def _indicators(pair: ApprovedPair) -> Iterator[TextPair]:
    """The names and values of the indicators that both have."""
    for number, form, other_number, approved in pair.forms:
        name = form.project or pair.published.scheme.form(form.kind).name
        for one, other in indicators_of(form, approved):
            if one is not None and other is not None:
                (place, mine), (other_place, theirs) = one, other
                label = f"绩效表“{name}” {_HORIZONS[mine.horizon]} {theirs.level2} {theirs.level3}"
                for part in ("level3", "value"):
                    yield TextPair(
                        label,
                        f"forms.{number}.indicators.{place}.{part}",
                        getattr(mine, part) or "",
                        f"forms.{other_number}.indicators.{other_place}.{part}",
                        getattr(theirs, part) or "",
                    )


_Said = tuple[tuple[str, ...], tuple[str, str, str]]


def _said(document: Examined) -> Iterator[_Said]:
    """Every text by what it is the same by: its label, its path, what it says."""
    disclosure = document.disclosure
    for section in disclosure.overview:
        path = f"overview.{section.id}"
        yield ("overview", section.id), (section.title, path, section.text)
    for table in disclosure.tables:
        label, path = f"表{document.scheme.table(table.id).ordinal}", f"tables.{table.id}"
        yield ("table", table.id), (f"{label} 标题", f"{path}.title", table.title)
        if table.note:
            yield ("note", table.id), (f"{label} 附注", f"{path}.note", table.note)
    for section in disclosure.narrative:
        label, path = document.section_label(section.id), f"narrative.{section.id}"
        yield ("section", section.id), (label, path, section.text)
        yield ("title", section.id), (f"{label} 标题", f"{path}.title", section.title)
    yield from _said_in_forms(document)
    for number, term in enumerate(disclosure.glossary, 1):
        label = f"名词解释“{term.term}”"
        yield ("term", folded(term.term)), (label, f"glossary.{number}.text", term.text)
    for one in disclosure.attachments:
        rows = "\n".join(f"{row.code} {row.name}" for row in one.rows)
        text = "\n".join(filter(None, (one.text, rows)))
        yield ("attachment", one.id), (f"附件“{one.title}”", f"attachments.{one.id}", text)


def _said_in_forms(document: Examined) -> Iterator[_Said]:
    for number, key, form in _forms(document):
        name = form.project or document.scheme.form(form.kind).name
        for field, text in form.fields.items():
            path = f"forms.{number}.fields.{field}"
            yield ("field", key, folded(field)), (f"绩效表“{name}” {field}", path, text)
        tasks = "\n".join(" ".join(pair) for pair in form.tasks)
        yield ("tasks", key), (f"绩效表“{name}” 年度重点任务", f"forms.{number}.tasks", tasks)
