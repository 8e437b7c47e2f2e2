"""The reconstruction of lines behind printed figures, on a small invented department."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from tools.build_samples import main, workbook_of
from tools.candidates import candidates_of
from tools.published import folder
from tools.reconstruct import Figure, ReconstructionError, Share, reconstruct
from tools.sample import Sample
from tools.sentences import Comparison, comparison_in, prior_amount

from mingzhang.cube import WAN_YUAN, Coordinate, Cube, Displayed, Space
from mingzhang.scheme import load_scheme

SCHEME = load_scheme("shanxi", 2025)
PROJECTS = ("宣传经费", "培训经费", "设备经费")
SPACE = SCHEME.space(
    {"unit": {"示范局": ("administrative",)}, "project": dict.fromkeys(PROJECTS, ())}
)
WAGES = {"economic": "30101", "government_economic": "50101"}
HOUSING = {"economic": "30113", "government_economic": "50103"}


def printed(text: str | None, **members: str) -> Figure:
    place = Coordinate.of(members)
    displayed = Displayed.parse(text, WAN_YUAN) if text else Displayed.exactly(0)
    return Figure(str(place), place, text or "", displayed)


def exactly(yuan: int, **members: str) -> Figure:
    place = Coordinate.of(members)
    return Figure(str(place), place, str(yuan), Displayed.exactly(yuan * 100))


BLANK = [
    printed(None, period="carryover"),
    *(
        printed(None, source=source)
        for source in ("gov_fund", "state_capital", "special_account", "unit_funds")
    ),
    printed(None, kind="operating"),
    printed(None, kind="year_end"),
]
BASIC = [
    printed("10.00", function="2010301", kind="basic"),
    printed("1.20", function="2210201", kind="basic"),
    printed(None, function="2010302", kind="basic"),
    printed(None, function="2010399", kind="basic"),
    printed("10.00", kind="basic", **WAGES),
    printed("1.20", kind="basic", **HOUSING),
]
PROJECT = [
    printed(None, function="2010301", kind="project"),
    printed(None, function="2210201", kind="project"),
    printed("8.01", function="2010302", kind="project"),
    printed("5.00", function="2010399", kind="project"),
    printed("3.00", project="宣传经费"),
    printed("5.00", project="培训经费"),
    printed("5.00", project="设备经费"),
]


def lines_of(
    figures: list[Figure], shares: list[Share] | None = None
) -> dict[tuple[str, str], int]:
    candidates = candidates_of(SCHEME, SPACE, figures, ["示范局"])
    lines = reconstruct(SPACE, figures, candidates, shares or [])
    return {
        (
            line.members["function"],
            line.members.get("project") or line.members["economic"],
        ): line.amount
        for line in lines
    }


def total(lines: Mapping[tuple[str, str], int], function: str) -> int:
    return sum(amount for (code, _), amount in lines.items() if code == function)


def test_lines_are_few_and_natural_and_whole_yuan() -> None:
    lines = lines_of([*BLANK, *BASIC])
    assert lines == {("2010301", "30101"): 100_000_00, ("2210201", "30113"): 12_000_00}


def test_parts_whose_printed_sum_misses_the_total_are_shifted_within_their_ranges() -> None:
    lines = lines_of([*BLANK, *BASIC, *PROJECT])
    assert set(lines) >= {("2010399", "设备经费"), ("2010302", "宣传经费"), ("2010302", "培训经费")}
    assert Displayed.parse("8.01", WAN_YUAN).holds(total(lines, "2010302"))
    assert Displayed.parse("3.00", WAN_YUAN).holds(lines["2010302", "宣传经费"])
    assert all(amount % 100 == 0 for amount in lines.values())


def test_an_amount_that_a_form_states_is_kept() -> None:
    lines = lines_of([*BLANK, *BASIC, *PROJECT, exactly(30_049, project="宣传经费")])
    assert lines["2010302", "宣传经费"] == 30_049_00


def test_a_project_is_divided_only_where_no_whole_one_fits() -> None:
    figures = [
        printed("8.01", function="2010302", kind="project"),
        printed("5.00", function="2010399", kind="project"),
        printed("13.01", project="宣传经费"),
    ]
    lines = lines_of([*BLANK, *BASIC, *figures])
    assert {code for code, name in lines if name == "宣传经费"} == {"2010302", "2010399"}


def test_a_share_is_met_where_the_figures_allow_it() -> None:
    basic, everything = Coordinate.of({"kind": "basic"}), Coordinate.of({"kind": "expenditure"})
    share = Share(basic, everything, "46.26")
    lines = lines_of([*BLANK, *BASIC, *PROJECT], [share, Share(basic, everything, "99.00")])
    part = total(lines, "2010301") + total(lines, "2210201")
    assert share.holds(part, sum(lines.values()))


def test_the_figure_that_contradicts_the_others_is_named() -> None:
    stated_otherwise = printed("9.00", function="2010399")
    with pytest.raises(ReconstructionError, match=r"budget\(function=2010399\) 9.00（5.00？）"):
        lines_of([*BLANK, *BASIC, *PROJECT, stated_otherwise])


def test_figures_that_contradict_each_other_only_together_are_named() -> None:
    with pytest.raises(
        ReconstructionError, match=r"stand in the way: budget\(kind=project\) 20.00"
    ):
        lines_of([*BLANK, *BASIC, *PROJECT, printed("20.00", kind="project")])


def test_a_figure_that_no_line_reaches_is_named() -> None:
    with pytest.raises(ReconstructionError, match=r"source=unit_funds\) 7.00"):
        lines_of([*BLANK, *BASIC, printed("7.00", source="unit_funds")])


def test_two_runs_give_the_same_lines() -> None:
    figures = [*BLANK, *BASIC, *PROJECT]
    candidates = candidates_of(SCHEME, SPACE, figures, ["示范局"])
    assert reconstruct(SPACE, figures, candidates) == reconstruct(SPACE, figures, candidates)


def test_candidates_leave_out_what_a_blank_cell_forbids() -> None:
    found = candidates_of(SCHEME, SPACE, [*BLANK, *BASIC, *PROJECT], ["示范局"])
    assert {one.members["source"] for one in found} == {"general"}
    assert all(
        one.members["function"] in {"2010302", "2010399"}
        for one in found
        if "project" in one.members
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("经费10.00万元，比上年增加1,035.55万元，增长16.08%。", Comparison("1035.55", "16.08")),
        ("经费10.00万元,比2024年预算减少3.8万元,下降11.14%", Comparison("-3.8", "11.14")),
        ("经费2.00万元，与上年预算数相同；", Comparison("0.00")),
        ("经费0万元，与上年相比预算数减少0.93万元", Comparison("-0.93")),
        ("经费2.00万元。比上年增加1.00万元", None),
    ],
)
def test_a_comparison_is_read_from_a_sentence(text: str, said: Comparison | None) -> None:
    assert comparison_in(text, "经费") == said


@pytest.mark.parametrize(
    ("amount", "said", "prior"),
    [
        (20_000_00, Comparison("0.00"), 20_000_00),
        (0, Comparison("-0.93"), 9_300_00),
        (73_200_00, Comparison("7.32", "100"), 0),
        (343_700_00, Comparison("3.83", "11.14"), 305_400_00),
        (48_600_00, Comparison("1.56", "47.3"), 32_995_00),
    ],
    ids=["same", "all of it gone", "new", "wrong rate", "rate decides among amounts"],
)
def test_last_year_follows_from_the_change(amount: int, said: Comparison, prior: int) -> None:
    assert prior_amount(amount, said) == prior


needs_published = pytest.mark.skipif(
    not folder().is_dir(), reason=f"the published figures ({folder()}) are not on this machine"
)


@needs_published
@pytest.mark.parametrize("path", Sample.sources(), ids=lambda path: path.stem)
def test_a_sample_is_built_again_to_the_same_bytes(path: Path) -> None:
    kept = path.parents[1] / f"{path.stem}.xlsx"
    assert workbook_of(Sample.read(path)) == kept.read_bytes()


@needs_published
@pytest.mark.parametrize("path", Sample.sources(), ids=lambda path: path.stem)
def test_the_lines_of_a_sample_explain_every_published_figure(path: Path) -> None:
    sample = Sample.read(path)
    space: Space = sample.space()
    cube = Cube(space, sample.lines(space))
    wrong = [
        one.address
        for one in sample.figures(space)
        if not one.displayed.holds(cube.total(one.place))
    ]
    assert wrong == []


def test_without_published_figures_nothing_is_touched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.build_samples.folder", lambda: tmp_path / "missing")
    assert main(["--out", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []
    assert len(capsys.readouterr().err.splitlines()) == 1
