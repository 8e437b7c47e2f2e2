"""The public page of a rule: its docstring, under fixed headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mingzhang.checker.engine import KnownRule
from mingzhang.checker.rule import Rule
from mingzhang.model import Severity
from mingzhang.scheme import available_schemes, load_scheme

__all__ = ["HEADINGS", "SEVERITIES", "RulePage", "rule_page", "settings_in_schemes"]

HEADINGS: Final = ("查什么", "为什么", "依据", "错例", "改法")
SEVERITIES: Final[Mapping[Severity, str]] = {"error": "错误", "warning": "警告", "info": "提示"}


@dataclass(frozen=True, slots=True)
class RulePage:
    """What is told of a rule: a sentence that names the flaw, and a text under each heading."""

    rule: Rule
    flaw: str
    parts: Mapping[str, str]


def rule_page(known: KnownRule) -> RulePage:
    """The page of a rule, taken from its docstring; a line that begins no heading goes on."""
    flaw, _, rest = known.page.partition("\n")
    parts: dict[str, str] = {}
    heading = ""
    for line in filter(None, map(str.strip, rest.splitlines())):
        name, colon, text = line.partition("：")
        if colon and name in HEADINGS:
            heading, line = name, text
        parts[heading] = parts.get(heading, "") + line
    return RulePage(known.rule, flaw.removesuffix("。"), parts)


def settings_in_schemes(code: str) -> Mapping[str, tuple[Severity | None, str]]:
    """What each scheme that switches a rule on says of it: its severity there, and its basis."""
    found = {}
    for name, years in available_schemes().items():
        scheme = load_scheme(name, years[-1])
        if setting := scheme.rules.get(code):
            found[scheme.head.title] = (setting.severity, setting.basis)
    return found
