"""How many people a publisher employs, where its disclosure says so beyond doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from mingzhang.catalog.names import folded
from mingzhang.model import Disclosure

__all__ = ["headcount"]

_OVERALL: Final = "entity_overall"
_PEOPLE: Final = re.compile(r"(\d{1,6})(?:人|名)?")
_FIELDS: Final = (re.compile("在岗人员|实有人员|在职人员"), re.compile("人员编制|编制数"))
"""The fields of the form of the whole entity that count people: those in post come first."""

_NUMBER: Final = (
    r"(?:总数|总额|人数|数|共计|合计|共有|共|为|有|:|,)*(?P<number>\d{1,6})(?:人|名)(?!次)"
)
_IN_POST: Final = re.compile(
    rf"(?P<word>实有|现有|在职|在岗|在编)(?:在职|在岗|在编|干部|职工|人员|工作人员)*{_NUMBER}"
)
_POSTS: Final = re.compile(
    rf"(?P<word>行政|事业|工勤|参公|人员|核定|总|全额)?编制(?:人员)?{_NUMBER}"
)
_WHOLE: Final = frozenset({"", "人员", "核定", "总"})


def headcount(disclosure: Disclosure) -> tuple[int | None, str]:
    """The number of staff and what was counted; None and nothing where it is not clear.

    The form of the whole entity comes first, then what the overview says. A text that names
    several numbers counts only if these are kinds of posts, each named once.
    """
    overall = [form.fields for form in disclosure.forms if form.kind == _OVERALL]
    found = _in_form(overall[0]) if len(overall) == 1 else None
    if found is None:
        text = folded("。".join(section.text for section in disclosure.overview))
        found = _in_text(text)
    return found or (None, "")


def _in_form(fields: Mapping[str, str]) -> tuple[int, str] | None:
    for wanted in _FIELDS:
        for label, said in fields.items():
            number = _PEOPLE.fullmatch(folded(said))
            if wanted.search(label) and number and int(number[1]):
                return int(number[1]), label
    return None


def _in_text(text: str) -> tuple[int, str] | None:
    in_post = {int(one["number"]) for one in _IN_POST.finditer(text)}
    if len(in_post) == 1 and (only := in_post.pop()):
        return only, "在职人员数"
    posts = [(one["word"] or "", int(one["number"])) for one in _POSTS.finditer(text)]
    number = _summed(posts)
    return (number, "编制数") if number else None


def _summed(posts: Iterable[tuple[str, int]]) -> int | None:
    """The posts in all: a total that is stated once, else kinds of posts that differ."""
    known = list(dict.fromkeys(posts))
    wholes = {number for word, number in known if word in _WHOLE}
    parts = [(word, number) for word, number in known if word not in _WHOLE]
    total = sum(number for _, number in parts)
    if len({word for word, _ in parts}) < len(parts) or len(wholes) > 1:
        return None
    if not wholes:
        return total or None
    whole = wholes.pop()
    return whole if not parts or total <= whole else None
