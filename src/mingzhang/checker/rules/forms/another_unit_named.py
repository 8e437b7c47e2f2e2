"""绩效表写了别的单位。

查什么：多数绩效表在同一栏（如“实施单位”）写公开主体或所属单位的名称，个别绩效表在这一栏写了别的名称的，予以指出。
为什么：套用别的单位的绩效表时，容易留下原单位的名称。
依据：预算法第十四条：各部门、各单位公开自己的预算和绩效目标。
错例：其他绩效表的实施单位都是示范县档案馆，这一张写作“示范县图书馆”。
改法：改成实际的实施单位；确由别的单位实施的不必改。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.forms.form_places import FormAt, field_found, forms_of
from mingzhang.checker.rules.identity.names import is_own_name

RULE = Rule(
    code="FRM116",
    name="another-unit-named",
    title="绩效表写了别的单位",
    severity="warning",
    message="{where}为“{stated}”，其他 {count} 张绩效表为“{expected}”",
)

_LEAST: Final = 2
"""What fewer forms write is no usage."""


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Other names in a field that holds the publisher's name in most forms."""
    own: dict[str, list[FormAt]] = defaultdict(list)
    others: dict[str, list[FormAt]] = defaultdict(list)
    for at in forms_of(document):
        for label, text in at.form.fields.items():
            (own if is_own_name(document, text) else others)[label].append(at)
    for label, usual in own.items():
        strange = others[label]
        if len(usual) < _LEAST or len(strange) * 2 > len(usual):
            continue
        for at in strange:
            yield field_found(
                document,
                at,
                label,
                expected=usual[0].form.fields[label],
                values={"count": str(len(usual))},
            )
