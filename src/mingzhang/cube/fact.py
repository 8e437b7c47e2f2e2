"""Facts: displayed figures with the place in the cube that they show."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from mingzhang.cube.amount import Displayed, unit_named
from mingzhang.cube.coordinate import Coordinate

__all__ = ["Evidence", "Fact"]


class Evidence(Struct, frozen=True, omit_defaults=True, gc=False):
    """Where a text stands in its source; what does not apply to the kind of source is None.

    `start` and `end` count characters of a text; `page` and `bbox` are for PDF; `sheet` and
    `cell` for workbooks; `paragraph`, or `table`, `row` and `column`, for Word files. `offset` says
    how many characters of that cell or paragraph stand before the text, unless it begins there.

    >>> Evidence("133140", sheet="预算明细", cell="K7").cell
    'K7'
    """

    text: str
    start: int | None = None
    end: int | None = None
    line: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sheet: str | None = None
    cell: str | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    offset: int | None = None


class Fact(Struct, frozen=True, omit_defaults=True, gc=False):
    """A displayed figure: where it stands in the scheme, what it shows, how it is printed.

    `address` is stable over new renderings (03.2013902.total). `text` is the figure as printed,
    None for a cell left blank, which is exactly zero. `unit` is the printed unit. `exact` is the
    amount in base units where the source knew it, else None. `derivation` says what a share,
    rate or change was computed from; such a fact stands at no coordinate of its own.

    >>> fact = Fact("03.2013902.total", Coordinate.of({"function": "2013902"}), "191.02", "万元")
    >>> fact.displayed().holds(1_910_200_00)
    True
    """

    address: str
    coordinate: Coordinate
    text: str | None
    unit: str
    exact: int | None = None
    derivation: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def displayed(self) -> Displayed:
        """The exact amounts that this figure may stand for.

        A bare 0 of a unit that is printed with decimals is nothing at all, as a blank is: what is
        rounded to nothing prints 0.00.

        Raises:
            AmountError: the text is no number.
        """
        return _displayed(self.text, self.unit)


@lru_cache(maxsize=8192)
def _displayed(text: str | None, unit: str) -> Displayed:
    if text is None or text.strip() == "0":
        return Displayed.exactly(0)
    return Displayed.parse(text, unit_named(unit))
