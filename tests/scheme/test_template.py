"""Templates and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from mingzhang.scheme.condition import ConditionError, is_met, names_in, parse_condition
from mingzhang.scheme.template import (
    Call,
    Direction,
    Either,
    ListSlot,
    Literal,
    Share,
    Slot,
    TemplateError,
    parse_template,
)


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("", ()),
        ("无", (Literal("无"),)),
        ("{entity}", (Slot("entity"),)),
        ("{total:comma}", (Slot("total", None, "comma"),)),
        ("{total.change:plain}", (Slot("total", "change", "plain"),)),
        ("{share(a, b)}{share(a,b):short}", (Share("a", "b"), Share("a", "b", "short"))),
        ("{@change total}{@none}", (Call("change", ("total",)), Call("none", ()))),
        ("{*classes}", (ListSlot("classes"),)),
        ("⟨，|⟩比", (Either(("，", "")), Literal("比"))),
        ("⟨比上年|@than⟩", (Either(("比上年", "@than")),)),
        ("{x.change+增加|@more}", (Direction("x", "change", "+", ("增加", "@more")),)),
        ("{x.rate-下降}%", (Direction("x", "rate", "-", ("下降",)), Literal("%"))),
        ("共{n:count}辆", (Literal("共"), Slot("n", None, "count"), Literal("辆"))),
    ],
)
def test_a_template_is_read_into_its_parts(text: str, nodes: tuple[object, ...]) -> None:
    assert parse_template(text) == nodes


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "}",
        "a{b",
        "a}b",
        "⟨a",
        "a⟩",
        "{a b}",
        "{}",
        "{share(a)}",
        "{a.change+}",
        "{a.prior+b}",
        "{a.b.c}",
        "{{a}}",
    ],
)
def test_an_open_bracket_or_an_unknown_slot_is_refused(text: str) -> None:
    with pytest.raises(TemplateError, match=r"括号没有配对|不认识的空位"):
        parse_template(text)


@dataclass
class Known:
    """Figures by name and aspect, and words."""

    numbers: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def number(self, name: str, aspect: str | None) -> int | None:
        return self.numbers.get(f"{name}.{aspect}" if aspect else name)

    def word(self, name: str) -> str | None:
        return self.words.get(name)


NEW = Known({"total": 708, "total.prior": 0, "total.change": 708}, {"level": "单位", "why": "新设"})
ENDED = Known({"total": 0, "total.prior": 93, "total.change": -93})
UNKNOWN = Known({"total": 0})


@pytest.mark.parametrize(
    ("text", "values", "is_true"),
    [
        ("total > 0", NEW, True),
        ("total = 0", NEW, False),
        ("total.prior = 0", NEW, True),
        ("total.change < 0", ENDED, True),
        ("total != 0", ENDED, False),
        ("total > 0 and total.prior = 0", NEW, True),
        ("total > 0 and total.prior > 0", NEW, False),
        ("total.prior > 0 or total > 0 and level = 单位", NEW, True),
        ("level = 单位", NEW, True),
        ("level != 单位", NEW, False),
        ("level = 单位", ENDED, False),
        ("level != 单位", ENDED, False),
        ("given why", NEW, True),
        ("missing why", NEW, False),
        ("missing why", ENDED, True),
        ("known total.prior", ENDED, True),
        ("unknown total.prior", UNKNOWN, True),
        ("total.prior = 0", UNKNOWN, False),
        ("total.prior != 0", UNKNOWN, False),
        ("present total", NEW, True),
        ("present total", ENDED, True),
        ("present total", UNKNOWN, False),
        ("absent total", UNKNOWN, True),
        ("absent total", ENDED, False),
    ],
)
def test_a_condition_holds_or_not(text: str, values: Known, is_true: bool) -> None:
    assert is_met(parse_condition(text), values) == is_true


@pytest.mark.parametrize(
    "text", ["", "total", "total >", "total >= 0", "total = 1 and", "is total"]
)
def test_what_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(ConditionError, match="看不懂条件"):
        parse_condition(text)


def test_a_condition_names_what_it_asks_for() -> None:
    condition = parse_condition("present a and b.change > 0 or given c")
    assert list(names_in(condition)) == ["a", "b", "c"]
