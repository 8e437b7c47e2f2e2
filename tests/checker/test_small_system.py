"""Whether all figures can hold is asked of a small system, which answers as the full one does."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.checker.changed import with_cell
from tests.checker.test_localise import SCHEME, department

from mingzhang.checker.examined import Examined
from mingzhang.checker.joint import is_possible
from mingzhang.checker.solver import Solver
from mingzhang.checker.system import alone, system_of
from mingzhang.cube import Fact

CELLS = [
    (table.id, row.key, column)
    for table in department().tables
    for row in table.rows
    for column in row.cells
]


def is_possible_in_full(document: Examined, doubted: list[Fact]) -> bool:
    """The answer of the system in which each figure has a column of its own."""
    held = [one for one in (*document.sums, *document.repeats) if one.holds()]
    columns = alone(document.amounts, doubted)
    own = {id(fact): number for number, (same, _) in enumerate(columns) for fact in same}
    blank = [fact for fact, _ in document.amounts if id(fact) not in own]
    system = system_of(SCHEME, document.space, document.leaves, columns, blank, held)
    return Solver(system).is_consistent([own[id(fact)] for fact in doubted])


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CELLS),
            st.one_of(st.none(), st.sampled_from(["0.00", "0.01", "7.00", "-7.00", "100000.00"])),
        ),
        max_size=4,
    ),
    st.data(),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_figures_that_share_a_column_say_what_each_says_alone(
    changes: list[tuple[tuple[str, str, str], str | None]], data: st.DataObject
) -> None:
    changed = department()
    for cell, text in changes:
        changed = with_cell(changed, *cell, text)
    document = Examined(SCHEME, changed)
    figures = [fact for fact, _ in document.amounts]
    doubted = data.draw(st.lists(st.sampled_from(figures), max_size=3, unique_by=id))
    assert is_possible(document, doubted) == is_possible_in_full(document, doubted)
