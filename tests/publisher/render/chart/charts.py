"""Charts for the tests, and ways to look into what is drawn of them."""

from __future__ import annotations

from decimal import Decimal

from lxml import etree

from mingzhang.publisher.compose.page import Chart, ChartKind, Datum, Series

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert(1)</script>{b}{{c|d}}\"'&\x00"


def datum(text: str, fact: str | None = "03.201.total") -> Datum:
    return Datum(Decimal(text.replace(",", "")), text, fact)


def chart(
    *series: Series,
    names: tuple[str, ...] = ("档案事务", "住房"),
    kind: ChartKind = ChartKind.BARS,
) -> Chart:
    return Chart(
        anchor="chart-1",
        title="图1　支出构成图",
        unit="万元",
        kind=kind,
        categories=names,
        series=series or (Series("合计", (datum("1,204.50"), datum("36.00", "03.221.total"))),),
        alternative="支出构成图：共2项，档案事务最多。",
        head="单位：万元　数据：表三",
    )


def tree_of(svg: str) -> etree._Element:
    return etree.fromstring(svg.encode())


def shapes(svg: str) -> list[tuple[str | None, str]]:
    """Fact and value of each shape, in the order in which they are drawn."""
    return [
        (one.get("data-fact"), one.get("data-value", ""))
        for one in tree_of(svg).iter(f"{SVG}path")
        if one.get("data-value") is not None
    ]


def texts(svg: str) -> list[str]:
    """What is written, labels of several lines as one."""
    found = []
    for one in tree_of(svg).iter(f"{SVG}text"):
        lines = ["".join(line.itertext()) for line in one.iter(f"{SVG}tspan")]
        found.append(
            "".join(lines) or (one.text or "") + "".join(child.tail or "" for child in one)
        )
    return found
