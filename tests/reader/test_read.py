from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from random import Random
from time import process_time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.department import NAME, YEAR
from tests.gold import each_gold
from tests.reader.damages import DAMAGES, Damage
from tests.reader.dumps import department, dump
from tools.score_reading import indicators_score, score_tables, section_text

from mingzhang.catalog.names import folded
from mingzhang.cube import Fact
from mingzhang.model import Disclosure, disclosure_from_json, disclosure_to_json
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document
from mingzhang.reader.source import ReadError


def read(text: str) -> Disclosure:
    return read_document(text_document(text.encode()))


def texts(found: Disclosure) -> dict[str, str]:
    return {section.id: section_text(section.text) for section in found.narrative}


def kept(found: Disclosure, name: str) -> list[str | None]:
    return [place.text for place in found.places if place.path.startswith(f"{name}.")]


def uncovered(text: str, found: Disclosure) -> str:
    """The characters that no place and no fact has; evidence must give back what stands there."""
    spans = [piece.evidence for place in found.places for piece in place.pieces]
    spans.extend(evidence for fact in found.facts for evidence in fact.evidence)
    covered: set[int] = set()
    for span in spans:
        assert span.start is not None
        assert span.end is not None
        assert text[span.start : span.end] == span.text
        covered.update(range(span.start, span.end))
    return "".join(sign for at, sign in enumerate(text) if at not in covered and not sign.isspace())


def test_a_dump_is_read_back_as_it_was_compiled() -> None:
    wanted, found = department(), read(dump())

    assert found.tables == wanted.tables
    assert found.entity == msgspec.structs.replace(wanted.entity, code=None)
    assert found.fiscal_year == YEAR
    assert [term.term for term in found.glossary] == [term.term for term in wanted.glossary]
    assert [term.text for term in found.glossary] == [term.text for term in wanted.glossary]
    assert found.overview == wanted.overview
    assert texts(found) == texts(wanted)
    assert kept(found, "unplaced") == []


def _plain(figure: str) -> str:
    return "".join(figure.split()).replace(",", "")


def test_facts_are_those_that_were_compiled_and_stand_where_they_are_printed() -> None:
    def said(facts: Iterable[Fact]) -> dict[str, tuple[object, ...]]:
        return {
            fact.address: (fact.coordinate, fact.text, fact.unit, fact.derivation) for fact in facts
        }

    found = read(dump())

    assert said(found.facts) == said(department().facts)
    for fact in found.facts:
        assert fact.text is None or _plain(fact.evidence[0].text) == _plain(fact.text)


def test_no_character_is_lost() -> None:
    assert uncovered(dump(), read(dump())) == ""


def test_what_was_read_is_valid_json_of_the_model() -> None:
    found = read(dump())

    assert disclosure_from_json(disclosure_to_json(found)) == found


def test_a_unit_is_told_from_a_department_by_most_of_its_titles() -> None:
    text = dump()
    for words in (
        "2026年度部门预算公开",
        "本部门职责",
        "年部门预算报表",
        "年度部门预算情况说明",
        "部门名称",
    ):
        text = text.replace(words, words.replace("部门", "单位"))
    text = text.replace("单位名称", "部门名称", 2)

    found = read(text)

    assert found.entity.level == "unit"
    assert found.entity.name == NAME
    assert len(found.tables) == len(department().tables)
    assert [section.id for section in found.overview] == ["1.1", "1.2"]
    assert kept(found, "unplaced") == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_on_the_way_does_not_change_what_is_read(damage: Damage, seed: int) -> None:
    wanted = department()
    found = read(damage(dump(), Random(seed)))

    assert [table.rows for table in found.tables] == [table.rows for table in wanted.tables]
    assert texts(found) == texts(wanted)
    assert (found.entity.name, found.entity.level, found.fiscal_year) == (NAME, "department", YEAR)
    assert len(found.forms) == len(wanted.forms)


def test_marks_and_page_numbers_are_kept_as_marks() -> None:
    text = dump().replace("\n\n", "\n\n仅供内部审核\n\n- 3 -\n\n", 3)

    assert kept(read(text), "marks") == ["仅供内部审核", "- 3 -"] * 3


