"""What a correction changed is told figure by figure, sentence by sentence, field by field."""

from __future__ import annotations

from typing import Any

from msgspec import structs
from tests.compiler.workbooks import lines
from tests.publisher.facts.pages import SCHEME
from tests.publisher.site.editions import compiled

from mingzhang.model import Disclosure, RegisterItem, Term, UnitOfEntity
from mingzhang.publisher.site.differences import changes_between
from mingzhang.publisher.site.entry import Change

BEFORE = compiled()


def changes(after: Disclosure) -> tuple[Change, ...]:
    return changes_between(SCHEME, BEFORE, after)


def said(after: Disclosure) -> list[tuple[str, str, str]]:
    return [(one.place, one.before, one.after) for one in changes(after)]


def with_form(**fields: Any) -> Disclosure:
    return structs.replace(BEFORE, forms=(structs.replace(BEFORE.forms[0], **fields),))


def test_nothing_changed_is_nothing_told() -> None:
    assert changes(BEFORE) == ()


def test_changed_amount_is_told_wherever_it_is_displayed() -> None:
    after = compiled(lines=lines(4, amount="32000.00"))
    figures = {one.fact: (one.before, one.after) for one in changes(after) if one.fact}
    assert figures["03.2012601.basic"] == ("31.10", "31.20")
    old = {fact.address: fact.text for fact in BEFORE.facts}
    new = {fact.address: fact.text for fact in after.facts}
    assert {key for key in new if old.get(key) != new[key]} <= figures.keys()
    assert all(new[key] == now for key, (_, now) in figures.items())


def test_sentence_of_which_figures_alone_changed_is_told_by_them() -> None:
    after = compiled(lines=lines(4, amount="32000.00"))
    sections = {one.title for one in BEFORE.narrative}
    assert [one for one in changes(after) if one.place in sections] == []


def test_changed_sentence_is_told_alone() -> None:
    first = BEFORE.narrative[0]
    after = structs.replace(
        BEFORE,
        narrative=(
            structs.replace(first, text=f"{first.text}另有说明。"), *BEFORE.narrative[1:],
        ),
    )  # fmt: skip
    assert said(after) == [(first.title, "", "另有说明。")]


def test_figure_that_is_gone_has_no_address() -> None:
    table = BEFORE.tables[2]
    cells = {**table.rows[0].cells, "total": None}
    rows = (structs.replace(table.rows[0], cells=cells), *table.rows[1:])
    tables = (
        *BEFORE.tables[:2], structs.replace(table, rows=rows), *BEFORE.tables[3:],
    )  # fmt: skip
    facts = tuple(one for one in BEFORE.facts if one.address != "03.合计.total")
    (gone,) = changes(structs.replace(BEFORE, tables=tables, facts=facts))
    assert (gone.fact, gone.after) == (None, "")


def test_fields_and_indicators_of_forms_are_told() -> None:
    form = BEFORE.forms[0]
    name = "项目支出绩效目标表 档案数字化经费"
    fields = {**form.fields, "立项依据": "《档案法》"}
    (one,) = said(with_form(fields=fields))
    assert one == (f"{name} 立项依据", "《中华人民共和国档案法》", "《档案法》")
    reached = [structs.replace(form.indicators[0], value="≥1页"), *form.indicators[1:]]
    ((place, _, after),) = said(with_form(indicators=tuple(reached)))
    assert place == f"{name} 产出指标 数量指标 数字化页数"
    assert "≥1页" in after


def test_units_registers_and_terms_are_told() -> None:
    register = BEFORE.registers[0]
    item = register.items[0]
    other = RegisterItem(key=item.key, label=item.label, value="9")
    after = structs.replace(
        BEFORE,
        units=(*BEFORE.units, UnitOfEntity(name="新设中心", kind="事业")),
        registers=(
            structs.replace(register, items=(other, *register.items[1:])), *BEFORE.registers[1:],
        ),
        glossary=(*BEFORE.glossary, Term(term="新词", text="解释。")),
    )  # fmt: skip
    assert [(place, now) for place, _, now in said(after)] == [
        ("所属单位", "示范县档案馆、新设中心"),
        ("新词", "解释。"),
        (f"{register.title} {item.label}", f"9{register.unit}"),
    ]
