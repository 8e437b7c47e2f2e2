"""Commands, as the contract names them. Data goes to stdout, words for people to stderr."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, NoReturn

import typer

from mingzhang import __version__
from mingzhang.cli.console import (
    complain,
    failed,
    note,
    say_differences,
    say_findings,
    say_missing,
    succeeded,
    warned,
    working,
)
from mingzhang.cli.help import ChineseCommand, ChineseGroup, UsageError, asked_page, told
from mingzhang.workflow import InputError, OutputError

if TYPE_CHECKING:
    from mingzhang.checker import Checked
    from mingzhang.workflow.opening import Opened

__all__ = ["main"]

PROGRAM: Final = "mingzhang"
FINE: Final = 0
FINDINGS: Final = 1
UNREADABLE: Final = 2
_INTERRUPTED: Final = 130
_STOPPED: Final = "已中断；已经写好的文件是完整的"


class _Program(ChineseGroup):
    """The commands; the library would end one that is stopped without a word."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            from mingzhang.workflow.many import exit_code_of  # few are stopped

            failed(_STOPPED)
            raise typer.Exit(exit_code_of(stop)) from stop


app = typer.Typer(
    cls=_Program,
    name=PROGRAM,
    help="明账：编制、读取、检查和发布部门预算公开。",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

site = typer.Typer(
    cls=ChineseGroup,
    help="生成公开网站。",
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(site, name="site")

_Workbook = Annotated[Path, typer.Argument(metavar="工作簿", help="填报工作簿（.xlsx）")]
_LastYear = Annotated[
    Path | None,
    typer.Option(
        "--last-year", metavar="文件", help="上年的公开数据（JSON）或填报工作簿，用于比较和沿用"
    ),
]
_Tables = Annotated[
    Path | None,
    typer.Option(
        "--tables", metavar="文件", help="预算系统导出的预算表（.xlsx），代替工作簿中的预算明细"
    ),
]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"mingzhang {__version__}")
        raise typer.Exit


@app.callback()
def start(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="显示版本号"),
    ] = False,
) -> None:
    """明账：编制、读取、检查和发布部门预算公开。"""


@app.command("new", cls=ChineseCommand)
def new_workbook(
    workbook: Annotated[Path, typer.Argument(metavar="工作簿", help="要生成的工作簿（.xlsx）")],
    year: Annotated[int, typer.Option("--year", metavar="年份", help="预算年度，如 2026")],
    scheme: Annotated[str, typer.Option("--scheme", metavar="方案", help="公开方案")] = "shanxi",
    last_year: _LastYear = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
) -> None:
    """生成一个待填写的填报工作簿。"""
    from mingzhang.cli.acts import exists, keep_inputs, make_workbook

    if exists(workbook) and not force:
        _stop(f"{workbook}：文件已存在，为免覆盖已填内容没有写入；换一个名字，或加 --force")
    keep_inputs(workbook, [last_year])
    with working("正在生成工作簿"):
        make_workbook(workbook, scheme, year, last_year)
    succeeded(f"已生成 {workbook}，请用 Excel 或 WPS 打开，从“填写说明”看起")


@app.command("compile", cls=ChineseCommand)
def compile_workbook(
    workbook: _Workbook,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件", help="写到这个 JSON 文件，不写则输出到屏幕"),
    ] = None,
    last_year: _LastYear = None,
    tables: _Tables = None,
) -> None:
    """把填报工作簿编成公开数据：全部表格和文字由预算明细得出。"""
    from mingzhang.cli.acts import checked, keep_inputs, opened_file, write_data
    from mingzhang.model import disclosure_to_json
    from mingzhang.workflow import write_together

    keep_inputs(out, [workbook, last_year, tables])
    with working(f"正在编制 {workbook.name}"):
        opened = opened_file(workbook, last_year, tables)
        result = checked(opened)
        data = disclosure_to_json(opened.disclosure)
        if out is not None:
            write_together({out: data})
    if out is None:
        write_data(data)
    say_differences(opened.notices, opened.differences)
    say_missing(opened.missing)
    say_findings(result.findings.findings, is_complete=not opened.missing)
    if carried := opened.disclosure.settings.get("carried_over"):
        note(f"沿用上年文字，请核对：{carried}")
    written = f"，写到 {out}" if out else ""
    count = len(opened.disclosure.tables)
    succeeded(f"编制完成：{count} 张表，{result.identities} 组勾稽关系已核对{written}")
    raise typer.Exit(_code(opened, result))


