"""名称错一个字。

查什么：正文、绩效表和项目表中与本部门（单位）名称只差一个字（错字、漏字、多字、颠倒）的写法。
为什么：手工录入名称常有错漏，读者会以为是另一个单位，也无法检索。
依据：公开的信息应当准确；政府信息公开条例第六条。
错例：“某县退役军人事务局”写成“某县退投军人事务局”。
改法：改成全称；确是另一个单位的，不必改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.identity.names import (
    is_one_slip,
    named_in_sentences,
    near_names,
    own_names,
)
from mingzhang.model import row_keys

RULE = Rule(
    code="NAM102",
    name="entity-misspelt",
    title="名称疑有错字",
    severity="warning",
    message="{where}写作“{stated}”，与“{expected}”只差一个字",
)

_CODED: Final = re.compile(r"\s*[0-9A-Za-z]+\s*[-—－–]\s*")


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Names with one slip: in fields and rows that hold a name, and anywhere in prose."""
    names = own_names(document)
    known = set(map(folded, names))
    for path, label, text, start in (*_fields(document), *_unit_rows(document)):
        written = text[start:].rstrip()
        if folded(written) in known:
            continue
        for name in names:
            if is_one_slip(folded(written), folded(name)):
                yield _found(document, path, label, text, (start, start + len(written)), name)
                break
    yield from _in_prose(document, names)


def _in_prose(document: Examined, names: tuple[str, ...]) -> Iterator[Found]:
    sentences = {(prose.path, start) for prose, start, _ in named_in_sentences(document)}
    fields = {path for path, *_ in _fields(document)}
    for prose in document.prose:
        if prose.path in fields:
            continue
        for name in names:
            for start, end in near_names(prose.text, name):
                right = any(one in prose.text[start : end + 1] for one in names)
                if (prose.path, start) not in sentences and not right:
                    yield _found(document, prose.path, prose.label, prose.text, (start, end), name)


def _fields(document: Examined) -> Iterator[tuple[str, str, str, int]]:
    """Fields of forms that hold a unit's name, perhaps behind its code."""
    for number, form in enumerate(document.disclosure.forms, 1):
        definition = document.scheme.form(form.kind)
        name = form.project or definition.name
        for field in definition.fields:
            text = form.fields.get(field.label, "")
            coded = _CODED.match(text)
            if text and (field.default == "{unit}" or coded):
                path = f"forms.{number}.fields.{field.label}"
                start = coded.end() if coded else 0
                yield path, f"绩效表“{name}” {field.label}", text, start


def _unit_rows(document: Examined) -> Iterator[tuple[str, str, str, int]]:
    """Rows of tables that list units."""
    for table in document.disclosure.tables:
        definition = document.scheme.table(table.id)
        rules = [rule for side in definition.sides for band in side.bands for rule in band.rows]
        if any(rule.each == "unit" for rule in rules):
            for key, row in zip(row_keys(table.rows), table.rows, strict=True):
                path = f"tables.{table.id}.rows.{key}.label"
                yield path, f"表{definition.ordinal} {row.label}", row.label, 0


def _found(
    document: Examined, path: str, label: str, text: str, span: tuple[int, int], name: str
) -> Found:
    stated = text[slice(*span)]
    return Found(
        subject=(path, folded(stated)),
        where=label,
        position=path,
        values={"where": label, "stated": stated, "expected": name},
        stated=stated,
        expected=name,
        evidence=document.evidence(path, *span),
    )
