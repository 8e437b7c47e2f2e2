"""名词没有解释。

查什么：样式规定应解释的名词是否都在，是否只有名词没有释义，是否同一名词解释了两次。
为什么：公众不熟悉预算用语，专业名词应当解释。
依据：《地方预决算公开操作规程》（财预〔2016〕143号）：对专业性较强的名词应当解释。
错例：名词解释中没有“单位资金”。
改法：补上释义；重复的删去一条。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked
from mingzhang.checker.rules.completeness.headings import likeness
from mingzhang.checker.rules.identity.patterns import bare

RULE = Rule(
    code="STR106",
    name="term-unexplained",
    title="名词解释不全",
    severity="warning",
    message="{what}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Prescribed terms that are missing, misnamed, not explained or explained twice."""
    given = document.disclosure.glossary
    if not given:
        return
    wanted = {bare(one.term): one.term for one in document.scheme.glossary.terms}
    found = [bare(one.term) for one in given]
    counts = Counter(found)
    strange = [(n, one) for n, one in enumerate(found) if one not in wanted]
    for key, term in wanted.items():
        if key in counts:
            continue
        near = max(strange, key=lambda one: likeness(one[1], key), default=None)
        if near and likeness(near[1], key) >= 2 / 3:
            stated = given[near[0]].term
            path = f"glossary.{near[0] + 1}.term"
            yield Found(
                subject=("glossary", key),
                where=f"名词解释“{stated}”",
                position=path,
                values={"what": f"名词解释中的“{stated}”应为“{term}”"},
                stated=stated,
                expected=term,
                evidence=document.evidence(path),
            )
        else:
            yield _found("glossary", key, f"没有解释“{term}”", "名词解释", term)
    for number, (one, key) in enumerate(zip(given, found, strict=True), 1):
        path = f"glossary.{number}"
        if not one.text.strip():
            where = f"名词解释“{one.term}”"
            yield _found(path, key, f"“{one.term}”没有释义", where, None)
        elif counts[key] > 1 and key in found[: number - 1]:
            where = f"名词解释“{one.term}”"
            yield _found(path, key, f"“{one.term}”解释了 {counts[key]} 次", where, None)


def _found(position: str, key: str, what: str, where: str, expected: str | None) -> Found:
    return Found(
        subject=("glossary", key, what),
        where=where,
        position=position,
        values={"what": what},
        expected=expected,
    )
