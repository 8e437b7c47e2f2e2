"""Workbook -> disclosure, and the workbook to fill in.

Knows the model, the scheme and sentences, and no other verb.
"""

from mingzhang.compiler.budget import Budget
from mingzhang.compiler.carry import carried_content, with_last_year
from mingzhang.compiler.compile import Compiled, compile_budget
from mingzhang.compiler.content import Content, Mark
from mingzhang.compiler.interpret import read_budget
from mingzhang.compiler.problem import Problem, WorkbookError
from mingzhang.compiler.read import is_workbook
from mingzhang.compiler.write import write_workbook

__all__ = [
    "Budget",
    "Compiled",
    "Content",
    "Mark",
    "Problem",
    "WorkbookError",
    "carried_content",
    "compile_budget",
    "is_workbook",
    "read_budget",
    "with_last_year",
    "write_workbook",
]
