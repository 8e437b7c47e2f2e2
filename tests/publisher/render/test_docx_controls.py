"""Every figure is a content control, bound to the one element that holds what it shows."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from lxml import etree
from tests.publisher.render.docx_samples import (
    W,
    document,
    label,
    number,
    part,
    part_names,
    portrait,
    publication,
    rendered,
    text_of,
)

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import disclosure_from_json, disclosure_to_json
from mingzhang.model.word_data import DISCLOSURE_PART, FIGURES_PART
from mingzhang.publisher.compose.page import Grid, Paragraph, Publication, Run

FACT = Fact(
    "03.2013902.total", Coordinate.of({"function": "2013902"}), "191.02", "万元", 1_910_200_00,
    evidence=(Evidence("191.02", start=2, end=8),),
)  # fmt: skip
BLANK = Fact("03.2013902.basic", Coordinate.of({"function": "2013902"}), None, "万元", 0)
LONG = "project_target." + "某某工作经费" * 12 + ".annual.total"
M, D = f"{{{FIGURES_PART}}}", f"{{{DISCLOSURE_PART}}}"
DS = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}"


def shown(*pairs: tuple[str, str | None]) -> Publication:
    """A publication whose text and whose table show these figures, by text and address."""
    runs = tuple(Run(text, address) for text, address in pairs)
    row = (label("合计"), *(number(text, address) for text, address in pairs))
    widths = tuple(1 / len(row) for _ in row)
    return publication(portrait(Paragraph(runs), Grid("g", "表三", widths, (), (row,))))


def controls(file: bytes) -> list[etree._Element]:
    return list(document(file).iter(f"{W}sdt"))


def bound(file: bytes) -> list[tuple[str, str]]:
    """What each control shows, and what the element that it is bound to holds."""
    figures = part(file, "customXml/item1.xml")
    found = []
    for control in controls(file):
        binding = control.find(f"{W}sdtPr/{W}dataBinding")
        prefix = re.fullmatch(r"xmlns:(\w+)='(.+)'", binding.get(f"{W}prefixMappings"))
        (element,) = figures.xpath(binding.get(f"{W}xpath"), namespaces={prefix[1]: prefix[2]})
        found.append((text_of(control), element.text))
    return found


def test_each_figure_is_bound_to_what_it_shows() -> None:
    pairs = (("支出", None), ("191.02", FACT.address), ("万元，", None), ("5", "3.1.count"))
    found = bound(rendered(shown(*pairs), facts=(FACT,)))
    assert found == [("191.02", "191.02"), ("5", "5")] * 2


def test_repeats_share_an_element_and_a_figure_shown_in_two_ways_has_two() -> None:
    file = rendered(shown(("133140", "f"), ("133,140", "f"), ("133140", "f")), facts=())
    paths = [
        control.find(f"{W}sdtPr/{W}dataBinding").get(f"{W}xpath") for control in controls(file)
    ]
    assert paths[0] == paths[2] == paths[3] == paths[5] != paths[1] == paths[4]
    assert len(part(file, "customXml/item1.xml")) == 2


def test_the_part_holds_each_figure_once_with_all_that_is_known_of_it() -> None:
    file = rendered(shown(("191.02", FACT.address), ("191.02", FACT.address)), facts=(FACT, BLANK))
    (figure,) = part(file, "customXml/item1.xml")
    assert {str(one.tag).removeprefix(M): one.text for one in figure} == {
        "shown": "191.02",
        "text": "191.02",
        "tag": "f-03.2013902.total",
        "address": "03.2013902.total",
        "name": "表三 03.2013902.total",
        "coordinate": "budget(function=2013902)",
        "unit": "万元",
        "amount": "1910200.00",
    }


def test_controls_can_be_edited_but_not_deleted_and_word_takes_their_names() -> None:
    file = rendered(shown(("1", LONG), ("2", 'a"<&>b'), ("3", LONG)), facts=())
    properties = [control.find(f"{W}sdtPr") for control in controls(file)]

    def values(name: str) -> list[str]:
        return [one.find(f"{W}{name}").get(f"{W}val") for one in properties]

    assert set(values("lock")) == {"sdtLocked"}
    assert len(set(values("id"))) == len(properties)
    assert all(0 < len(text) <= 64 for name in ("alias", "tag") for text in values(name))
    assert values("tag")[0] == values("tag")[2] != values("tag")[1] == 'f-a"<&>b'
    assert values("alias")[0].startswith("表三 project_target")
    assert all(one.find(f"{W}text") is not None for one in properties)
    assert not any(one.find(f"{W}showingPlcHdr") is not None for one in properties)


def test_text_that_is_no_figure_and_a_blank_cell_have_no_control() -> None:
    file = rendered(shown(("支出", None), ("", "03.x.total")), facts=())
    assert controls(file) == []


@pytest.mark.parametrize("name", ["某局", "<&>\"']]>", "坏\x7f\x85\ufffe\uffff"])
def test_the_disclosure_is_carried_whole_with_its_hash(name: str) -> None:
    file = rendered(shown(("191.02", FACT.address)), facts=(FACT,), settings={"title": name})
    root = part(file, "customXml/item2.xml")
    assert root.tag == f"{D}disclosure"
    disclosure = disclosure_from_json(root.text.encode())
    assert (disclosure.facts, disclosure.settings) == ((FACT,), {"title": name})
    assert sha256(disclosure_to_json(disclosure)).hexdigest() == root.get("sha256")


def test_word_finds_the_parts_by_their_ids() -> None:
    file = rendered(shown(("191.02", FACT.address)), facts=(FACT,))
    assert {name for name in part_names(file) if name.startswith("customXml/")} == {
        f"customXml/{name}{at}.xml{end}"
        for at in (1, 2)
        for name, end in (("item", ""), ("itemProps", ""), ("_rels/item", ".rels"))
    }
    ids = [part(file, f"customXml/itemProps{at}.xml").get(f"{DS}itemID") for at in (1, 2)]
    assert len(set(ids)) == 2
    assert all(re.fullmatch(r"\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}", one) for one in ids)
    stores = {
        control.find(f"{W}sdtPr/{W}dataBinding").get(f"{W}storeItemID")
        for control in controls(file)
    }
    assert stores == {ids[0]}
