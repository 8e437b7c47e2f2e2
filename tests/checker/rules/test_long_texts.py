"""Rules about texts take time in proportion to their length, whatever stands in a line."""

from __future__ import annotations

from functools import cache
from time import process_time

import pytest
from msgspec import structs
from tests.checker.rules.dumped import changed, read

from mingzhang.checker.engine import known_rules
from mingzhang.checker.examined import Examined
from mingzhang.model import Disclosure, Section
from mingzhang.scheme import load_scheme

SECTION = "3.2"
LENGTH, TIMES = 10_000, 8
SLOWER = 3
"""So many times slower than in proportion is allowed for the noise of a busy machine."""


@cache
def department() -> Disclosure:
    return read(changed())


def examined(line: str) -> Examined:
    def longer(section: Section) -> Section:
        text = f"{section.text}\n{line}"
        return structs.replace(section, text=text) if section.id == SECTION else section

    narrative = tuple(map(longer, department().narrative))
    disclosure = structs.replace(department(), narrative=narrative)
    document = Examined(load_scheme(disclosure.scheme, disclosure.fiscal_year), disclosure)
    assert document.texts
    return document


def seconds(code: str, line: str) -> float:
    check = known_rules()[code].check
    times = []
    for _ in range(3):
        document = examined(line)
        start = process_time()
        for _ in check(document):
            pass
        times.append(process_time() - start)
    return min(times)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("TXT107", "，"),
        ("TXT107", "预算，"),
        ("TXT104", "增加"),
        ("TXT104", "档案馆"),
        ("NAM106", "2024年"),
        ("NAM106", "《2024年》"),
        ("NAM106", "截至2024年"),
        ("FMT103", "0.00辆"),
    ],
)
def test_time_grows_with_the_length_of_a_line(code: str, words: str) -> None:
    line = words * (LENGTH // len(words))

    assert seconds(code, line * TIMES) < SLOWER * TIMES * seconds(code, line)
