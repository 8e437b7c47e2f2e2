"""Findings for people and for other programs: one finding, told in several forms.

The list as a workbook (`book`) and the pages (`html`) are imported where they are wanted.
"""

from mingzhang.checker.report.sarif import sarif
from mingzhang.checker.report.tally import Tally, Unread, tallied
from mingzhang.checker.report.told import told, told_together

__all__ = ["Tally", "Unread", "sarif", "tallied", "told", "told_together"]
