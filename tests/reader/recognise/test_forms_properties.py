"""Whatever happens to a form's cells: reading ends, and says only what stands there."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reader.recognise.printed_forms import (
    FIELDS,
    HEADER,
    TITLE,
    evidence_text,
    grid,
    line,
    scheme,
    texts_of,
)

from mingzhang.reader.recognise.forms import FormPart, ReadForm, read_form, split_forms
from mingzhang.reader.source import Block

ROWS = [
    *FIELDS.strip().splitlines(),
    HEADER,
    "|产出指标|数量指标|扫描页数|≥10页|数量指标|扫描页数|≥5页",
    "||质量指标|抽检合格率|100%|质量指标|抽检合格率|100%",
    "|效益指标|经济效益|||经济效益||",
    "||社会效益|查档便利程度|提高|社会效益|查档便利程度|提高",
    "|满意度指标|服务对象满意度|群众满意度|≥95%|服务对象满意度|群众满意度|≥95%",
    "负责人：||经办人：||联系电话：||填报日期：|20260121175652",
]

CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "blank", "swap", "twice", "lose row", "tear", "noise"]),
        st.integers(0, len(ROWS) - 1),
        st.integers(0, 9),
    ),
    max_size=25,
)


def damaged(changes: list[tuple[str, int, int]]) -> str:
    rows = [row.strip().split("|") for row in ROWS]
    for change, number, place in changes:
        row = rows[number % len(rows)]
        place %= len(row)
        if change == "drop" and len(row) > 1:
            row.pop(place)
        elif change == "blank":
            row.insert(place, "")
        elif change == "swap":
            row[place], row[-1] = row[-1], row[place]
        elif change == "twice":
            row.insert(place, row[place])
        elif change == "lose row" and len(rows) > 1:
            rows.remove(row)
        elif change == "tear":
            rows[rows.index(row) :][:1] = [row[:place], row[place:]]
        elif change == "noise":
            row[place] = random.Random(place).choice(["仅供审核", "数", "≥", "指标", "0"])
    return "\n".join("|".join(row) for row in rows)


def check(blocks: list[Block], read: ReadForm) -> None:
    """What was read stands in the source, and evidence gives it back."""
    source = list(texts_of(blocks))
    texts = {one.path: evidence_text(one) for one in read.placed}
    for index, one in enumerate(read.form.indicators, 1):
        for key, text in (("level3", one.level3), ("value", one.value)):
            if text:
                assert any(text in cell for cell in source)
                assert texts[f"forms.1.indicators.{index}.{key}"] == text
    for label, text in read.form.fields.items():
        assert texts[f"forms.1.fields.{label}"] == text.replace("\n", "")
    for sum_ in read.form.funding:
        path = f"forms.1.funding.{sum_.horizon}.{sum_.source}"
        if sum_.amount is not None:
            assert texts[path].replace(",", "") == sum_.amount
    places = [
        (piece.evidence.text, piece.evidence.start, piece.evidence.end)
        for one in read.placed
        if ".title" not in one.path and ".year_line" not in one.path
        for piece in one.pieces
    ]
    assert len(places) == len(set(places))


@settings(max_examples=150, deadline=None)
@given(CHANGES, st.booleans())
def test_a_damaged_form_is_read_without_inventing(
    changes: list[tuple[str, int, int]], is_ruled: bool
) -> None:
    blocks: list[Block] = [line(TITLE), grid(damaged(changes), is_ruled=is_ruled)]
    check(blocks, read_form(FormPart.of(scheme(), blocks), 1))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text("|数量指标产出效益≥5%一二三级目 甲：", max_size=12), max_size=9)))
def test_any_cells_are_read(rows: list[list[str]]) -> None:
    blocks: list[Block] = [grid("\n".join("|".join(row) for row in rows))]
    check(blocks, read_form(FormPart.of(scheme(), blocks), 1))
    split_forms(scheme(), blocks)
