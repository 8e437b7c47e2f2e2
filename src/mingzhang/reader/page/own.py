"""A page that Mingzhang wrote: its elements, its block of data and every place of a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from mingzhang.model.json import ModelError
from mingzhang.model.page_facts import PageFacts, page_facts_from_json
from mingzhang.reader.formats.page_markup import Element, page_tree
from mingzhang.reader.source import ReadError
from mingzhang.scheme import Scheme, SchemeError, load_scheme

__all__ = ["OwnPage", "Place", "is_own_page", "own_page", "text_of"]

_MARK: Final = b'id="facts"'
_HEAD: Final = b'<meta name="mingzhang:sha256"'
_HEAD_BYTES: Final = 8192
_END: Final = b"</html>"
_CUT: Final = "网页不完整，缺少后面的部分；请重新下载，或换用发布时的原件"
_UNFIT: Final = re.compile("[\\s\x00-\x1f\x7f\ufffe\uffff]")
_FACT: Final = "f-"


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a figure is displayed; `address` is None where the element names no fact.

    `text` is what it displays and `value` what it is said to be worth. `is_first` says that the element has the fact's id; others point to it.
    """

    element: Element
    address: str | None
    is_first: bool
    text: str
    value: str | None

    @classmethod
    def of(cls, element: Element, address: str | None, *, is_first: bool) -> Place:
        """The place at an element, as it stands in the file."""
        return cls(element, address, is_first, text_of(element), element.get("value"))

    @property
    def is_in_text(self) -> bool:
        """Whether it stands in a sentence and not in a cell."""
        return bool(self.element.getparent().tag == "p")

    @property
    def line(self) -> int:
        """The line of the file, from 1."""
        return int(self.element.sourceline or 0)


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A page with its block, the scheme that it follows, and its figures in their order.

    `ids` counts how often each id stands in it.
    """

    root: Element
    block: PageFacts
    scheme: Scheme
    places: tuple[Place, ...]
    ids: Counter[str]

    @property
    def main(self) -> Element:
        """The part that holds the text of the publication."""
        found = self.root.find(".//main")
        return self.root if found is None else found

    def said_in_head(self, name: str) -> str | None:
        """What the head says under a name of ours (sha256)."""
        found = self.root.find(f'.//meta[@name="mingzhang:{name}"]')
        content: str | None = None if found is None else found.get("content")
        return content


def text_of(element: Element) -> str:
    """The text of an element, its line breaks as line feeds."""
    return (element.text or "") if not len(element) else "".join(element.itertext())


def is_own_page(data: bytes) -> bool:
    """Whether a file looks like a page that Mingzhang wrote, or the beginning of one."""
    return (_MARK in data and b"mingzhang/page-facts" in data) or _is_cut(data)


def _is_cut(data: bytes) -> bool:
    """Whether a page of ours does not go on to its end."""
    return _HEAD in data[:_HEAD_BYTES] and not data.rstrip(b" \t\r\n\0").endswith(_END)


def own_page(data: bytes) -> OwnPage:
    """Open a page that Mingzhang wrote.

    Raises:
        ReadError: somebody else wrote it, or its data are damaged.
    """
    root = page_tree(data)
    script = root.find('.//script[@id="facts"]')
    if script is None and _is_cut(data):
        raise ReadError(_CUT)
    if script is None:
        raise ReadError(
            "不是明账生成的网页，没有可核验的数据；请给出 mingzhang publish 生成的网页原件"
        )
    try:
        block = page_facts_from_json(script.text or "")
        scheme = load_scheme(block.scheme, block.fiscal_year)
    except (ModelError, SchemeError) as error:
        if _is_cut(data):
            raise ReadError(_CUT) from error
        raise ReadError("网页所带的数据读不出来；请换用发布时的原件") from error
    for line_break in root.iter("br"):
        line_break.text = "\n"
    ids = Counter(one for one in root.xpath("//@id") if isinstance(one, str))
    return OwnPage(root, block, scheme, tuple(_places(root, block)), ids)


def _places(root: Element, block: PageFacts) -> Iterator[Place]:
    addresses = {identifier(fact.address): fact.address for fact in block.facts}
    for element in root.iter("data", "span", "td"):
        own, other = element.get("id", ""), element.get("data-fact", "")
        name = own if own.startswith(_FACT) else other
        if element.tag == "data" or name in addresses:
            address = addresses.get(name) or name.removeprefix(_FACT) or None
            yield Place.of(element, address, is_first=own.startswith(_FACT))


def identifier(address: str) -> str:
    """The id of a fact: its address, with what no id may hold written as in a URL."""
    return _FACT + _UNFIT.sub(lambda found: quote(found[0]), address)
