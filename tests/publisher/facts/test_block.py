"""What the page shows and its block together are the disclosure, whatever stands in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec import structs
from tests.gold import each_gold
from tests.publisher.facts.pages import SCHEME, block_of, changed, department, page, read_back

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import (
    Attachment,
    AttachmentRow,
    Disclosure,
    Placed,
    PlacedPiece,
    Term,
    disclosure_from_json,
)
from mingzhang.model.json import disclosure_sha256
from mingzhang.scheme import load_scheme


def with_first(items: tuple[Any, ...], **changes: Any) -> tuple[Any, ...]:
    return (structs.replace(items[0], **changes), *items[1:])


def with_fact(**changes: Any) -> tuple[Fact, ...]:
    """The department's facts with the first displayed one changed."""
    facts = department().facts
    number = next(number for number, fact in enumerate(facts) if fact.text)
    return (*facts[:number], structs.replace(facts[number], **changes), *facts[number + 1 :])


def read_from_a_document() -> tuple[Fact, ...]:
    """The department's facts as one has them who knows them as displayed."""
    places = (Evidence("1", page=3, line=7),)
    return tuple(
        structs.replace(fact, exact=None, evidence=places if fact.text else ())
        for fact in department().facts
    )


D = department()
ROW = D.tables[0].rows[0]
FORM = D.forms[0]
LIST = Attachment(
    id="purchase_services",
    section="3.12",
    title="目录",
    text="说明\n\n第二段 ",
    rows=tuple(AttachmentRow(code=f"B{level}", name="法律服务", level=level) for level in range(8)),
)

CHANGES: dict[str, dict[str, Any]] = {
    "as compiled": {},
    "without facts": {"facts": ()},
    "known as displayed": {"facts": read_from_a_document()},
    "a fact less": {"facts": D.facts[1:]},
    "facts in another order": {"facts": D.facts[::-1]},
    "a fact twice": {"facts": (*D.facts, D.facts[0])},
    "a fact that is not displayed": {
        "facts": (*D.facts, Fact("9.9.x", Coordinate(), "1.00", "万元"))
    },
    "a fact with places of its own": {"facts": with_fact(evidence=(Evidence("1", line=3),))},
    "a fact at another place": {"facts": with_fact(coordinate=Coordinate.of({"kind": "basic"}))},
    "a fact that is not exact": {"facts": with_fact(exact=None)},
    "empty lines and spaces": {
        "narrative": with_first(D.narrative, text=" 甲\n\n　乙 \r\n丙\n"),
        "overview": with_first(D.overview, text=" 甲\n\n　乙 \x85丙\n"),
        "facts": (),
    },
    "signs that no page may hold": {
        "glossary": (Term(term="甲\x00", text="<!--</script>&amp;\ufffe"), *D.glossary),
        "forms": with_first(D.forms, fields={**FORM.fields, "项目概况": "\x1b甲\n乙"}),
        "tables": with_first(D.tables, title="表\x7f"),
    },
    "rows that no rule explains": {
        "tables": with_first(
            D.tables,
            rows=(
                structs.replace(ROW, label="说不清", code="99", cells={"amount": "1.00"}),
                structs.replace(ROW, label="", cells={"amount": "", "other": "2.00"}),
                structs.replace(ROW, side="third"),
                *D.tables[0].rows[::-1],
            ),
        )
    },
    "cells that are no numbers": {
        "tables": with_first(
            D.tables, rows=with_first(D.tables[0].rows, cells={"amount": "约300"}), note=""
        )
    },
    "fields in another order and of another form": {
        "forms": with_first(
            D.forms, fields={"别的": "甲", **dict(reversed(FORM.fields.items())), "项目期": ""}
        )
    },
    "indicators in another order": {"forms": with_first(D.forms, indicators=FORM.indicators[::-1])},
    "indicators that the form does not know": {
        "forms": with_first(
            D.forms, indicators=(structs.replace(FORM.indicators[0], level1="别的"),)
        )
    },
    "money that is not there and money that is no number": {
        "forms": with_first(
            D.forms, funding=(structs.replace(FORM.funding[0], amount="约5万", unit="万元"),)
        )
    },
    "two forms of one project": {"forms": (FORM, FORM)},
    "tasks of a form without a place for them": {"forms": with_first(D.forms, tasks=(("", ""),))},
    "lists with levels and spaces": {"attachments": (LIST, structs.replace(LIST, section="9"))},
    "places of texts": {
        "places": (Placed("narrative.3.1", (PlacedPiece(0, Evidence("甲", start=4, end=5)),)),)
    },
    "next to nothing": dict.fromkeys(
        ("overview", "tables", "narrative", "forms", "glossary", "facts", "units"), ()
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_disclosure_comes_back_as_it_was(change: str) -> None:
    disclosure = changed(**CHANGES[change])
    back = read_back(disclosure)
    assert back == disclosure
    assert disclosure_sha256(back) == disclosure_sha256(disclosure)
    assert block_of(page(disclosure)).sha256 == disclosure_sha256(disclosure)


def test_page_of_a_compiled_disclosure_says_beside_its_text_only_what_it_does_not_show() -> None:
    assert set(block_of(page(D)).rest) == {"units", "registers", "settings"}


@pytest.mark.parametrize("change", ["known as displayed", "without facts"])
def test_what_was_not_known_exactly_is_not_exact(change: str) -> None:
    assert block_of(page(changed(**CHANGES[change]))).exact is False


class Said:
    """The block of the department, by address."""

    def __init__(self) -> None:
        self.block = block_of(page(D))
        self.numbers = {fact.address: number for number, fact in enumerate(self.block.facts)}

    def derivation(self, address: str) -> str:
        return self.block.facts[self.numbers[address]].derivation

    def sum_of(self, *addresses: str) -> str:
        return f"sum({','.join(str(self.numbers[one]) for one in addresses)})"


def test_total_says_what_adds_up_to_it_along_the_row_and_down_the_column() -> None:
    said = Said()
    rows = [key for key in said.numbers if key.startswith("03.") and key.endswith(".basic")]
    assert said.derivation("03.合计.total").startswith("sum(")
    across = said.sum_of("03.合计.basic", "03.合计.project")
    assert across in said.derivation("03.合计.total").split(";")
    assert len(rows) > 3


def test_share_keeps_its_derivation() -> None:
    said = Said()
    shares = {one.address: one.derivation for one in D.facts if one.derivation}
    assert shares
    assert {key: said.derivation(key) for key in shares} == shares


def test_figure_of_the_text_has_a_label_and_is_its_own_evidence() -> None:
    said = Said()
    fact = said.block.facts[said.numbers["3.1.total"]]
    assert fact.label
    assert fact.evidence == ()
    assert said.block.facts[0].label == ""


def test_evidence_names_cells_of_the_workbook_each_once() -> None:
    block = block_of(page(D))
    cells = [one.cell for one in block.evidence]
    assert {one.sheet for one in block.evidence} == {"预算明细"}
    assert len(cells) == len(set(cells))


@each_gold
def test_published_disclosure_comes_back_as_it_was(path: Path) -> None:
    disclosure: Disclosure = disclosure_from_json(path.read_bytes())
    scheme = load_scheme(disclosure.scheme, disclosure.fiscal_year)
    assert read_back(disclosure, scheme) == disclosure


def test_same_disclosure_gives_the_same_block() -> None:
    assert page(D) == page(D)
    assert block_of(page(D)).scheme == SCHEME.name
