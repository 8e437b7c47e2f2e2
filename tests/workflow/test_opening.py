"""What a person gives is told apart by content; what cannot be used is told in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.compiler.workbooks import compiled, lines
from tests.department import workbook

from mingzhang.checker import check
from mingzhang.model import Disclosure, disclosure_to_json
from mingzhang.workflow import InputError
from mingzhang.workflow.opening import Opened, open_disclosure, open_last_year
from mingzhang.workflow.publishing import published_files

DISCLOSURE = compiled().disclosure
DATA = disclosure_to_json(DISCLOSURE)


def opened(tmp_path: Path, data: bytes, name: str = "预算.json") -> Opened:
    path = tmp_path / name
    path.write_bytes(data)
    return open_disclosure(path)


def refused(tmp_path: Path, data: bytes, name: str = "预算.json") -> list[str]:
    """What is said about a file that cannot be used."""
    with pytest.raises(InputError) as error:
        opened(tmp_path, data, name)
    return [str(error.value), *error.value.details]


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    """The disclosure's JSON after somebody edited it."""
    tree = json.loads(DATA)
    change(tree)
    return json.dumps(tree, ensure_ascii=False).encode()


def test_workbook_is_compiled_and_names_its_source(tmp_path: Path) -> None:
    found = opened(tmp_path, workbook(), "预算.xlsx")
    assert found.disclosure.source is not None
    assert found.disclosure.source.name == "预算.xlsx"
    assert found.disclosure.source.sha256 == sha256(workbook()).hexdigest()
    assert found.disclosure.tables == DISCLOSURE.tables


@pytest.mark.parametrize("name", ["预算.json", "预算.txt", "预算"])
def test_disclosure_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    assert opened(tmp_path, DATA, name).disclosure == DISCLOSURE


def test_workbook_under_another_name_is_known_by_its_content(tmp_path: Path) -> None:
    assert opened(tmp_path, workbook(), "预算.dat").disclosure.tables == DISCLOSURE.tables


def test_mark_that_an_editor_puts_before_json_does_not_matter(tmp_path: Path) -> None:
    assert opened(tmp_path, b"\xef\xbb\xbf" + DATA).disclosure == DISCLOSURE


def test_file_that_was_opened_is_the_source_of_findings(tmp_path: Path) -> None:
    source = opened(tmp_path, DATA).source
    assert source is not None
    assert (source.name, source.sha256) == ("预算.json", sha256(DATA).hexdigest())


def test_mistakes_of_a_workbook_are_the_details_of_one_error(tmp_path: Path) -> None:
    data = workbook(lines=lines(0, amount="二十万", function="2012699 档案馆"))
    assert refused(tmp_path, data, "预算.xlsx") == [
        "预算.xlsx：工作簿有 2 处需要改正",
        "预算明细!C5：编码“2012699”的名称是“其他档案事务支出”，不是“档案馆”；"
        "请核对编码和名称哪个对（“档案馆”的编码是 2012604）",
        "预算明细!K5：金额“二十万”不是数字，请填以元为单位的数字，如 120000.50",
    ]


HINT = "；请给出填报工作簿（.xlsx）或本程序生成的 JSON"


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (b"", "a.json", "文件是空的，请检查是否保存成功"),
        (b" \n", "a.xlsx", "文件是空的，请检查是否保存成功"),
        (b"a,b\n", "a.xlsx", "不是 Excel 工作簿（.xlsx），请检查是否选错了文件"),
        (b"[1]", "a.json", '不是部门预算公开数据：缺少 "format": "mingzhang/disclosure"' + HINT),
        (b"[" * 100_000, "a.json", "不是部门预算公开数据：JSON 嵌套过深" + HINT),
        (
            bytes(range(1, 256)) * 9,
            "a.bin",
            "不是完整的 JSON：第 1 字节处写法有误" + HINT,
        ),
    ],
    ids=["empty", "blank", "text", "list", "deep", "garbage"],
)
def test_file_that_is_neither_is_told(tmp_path: Path, data: bytes, name: str, message: str) -> None:
    assert refused(tmp_path, data, name) == [f"{name}：{message}"]


