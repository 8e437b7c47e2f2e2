"""Charts as SVG: each value as displayed, from zero, nothing that a strict page refuses."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.publisher.render.chart.charts import HOSTILE, SVG, chart, datum, shapes, texts, tree_of

from mingzhang.publisher.compose.page import Chart, ChartKind, Series
from mingzhang.publisher.render.chart import Theme, chart_height, chart_svg, css
from mingzhang.publisher.render.chart.palette import COLOURS

WIDTHS = (680, 328)
THEMES: tuple[Theme, ...] = ("print", "screen")
STACKED = chart(
    Series("基本支出", (datum("77.54", "a"), datum("8.00", "b"))),
    Series("项目支出", (datum("1630.63", "c"), None)),
    kind=ChartKind.STACKED,
)
GROUPED = chart(
    Series("2025年", (datum("3.50", "a"), datum("0.00", "b"))),
    Series("2026年", (datum("1.63", "c"), datum("2.00", "d"))),
    kind=ChartKind.GROUPED,
)


def bar_lengths(one: Chart, axis: int = 2) -> list[float]:
    """How long the bars are: the third number of a rectangle's path, or the fourth from the end."""
    paths = [
        path.get("d", "")
        for path in tree_of(chart_svg(one, width=680, theme="print")).iter(f"{SVG}path")
        if path.get("data-value") is not None
    ]
    return [float(re.findall(r"-?[\d.]+", path)[axis]) for path in paths]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("one", [chart(), STACKED, GROUPED], ids=["bars", "stacked", "grouped"])
def test_every_value_is_that_of_its_fact(one: Chart, width: int, theme: Theme) -> None:
    drawn = chart_svg(one, width=width, theme=theme)
    wanted = [
        (value.fact, f"{value.value:f}")
        for series in one.series
        for value in series.data
        if value is not None
    ]
    assert sorted(shapes(drawn)) == sorted(wanted)
    said = " ".join(texts(drawn))
    assert [
        value.text for s in one.series for value in s.data if value and value.text not in said
    ] == []


def test_bars_are_as_long_as_their_values() -> None:
    longest, short = bar_lengths(chart())
    assert short / longest == pytest.approx(36 / 1204.5, rel=0.01)


def test_values_below_zero_go_the_other_way_and_are_labelled_there() -> None:
    one = chart(Series("合计", (datum("100.00"), datum("-25.00", "b"))))
    up, down = bar_lengths(one)
    assert down / up == pytest.approx(-0.25, rel=0.01)
    drawn = tree_of(chart_svg(one, width=680, theme="print"))
    ends = {text.text: text.get("text-anchor") for text in drawn.iter(f"{SVG}text")}
    assert (ends["100.00"], ends["-25.00"]) == ("start", "end")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("one", [chart(), STACKED, GROUPED], ids=["bars", "stacked", "grouped"])
def test_nothing_stands_in_it_that_a_strict_page_refuses(one: Chart, theme: Theme) -> None:
    tree = tree_of(chart_svg(one, width=680, theme=theme))
    assert {str(each.tag).removeprefix(SVG) for each in tree.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "g", "path", "rect", "text", "tspan", "a",
    }  # fmt: skip
    names = {str(name) for each in tree.iter() for name in each.attrib}
    assert not [name for name in names if name == "style" or name.startswith(("on", "ecmeta"))]


@pytest.mark.parametrize("theme", THEMES)
def test_names_are_only_text(theme: Theme) -> None:
    drawn = chart_svg(chart(names=(HOSTILE, "{a}")), width=680, theme=theme)
    assert "<script" not in drawn
    legible = HOSTILE.replace("\x00", "\ufffd")
    assert "{a}" in texts(drawn)
    titles = [one.text or "" for one in tree_of(drawn).iter(f"{SVG}title")]
    assert any(legible in title for title in titles)


def test_a_name_that_is_cut_stands_whole_in_its_title() -> None:
    name = "机关事业单位职工基础设施维护和信息系统建设及数字化加工专项补助经费" * 2
    drawn = chart_svg(chart(names=(name, "住房")), width=328, theme="screen")
    label = next(one for one in tree_of(drawn).iter(f"{SVG}text") if "…" in "".join(one.itertext()))
    assert label.findtext(f"{SVG}title") == name


