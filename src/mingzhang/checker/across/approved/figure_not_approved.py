"""数字与批准的不同。

查什么：公开文本各表每一格、说明和绩效表中的数字，应与批准的公开数据相同；少了行、多了行也在此列。50 与 50.00、空白与 0.00 算作相同。
为什么：批准之后、公开之前改动或错排的数字，只有逐格对照才能发现。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：公开的数据应当真实、准确。
错例：表三“2012601 行政运行”批准的是 31.10，公开文本为 31.01。
改法：按批准的数改正公开文本；批准的数有误的，重新报批。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.checker.across.approved.figures import figures_of_forms, figures_of_tables
from mingzhang.checker.across.approved.pair import ApprovedPair, TextPair
from mingzhang.checker.across.approved.texts import around, is_of_name, words_before
from mingzhang.checker.across.approved.wording import Differing, differences, number_value
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Side
from mingzhang.cube import Fact

RULE = Rule(
    code="APR104",
    name="figure-not-approved",
    title="数字与批准的不同",
    severity="error",
    message="{label}，公开文件“{file}”为 {stated}，批准的“{approved_file}”为 {expected}",
)


def found(pair: ApprovedPair) -> Iterator[Found]:
    """Figures of tables, forms and texts that differ."""
    yield from figures_of_tables(pair)
    yield from figures_of_forms(pair)
    for text in pair.texts:
        for one in differences(text.published, text.approved):
            if one.is_figure and not is_of_name(pair, text, one):
                yield _in_text(pair, text, one)


def _in_text(pair: ApprovedPair, text: TextPair, one: Differing) -> Found:
    files, span, other = pair.files, one.first, one.second
    stated, expected = text.published[slice(*span)], text.approved[slice(*other)]
    evidence = pair.published.evidence(text.path, *span)
    before = words_before(text.published, span[0])
    address = _address(pair, text, one)
    label = text.label + (f" “{before}”之后" if before else "")
    label = pair.published.labels.of(address) if address else label
    values = {"stated": _in_line(stated), "expected": _in_line(expected)}
    return Found(
        subject=(address,) if address else (text.path, before),
        where=label,
        position=address or text.path,
        values={**files, "label": label, **values},
        sides=(
            Side(f"{files['file']} {label}", around(text.published, *span), evidence),
            Side(
                f"{files['approved_file']} {text.label}",
                around(text.approved, *other),
                pair.approved.evidence(text.approved_path, *other),
            ),
        ),
        stated=stated,
        expected=expected,
        evidence=evidence,
    )


def _in_line(text: str) -> str:
    return " ".join(text.split()).strip("，。；、：,;") or "没有"


def _address(pair: ApprovedPair, text: TextPair, one: Differing) -> str | None:
    """The figure of a section that stands there: by its values in both, if several by its place."""
    section = text.path.removeprefix("narrative.")
    if section == text.path:
        return None
    ours = _with_value(pair.published, section, text.published[slice(*one.first)])
    theirs = _with_value(pair.approved, section, text.approved[slice(*one.second)])
    both = {fact.address: fact for fact in ours if fact.address in {one.address for one in theirs}}
    places = pair.published.evidence(text.path, *one.first)
    starts = {(place.line, place.page, place.start) for place in places} or {
        (None, None, one.first[0])
    }
    here = [
        address
        for address, fact in both.items()
        if any((place.line, place.page, place.start) in starts for place in fact.evidence)
    ]
    found = here or list(both)
    return found[0] if len(found) == 1 else None


def _with_value(document: Examined, section: str, text: str) -> list[Fact]:
    """The figures of a section that show this number."""
    value = number_value(text)
    return [
        fact
        for fact in document.facts
        if value is not None
        and fact.text is not None
        and fact.address.startswith(f"{section}.")
        and number_value(fact.text) == value
    ]