def test_json_that_was_cut_off_is_told(tmp_path: Path) -> None:
    (said,) = refused(tmp_path, DATA[: len(DATA) // 2])
    assert said.startswith("预算.json：不是完整的 JSON：")
    assert said.endswith(HINT)


def put(*path: str | int, value: object) -> Callable[[dict[str, Any]], None]:
    """An edit that sets one place of the tree."""

    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = value

    return change


def attach(tree: dict[str, Any]) -> None:
    tree["attachments"].append({"id": "catering", "section": "3.12", "title": "名录"})


SCHEME = "；请核对 scheme，或由工作簿重新编制"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("scheme", value="henan"), "没有名为“henan”的方案，可用：shanxi"),
        (put("scheme", value="../shanxi"), "没有名为“../shanxi”的方案，可用：shanxi"),
        (put("fiscal_year", value=2020), "方案 shanxi 自 2024 年起适用，没有 2020 年的表样"),
        (put("tables", 2, "id", value="14"), "方案 shanxi 没有编号为 14 的表" + SCHEME),
        (put("narrative", 0, "id", value="9.9"), "方案 shanxi 没有编号为 9.9 的说明" + SCHEME),
        (attach, "方案 shanxi 没有编号为 catering 的附件" + SCHEME),
        (
            put("forms", 0, "funding", 0, "amount", value="三十万"),
            "第 1 张绩效表的资金“三十万”不是数字，请改为不带逗号的数字",
        ),
        (
            put("forms", 0, "kind", value="plan"),
            "数据不符合格式：forms 第 1 项 kind “plan”不是可用的值，"
            "可用 project_target、project_reserve、entity_overall" + HINT,
        ),
        (
            put("entity", "level", value="county"),
            "数据不符合格式：entity level “county”不是可用的值，可用 department、unit" + HINT,
        ),
        (put("version", value=2), "数据版本为 2，本程序只能读版本 1，请升级程序" + HINT),
    ],
)
def test_disclosure_that_does_not_fit_its_scheme_is_told(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], message: str
) -> None:
    assert refused(tmp_path, changed(change)) == [f"预算.json：{message}"]


def add_odd_rows(tree: dict[str, Any]) -> None:
    tree["tables"][0]["rows"].insert(0, {"side": "left", "label": "？", "cells": {"sum": "1"}})
    tree["tables"][2]["rows"].append({"code": "99", "label": "", "cells": {}})
    tree["tables"][11]["rows"].append({"label": "未列项目", "cells": {"total": "约三万"}})


@pytest.mark.parametrize(
    "change",
    [
        add_odd_rows,
        put("units", 0, "kind", value="企业"),
        put("units", value=[]),
        put("facts", value=[]),
        put("tables", 2, "unit", value="斤"),
        put("tables", 2, "rows", 0, "cells", value={"total": "一百", "other": "1"}),
        put("tables", value=[]),
        put("entity", "name", value=""),
        put("settings", value={}),
    ],
)
def test_odd_disclosure_is_checked_and_published_all_the_same(
    tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    found = opened(tmp_path, changed(change))
    check(found.scheme, found.disclosure)
    assert len(published_files(found, ["docx", "html", "json"])) == 3


# What is checked is what stands in the tables and the text


def contradictions(found: Opened) -> list[tuple[str, list[str | None]]]:
    """The code of each finding and the figures that it holds against each other."""
    result = check(found.scheme, found.disclosure).findings
    return [(one.code, [cell.stated for cell in one.cells]) for one in result.findings]


def test_cell_that_was_changed_is_found_although_its_fact_was_not(tmp_path: Path) -> None:
    found = opened(tmp_path, changed(put("tables", 2, "rows", 0, "cells", "total", value="99.99")))
    assert contradictions(found)[:1] == [("SUM101", ["99.99"])]


def test_sentence_that_was_changed_is_found_although_its_fact_was_not(tmp_path: Path) -> None:
    text = DISCLOSURE.narrative[2].text.replace("支出预算56.46", "支出预算1,056.4")
    found = opened(tmp_path, changed(put("narrative", 2, "text", value=text)))
    finding = check(found.scheme, found.disclosure).findings.findings[0]
    assert (finding.code, finding.stated, finding.expected) == ("SUM102", "1,056.4", "56.5")
    assert "三、支出预算情况说明 支出预算 1,056.4万元" in finding.message


def test_untouched_disclosure_keeps_its_facts_to_the_last(tmp_path: Path) -> None:
    assert opened(tmp_path, DATA).disclosure.facts == DISCLOSURE.facts


def test_changed_cell_leaves_all_other_facts_exact(tmp_path: Path) -> None:
    found = opened(tmp_path, changed(put("tables", 2, "rows", 0, "cells", "total", value="99.99")))
    lost = {one.address for one in DISCLOSURE.facts} - {
        one.address for one in found.disclosure.facts if one in DISCLOSURE.facts
    }
    assert lost == {"03.合计.total"}


def test_row_that_was_removed_takes_its_facts_along(tmp_path: Path) -> None:
    def remove(tree: dict[str, Any]) -> None:
        del tree["tables"][2]["rows"][4]

    facts = {one.address for one in opened(tmp_path, changed(remove)).disclosure.facts}
    assert "03.2012604.total" not in facts
    assert "03.2012601.total" in facts


def test_last_year_may_be_a_workbook_or_a_disclosure(tmp_path: Path) -> None:
    for data, name in ((workbook(), "上年.xlsx"), (DATA, "上年.json")):
        (tmp_path / name).write_bytes(data)
        last: Disclosure = open_last_year(tmp_path / name)
        assert last.tables == DISCLOSURE.tables
