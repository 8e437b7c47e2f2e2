"""What `rule` says: the list of rules, or the page of one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mingzhang.checker.engine import KnownRule, known_rules
from mingzhang.checker.pages import HEADINGS, SEVERITIES, rule_page, settings_in_schemes
from mingzhang.workflow import InputError

__all__ = ["list_of_rules", "page_of_rule"]


def list_of_rules() -> str:
    """All rules, one a line: code, severity, what it finds."""
    return "".join(
        f"{code}  {SEVERITIES[known.rule.severity]}  {known.rule.title}\n"
        for code, known in known_rules().items()
    )


def page_of_rule(wanted: str) -> str | None:
    """The page of the rule with this code or name; None if there is none.

    Raises:
        InputError: no code or name is given.
    """
    wanted = wanted.strip()
    if not wanted:
        raise InputError(Path("规则编号"), "是空的；用 mingzhang rule 列出全部规则")
    for known in known_rules().values():
        if wanted.upper() == known.rule.code or wanted.lower() == known.rule.name:
            return "".join(f"{line}\n" for line in _page(known))
    return None


def _page(known: KnownRule) -> Iterator[str]:
    rule, page = known.rule, rule_page(known)
    mode = "，只在审阅时检查" if rule.is_review else ""
    yield f"{rule.code} {rule.title}（{rule.name}，{SEVERITIES[rule.severity]}{mode}）"
    yield ""
    yield from (f"{heading}：{page.parts.get(heading, '')}" for heading in HEADINGS)
    for title, (severity, basis) in settings_in_schemes(rule.code).items():
        own = f"（级别为{SEVERITIES[severity]}）" if severity else ""
        yield f"{title}{own}：{basis or '已启用'}"
