"""Tables instead of budget lines: the lines that explain what a budget system exported.

Knows tables of the model and the scheme; which file they were read from is nothing to it.
"""

from mingzhang.compiler.tables.differences import Difference, differences, traced
from mingzhang.compiler.tables.given import FromTables, GivenTables, budget_from_tables
from mingzhang.compiler.tables.members import Owner

__all__ = [
    "Difference",
    "FromTables",
    "GivenTables",
    "Owner",
    "budget_from_tables",
    "differences",
    "traced",
]