def test_a_wrong_unit_and_another_owner_stay_visible() -> None:
    start = dump().rindex("2026年预算支出总表")
    head, tail = dump()[:start], dump()[start:]
    tail = tail.replace("单位：万元", "单位：元", 1).replace(NAME, "某市某局", 1)

    found = read(head + tail)
    table = found.table("03")

    assert table is not None
    assert table.unit == "元"
    assert kept(found, "tables.03.entity") == []
    said = {place.path: place.text for place in found.places if place.text}
    assert said["tables.03.entity"] == "部门名称：某市某局"
    assert said["tables.03.unit"] == "单位：元"
    assert found.entity.name == NAME


def test_a_foreign_paragraph_among_tables_is_unplaced_and_not_dropped() -> None:
    text = dump().replace("2026年预算收入总表", "本页由某软件生成\n\n2026年预算收入总表")

    found = read(text)

    assert "本页由某软件生成" in kept(found, "unplaced")
    assert [table.rows for table in found.tables] == [one.rows for one in department().tables]


def test_a_figure_that_cannot_be_read_leaves_its_cell_out() -> None:
    table = department().table("03")
    assert table is not None
    row = table.rows[1]
    total = row.cells["total"]
    start = dump().rindex("2026年预算支出总表")
    text = dump()[:start] + dump()[start:].replace(f"\t{total}\t", "\t1O.2#\t", 2)

    found = read(text).table("03")

    assert found is not None
    assert any("total" not in one.cells for one in found.rows)
    assert "1O.2#" in kept(read(text), "unplaced")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "没有认出"),
        ("会议纪要\n\n一、总结\n\n2025年完成了工作。", "没有认出"),
        ("某市某局\n\n2025年度部门决算公开\n\n", "决算"),
    ],
)
def test_what_is_no_budget_is_refused(text: str, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        read(text)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_damage_crashes_the_reader_or_loses_a_character(random: Random) -> None:
    lines = dump().split("\n")
    for _ in range(random.randrange(1, 60)):
        first, last = sorted(random.choices(range(len(lines)), k=2))
        random.choice(
            [
                lambda a, b: lines.pop(a),
                lambda a, b: lines.insert(a, lines[b]),
                lambda a, b: lines.__setitem__(a, lines[a] + lines[b]),
                lambda a, b: lines.__setitem__(a, lines[a][: len(lines[a]) // 2]),
                lambda a, b: lines.__setitem__(a, lines[a].replace("\t", "", 2)),
            ]
        )(first, last)
    text = "\n".join(lines[: random.randrange(len(lines) // 2, len(lines))])

    try:
        found = read(text)
    except ReadError:
        return
    assert uncovered(text, found) == ""
    assert disclosure_from_json(disclosure_to_json(found)) == found


def test_time_grows_with_length_and_no_faster() -> None:
    start = dump().rindex("第三部分")
    rows = "".join(f"2013{number:03d}\t某项工作\t1.00\t1.00\t\n" for number in range(999))

    def seconds(times: int) -> float:
        text = dump()[:start] + rows * times + dump()[start:]
        document = text_document(text.encode())
        begun = process_time()
        read_document(document)
        return process_time() - begun

    seconds(1)
    assert seconds(8) < 14 * seconds(1)


@each_gold
def test_published_documents_are_read_as_people_read_them(path: Path) -> None:
    gold = msgspec.json.decode(path.read_bytes())
    seeds = path.parents[1] / "seeds"
    source = next(seeds.glob(f"{path.stem}_*.txt"))
    text = source.read_text("utf-8")
    found = read(text)

    for table, score in score_tables(gold, found).items():
        assert (table, score.wrong, score.missing, score.extra) == (table, 0, 0, 0)
    for table in gold["tables"]:
        one = found.table(table["id"])
        assert one is not None
        assert (one.title, one.unit, one.note) == (table["title"], table["unit"], table["note"])
    assert texts(found) == {one["id"]: section_text(one["text"]) for one in gold["narrative"]}
    assert found.entity.name == gold["entity"]["name"]
    assert found.entity.level == gold["entity"]["level"]
    assert found.fiscal_year == gold["fiscal_year"]
    assert {folded(form["project"] or "") for form in gold["forms"]} <= {
        folded(form.project or "") for form in found.forms
    }
    assert indicators_score(gold, found) > 0.98
    assert uncovered(text, found).strip("*-") == ""
