"""没有写占比。

查什么：同一节中其他各项都写了占比的，每一项是否都写了占比；列举的最后一项最容易漏。
为什么：少一项占比，读者无法核对各项加总，也看出是匆忙删改所致。
依据：省级方案规定的文字样式。
错例：卫生健康支出 1.74 万元，占 0.88%；住房保障支出 2.97 万元等。（末项应写占 1.50%）
改法：补写占比。
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.rates.prescribed import shared_figures
from mingzhang.checker.rules.rates.ranges import amounts_of, percent
from mingzhang.checker.said import named
from mingzhang.cube import Fact
from mingzhang.model import Section
from mingzhang.scheme.definition import SectionDefinition

RULE = Rule(
    code="PCT102",
    name="share-missing",
    title="没有写占比",
    severity="warning",
    message="{figure}，没有写占比{expected}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Figures without a share in sections where others have one, as their template has."""
    for section in document.disclosure.narrative:
        definition = document.scheme.section(section.id)
        wholes = shared_figures(document.scheme, definition)
        figures = list(_figures(document, definition, wholes))
        texts = Counter(fact.text for fact, _ in figures)
        bare = [one for one in figures if f"{one[0].address}.share" not in document.by_address]
        if len(bare) < len(figures):
            for fact, whole in bare:
                if _shares_behind(section, fact) < texts[fact.text]:
                    yield _found(document, fact, f"{section.id}.{whole}")


def _figures(
    document: Examined, section: SectionDefinition, wholes: Mapping[str, str]
) -> Iterator[tuple[Fact, str]]:
    """The amounts that should have a share, with what it is of."""
    lists = {one.key for one in section.lists}
    for key, whole in wholes.items():
        address = f"{section.id}.{key}"
        if key in lists:
            found = [
                one
                for name, facts in document.by_address.items()
                if name.startswith(f"{address}.")
                for one in facts
            ]
        else:
            found = list(document.by_address.get(address, ()))
        yield from ((fact, whole) for fact in found if fact.derivation is None)


def _shares_behind(section: Section, fact: Fact) -> int:
    """How often a percentage stands behind such an amount, in whatever words."""
    amount = re.escape(fact.text or "0")
    return len(
        re.findall(rf"(?<![\d.,]){amount}\s*[万亿]?元[^；;。、]{{0,12}}?[%％]", section.text)
    )


def _found(document: Examined, fact: Fact, whole: str) -> Found:
    parts = amounts_of(document, [fact])
    facts = [one for one in document.by_address.get(whole, ()) if one.derivation is None]
    wholes = amounts_of(document, facts)
    expected = None
    if parts and wholes and wholes[0].middle > 0:
        right = 100 * parts[0].middle / wholes[0].middle
        expected = percent(right, 2) if right else "0"
    return Found(
        subject=(f"{fact.address}.share",),
        where=f"{document.labels.of(fact.address)} 占比",
        position=fact.address,
        values={
            "figure": named(document, fact),
            "expected": f"，应写占 {expected}%" if expected else "",
        },
        sides=(side_of(document, fact),),
        expected=expected,
        evidence=fact.evidence,
    )
