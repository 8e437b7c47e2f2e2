"""文字所列科目与表不符。

查什么：说明文字逐项列出的科目，与表中同一口径下有数字的科目是否相同，有无漏列、多列、重列。
为什么：表改了而文字没有跟着改，或从上年文本抄来，就会多一项或少一项。
依据：文字说明与各表是同一预算的不同写法。
错例：分类表中有住房保障支出，说明中没有提到。
改法：按表补写或删去。
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.rule import Found, Rule, Unchecked, side_of
from mingzhang.checker.rules.catalogs.economic import unknown_names
from mingzhang.checker.rules.catalogs.listed import Item, Listed, lists_in, nearest
from mingzhang.checker.rules.completeness.coded_rows import shown_cells
from mingzhang.checker.rules.completeness.unread import unread_words
from mingzhang.cube import Coordinate, Fact

RULE = Rule(
    code="STR113",
    name="list-differs-from-table",
    title="文字所列科目与表不符",
    severity="warning",
    message="{where}{what}",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Members that the tables show and a list does not name, and the other way round."""
    misnamed, unread = set(unknown_names(document).values()), unread_words(document)
    for listed in lists_in(document):
        shown = _shown(document, listed)
        if not shown:
            continue
        named = {code: item for item in listed.items if (code := _code(document, listed, item))}
        for code in sorted(set(shown) - set(named)):
            yield _missing(document, listed, code, shown[code])
        seen: set[str] = set()
        for item in listed.items:
            code = _code(document, listed, item)
            name = document.scheme.member_title(listed.definition.each, code) if code else None
            is_lost = code not in shown and name not in misnamed
            if code and (code in seen or (is_lost and folded(name or "") not in unread)):
                yield _extra(document, listed, item, is_again=code in seen)
            seen.update([code] if code else [])


def _code(document: Examined, listed: Listed, item: Item) -> str | None:
    codes = document.scheme.catalog_of(listed.definition.each)
    if item.code or codes is None:
        return item.code
    return nearest(item.name, codes, listed.definition.levels)


def _shown(document: Examined, listed: Listed) -> dict[str, Fact]:
    """The members with money in the tables, each with the widest figure that shows it."""
    definition = listed.definition
    whole = Coordinate.of(definition.at)
    (level,) = definition.levels[:1] or (0,)
    found: dict[str, Fact] = {}
    for code, fact in shown_cells(document).get(definition.each, ()):
        if (
            code[:level].isdigit()
            and len(code) >= level
            and document.space.is_within(fact.coordinate, whole)
        ):
            known = found.get(code[:level])
            if known is None or len(code) < len(known.coordinate.get(definition.each) or ""):
                found[code[:level]] = fact
    return found


def _missing(document: Examined, listed: Listed, code: str, fact: Fact) -> Found:
    name = document.scheme.member_title(listed.definition.each, code)
    figure = f"{document.labels.of(fact.address)} {fact.text}{fact.unit}"
    return Found(
        subject=(listed.section, listed.definition.key, code),
        where=listed.prose.label,
        position=listed.prose.path,
        values={"where": listed.prose.label, "what": f"没有列出“{name}”，而{figure}"},
        sides=(side_of(document, fact),),
        expected=name,
        evidence=document.evidence(listed.prose.path, listed.start, listed.end),
    )


def _extra(document: Examined, listed: Listed, item: Item, *, is_again: bool) -> Found:
    why = "列了两次" if is_again else "，表中没有这一项的数字"
    return Found(
        subject=(listed.section, listed.definition.key, item.name),
        where=listed.prose.label,
        position=listed.prose.path,
        values={
            "where": listed.prose.label,
            "what": f"把“{item.name}”{why}" if is_again else f"列有“{item.name}”{why}",
        },
        stated=item.name,
        evidence=document.evidence(listed.prose.path, item.start, item.end),
    )
