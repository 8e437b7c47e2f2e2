"""Single things that transcriptions do, each as small as it can be shown."""

from __future__ import annotations

import pytest
from tests.reader.dumps import department, dump
from tests.reader.test_read import read, texts

from mingzhang.model import Row
from mingzhang.reader.recognise.strips import worded
from mingzhang.reader.recognise.vocabulary import vocabulary
from mingzhang.scheme import load_scheme

WORDS = vocabulary(load_scheme("shanxi", 2026))


def changed(*pairs: tuple[str, str]) -> str:
    """The small department's publication with some of its text replaced, once each."""
    text = dump()
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    return text


def rows(text: str) -> list[tuple[Row, ...]]:
    return [table.rows for table in read(text).tables]


@pytest.mark.parametrize(
    "pair",
    [
        ("\n201\t一般公共服务支出\t", "\n201 一般公共服务支出\t\t"),
        ("\n201\t一般公共服务支出\t", "\n201-一般公共服务支出\t\t"),
        ("\n201\t一般公共服务支出\t", "\n<p>201</p>\t一般公共<br>服务支出\t"),
        ("\n201\t一般公共服务支出\t", "\n<td>201</td>\t一般公共服务支出\t"),
        ("\n合计\t\t", "\n\t合计\t"),
        ("\t\t二十、住房保障支出\t3.36\t3.36\t\n", "\t\t二十、住房\t3.36\t3.36\t\n\t\t保障支出\t\t\t\n"),
        ("\t\t十七、金融支出\t\t\t\n", "\t\t十七、金融支出\t—\t——\t／\n"),
        ("\t\t十七、金融支出\t\t\t\n", "\t\t十七、金融支出\t\t\t"),
    ],
)  # fmt: skip
def test_a_row_is_read_as_it_was_written(pair: tuple[str, str]) -> None:
    assert rows(changed(pair)) == [table.rows for table in department().tables]


def test_a_label_that_comes_again_does_not_begin_a_new_table_on_the_next_page() -> None:
    header = "收入\t\t支出\t\t\t\t\n项目\t金额\t项目\t金额\t\t\t\n"
    before = "\n二、政府性基金预算\t\t\t\t\t\t\n"

    assert rows(changed((before, f"\n\n- 8 -\n\n{header}{before.lstrip()}"))) == [
        table.rows for table in department().tables
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("九、致府采购情况", "section"),
        ("十二，其他说明", "section"),
        ("第三节 支出预算情况说明", "section"),
        ("二、2026年部门预算报表", "part"),
        ("2026年财致拔款收支总表", "table"),
    ],
)
def test_a_title_is_known_by_its_number_or_most_of_its_letters(line: str, kind: str) -> None:
    hit = WORDS.hit(line, worded(line))

    assert hit is not None
    assert hit.kind == kind


@pytest.mark.parametrize(
    "line", ["二十二、国有资本经营预算支出", "、国有资本经营预算支出", "九、群众安全感情况"]
)
def test_what_is_only_a_little_like_a_title_is_none(line: str) -> None:
    assert WORDS.hit(line, worded(line)) is None


@pytest.mark.parametrize("between", ["", "。", "："])
def test_a_heading_ends_where_its_sentence_begins(between: str) -> None:
    text = changed(("政府采购情况\n\n2026年", f"政府采购情况{between}2026年"))
    if text.count(f"政府采购情况{between}2026年") != 1:
        pytest.fail("the publication has another heading")

    assert texts(read(text)) == texts(department())


def test_a_number_that_a_line_break_parts_is_one_number() -> None:
    found = read(changed(("预算收入总计56.46万元", "预算收入总计5\n6.46\n万元")))

    assert "预算收入总计56.46万元" in found.narrative[0].text
