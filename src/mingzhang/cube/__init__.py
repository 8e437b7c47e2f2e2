"""What an amount means: exact amounts, displayed ranges, dimensions, coordinates, facts.

Knows no file format, no table and no sentence, and imports nothing of the other packages.
"""

from mingzhang.cube.amount import (
    COUNT,
    SQUARE_METRE,
    WAN_YUAN,
    YI_YUAN,
    YUAN,
    AmountError,
    Displayed,
    Unit,
    exact_amount,
    show,
    unit_named,
)
from mingzhang.cube.coordinate import BUDGET, Coordinate, CoordinateError, Dimension, Space
from mingzhang.cube.fact import Evidence, Fact
from mingzhang.cube.identity import Identity, Sums, groups_and_parts, same_places
from mingzhang.cube.line import Cube, Line
from mingzhang.cube.reduction import Reduction

__all__ = [
    "BUDGET",
    "COUNT",
    "SQUARE_METRE",
    "WAN_YUAN",
    "YI_YUAN",
    "YUAN",
    "AmountError",
    "Coordinate",
    "CoordinateError",
    "Cube",
    "Dimension",
    "Displayed",
    "Evidence",
    "Fact",
    "Identity",
    "Line",
    "Reduction",
    "Space",
    "Sums",
    "Unit",
    "exact_amount",
    "groups_and_parts",
    "same_places",
    "show",
    "unit_named",
]