def test_it_says_what_it_shows_to_whoever_cannot_see_it() -> None:
    tree = tree_of(chart_svg(chart(), width=680, theme="print"))
    title, description = tree[0], tree[1]
    assert tree.get("role") == "img"
    assert tree.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.text, description.text) == (
        "图1　支出构成图",
        "支出构成图：共2项，档案事务最多。",
    )


def test_on_the_screen_a_value_leads_to_its_figure() -> None:
    tree = tree_of(chart_svg(chart(), width=680, theme="screen"))
    links = [(one.get("href"), one.findtext(f".//{SVG}title")) for one in tree.iter(f"{SVG}a")]
    assert links == [
        ("#f-03.201.total", "档案事务：1,204.50 万元"),
        ("#f-03.221.total", "住房：36.00 万元"),
    ]
    own = chart_svg(chart(), width=680, theme="screen", link=lambda fact: f"other.html#{fact}")
    assert 'href="other.html#03.201.total"' in own
    assert "<a" not in chart_svg(chart(), width=680, theme="print")


def test_the_second_series_is_known_without_colour() -> None:
    tree = tree_of(chart_svg(STACKED, width=680, theme="screen"))
    hatched = {
        one.get("data-fact")
        for one in tree.iter(f"{SVG}path")
        if one.get("fill", "").startswith("url(#")
    }
    assert hatched == {"c"}


def test_every_colour_on_the_screen_is_a_class_of_the_sheet() -> None:
    classes: set[str] = set()
    for one in (chart(), STACKED, GROUPED):
        tree = tree_of(chart_svg(one, width=680, theme="screen"))
        classes.update(name for each in tree.iter() for name in each.get("class", "").split())
        fills = {each.get("fill") for each in tree.iter() if each.get("fill")}
        assert all(fill == "none" or str(fill).startswith("url(#") for fill in fills)
    assert [name for name in classes if f".chart .{name} " not in css()] == []


def test_the_same_chart_is_drawn_the_same_and_two_widths_share_no_id() -> None:
    first = chart_svg(STACKED, width=680, theme="screen")
    assert chart_svg(STACKED, width=680, theme="screen") == first
    ids = [
        re.findall(r' id="([^"]+)"', chart_svg(STACKED, width=one, theme="screen"))
        for one in WIDTHS
    ]
    assert not set(ids[0]) & set(ids[1])
    assert len(set(ids[0])) == len(ids[0])


def test_its_height_is_known_without_drawing() -> None:
    for one in (chart(), STACKED, GROUPED):
        tree = tree_of(chart_svg(one, width=640, theme="print"))
        assert tree.get("height") == str(chart_height(one, width=640))


@settings(max_examples=15, deadline=None)
@given(
    values=st.lists(st.decimals("-1e9", "1e9", places=2), min_size=1, max_size=16),
    names=st.data(),
)
def test_whatever_the_names_and_values_each_is_drawn(values: list[Decimal], names: Any) -> None:
    categories = tuple(names.draw(st.text(max_size=60)) for _ in values)
    data = tuple(datum(f"{value:f}", f"f{at}") for at, value in enumerate(values))
    drawn = chart_svg(chart(Series("合计", data), names=categories), width=328, theme="screen")
    assert sorted(shapes(drawn)) == sorted((one.fact, f"{one.value:f}") for one in data)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("mode", "paper"), [(0, "#fdfcf9"), (1, "#15181b")], ids=["light", "dark"])
def test_shapes_stand_out_and_bear_text_of_the_colour_of_the_page(mode: int, paper: str) -> None:
    rules = css().split("prefers-color-scheme: dark")[mode]
    colours = re.findall(r"--chart-(?:hue-\d|rest): (#\w{6});", rules)
    assert len(colours) == 7
    assert [one for one in colours if contrast(one, paper) < 4.5] == []


def test_colours_on_paper_are_those_of_light_mode() -> None:
    light = css().split("prefers-color-scheme: dark")[0]
    declared = dict(re.findall(r"--chart-([\w-]+): (#\w{6});", light))
    assert {name: COLOURS[name] for name in declared} == declared
