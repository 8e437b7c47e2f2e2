"""Each command: its exit codes, its data on stdout, its words on stderr."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pytest
from tests.cli.program import Run
from tests.compiler.workbooks import fields, lines
from tests.department import workbook

from mingzhang.model import disclosure_from_json, schema_of_disclosure, schema_of_findings

DONE = "编制完成：13 张表，"


def put(tmp_path: Path, name: str, **changes: Any) -> Path:
    path = tmp_path / name
    path.write_bytes(workbook(**changes))
    return path


def findings_of(text: str) -> list[dict[str, Any]]:
    """Findings, one object a line; each valid."""
    found = [json.loads(line) for line in text.splitlines()]
    for one in found:
        jsonschema.validate(one, schema_of_findings())
    return found


# new


def test_new_writes_a_workbook_and_says_where(run: Run, tmp_path: Path) -> None:
    answer = run("new", "--scheme", "shanxi", "--year", "2026", "新.xlsx")
    assert (answer.code, answer.data) == (0, "")
    assert answer.lines == ["已生成 新.xlsx，请用 Excel 或 WPS 打开，从“填写说明”看起"]
    assert openpyxl.load_workbook(tmp_path / "新.xlsx")["基本信息"]["B9"].value == 2026


def test_new_does_not_overwrite_unless_told_to(run: Run, book: Path) -> None:
    before = book.read_bytes()
    answer = run("new", "--year", "2026", book)
    assert answer.code == 2
    assert answer.lines == [
        f"{book}：文件已存在，为免覆盖已填内容没有写入；换一个名字，或加 --force"
    ]
    assert book.read_bytes() == before
    assert run("new", "--year", "2026", book, "--force").code == 0
    assert book.read_bytes() != before


def test_new_takes_over_from_last_year(run: Run, book: Path, tmp_path: Path) -> None:
    answer = run("new", "--year", "2027", "明年.xlsx", "--last-year", book)
    assert answer.code == 0
    assert openpyxl.load_workbook(tmp_path / "明年.xlsx")["上年数"]["B4"].value == 564600


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--year", "2026", "新.xls"], "新.xls：工作簿的文件名应以 .xlsx 结尾"),
        (
            ["--year", "2020", "新.xlsx"],
            "新.xlsx：方案 shanxi 自 2024 年起适用，没有 2020 年的表样",
        ),
        (
            ["--year", "2026", "--scheme", "henan", "新.xlsx"],
            "新.xlsx：没有名为“henan”的方案，可用：shanxi",
        ),
        (
            ["--year", "2026", "新.xlsx", "--last-year", "预算.xlsx"],
            "预算.xlsx：上年公开数据是 2026 年的，2026 年的预算应与 2025 年比较，请换用 2025 年的数据",
        ),
        (
            ["--year", "2026", "新.xlsx", "--last-year", "没有.json"],
            "没有.json：没有这个文件，请检查路径 没有.json",
        ),
        (
            ["--year", "2027", "预算.xlsx", "--force", "--last-year", "预算.xlsx"],
            "预算.xlsx：输出会覆盖输入的文件，没有写入；请换一个文件名",
        ),
    ],
)
def test_new_refuses_what_it_cannot_write(
    run: Run, book: Path, tmp_path: Path, arguments: list[str], message: str
) -> None:
    answer = run("new", *arguments)
    assert (answer.code, answer.data, answer.lines) == (2, "", [message])
    assert [path.name for path in tmp_path.iterdir()] == [book.name]


# compile


def test_compile_writes_data_to_stdout_and_words_to_stderr(run: Run, book: Path) -> None:
    answer = run("compile", book)
    assert answer.code == 0
    jsonschema.validate(json.loads(answer.data), schema_of_disclosure())
    (line,) = answer.lines
    assert line.startswith(DONE)
    assert line.endswith("组勾稽关系已核对")


def test_compile_writes_to_a_file(run: Run, book: Path, tmp_path: Path) -> None:
    answer = run("compile", book, "--out", "公开/预算.json")
    assert (answer.code, answer.data) == (0, "")
    assert answer.words.endswith("，写到 公开/预算.json\n")
    data = (tmp_path / "公开" / "预算.json").read_bytes()
    assert disclosure_from_json(data).entity.name == "示范县档案馆"


def test_compile_says_what_is_missing_and_ends_with_one(run: Run, tmp_path: Path) -> None:
    path = put(
        tmp_path,
        "缺.xlsx",
        priors=fields("priors", 公务接待费=None),
        texts=fields("texts", operating_reason=None),
    )
    answer = run("compile", path, "--out", "缺.json")
    assert answer.code == 1
    assert answer.lines[:3] == [
        "还有 2 项没有填写，公开前请补齐：",
        "  上年数!B8：没有填写“公务接待费”",
        "  文字：没有填写“机关运行经费变动的主要原因”，本年数与上年数不同，需要说明原因",
    ]
    assert (tmp_path / "缺.json").exists()


def test_compile_with_many_things_missing_shows_the_first_thirty(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "缺.xlsx", priors={}, registers={}, texts={})
    answer = run("compile", path)
    assert answer.code == 1
    assert answer.lines[0] == "还有 25 项没有填写，公开前请补齐："
    assert len(answer.lines) == 1 + 25 + 1


def test_compile_names_texts_that_it_took_over(run: Run, tmp_path: Path) -> None:
    last = put(tmp_path, "上年.xlsx", basics=fields("basics", year="2025", as_of="2024-12-31"))
    path = put(tmp_path, "预算.xlsx", texts=fields("texts", duties=None), priors={})
    answer = run("compile", path, "--last-year", last, "--out", "预算.json")
    assert answer.code == 0
    assert answer.lines[0] == "沿用上年文字，请核对：本部门（单位）职责"


def test_compile_tells_every_mistake_of_a_workbook(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "错.xlsx", lines=lines(0, amount=Decimal("-1"), unit="财政局"))
    answer = run("compile", path, "--out", "错.json")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == [
        "错.xlsx：工作簿有 2 处需要改正",
        "  预算明细!B5：“财政局”不在“单位”表中，请先在“单位”表中填写",
        "  预算明细!K5：金额“-1”是负数，不能为负，请核对",
    ]
    assert not (tmp_path / "错.json").exists()


def test_compile_never_overwrites_its_input(run: Run, book: Path) -> None:
    before = book.read_bytes()
    answer = run("compile", book, "--out", book)
    assert (answer.code, answer.lines) == (
        2,
        [f"{book}：输出会覆盖输入的文件，没有写入；请换一个文件名"],
    )
    assert book.read_bytes() == before


# publish


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


TITLE = "示范县档案馆2026年度部门预算公开"


def test_publish_writes_every_format(run: Run, book: Path, tmp_path: Path) -> None:
    answer = run("publish", book, "--out", "公开")
    assert (answer.code, answer.data) == (0, "")
    *lines, fonts = answer.lines
    assert lines == [
        "已生成公开文本到 公开：",
        *(f"  {TITLE}.{one}" for one in ("docx", "pdf", "html", "xlsx", "json")),
        f"  {TITLE}/（28 个文件）",
    ]
    assert fonts.startswith("字体：")
    formats = ("docx", "html", "json", "pdf", "xlsx")
    assert names(tmp_path / "公开") == [TITLE, *(f"{TITLE}.{one}" for one in formats)]
    assert (tmp_path / "公开" / TITLE / "datapackage.json").is_file()


def test_publish_takes_a_disclosure_too_and_only_what_is_asked(
    run: Run, book: Path, tmp_path: Path
) -> None:
    run("compile", book, "--out", "预算.json")
    answer = run("publish", "预算.json", "--out", "公开", "--format", "json, html,json")
    assert answer.code == 0
    assert names(tmp_path / "公开") == [f"{TITLE}.html", f"{TITLE}.json"]
    assert (tmp_path / "公开" / f"{TITLE}.json").read_bytes() == (
        tmp_path / "预算.json"
    ).read_bytes()


def test_publish_as_a_draft_says_so(run: Run, book: Path) -> None:
    answer = run("publish", book, "--out", "公开", "--format", "html", "--draft")
    assert answer.lines[0] == "已生成审核稿到 公开："


def test_publish_ends_with_one_where_something_is_missing(run: Run, tmp_path: Path) -> None:
    path = put(tmp_path, "缺.xlsx", texts=fields("texts", organisation=None))
    answer = run("publish", path, "--out", "公开", "--format", "html")
    assert answer.code == 1
    assert "  文字!B5：没有填写“机构设置情况”" in answer.lines
    assert names(tmp_path / "公开") == [f"{TITLE}.html"]


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        ("docx,odt", "--format：没有名为“odt”的格式，可选 docx、pdf、html、xlsx、json、csv"),
        (",", "--format：没有给出格式，可选 docx、pdf、html、xlsx、json、csv"),
    ],
)
def test_publish_refuses_formats_that_it_has_not(
    run: Run, book: Path, formats: str, message: str
) -> None:
    answer = run("publish", book, "--out", "公开", "--format", formats)
    assert (answer.code, answer.lines) == (2, [message])


def test_publish_into_a_file_is_refused(run: Run, book: Path) -> None:
    before = book.read_bytes()
    answer = run("publish", book, "--out", book, "--format", "html")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == [f"{book / f'{TITLE}.html'}：路径中有一段不是文件夹，请检查路径"]
    assert book.read_bytes() == before


# check


def broken_disclosure(run: Run, book: Path, tmp_path: Path) -> Path:
    """A disclosure in which somebody changed a total."""
    tree = json.loads(run("compile", book).data)
    tree["tables"][2]["rows"][0]["cells"]["total"] = "99.99"
    path = tmp_path / "改过.json"
    path.write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    return path


def test_check_of_a_sound_file_ends_with_zero(run: Run, book: Path) -> None:
    answer = run("check", book)
    assert (answer.code, answer.words) == (0, "")
    assert answer.data == "预算.xlsx：0 个错误\n"


def test_check_of_a_file_with_contradictions_ends_with_one(
    run: Run, book: Path, tmp_path: Path
) -> None:
    path = broken_disclosure(run, book, tmp_path)
    answer = run("check", path)
    assert answer.code == 1
    first, second, third, *_ = answer.data.splitlines()
    assert first.startswith("改过.json：1 个错误")
    assert second == "  必须改正（1）"
    assert third.startswith(
        "  SUM101 合计与分项之和不符：表三 合计 合计 99.99万元，分项之和 56.46万元"
    )


def test_check_goes_on_after_a_file_that_cannot_be_read(
    run: Run, book: Path, tmp_path: Path
) -> None:
    broken = broken_disclosure(run, book, tmp_path)
    (tmp_path / "坏.json").write_bytes(b"\x00\xff")
    answer = run("check", book, "坏.json", broken, "没有.xlsx", "--format", "jsonl")
    assert answer.code == 2
    assert [one["source"]["name"] for one in findings_of(answer.data)] == ["预算.xlsx", "改过.json"]
    assert len(answer.lines) == 2
    assert answer.lines[0].startswith("坏.json：不是完整的 JSON：")
    assert answer.lines[1] == "没有.xlsx：没有这个文件，请检查路径 没有.xlsx"


def test_findings_name_the_file_that_was_checked(run: Run, book: Path, tmp_path: Path) -> None:
    path = broken_disclosure(run, book, tmp_path)
    answer = run("check", path, "--format", "json")
    (found,) = findings_of(json.dumps(json.loads(answer.data)))
    assert found["source"] == {
        "name": "改过.json",
        "sha256": sha256(path.read_bytes()).hexdigest(),
    }
    assert found["summary"]["error"] == 1


def test_check_writes_to_a_file_and_keeps_stdout_empty(
    run: Run, book: Path, tmp_path: Path
) -> None:
    answer = run("check", book, book, "--format", "jsonl", "--out", "结果.jsonl")
    assert (answer.code, answer.data) == (0, "")
    assert len(findings_of((tmp_path / "结果.jsonl").read_text("utf-8"))) == 2


def test_review_lists_what_nothing_explains(run: Run, book: Path, tmp_path: Path) -> None:
    tree = json.loads(run("compile", book).data)
    tree["narrative"][8]["text"] += "另有设备采购 77.31 万元。"
    (tmp_path / "改过.json").write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
    codes = [line.split()[0] for line in run("check", "改过.json").data.splitlines()]
    assert "REV101" not in codes
    assert "77.31" in run("check", "改过.json", "--review").data


def test_check_never_overwrites_what_it_checks(run: Run, book: Path) -> None:
    answer = run("check", book, "--out", book)
    assert (answer.code, answer.lines) == (
        2,
        [f"{book}：输出会覆盖输入的文件，没有写入；请换一个文件名"],
    )


# schema, and what comes later


@pytest.mark.parametrize("name", ["disclosure", "findings"])
def test_schema_is_a_json_schema(run: Run, name: str) -> None:
    answer = run("schema", name)
    assert (answer.code, answer.words) == (0, "")
    jsonschema.Draft202012Validator.check_schema(json.loads(answer.data))


def test_schema_of_nothing_is_refused(run: Run) -> None:
    answer = run("schema", "budget")
    assert (answer.code, answer.data) == (2, "")
    assert answer.lines == ["没有名为“budget”的格式，可选：disclosure、findings"]


# Files that are none


def a_folder(path: Path) -> None:
    path.mkdir()


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 100)


def no_disclosure(path: Path) -> None:
    path.write_text('{"name": "预算"}', "utf-8")


def nothing(path: Path) -> None:
    path.touch()


@pytest.mark.parametrize("make", [a_folder, garbage, no_disclosure, nothing])
@pytest.mark.parametrize("name", ["给的.json", "给的.xlsx"])
@pytest.mark.parametrize("command", ["compile", "check", "publish"])
def test_file_that_cannot_be_used_is_told_in_one_line(
    run: Run, tmp_path: Path, command: str, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    answer = run(command, name, *(["--out", "公开"] if command == "publish" else []))
    assert (answer.code, answer.data) == (2, "")
    (line,) = answer.lines
    assert line.startswith(f"{name}：")
    assert names(tmp_path) == [name]


def test_name_that_is_too_long_is_told(run: Run) -> None:
    name = "档" * 200 + ".xlsx"
    for arguments in (("new", "--year", "2026", name), ("compile", name)):
        answer = run(*arguments)
        assert answer.code == 2
        assert answer.words.endswith("：文件名太长，请换一个短一些的名字\n")


# For real


def start(*arguments: str, folder: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "mingzhang", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=False, **options)


def test_program_compiles_in_a_process_of_its_own(book: Path, tmp_path: Path) -> None:
    ended = start("compile", book.name, folder=tmp_path)
    assert ended.returncode == 0
    assert disclosure_from_json(ended.stdout).fiscal_year == 2026
    assert ended.stderr.decode().startswith(DONE)


def test_program_speaks_chinese_where_the_terminal_does_not(tmp_path: Path) -> None:
    plain = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    ended = start("compile", "没有.xlsx", folder=tmp_path, env=plain)
    assert ended.returncode == 2
    assert b"Traceback" not in ended.stderr


def test_reader_that_goes_away_is_no_error_of_ours(book: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mingzhang", "compile", book.name]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        said = program.stderr.read().decode()
    assert "Traceback" not in said
    assert "Exception" not in said
