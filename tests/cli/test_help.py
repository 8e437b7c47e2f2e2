"""Help pages and usage errors: all in Chinese, each error with the way out."""

from __future__ import annotations

import re

import pytest
from tests.cli.program import Run

COMMANDS = ("new", "compile", "publish", "check", "schema", "read", "verify", "rule", "site")


def test_help_lists_the_commands(run: Run) -> None:
    answer = run("--help")
    assert (answer.code, answer.words) == (0, "")
    assert answer.data.splitlines()[:3] == [
        "用法：mingzhang [选项] 命令 [参数]…",
        "",
        "  明账：编制、读取、检查和发布部门预算公开。",
    ]
    listed = re.findall(r"^  (\w+) ", answer.data, re.M)
    assert tuple(listed) == COMMANDS


def test_program_without_a_command_shows_its_help_as_an_error(run: Run) -> None:
    answer = run()
    assert (answer.code, answer.data) == (2, "")
    assert answer.words == run("--help").data


def test_help_of_a_command_is_aligned_and_reads_well(run: Run) -> None:
    assert run("new", "-h").data.splitlines() == [
        "用法：mingzhang new [选项] 工作簿",
        "",
        "  生成一个待填写的填报工作簿。",
        "",
        "参数：",
        "  工作簿  要生成的工作簿（.xlsx）",
        "",
        "选项：",
        "  --year 年份       预算年度，如 2026（必填）",
        "  --scheme 方案     公开方案（默认 shanxi）",
        "  --last-year 文件  上年的公开数据（JSON）或填报工作簿，用于比较和沿用",
        "  --force           覆盖已有的文件",
        "  -h, --help        显示这份说明",
    ]


PLAIN = {
    "mingzhang",
    "JSON",
    "Schema",
    "xlsx",
    "html",
    "docx",
    "json",
    "jsonl",
    "text",
    "pdf",
    "csv",
}


@pytest.mark.parametrize("command", [(), *((one,) for one in COMMANDS)])
def test_help_has_no_word_of_english(run: Run, command: tuple[str, ...]) -> None:
    page = run(*command, "--help").data
    words = set(re.findall(r"(?<![-\w])[A-Za-z]{2,}", page))
    names = {
        *COMMANDS,
        "build",
        "SUM",
        "shanxi",
        "disclosure",
        "findings",
        "Word",
        "Excel",
        "PDF",
        "CSV",
        "sarif",
    }
    assert words - PLAIN - names == set()
    assert "：" in page
    assert not re.search(r"[<>{}]", page)


HELP = "用 mingzhang {}--help 查看用法"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new", "新.xlsx"], "缺少选项 --year（年份）；" + HELP.format("new ")),
        (["new", "--year", "2026"], "缺少“工作簿”；" + HELP.format("new ")),
        (
            ["new", "新.xlsx", "--year", "今年"],
            "选项 --year（年份）应为整数；" + HELP.format("new "),
        ),
        (["compile"], "缺少“工作簿”；" + HELP.format("compile ")),
        (["compile", "a.xlsx", "b.xlsx"], "多出了“b.xlsx”；" + HELP.format("compile ")),
        (
            ["compile", "a.xlsx", "--outt", "b"],
            "没有选项 --outt，是否应为 --out？" + HELP.format("compile "),
        ),
        (["compile", "a.xlsx", "--xyz"], "没有选项 --xyz；" + HELP.format("compile ")),
        (["compile", "a.xlsx", "--out"], "选项 --out 后面缺少内容；" + HELP.format("")),
        (
            ["publish", "a.xlsx", "--out", "b", "--draft=1"],
            "选项 --draft 后面不跟内容；" + HELP.format(""),
        ),
        (["publish", "a.xlsx"], "缺少选项 --out（文件夹）；" + HELP.format("publish ")),
        (["check"], "缺少“文件”；" + HELP.format("check ")),
        (["schema"], "缺少“名称”；" + HELP.format("schema ")),
        (["complie", "a.xlsx"], "没有命令 complie；" + HELP.format("")),
        (["--verbose"], "没有选项 --verbose，是否应为 --version？" + HELP.format("")),
    ],
)
def test_usage_error_is_one_sentence_with_the_way_out(
    run: Run, arguments: list[str], message: str
) -> None:
    answer = run(*arguments)
    assert (answer.code, answer.data, answer.lines) == (2, "", [message])


def test_version_is_data(run: Run) -> None:
    answer = run("--version")
    assert (answer.code, answer.data, answer.words) == (0, "mingzhang 0.1.0\n", "")
