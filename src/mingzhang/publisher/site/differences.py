"""What a correction changed: two disclosures of one entity and year held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final, TypeVar

from mingzhang.model import Disclosure, Form, row_keys
from mingzhang.publisher.site.entry import Change
from mingzhang.scheme import Scheme
from mingzhang.scheme.form_facts import form_keys
from mingzhang.scheme.labels import Labels
from mingzhang.scheme.view import known_facts

__all__ = ["changes_between"]

_SENTENCE: Final = re.compile(r"[^。；\n]*[。；\n]?")
_NUMBER: Final = re.compile(r"\d[\d,.]*")

_One = TypeVar("_One")
_Texts = Mapping[str, str]


def changes_between(scheme: Scheme, before: Disclosure, after: Disclosure) -> tuple[Change, ...]:
    """Every figure, text and field that differs, in the order of the newer disclosure.

    A sentence of which figures alone changed is told by its figures.
    """
    return (
        *_figures(scheme, before, after),
        *_different("", _facts_of_the_entity(before), _facts_of_the_entity(after)),
        *_texts(before, after),
        *_forms(scheme, before, after),
        *_different("", _lists(before), _lists(after)),
    )


def _figures(scheme: Scheme, before: Disclosure, after: Disclosure) -> Iterator[Change]:
    old, new = _displayed(scheme, before), _displayed(scheme, after)
    labels_before, labels_after = Labels(scheme, before), Labels(scheme, after)
    for address in dict.fromkeys((*new, *old)):
        was, now = old.get(address, ""), new.get(address, "")
        if was != now:
            is_shown = address in new and bool(now)
            labels = labels_after if address in new else labels_before
            yield Change(labels.of(address), address if is_shown else None, was, now)


def _displayed(scheme: Scheme, disclosure: Disclosure) -> dict[str, str]:
    """The figures by address, as they are printed: cells first, then those of text and forms."""
    cells = {
        f"{table.id}.{key}.{column}": text or ""
        for table in disclosure.tables
        for key, row in zip(row_keys(table.rows), table.rows, strict=True)
        for column, text in row.cells.items()
    }
    facts = {fact.address: fact.text or "" for fact in known_facts(scheme, disclosure)}
    return cells | facts


def _facts_of_the_entity(disclosure: Disclosure) -> _Texts:
    entity = disclosure.entity
    return {
        "名称": entity.name,
        "代码": entity.code or "",
        "所属单位": "、".join(unit.name for unit in disclosure.units),
    }


def _texts(before: Disclosure, after: Disclosure) -> Iterator[Change]:
    old, new = _sections(before), _sections(after)
    for place in dict.fromkeys((*new, *old)):
        was, now = old.get(place, ("", "")), new.get(place, ("", ""))
        title = now[0] or was[0]
        for gone, come in _sentences(was[1], now[1]):
            yield Change(title, None, gone, come)


def _sections(disclosure: Disclosure) -> dict[str, tuple[str, str]]:
    """The texts of a disclosure by what tells them apart, each with its title."""
    sections = [*disclosure.overview, *disclosure.narrative]
    return {
        **{f"section {one.id}": (one.title, one.text) for one in sections},
        **{f"table {one.id}": (one.title, one.note or "") for one in disclosure.tables},
        **{f"attachment {one.id}": (one.title, one.text) for one in disclosure.attachments},
        **{f"term {one.term}": (one.term, one.text) for one in disclosure.glossary},
    }


def _sentences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Sentences that were replaced, those aside that differ in figures alone."""
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    matcher = SequenceMatcher(
        None, [_NUMBER.sub("0", one) for one in old], [_NUMBER.sub("0", one) for one in new], False
    )
    for kind, start, end, new_start, new_end in matcher.get_opcodes():
        if kind != "equal":
            yield "".join(old[start:end]).strip(), "".join(new[new_start:new_end]).strip()


def _forms(scheme: Scheme, before: Disclosure, after: Disclosure) -> Iterator[Change]:
    old = dict(zip(form_keys(before.forms), before.forms, strict=True))
    new = dict(zip(form_keys(after.forms), after.forms, strict=True))
    for key in dict.fromkeys((*new, *old)):
        form = new.get(key) or old[key]
        name = " ".join(filter(None, (scheme.form(form.kind).name, form.project)))
        yield from _different(f"{name} ", _fields(old.get(key)), _fields(new.get(key)))


def _fields(form: Form | None) -> _Texts:
    """What a form says besides its sums of money, by label."""
    if form is None:
        return {}
    indicators = _joined(
        form.indicators,
        lambda one: f"{one.level1} {one.level2} {one.level3}",
        lambda one: one.value or "",
    )
    tasks = _joined(form.tasks, lambda one: one[0], lambda one: one[1])
    return {**form.fields, **indicators, **tasks}


def _lists(disclosure: Disclosure) -> _Texts:
    """Registers and attached lists, an entry a label."""
    return {
        **{
            f"{register.title} {item.label}": f"{item.value}{register.unit}"
            for register in disclosure.registers
            for item in register.items
        },
        **{
            f"{one.title} {row.code}": row.name
            for one in disclosure.attachments
            for row in one.rows
        },
    }


def _joined(
    items: Iterable[_One], name: Callable[[_One], str], value: Callable[[_One], str]
) -> dict[str, str]:
    """Values by name; those of one name together."""
    found: dict[str, str] = {}
    for one in items:
        key = name(one)
        found[key] = f"{found[key]}、{value(one)}" if key in found else value(one)
    return found


def _different(head: str, old: _Texts, new: _Texts) -> Iterator[Change]:
    for label in dict.fromkeys((*new, *old)):
        was, now = old.get(label, ""), new.get(label, "")
        if was != now:
            yield Change(f"{head}{label}", None, was, now)