def _code(opened: Opened, result: Checked) -> int:
    """The exit code of what was made."""
    is_open = opened.missing or opened.differences or result.findings.summary.error
    return FINDINGS if is_open else FINE


@app.command("publish", cls=ChineseCommand)
def publish_file(
    file: Annotated[Path, typer.Argument(metavar="文件", help="填报工作簿或公开数据 JSON")],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="写到这个文件夹")],
    formats: Annotated[
        str,
        typer.Option(
            "--format", metavar="格式", help="用逗号分开，可选 docx、pdf、html、xlsx、json、csv"
        ),
    ] = "docx,pdf,html,xlsx,json,csv",
    draft: Annotated[bool, typer.Option("--draft", help="审核稿：每页加审核水印")] = False,
    last_year: _LastYear = None,
    tables: _Tables = None,
) -> None:
    """生成公开文本：Word、PDF、网页和数据。"""
    from mingzhang.cli.acts import checked, chosen_formats, listed, opened_file
    from mingzhang.workflow import write_together
    from mingzhang.workflow.publishing import publish

    names = chosen_formats(formats)
    with working(f"正在生成 {file.name} 的公开文本"):
        opened = opened_file(file, last_year, tables)
        result = checked(opened)
        published = publish(opened, names, is_draft=draft)
        write_together({out / name: data for name, data in published.files.items()})
    say_differences(opened.notices, opened.differences)
    say_missing(opened.missing)
    say_findings(result.findings.findings, is_complete=not opened.missing)
    for notice in published.notices:
        warned(notice)
    kind = "审核稿" if draft else "公开文本"
    succeeded(f"已生成{kind}到 {out}：")
    for line in listed(published.files):
        note(f"  {line}")
    for remark in published.remarks:
        note(remark)
    raise typer.Exit(_code(opened, result))


@app.command("check", cls=ChineseCommand)
def check_files(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="已公开的文本（任何格式）、填报工作簿或公开数据 JSON"),
    ],
    output: Annotated[
        str,
        typer.Option("--format", metavar="格式", help="text、json、jsonl、html、sarif 或 xlsx"),
    ] = "text",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="位置", help="写到这个文件；几个文件的 html 写到这个文件夹"),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="文件夹", help="另把 Word、Excel 原件加上批注写到这个文件夹"
        ),
    ] = None,
    set_aside: Annotated[
        Path | None,
        typer.Option(
            "--set-aside", metavar="清单", help="填了搁置理由和搁置人的清单（.xlsx、CSV 或 JSON）"
        ),
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", metavar="文件", help="与批准的公开数据对照，如 compile 的 JSON"),
    ] = None,
    review: Annotated[
        bool, typer.Option("--review", help="另列出说明中没有表格、样式可以印证的数字")
    ] = False,
) -> None:
    """检查公开数据：数字是否相符，内容是否齐全，名称、年度、文字是否有误。"""
    from mingzhang.cli.check import CheckOptions, check_all

    options = CheckOptions(output, out, annotate, set_aside, against, is_review=review)
    raise typer.Exit(check_all(files, options))


@app.command("schema", cls=ChineseCommand)
def print_schema(
    name: Annotated[str, typer.Argument(metavar="名称", help="disclosure 或 findings")],
) -> None:
    """输出公开数据或检查结果的 JSON Schema。"""
    from mingzhang.model import schema_of_disclosure, schema_of_findings

    known = {"disclosure": schema_of_disclosure, "findings": schema_of_findings}
    if name not in known:
        _stop(f"没有名为“{name}”的格式，可选：{'、'.join(known)}")
    typer.echo(json.dumps(known[name](), ensure_ascii=False, indent=2))


