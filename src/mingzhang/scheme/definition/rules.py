"""rules.yaml: the rules that a scheme switches on."""

from __future__ import annotations

from typing import Literal

from mingzhang.scheme.definition.word import Definition

__all__ = ["RuleSetting", "RulesFile"]


class RuleSetting(Definition, frozen=True, kw_only=True):
    """A rule that is on: its severity here if not the usual one, and its legal basis here."""

    code: str
    severity: Literal["error", "warning", "info"] | None = None
    basis: str = ""


class RulesFile(Definition, frozen=True, kw_only=True):
    """rules.yaml."""

    rules: tuple[RuleSetting, ...]
