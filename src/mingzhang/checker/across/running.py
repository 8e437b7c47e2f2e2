"""Running a rule over documents that belong together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from mingzhang.checker.engine import RuleError
from mingzhang.checker.rule import Found, Rule

__all__ = ["run"]

_Given = TypeVar("_Given")


def run(rule: Rule, find: Callable[[_Given], Iterator[Found]], given: _Given) -> list[Found]:
    """What a rule finds.

    Raises:
        RuleError: the rule failed.
    """
    try:
        return list(find(given))
    except Exception as error:
        raise RuleError(f"规则 {rule.code}（{rule.name}）运行失败") from error
