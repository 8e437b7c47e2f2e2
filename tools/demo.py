"""The main job on real figures: every sample workbook becomes a publication in build/demo/."""

from __future__ import annotations

import html
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from mingzhang.checker import check
from mingzhang.model import Disclosure
from mingzhang.reader.file import read_file
from mingzhang.workflow import write_together
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.own_pdf import own_pdf
from mingzhang.workflow.publishing import FORMATS, published_files

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "demo"

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>明账：示例</title>
<style>
:root {{ color-scheme: light dark; --line: #cfc9bd; --ink: #1d1f21; --soft: #5a5f63; --ground: #fdfcf9; --mark: #9b1c1c }}
@media (prefers-color-scheme: dark) {{
  :root {{ --line: #43464a; --ink: #e8e6e1; --soft: #a9adb1; --ground: #17191b; --mark: #ef8a80 }}
}}
body {{ margin: 0 auto; max-width: 64rem; padding: 3rem 1.25rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.75 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }}
h1 {{ font-size: 1.75rem; margin: 0 }}
p {{ color: var(--soft); margin: .25rem 0 2rem; max-width: 42rem }}
ul {{ list-style: none; padding: 0; margin: 0 }}
li {{ border-top: 1px solid var(--line); padding: 1rem 0; display: grid; gap: .25rem 2rem;
  grid-template-columns: 1fr auto; align-items: baseline }}
li:last-child {{ border-bottom: 1px solid var(--line) }}
h2 {{ font-size: 1.125rem; margin: 0; font-weight: 600 }}
h2 span {{ white-space: nowrap; margin-left: .5em }}
.sum {{ font-variant-numeric: tabular-nums; font-weight: 600; white-space: nowrap }}
.facts {{ color: var(--soft); font-size: .9375rem }}
a {{ color: var(--mark); margin-right: 1rem }}
@media (max-width: 40rem) {{ li {{ grid-template-columns: 1fr }} }}
</style>
</head>
<body>
<main>
<h1>明账：示例</h1>
<p>每一份都由一个填报工作簿编成。数字取自已公开的部门预算，预算明细按公开数重建，文字为本项目自拟。</p>
<ul>
{items}
</ul>
</main>
</body>
</html>
"""
_ITEM = """<li>
<h2>{name} <span>{year}年度</span></h2><span class="sum">{total} 万元</span>
<span class="facts">{tables} 张表，{forms} 张绩效表，{facts} 个数字，{identities} 组勾稽关系全部成立</span>
<span>{links}</span>
</li>"""


_CARRYING = (".docx", ".html", ".xlsx", ".pdf")
"""What carries the whole disclosure and is read back exactly."""


@dataclass(frozen=True)
class Made:
    """What one sample became."""

    slug: str
    item: str
    identities: int
    files: int
    contradictions: int
    read_back: int


def make(workbook: Path) -> Made:
    """Compile, check and publish one sample, and read its files back."""
    opened = open_disclosure(workbook)
    checked = check(opened.scheme, opened.disclosure)
    files = published_files(opened, list(FORMATS))
    folder = OUT / workbook.stem
    write_together({folder / name: data for name, data in files.items()})
    disclosure = opened.disclosure
    total = next(
        fact.text for fact in disclosure.facts if not fact.coordinate.members and fact.text
    )
    links = "".join(
        f'<a href="{html.escape(f"{workbook.stem}/{name}")}">{html.escape(label)}</a>'
        for name, label in zip(_opened_first(files), FORMATS.values(), strict=True)
    )
    item = _ITEM.format(
        name=html.escape(disclosure.entity.name),
        year=disclosure.fiscal_year,
        total=total,
        tables=len(disclosure.tables),
        forms=len(disclosure.forms),
        facts=sum(fact.text is not None for fact in disclosure.facts),
        identities=checked.identities,
        links=links,
    )
    errors = checked.findings.summary.error + len(opened.missing)
    read_back = sum(
        _read_back(data, name) == disclosure
        for name, data in files.items()
        if name.endswith(_CARRYING)
    )
    return Made(workbook.stem, item, checked.identities, len(files), errors, read_back)


def _read_back(data: bytes, name: str) -> Disclosure | None:
    """What is read of a file; of a PDF the data within, if its pages show the same."""
    if not name.endswith(".pdf"):
        return read_file(data, name)
    own = own_pdf(data)
    return own.disclosure if own is not None and own.is_as_published else None


def _opened_first(files: Iterable[str]) -> list[str]:
    """The file of each format that a reader opens, in the order of the formats."""
    folders: dict[str, str] = {}
    for name in files:
        folders.setdefault(name.partition("/")[0], name)
    return list(folders.values())


def main() -> int:
    """Make all samples; the exit code is 1 if any of them contradicts itself."""
    console = Console(highlight=False)
    started = time.perf_counter()
    workbooks = sorted((ROOT / "samples").glob("*.xlsx"))
    made: list[Made] = []
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), console=console, transient=True
    ) as progress:
        task = progress.add_task("", total=len(workbooks))
        for workbook in workbooks:
            progress.update(task, description=f"正在编制 {workbook.stem}", advance=1)
            made.append(make(workbook))
    index = OUT / "index.html"
    write_together({index: _PAGE.format(items="\n".join(one.item for one in made)).encode()})
    for one in made:
        state = "未通过" if one.contradictions else "通过"
        same = "读回一致" if one.read_back == len(_CARRYING) else "读回不一致"
        console.print(
            f"  {one.slug}：{one.files} 个文件，{one.identities} 组勾稽关系核对{state}，"
            f"Word、网页、Excel 和 PDF {same}"
        )
    seconds = time.perf_counter() - started
    console.print(f"已编制 {len(made)} 份部门预算公开，用时 {seconds:.1f} 秒。")
    console.print(f"请打开 {index.relative_to(ROOT)} 查看。")
    failed = any(one.contradictions or one.read_back < len(_CARRYING) for one in made)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
