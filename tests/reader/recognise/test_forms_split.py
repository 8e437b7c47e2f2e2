"""Where a form starts and ends."""

from __future__ import annotations

from collections.abc import Sequence

from tests.reader.recognise.printed_forms import FIELDS, HEADER, TITLE, grid, line, scheme, target

from mingzhang.reader.recognise.forms import read_form, split_forms
from mingzhang.reader.source import Block, Grid

ROW = "|产出指标|数量指标|扫描页数|≥10页|数量指标|扫描页数|≥5页"


def named(name: str) -> str:
    return FIELDS.replace("档案数字化经费", name)


def projects(blocks: Sequence[Block]) -> list[str | None]:
    parts, _ = split_forms(scheme(), blocks)
    return [read_form(part, number).form.project for number, part in enumerate(parts, 1)]


def test_a_title_starts_a_form() -> None:
    blocks = [
        line("（项目绩效目标表公开情况见附件）"),
        *target(ROW, fields=named("甲经费")),
        line("（2026年度）"),
        line("[illegible]"),
        *target(ROW, fields=named("乙经费")),
    ]
    assert projects(blocks) == ["甲经费", "乙经费"]


def test_a_grid_of_several_forms_is_cut_at_titles() -> None:
    text = "\n".join(f"{TITLE}|||\n(2026年度)|||\n{named(name)}\n{ROW}" for name in ("甲", "乙"))
    assert projects([grid(text)]) == ["甲", "乙"]


def test_without_titles_the_first_field_starts_a_form() -> None:
    blocks = [grid(named("甲")), grid(f"{HEADER}\n{ROW}"), grid(named("乙"))]
    assert projects(blocks) == ["甲", "乙"]
    assert projects([grid(named("甲") + named("乙"))]) == ["甲", "乙"]


def test_two_forms_of_one_project_are_two() -> None:
    blocks = [*target(ROW), *target(ROW)]
    assert projects(blocks) == ["档案数字化经费", "档案数字化经费"]


def test_a_title_again_after_a_page_break_starts_no_form() -> None:
    head, tail = FIELDS.split("    项目概况")
    blocks = [*target("", fields=head), line(TITLE), grid(f"项目概况{tail}\n{HEADER}\n{ROW}")]
    (part,), _ = split_forms(scheme(), blocks)
    form = read_form(part, 1).form
    assert form.fields["年度目标"] == "完成十万页。"
    assert len(form.indicators) == 2


def test_other_material_is_no_form() -> None:
    table = grid("部门名称：示范县档案馆|单位：万元\n合计|64.38\n基本支出|38.96\n项目支出|25.42")
    assert split_forms(scheme(), [line("第二部分 预算报表"), table])[0] == []
    assert split_forms(scheme(), []) == ([], [])


def test_every_row_stays() -> None:
    blocks = [grid("\n".join(f"{TITLE}|||\n{named(name)}\n{ROW}" for name in ("甲", "乙", "丙")))]
    parts, _ = split_forms(scheme(), blocks)
    rows = [
        row
        for part in parts
        for block in part.blocks
        if isinstance(block, Grid)
        for row in block.rows
    ]
    assert tuple(rows) == blocks[0].rows
