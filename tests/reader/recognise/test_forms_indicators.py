"""Rows of indicators with each kind of damage that transcriptions do to them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec import structs
from tests.reader.recognise.printed_forms import HEADER, grid, line, said, scheme, target

from mingzhang.reader.recognise.forms import FormPart, read_form
from mingzhang.reader.source import Block

OUTPUT, EFFECT, CONTENT = "产出指标", "效益指标", "满意度指标"

PAGES = ("i 数量指标", OUTPUT, "扫描页数", "≥10页")
PAGES_OF_YEAR = ("a 数量指标", OUTPUT, "扫描页数", "≥5页")
RATE = ("i 质量指标", OUTPUT, "抽检合格率", "100%")
RATE_OF_YEAR = ("a 质量指标", OUTPUT, "抽检合格率", "100%")
FIRST = "|产出指标|数量指标|扫描页数|≥10页|数量指标|扫描页数|≥5页"

Said = list[tuple[str, str, str, str | None]]


def read(blocks: list[Block]) -> Said:
    return said(read_form(FormPart.of(scheme(), blocks), 1).form)


SECOND_ROWS = {
    "as it should be": "||质量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "blanks at the left are lost": "质量指标|抽检合格率|100%|质量指标|抽检合格率|100%||",
    "one blank too many": "|||质量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "a blank slipped into the right half": "||质量指标|抽检合格率|100%|质量指标||抽检合格率|100%",
    "the left level is lost": "|||抽检合格率|100%|质量指标|抽检合格率|100%",
    "the left level is lost and the row moved": "||抽检合格率|100%|质量指标|抽检合格率|100%|",
    "the right level is lost": "||质量指标|抽检合格率|100%|抽检合格率|100%||",
    "no blanks at all": "质量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "the first level slipped into the row": "效益指标|质量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "a value is printed twice": "||质量指标|抽检合格率|100%|100%|质量指标|抽检合格率|100%",
    "the level is misprinted": "||质量指示|抽检合格率|100%|质量指标|抽检合格率|100%",
    "the level could be two": "||某量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "other marks": "||质量指标|抽检合格率|100%|质量指标|抽检合格率 <td>100%</td>|100%",
}


@pytest.mark.parametrize("row", SECOND_ROWS.values(), ids=SECOND_ROWS)
def test_a_damaged_row_is_laid_over_its_columns(row: str) -> None:
    blocks = target(f"{HEADER}\n{FIRST}\n{row}")
    assert read(blocks) == [PAGES, PAGES_OF_YEAR, RATE, RATE_OF_YEAR]


OTHER_ROWS: dict[str, tuple[str, Said]] = {
    "an empty level before the right one": (
        "效益指标|经济效益||经济效益||社会效益|便利程度|提高",
        [("a 社会效益", EFFECT, "便利程度", "提高")],
    ),
    "only the right half has one more": (
        "||||||其他页数|≥3页",
        [("a 数量指标", OUTPUT, "其他页数", "≥3页")],
    ),
    "only the left half has one more": (
        "|||其他页数|≥3页|||",
        [("i 数量指标", OUTPUT, "其他页数", "≥3页")],
    ),
    "levels without indicators": ("|效益指标|经济效益|||经济效益||", []),
    "a level that only the right half prints": (
        "|||完成时间|12月底前|时效指标|完成时间|12月底前",
        [
            ("i 时效指标", OUTPUT, "完成时间", "12月底前"),
            ("a 时效指标", OUTPUT, "完成时间", "12月底前"),
        ],
    ),
    "the right value is cut off": (
        "|||时效指标|完成时间|及时|时效指标|完成时间",
        [("i 时效指标", OUTPUT, "完成时间", "及时"), ("a 时效指标", OUTPUT, "完成时间", None)],
    ),
    "the third level repeats the level's name": (
        "|满意度指标|服务对象满意度指标|服务对象满意度|≥95%|服务对象满意度指标|服务对象满意度|≥95%",
        [
            ("i 服务对象满意度指标", CONTENT, "服务对象满意度", "≥95%"),
            ("a 服务对象满意度指标", CONTENT, "服务对象满意度", "≥95%"),
        ],
    ),
    "the first level of the row above slipped down": (
        "|满意度指标|可持续影响|机制建设|完善|可持续影响|机制建设|完善",
        [("i 可持续影响", EFFECT, "机制建设", "完善"), ("a 可持续影响", EFFECT, "机制建设", "完善")],
    ),
    "a value as long as its third level": (
        "||社会效益|提高干部政治本领|提高干部政治本领|社会效益|提高干部政治本领|提高干部政治本领",
        [
            ("i 社会效益", EFFECT, "提高干部政治本领", "提高干部政治本领"),
            ("a 社会效益", EFFECT, "提高干部政治本领", "提高干部政治本领"),
        ],
    ),
    "a level that the scheme does not know": (
        "|产出指标|绿色指标|节能率|≥5%|绿色指标|节能率|≥5%",
        [("i 绿色指标", OUTPUT, "节能率", "≥5%"), ("a 绿色指标", OUTPUT, "节能率", "≥5%")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), OTHER_ROWS.values(), ids=OTHER_ROWS)
def test_a_row_after_the_first(row: str, expected: Said) -> None:
    assert read(target(f"{HEADER}\n{FIRST}\n{row}")) == [PAGES, PAGES_OF_YEAR, *expected]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("||质量指标|抽检合格率", "100%|质量指标|抽检合格率|100%"),
        ("||质量指标|抽检合格率|100%|质量指标|抽检合格率|", "100%"),
        ("||质量指标|抽检合格率|100%|质量指标||", "抽检合格率|100%||||||"),
    ],
)
def test_a_torn_row_is_put_together(first: str, second: str) -> None:
    blocks = target(f"{HEADER}\n{FIRST}\n{first}\n{second}")
    assert read(blocks) == [PAGES, PAGES_OF_YEAR, RATE, RATE_OF_YEAR]


def test_rows_are_read_without_their_titles() -> None:
    assert read(target(FIRST)) == [PAGES, PAGES_OF_YEAR]


def test_titles_again_and_a_watermark_after_a_page_break_say_nothing() -> None:
    head = target(f"{HEADER}\n{FIRST}")
    rest = grid(f"{HEADER}\n{SECOND_ROWS['as it should be']}")
    blocks = [*head, line("仅供内部审核"), line("第 3 页"), rest]
    assert read(blocks) == [PAGES, PAGES_OF_YEAR, RATE, RATE_OF_YEAR]


def test_a_row_that_lost_its_grid_is_read() -> None:
    blocks = [
        *target(f"{HEADER}\n{FIRST}"),
        line("质量指标 抽检合格率 100% 质量指标 抽检合格率 100%"),
    ]
    assert read(blocks) == [PAGES, PAGES_OF_YEAR, RATE, RATE_OF_YEAR]


def test_a_form_of_one_half_has_no_second() -> None:
    rows = "|一级指标||二级指标||三级指标||指标值\n|产出指标||数量指标||扫描页数||≥10页"
    assert read(target(rows)) == [PAGES]


def test_a_short_title_row_does_not_hide_the_second_half() -> None:
    short = "绩效指标|一级指标|二级指标|三级指标|指标值"
    rows = [FIRST, *(f"||{two}|甲率|100%|{two}|甲率|100%" for two in ("质量指标", "时效指标"))]
    found = read(target("\n".join([short, *rows])))
    assert [one[0] for one in found if one[0].startswith("a")] == [
        "a 数量指标",
        "a 质量指标",
        "a 时效指标",
    ]


def test_true_columns_decide_in_a_ruled_grid() -> None:
    rows = f"""
        {HEADER}
        |产出指标|数量指标|扫描页数|≥10页|数量指标|扫描页数|≥5页
        |||||质量指标|抽检合格率|100%
        ||质量指标|≥3|其他说明文字||及时|提前完成全部任务
    """
    head = target("")
    form = read_form(FormPart.of(scheme(), [*head, grid(rows, is_ruled=True)]), 1).form
    assert said(form)[2:] == [
        ("a 质量指标", OUTPUT, "抽检合格率", "100%"),
        ("i 质量指标", OUTPUT, "≥3", "其他说明文字"),
        ("a 质量指标", OUTPUT, "及时", "提前完成全部任务"),
    ]


def test_a_level_reaches_as_far_down_as_its_cell() -> None:
    rows = grid(
        f"""
        {HEADER}
        |产出指标|数量指标|扫描页数|≥10页|数量指标|扫描页数|≥5页
        |||著录条数|≥30条|质量指标|抽检合格率|100%
    """,
        is_ruled=True,
    )
    titles, first, second = rows.rows
    tall = tuple(structs.replace(cell, rowspan=2) if cell.column == 2 else cell for cell in first)
    block = replace(rows, rows=(titles, tall, second))
    assert read([*target(""), block])[2:] == [
        ("i 数量指标", OUTPUT, "著录条数", "≥30条"),
        ("a 质量指标", OUTPUT, "抽检合格率", "100%"),
    ]


def test_what_lost_its_value_is_uncertain() -> None:
    found = read_form(
        FormPart.of(scheme(), target(f"{HEADER}\n{FIRST}\n||质量指标|抽检合格率||||")), 3
    )
    assert found.uncertain == ("forms.3.indicators.3",)


def test_what_is_plain_is_certain() -> None:
    blocks = target(f"{HEADER}\n{FIRST}\n{SECOND_ROWS['the left level is lost']}")
    assert read_form(FormPart.of(scheme(), blocks), 1).uncertain == ()