@app.command("read", cls=ChineseCommand)
def read_files(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件", help="已公开的 Word、PDF、Excel、网页或文本；文件夹代表其中全部文件"
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="文件夹", help="每个文件的数据写成这个文件夹中的 JSON"),
    ] = None,
) -> None:
    """把已公开的文本读成数据，并记下每个数字的出处。"""
    from mingzhang.cli.read import read_all

    raise typer.Exit(read_all(files, out))


@app.command("verify", cls=ChineseCommand)
def verify_pages(
    pages: Annotated[
        list[Path],
        typer.Argument(metavar="文件", help="publish 生成的 PDF、网页、Word 或 Excel 文件"),
    ],
) -> None:
    """核验公开 PDF、网页、Word 和 Excel 中的每个数字，指出被改动的地方。"""
    from mingzhang.cli.acts import write_data
    from mingzhang.cli.verify import verify_all

    said, code = verify_all(pages)
    write_data(said.encode())
    raise typer.Exit(code)


@site.command("build", cls=ChineseCommand)
def build_site(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="文件",
            help="公开数据 JSON、填报工作簿或已公开的文本（任何格式）；文件夹代表其中全部文件",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="文件夹", help="网站写到这个文件夹")],
    title: Annotated[
        str | None,
        typer.Option(
            "--title", metavar="名称", help="网站名称；不写则沿用上次的，第一次为“部门预算公开”"
        ),
    ] = None,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="网址",
            help="网站的公开网址，如 https://…；不写则沿用上次的，没有则不生成网站地图",
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="格式",
            help="供下载的格式，可选 docx、pdf、html、xlsx、json、csv；不写则沿用上次的，第一次为全部",
        ),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            "--published", metavar="日期", help="数据中没有公开日期的，新上网站时记这一天"
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="撤下这次没有给出的公开；不加则保留在网站上")
    ] = False,
) -> None:
    """由多份公开数据生成公开网站；再次运行只更新有变化的部分。"""
    from mingzhang.cli.acts import chosen_formats
    from mingzhang.cli.site import SiteOptions, build_from

    chosen = None if formats is None else tuple(chosen_formats(formats))
    options = SiteOptions(title, base, chosen, published, is_pruned=prune)
    raise typer.Exit(build_from(files, out, options))


@app.command("rule", cls=ChineseCommand)
def show_rule(
    code: Annotated[
        str | None, typer.Argument(metavar="规则编号", help="如 SUM101；不写则列出全部规则")
    ] = None,
) -> None:
    """查看检查规则的说明：查什么、为什么、依据、错例、改法。"""
    from mingzhang.cli.acts import write_data
    from mingzhang.cli.rule import list_of_rules, page_of_rule

    said = list_of_rules() if code is None else page_of_rule(code)
    if said is None:
        _stop(f"没有编号为 {code} 的规则；用 mingzhang rule 列出全部规则")
    write_data(said.encode())


def _stop(message: str) -> NoReturn:
    failed(message)
    raise typer.Exit(UNREADABLE)


def main() -> None:
    """Run the program; whatever goes wrong is told in a sentence."""
    try:
        sys.exit(app(prog_name=PROGRAM, standalone_mode=False) or FINE)
    except UsageError as error:
        page = asked_page(error)
        if page is not None:
            note(page)
        else:
            failed(told(error))
        sys.exit(UNREADABLE)
    except (KeyboardInterrupt, typer.Abort):
        failed(_STOPPED)
        sys.exit(_INTERRUPTED)
    except InputError as error:
        complain(error)
        sys.exit(UNREADABLE)
    except OutputError as error:
        failed(str(error))
        sys.exit(UNREADABLE)
    except BrokenPipeError:
        # Nobody reads on; the interpreter would complain again when it flushes stdout.
        _turn_off_stdout()
        sys.exit(UNREADABLE)
    except OSError as error:
        _turn_off_stdout()
        failed(f"写不出结果：{error.strerror}")
        sys.exit(UNREADABLE)


def _turn_off_stdout() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
