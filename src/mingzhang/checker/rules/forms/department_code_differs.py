"""主管部门代码与其他绩效表不同。

查什么：各绩效表中“代码-名称”的写法应当一致：同一名称用了另一代码，或同一代码写成另一名称的，
按多数绩效表的写法指出。由财政部门股室代管、代码和名称都不同的，不报。
为什么：代码写错，资金会被归到别的部门。
依据：部门代码在预算管理系统中是唯一的。
错例：其他绩效表都写 118-示范县档案局，这一张写 181-示范县档案局。
改法：按预算管理系统中的代码和名称改正。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import FormAt, field_found, forms_of

RULE = Rule(
    code="FRM106",
    name="department-code-differs",
    title="主管部门代码与其他绩效表不同",
    severity="warning",
    message="{where}为“{stated}”，{count}张绩效表为“{expected}”",
)

_CODED: Final = re.compile(r"(?P<code>\d{3,9})[-—–]+(?P<name>\D.*)")
_LEAST: Final = 2
"""What fewer forms write is no usage."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Coded names that share code or name with the usual one, but not both."""
    found = [one for at in forms_of(document) for one in _coded(at)]
    counts = Counter((code, name) for _, _, code, name in found)
    usual = {pair: count for pair, count in counts.items() if count >= _LEAST}
    entity = document.disclosure.entity
    if entity.code:
        usual[entity.code, folded(entity.name)] = max(counts.values(), default=0) + 1
    texts = {(code, name): f"{code}-{name}" for _, _, code, name in found}
    for at, label, code, name in found:
        alike = [
            (count, pair)
            for pair, count in usual.items()
            if pair != (code, name) and (pair[0] == code or pair[1] == name)
        ]
        count, pair = max(alike, default=(0, ("", "")))
        if count > counts[code, name]:
            expected = texts.get(pair, f"{pair[0]}-{entity.name}")
            many = f"{counts[pair]} "
            yield field_found(document, at, label, expected=expected, values={"count": many})


def _coded(at: FormAt) -> Iterator[tuple[FormAt, str, str, str]]:
    for label, text in at.form.fields.items():
        coded = _CODED.fullmatch(folded(text))
        if coded:
            yield at, label, coded["code"], coded["name"]
