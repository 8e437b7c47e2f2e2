"""What a rule says of the invented department's publication, read from text with some words changed."""

from __future__ import annotations

from tests.reader.dumps import dump

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Unchecked
from mingzhang.model import Disclosure
from mingzhang.reader.formats.text import text_document
from mingzhang.reader.read import read_document
from mingzhang.scheme import load_scheme

__all__ = ["Told", "changed", "found", "read", "said", "told"]

Told = tuple[str, str | None, str | None]
"""Where, what is stated, what is right."""


def changed(*changes: tuple[str, str] | tuple[str, str, int]) -> str:
    """The publication as text, in which words were replaced: the first that stand there, or nth."""
    text = dump()
    for old, new, *number in changes:
        at = -1
        for _ in range(number[0] if number else 1):
            at = text.index(old, at + 1)
        text = text[:at] + new + text[at + len(old) :]
    return text


def read(text: str) -> Disclosure:
    return read_document(text_document(text.encode()))


def found(code: str, text: str) -> list[Found]:
    """The findings of one rule, whose messages can be written and whose evidence stands there."""
    disclosure = read(text)
    known = known_rules()[code]
    examined = Examined(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)
    some = [one for one in known.check(examined) if not isinstance(one, Unchecked)]
    for one in some:
        known.rule.message.format_map(one.values)
        for evidence in one.evidence:
            assert text[evidence.start : evidence.end] == evidence.text
        if one.stated and one.evidence:
            stands = "".join("".join(evidence.text for evidence in one.evidence).split())
            assert "".join(one.stated.split()) in stands
    return some


def told(some: list[Found]) -> list[Told]:
    return [(one.where, one.stated, one.expected) for one in some]


def said(code: str, *changes: tuple[str, str] | tuple[str, str, int]) -> list[Told]:
    """All that the rule says of the publication with these changes."""
    return told(found(code, changed(*changes)))
