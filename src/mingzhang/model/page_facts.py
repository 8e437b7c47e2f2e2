"""The block of data that a published page carries beside its displayed figures.

What each figure is worth stands where it is displayed (`value_text`); the block says what it means,
and holds what the page does not show of its disclosure. docs/facts-in-page.md describes both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct, structs

from mingzhang.cube import YUAN, Evidence, Fact, unit_named
from mingzhang.model.disclosure import Entity, Source
from mingzhang.model.json import ModelError

__all__ = [
    "PageFact",
    "PageFacts",
    "exact_of",
    "page_facts_from_json",
    "page_facts_to_json",
    "printed_number",
    "value_text",
]

_FULL_WIDTH: Final = str.maketrans("０１２３４５６７８９．＋－−，", "0123456789.+--,")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?")
_VALUE: Final = re.compile(r"-?\d+(?:\.(\d+))?")
_MEMBER: Final = re.compile(r"(?<=[(,])\d+(?=[,)])")
_UNSAFE: Final = re.compile("[<\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""What could end a script, or what no page may hold, in JSON that is otherwise as it should be."""


class PageFact(Struct, frozen=True, array_like=True):
    """What a figure means: its address, the numbers of its coordinate and of its unit, and more.

    `derivation` is that of the fact, or `sum(…)` of the numbers of other facts; `evidence` numbers
    places in the source; `label` says what a figure of the text is called.

    >>> PageFact("3.1.total", 0, 0).derivation
    ''
    """

    address: str
    coordinate: int = 0
    unit: int = 0
    derivation: str = ""
    evidence: tuple[int, ...] = ()
    label: str = ""


class PageFacts(Struct, frozen=True, kw_only=True):
    """The whole block; `rest` is what the page does not show, as `model.difference` writes it.

    `period` is half open. `members` stands in JSON alone, for coordinates to refer to. `exact` says that amounts are known to the base unit, not as displayed.

    >>> PageFacts(
    ...     sha256="00",
    ...     scheme="shanxi",
    ...     fiscal_year=2025,
    ...     period="2025-01-01/2026-01-01",
    ...     entity=Entity(name="某局", level="department"),
    ...     exact=True,
    ... ).stage
    'adopted'
    """

    format: Literal["mingzhang/page-facts"] = "mingzhang/page-facts"
    version: Literal[1] = 1
    sha256: str
    scheme: str
    fiscal_year: int
    stage: Literal["adopted"] = "adopted"
    period: str
    currency: Literal["CNY"] = "CNY"
    entity: Entity
    source: Source | None = None
    exact: bool
    members: tuple[str, ...] = ()
    coordinates: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    facts: tuple[PageFact, ...] = ()
    rest: dict[str, Any] = {}


def page_facts_to_json(block: PageFacts) -> str:
    """The block as JSON that may stand within a script element of a page.

    What repeats is written once: members of coordinates, and all of an address but its last part.
    Entries that are empty to the end of a fact are left out.
    """
    members: dict[str, int] = {}
    coordinates = tuple(_shortened(one, members) for one in block.coordinates)
    addresses = _chained([fact.address for fact in block.facts])
    content = msgspec.to_builtins(
        structs.replace(block, members=tuple(members), coordinates=coordinates)
    )
    for fact, address in zip(content["facts"], addresses, strict=True):
        fact[0] = address
        while not fact[-1]:
            fact.pop()
    written = msgspec.json.encode(content).decode()
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def _shortened(coordinate: str, members: dict[str, int]) -> str:
    measure, _, inner = coordinate.removesuffix(")").partition("(")
    pairs = inner.split(",") if inner else []
    return f"{measure}({','.join(str(members.setdefault(one, len(members))) for one in pairs)})"


def _chained(addresses: Sequence[str]) -> Iterator[str]:
    for before, address in pairwise(["", *addresses]):
        head, _, last = address.rpartition(".")
        yield f".{last}" if head and head == before.rpartition(".")[0] else address


def page_facts_from_json(data: bytes | str) -> PageFacts:
    """Read the block of a page.

    Raises:
        ModelError: this is no such block, or one of a later version.
    """
    try:
        block = msgspec.json.decode(data, type=PageFacts)
        coordinates = tuple(_in_full(one, block.members) for one in block.coordinates)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, LookupError) as error:
        raise ModelError(f"网页中的数据不符合格式：{error}") from error
    facts = tuple(_unchained(block.facts))
    return structs.replace(block, members=(), coordinates=coordinates, facts=facts)


def _in_full(coordinate: str, members: Sequence[str]) -> str:
    return _MEMBER.sub(lambda found: members[int(found[0])], coordinate)


def _unchained(facts: Iterable[PageFact]) -> Iterator[PageFact]:
    head = ""
    for fact in facts:
        address = f"{head}{fact.address}" if fact.address.startswith(".") else fact.address
        head = address.rpartition(".")[0]
        yield structs.replace(fact, address=address)


def printed_number(text: str | None) -> Decimal | None:
    """The number that a figure prints, separators and full width aside; None if it is none.

    >>> printed_number("1,708.17"), printed_number("若干")
    (Decimal('1708.17'), None)
    """
    plain = (text or "").translate(_FULL_WIDTH).replace(",", "").strip()
    return Decimal(plain) if _NUMBER.fullmatch(plain) else None


def value_text(fact: Fact) -> str | None:
    """What a figure is worth as a plain decimal: money in 元, anything else in its own unit.

    An exact amount has all decimals of its base unit; one known as displayed none that nobody
    knows. None for what is no number.

    >>> from mingzhang.cube import Coordinate
    >>> value_text(Fact("a", Coordinate(), "191.02", "万元"))
    '1910200'
    >>> value_text(Fact("a", Coordinate(), "191.02", "万元", exact=191_020_000))
    '1910200.00'
    """
    size, base = unit_named(fact.unit).size, _base(fact.unit)
    if fact.exact is not None:
        return f"{Decimal(fact.exact).scaleb(-_decimals(base)):f}"
    number = printed_number(fact.text)
    if number is None:
        return None
    decimals = len(f"{number:f}".partition(".")[2])
    step = (Decimal(size).scaleb(-decimals) / base).normalize()
    return f"{(number * size / base).quantize(min(step, Decimal(1))):f}"


def exact_of(value: str | None, unit: str, derivation: str | None = None) -> int | None:
    """The exact amount in base units that a value states; None if it is known as displayed.

    Shares and rates are never known exactly.

    >>> exact_of("1910200.00", "万元"), exact_of("1910200", "万元")
    (191020000, None)
    """
    found = _VALUE.fullmatch(value or "")
    decimals = _decimals(_base(unit))
    is_ratio = (derivation or "").startswith(("share(", "rate("))
    if found is None or is_ratio or len(found[1] or "") != decimals:
        return None
    return int(Decimal(found[0]).scaleb(decimals))


def _base(unit: str) -> int:
    """How many base units make one of the unit that values of figures in a unit stand in."""
    return YUAN.size if unit.endswith(YUAN.name) else unit_named(unit).size


def _decimals(base: int) -> int:
    return len(str(base)) - 1
