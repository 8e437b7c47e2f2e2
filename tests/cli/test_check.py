"""`check` over many files: reports, lists, findings set aside, documents held against each other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from tests.cli.program import Run
from tests.department import NAME, content, workbook

CODE = "SUM101"


def book_of(year: int) -> bytes:
    """The small department's workbook of another year, which says the same of the year before."""
    basics = {**content().fields["basics"], "year": str(year), "as_of": f"{year - 1}-12-31"}
    return workbook(basics=basics)


@pytest.fixture
def broken(run: Run, book: Path, tmp_path: Path) -> Path:
    """A disclosure in which somebody changed a total."""
    tree = json.loads(run("compile", book).data)
    tree["tables"][2]["rows"][0]["cells"]["total"] = "99.99"
    path = tmp_path / "改过.json"
    path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Two years of one department, the later one with other amounts of the earlier."""
    folder = tmp_path / "两年"
    folder.mkdir()
    for year in (2025, 2026):
        (folder / f"{year}.xlsx").write_bytes(book_of(year))
    return folder


def filled_in(path: Path, reason: str = "已核实", name: str = "张三", **changes: str) -> None:
    """Set the first finding of a list aside, as a person does."""
    book = openpyxl.load_workbook(path)
    sheet = book["问题清单"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for title, text in {"搁置理由": reason, "搁置人": name, **changes}.items():
        sheet.cell(2, columns[title]).value = text
    book.save(path)


def table(path: Path, sheet: str) -> list[list[Any]]:
    return (
        CalamineWorkbook.from_filelike(BytesIO(path.read_bytes()))
        .get_sheet_by_name(sheet)
        .to_python()[1:]
    )


# Several files


def test_several_files_end_with_a_summary(run: Run, book: Path, broken: Path) -> None:
    answer = run("check", book, broken, "没有.docx")
    assert answer.code == 2
    *_, total, head, rule = answer.data.splitlines()
    assert total.startswith("共 2 个文件，1 个有错误；1 个错误")
    assert total.endswith("；另有 1 个文件没有读成")
    assert head == "  涉及文件最多的规则："
    assert rule.startswith(f"  {CODE} ")
    assert rule.endswith("：1 个文件，1 处")


def test_one_file_has_no_summary(run: Run, broken: Path) -> None:
    assert "共 1 个文件" not in run("check", broken).data


def test_empty_folder_is_told_and_others_are_checked(run: Run, book: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    answer = run("check", "空", book)
    assert (answer.code, answer.lines) == (2, ["空：文件夹里没有可以检查的文件"])
    assert answer.data.startswith("预算.xlsx：0 个错误\n")


def test_years_of_one_department_are_held_against_each_other(run: Run, years: Path) -> None:
    answer = run("check", years, "--format", "jsonl")
    earlier, later = map(json.loads, answer.data.splitlines())
    assert answer.code == 1
    assert {one["code"] for one in earlier["findings"]} == set()
    assert {one["code"] for one in later["findings"]} == {"YRS101"}
    assert later["summary"]["error"] == len(later["findings"])
    assert run("check", years / "2026.xlsx").code == 0


def test_many_files_in_processes_say_the_same_as_few(run: Run, years: Path, tmp_path: Path) -> None:
    few = run("check", years, "--format", "jsonl").data.splitlines()
    for number in range(4):
        (years / f"{number}.txt").write_text("不是预算公开", "utf-8")
    answer = run("check", years, "--format", "jsonl")
    assert (answer.code, len(answer.lines)) == (2, 4)
    assert answer.data.splitlines() == few


# Approved


def test_published_file_is_held_against_the_approved(run: Run, book: Path, broken: Path) -> None:
    answer = run("check", broken, "--against", book)
    assert answer.code == 1
    assert "APR" in answer.data
    assert "APR" not in run("check", book, "--against", book).data
    answer = run("check", book, "--against", "没有.json")
    assert (answer.code, answer.data) == (2, "")


# Reports


def test_report_of_one_file_goes_to_stdout_or_to_a_file(
    run: Run, broken: Path, tmp_path: Path
) -> None:
    answer = run("check", broken, "--format", "html")
    assert answer.code == 1
    assert answer.data.lower().startswith("<!doctype html>")
    assert run("check", broken, "--format", "html", "--out", "报告.html").data == ""
    assert (tmp_path / "报告.html").read_text("utf-8") == answer.data


def test_reports_of_several_files_get_a_page_that_leads_to_them(
    run: Run, years: Path, broken: Path, tmp_path: Path
) -> None:
    (years / "index.txt").write_bytes(b"")
    answer = run("check", years, broken, "--format", "html", "--out", "报告")
    assert (answer.code, answer.data) == (2, "")
    names = sorted(path.name for path in (tmp_path / "报告").iterdir())
    assert names == ["2025.html", "2026.html", "index.html", "改过.html"]
    index = (tmp_path / "报告" / "index.html").read_text("utf-8")
    assert 'href="%E6%94%B9%E8%BF%87.html"' in index
    assert "index.txt" in index
    assert "YRS101" in (tmp_path / "报告" / "2026.html").read_text("utf-8")


def test_reports_written_among_the_documents_are_not_checked_the_next_time(
    run: Run, years: Path
) -> None:
    first = run("check", years, "--format", "html", "--out", years / "报告")
    second = run("check", years, "--format", "html", "--out", years / "报告")
    assert (first.code, first.lines) == (second.code, second.lines)


def test_files_of_one_name_get_a_report_each(
    run: Run, book: Path, broken: Path, tmp_path: Path
) -> None:
    (tmp_path / "改过.xlsx").write_bytes(book.read_bytes())
    run("check", broken, "改过.xlsx", "--format", "html", "--out", "报告")
    names = sorted(path.name for path in (tmp_path / "报告").iterdir())
    assert names == ["index.html", "改过.html", "改过~2.html"]


def test_files_of_one_name_are_told_apart(run: Run, broken: Path, tmp_path: Path) -> None:
    for folder in ("甲局", "乙局"):
        (tmp_path / "各部门" / folder).mkdir(parents=True)
        (tmp_path / "各部门" / folder / "预算.json").write_bytes(broken.read_bytes())
    (tmp_path / "各部门" / "丙局").mkdir()
    (tmp_path / "各部门" / "丙局" / "预算.json").write_text("", "utf-8")
    done = run("check", tmp_path / "各部门")
    assert "丙局/预算.json：文件是空的" in done.words
    said = [line.partition("：")[0] for line in done.data.splitlines() if "个错误" in line]
    assert said[:2] == ["乙局/预算.json", "甲局/预算.json"]


def test_what_was_approved_is_called_by_the_file_given(
    run: Run, book: Path, broken: Path, tmp_path: Path
) -> None:
    approved = tmp_path / "批准.json"
    run("compile", book, "--out", approved)
    assert "批准的“批准.json”为" in run("check", broken, "--against", approved).data


def test_a_report_is_no_document_to_check(run: Run, broken: Path, tmp_path: Path) -> None:
    reports = tmp_path / "报告"
    run("check", broken, "--format", "html", "--out", reports)
    done = run("check", reports)
    assert done.code == 2
    assert [line.partition("；")[0] for line in done.lines] == [
        f"{name}：是检查结果，不是部门预算公开的文本" for name in ("index.html", "改过.html")
    ]


def test_a_report_never_overwrites_what_it_is_about(run: Run, book: Path, tmp_path: Path) -> None:
    run("publish", book, "--out", "公开", "--format", "html")
    (page,) = (tmp_path / "公开").iterdir()
    before = page.read_bytes()
    answer = run("check", page, book, "--format", "html", "--out", "公开")
    assert answer.code == 2
    assert "输出会覆盖输入的文件" in answer.words
    assert page.read_bytes() == before


# Lists, and what is set aside


def test_list_holds_findings_rules_and_files(
    run: Run, book: Path, broken: Path, tmp_path: Path
) -> None:
    answer = run("check", book, broken, "没有.docx", "--format", "xlsx", "--out", "清单.xlsx")
    assert (answer.code, answer.data) == (2, "")
    path = tmp_path / "清单.xlsx"
    assert [(row[1], row[3], row[4]) for row in table(path, "问题清单")] == [
        (NAME, "改过.json", CODE)
    ]
    assert [row[0] for row in table(path, "规则汇总")] == [CODE]
    assert [row[0] for row in table(path, "文件汇总")] == ["改过.json", "预算.xlsx", "没有.docx"]


def test_what_the_list_sets_aside_is_told_but_is_no_error(
    run: Run, broken: Path, tmp_path: Path
) -> None:
    run("check", broken, "--format", "xlsx", "--out", "清单.xlsx")
    filled_in(tmp_path / "清单.xlsx")
    answer = run("check", broken, "--set-aside", "清单.xlsx")
    assert (answer.code, answer.words) == (0, "")
    first, *_, last = answer.data.splitlines()
    assert first == "改过.json：0 个错误，已搁置 1 条"
    assert last == "      张三：已核实"
    found = json.loads(run("check", broken, "--set-aside", "清单.xlsx", "--format", "json").data)
    assert found["summary"] == {"error": 0, "warning": 0, "info": 0, "set_aside": 1}


def test_list_goes_on_from_run_to_run(run: Run, broken: Path, tmp_path: Path) -> None:
    run("check", broken, "--format", "xlsx", "--out", "一.xlsx")
    filled_in(tmp_path / "一.xlsx")
    run("check", broken, "--set-aside", "一.xlsx", "--format", "xlsx", "--out", "二.xlsx")
    assert run("check", broken, "--set-aside", "二.xlsx").code == 0


def test_a_changed_figure_is_an_error_again(run: Run, broken: Path, tmp_path: Path) -> None:
    run("check", broken, "--format", "xlsx", "--out", "清单.xlsx")
    filled_in(tmp_path / "清单.xlsx")
    broken.write_text(broken.read_text("utf-8").replace('"99.99"', '"99.98"'), "utf-8")
    answer = run("check", broken, "--set-aside", "清单.xlsx")
    assert answer.code == 1
    assert "（张三曾搁置：已核实；此后数字有变，请重新核对）" in answer.data


def test_what_other_documents_show_may_be_set_aside(run: Run, years: Path) -> None:
    run("check", years, "--format", "xlsx", "--out", "清单.xlsx")
    filled_in(Path("清单.xlsx"))
    before, after = (
        json.loads(run("check", years, "--format", "jsonl", *more).data.splitlines()[1])
        for more in ((), ("--set-aside", "清单.xlsx"))
    )
    assert after["summary"]["set_aside"] == 1
    assert after["summary"]["error"] == before["summary"]["error"] - 1


def test_rows_of_no_use_and_empty_lists_are_told(run: Run, broken: Path, tmp_path: Path) -> None:
    run("check", broken, "--format", "xlsx", "--out", "清单.xlsx")
    answer = run("check", broken, "--set-aside", "清单.xlsx")
    assert answer.lines == ["清单.xlsx：没有一行填了搁置理由和搁置人，没有搁置任何问题"]
    filled_in(tmp_path / "清单.xlsx", 问题标识="SUM101:别处")
    answer = run("check", broken, "--set-aside", "清单.xlsx")
    assert answer.lines == [
        "清单.xlsx：第 2 行没有用到，这次没有查出所写的问题（已经改正，或文件不在其中）"
    ]


def test_a_reason_needs_a_name(run: Run, broken: Path, tmp_path: Path) -> None:
    run("check", broken, "--format", "xlsx", "--out", "清单.xlsx")
    filled_in(tmp_path / "清单.xlsx", name="")
    answer = run("check", broken, "--set-aside", "清单.xlsx")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == [
        "清单.xlsx：搁置一条要有理由和姓名：",
        "  第 2 行有搁置理由，没有搁置人",
    ]


# Forms that do not fit


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--format", "xml"],
            "--format：没有名为“xml”的格式，可选 text、json、jsonl、html、sarif、xlsx",
        ),
        (["--format", "json"], "--format：json 只能放一个文件的结果，多个文件请用 jsonl"),
        (
            ["--format", "xlsx"],
            "--format：xlsx 要写到文件，请用 --out 给出以 .xlsx 结尾的文件名",
        ),
        (
            ["--format", "html"],
            "--out：要检查的有 2 个文件，请用 --out 给出存放报告的文件夹",
        ),
        (
            ["--format", "html", "--out", "报告.html"],
            "--out：要检查的有 2 个文件，请用 --out 给出存放报告的文件夹",
        ),
    ],
)
def test_forms_that_do_not_fit_are_told(
    run: Run, book: Path, broken: Path, arguments: list[str], message: str
) -> None:
    answer = run("check", book, broken, *arguments)
    assert (answer.code, answer.data, answer.lines) == (2, "", [message])


# Copies with comments


def test_authors_files_come_back_with_comments(run: Run, years: Path, tmp_path: Path) -> None:
    pytest.importorskip("mingzhang.workflow.annotating")
    (years / "说明.txt").write_bytes(b"x")
    answer = run("check", years, "--annotate", "批注")
    assert answer.code == 2
    assert sorted(path.name for path in (tmp_path / "批注").iterdir()) == ["2025.xlsx", "2026.xlsx"]
    assert answer.lines[-1] == "2 个文件加了批注，写到 批注"


def test_a_file_that_can_carry_no_comments_is_told_and_checked(run: Run, broken: Path) -> None:
    pytest.importorskip("mingzhang.workflow.annotating")
    answer = run("check", broken, "--annotate", "批注")
    assert answer.code == 1
    assert answer.lines[0].startswith("改过.json：")
    assert answer.data.startswith("改过.json：1 个错误")


def test_a_file_that_cannot_be_read_leaves_what_was_found_before(run: Run, tmp_path: Path) -> None:
    empty, out = tmp_path / "空.docx", tmp_path / "结果.json"
    empty.touch()
    out.write_text("{}", "utf-8")
    done = run("check", empty, "--format", "json", "--out", out, "--annotate", tmp_path / "批注")
    assert (done.code, out.read_text("utf-8")) == (2, "{}")
    assert done.lines[1:] == ["没有文件加了批注"]


def test_copies_never_overwrite_the_originals(run: Run, book: Path) -> None:
    before = book.read_bytes()
    answer = run("check", book, "--annotate", book.parent)
    assert (answer.code, answer.data) == (2, "")
    assert "输出会覆盖输入的文件" in answer.words
    assert book.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="没有这些信号")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_stops_it_is_told_and_finds_nothing_half_written(
    broken: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    many = tmp_path / "许多"
    many.mkdir()
    for one in range(400):
        (many / f"{one}.json").write_bytes(broken.read_bytes())
    (many / "0.docx").write_bytes(b"?")
    command = [
        sys.executable,
        "-m",
        "mingzhang",
        "check",
        "许多",
        "--format",
        "html",
        "--out",
        "报告",
    ]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:  # fmt: skip
        assert program.stderr is not None
        assert "0.docx" in program.stderr.readline().decode()
        os.killpg(program.pid, number)
        data, words = program.communicate(timeout=60)
    assert (program.returncode, data) == (code, b"")
    assert words.decode() == "已中断；已经写好的文件是完整的\n"
    assert not (tmp_path / "报告").exists()
