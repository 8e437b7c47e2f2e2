"""A row of indicators is laid as well with a limit to what it may cost as without."""

from __future__ import annotations

from math import inf, nextafter

from hypothesis import given
from hypothesis import strategies as st
from tests.reader.recognise.printed_forms import TextPlace, scheme

from mingzhang.reader.recognise.forms.align import lay, lay_for_less
from mingzhang.reader.recognise.forms.rows import Row, Token
from mingzhang.reader.recognise.forms.split import printed_forms
from mingzhang.reader.source import Passage

LAYOUT = ((2, 3, 4), (5, 6, 7))
WORDS = st.sampled_from(
    [
        "产出指标",
        "数量指标",
        "质量指标",
        "某量指标",
        "扫描页数",
        "抽检合格率",
        "≥10页",
        "100%",
        "提高",
    ]
)
ROWS = st.builds(
    lambda cells, is_ruled: Row(
        tuple(
            Token(Passage.at(text, TextPlace(text)), column, column + 1)
            for column, text in sorted(cells.items())
        ),
        is_ruled,
    ),
    st.dictionaries(st.integers(1, 14), WORDS, min_size=1, max_size=9),
    st.booleans(),
)


@given(ROWS, st.floats(0, 12))
def test_a_row_is_laid_for_less_just_if_its_best_reading_costs_less(row: Row, cost: float) -> None:
    form = printed_forms(scheme()).forms[0]
    best = lay(form, LAYOUT, row)

    assert lay_for_less(form, LAYOUT, row, cost) == (best if best.cost < cost else None)
    assert lay_for_less(form, LAYOUT, row, nextafter(best.cost, inf)) == best
