"""Disclosure -> findings. Is given a disclosure and never a file; knows no other verb."""

from mingzhang.checker.engine import Checked, RuleError, check, check_examined
from mingzhang.checker.examined import Examined

__all__ = ["Checked", "Examined", "RuleError", "check", "check_examined"]
