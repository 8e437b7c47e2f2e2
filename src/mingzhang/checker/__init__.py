"""Disclosure -> findings. Is given a disclosure and never a file; knows no other verb."""

from mingzhang.checker.engine import Checked, RuleError, check

__all__ = ["Checked", "RuleError", "check"]
