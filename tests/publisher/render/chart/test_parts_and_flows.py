"""Areas in proportion, flows that add up, each with its value, name and link."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from tests.publisher.render.chart.charts import HOSTILE, SVG, shapes, texts, tree_of

from mingzhang.publisher.render.chart import (
    FlowLink,
    FlowNode,
    TreeNode,
    sankey_svg,
    treemap_svg,
)


def part(name: str, amount: str, *children: TreeNode, href: str | None = None) -> TreeNode:
    return TreeNode(name, Decimal(amount), amount, f"03.{name}.total", href, children)


def areas(svg: str) -> list[float]:
    """The areas of the rectangles that stand for parts, in the order of drawing."""
    found = []
    for one in tree_of(svg).iter(f"{SVG}path"):
        if one.get("data-value") is not None:
            width, height = re.findall(r"[\d.]+", one.get("d", ""))[2:6:3]
            found.append(float(width) * float(height))
    return found


def treemap(*parts: TreeNode, width: int = 680) -> str:
    return treemap_svg(
        parts, anchor="t", title="支出", unit="万元", alternative="支出", width=width, height=320
    )


def test_areas_are_in_proportion_whatever_the_group() -> None:
    drawn = treemap(
        part("甲", "75.00", part("甲一", "50.00"), part("甲二", "25.00")), part("乙", "25.00")
    )
    values = [float(value) for _, value in shapes(drawn)]
    ratios = [area / value for area, value in zip(areas(drawn), values, strict=True)]
    assert sorted(values) == [25, 25, 50]
    assert ratios == pytest.approx([ratios[0]] * 3, rel=0.02)


def test_a_part_says_its_group_value_and_link() -> None:
    drawn = treemap(
        part("甲", "75.00", part(HOSTILE, "75.00", href="a.html?b=1&c")), part("乙", "1.00")
    )
    titles = [one.text for one in tree_of(drawn).iter(f"{SVG}title")]
    assert f"甲，{HOSTILE.replace(chr(0), chr(0xFFFD))}：75.00 万元" in titles
    assert [one.get("href") for one in tree_of(drawn).iter(f"{SVG}a")] == ["a.html?b=1&c"]
    assert "甲" in texts(drawn)


def test_what_is_nothing_or_less_is_no_part() -> None:
    drawn = treemap(part("甲", "75.00"), part("乙", "0"), part("丙", "-3.00"))
    assert shapes(drawn) == [("03.甲.total", "75.00")]
    assert treemap(part("乙", "0")) == ""
    assert treemap() == ""


def sankey(nodes: list[FlowNode], links: list[FlowLink], width: int = 680) -> str:
    return sankey_svg(
        nodes, links, anchor="f", title="流向", unit="万元", alternative="流向", width=width
    )


def node(key: str, stage: int, amount: str, name: str = "") -> FlowNode:
    return FlowNode(key, name or key, stage, Decimal(amount), amount, f"fact-{key}")


def link(source: str, target: str, amount: str) -> FlowLink:
    return FlowLink(source, target, Decimal(amount), amount, None, f"#{source}-{target}")


NODES = [node("a", 0, "30.00"), node("b", 1, "20.00"), node("c", 1, "10.00"), node("d", 2, "30.00")]
LINKS = [
    link("a", "b", "20.00"),
    link("a", "c", "10.00"),
    link("b", "d", "20.00"),
    link("c", "d", "10.00"),
]


@pytest.mark.parametrize("width", [680, 328])
def test_each_node_and_flow_says_its_value(width: int) -> None:
    drawn = sankey(NODES, LINKS, width)
    assert sorted(shapes(drawn), key=str) == sorted(
        [*((f"fact-{one.key}", one.text) for one in NODES), *((None, one.text) for one in LINKS)],
        key=str,
    )
    said = " ".join(texts(drawn))
    assert all(one.text in said for one in NODES)


def test_nodes_of_one_name_stay_apart_and_names_are_only_text() -> None:
    nodes = [node("a", 0, "5.00", HOSTILE), node("b", 1, "5.00", HOSTILE)]
    drawn = sankey(nodes, [link("a", "b", "5.00")])
    assert len(shapes(drawn)) == 3
    assert "<script" not in drawn


def test_without_a_flow_nothing_is_drawn() -> None:
    assert sankey(NODES, []) == ""
    assert sankey(NODES, [link("a", "b", "0")]) == ""
