"""Findings for people and for other programs: one finding, told in several forms."""

from mingzhang.checker.report.sarif import sarif
from mingzhang.checker.report.told import told

__all__ = ["sarif", "told"]
