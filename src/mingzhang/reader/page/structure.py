"""Places and facts of a page that do not belong together: missing, twice, or of nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.reader.formats.page_markup import Element
from mingzhang.reader.page.difference import Difference, Names
from mingzhang.reader.page.figures import Figure
from mingzhang.reader.page.own import OwnPage, identifier, text_of

__all__ = ["structural_differences"]


def structural_differences(
    page: OwnPage, figures: Sequence[Figure], unbound: Sequence[Element], names: Names
) -> Iterator[Difference]:
    """Each id once, each fact with a place, each place with a fact, one checksum."""
    yield from _without_place(figures, names)
    yield from _without_fact(page, unbound)
    yield from _twice(page, figures, names)
    said = page.said_in_head("sha256")
    if said is not None and said != page.block.sha256:
        yield Difference(
            f"网页头部的校验值（{said[:12]}…）与数据块中的（{page.block.sha256[:12]}…）不同",
            "网页头部",
        )


def _without_place(figures: Sequence[Figure], names: Names) -> Iterator[Difference]:
    for figure in figures:
        if any(place.is_first for place in figure.places):
            continue
        where = names.of(figure.address)
        if not figure.places:
            message = f"{where}：数据中有这个数，网页上没有显示"
            yield Difference(message, where, figure.address)
        else:
            message = f"{where}：网页上没有编号为 {identifier(figure.address)} 的元素"
            yield Difference(message, where, figure.address, figure.places[0].line)


def _without_fact(page: OwnPage, unbound: Sequence[Element]) -> Iterator[Difference]:
    known = {fact.address for fact in page.block.facts}
    for place in page.places:
        said, line = place.text, place.line
        if place.address is None:
            yield Difference(f"网页第 {line} 行的数字 {said} 没有编号", "", None, line, said)
        elif place.address not in known and not place.is_first:
            message = f"网页第 {line} 行的数字 {said} 指向不存在的 {identifier(place.address)}"
            yield Difference(message, "", place.address, line, said)
    for cell in unbound:
        said, line = text_of(cell), int(cell.sourceline or 0)
        message = f"网页第 {line} 行的单元格显示 {said}，数据中没有这个数，应为空白"
        yield Difference(message, "", None, line, said)


def _twice(page: OwnPage, figures: Sequence[Figure], names: Names) -> Iterator[Difference]:
    addresses = {identifier(figure.address): figure.address for figure in figures}
    for name, count in page.ids.items():
        if count > 1:
            address = addresses.get(name)
            where = names.of(address) if address else ""
            message = f"{where}：" if where else ""
            yield Difference(f"{message}编号 {name} 在网页中出现 {count} 次", where, address)
