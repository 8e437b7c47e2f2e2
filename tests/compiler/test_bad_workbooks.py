"""Every mistake in a workbook is told, all at once, with its place and the way out."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from io import BytesIO

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from tests.compiler.workbooks import edited, fields, lines, said
from tests.department import content, line, workbook

from mingzhang.compiler import WorkbookError, read_budget, write_workbook
from mingzhang.scheme import load_scheme

PROJECTS = content().rows["projects"]
UNITS = content().rows["units"]
INDICATORS = content().rows["indicators"]
TARGET = content().rows["form.project_target"][0]


def bare_zip(*names: str) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return data.getvalue()


def with_macro() -> bytes:
    data = BytesIO(workbook())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return data.getvalue()


def of_another_program() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "2026年部门预算"
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def compound(stream: str) -> bytes:
    """A compound file, as old and as encrypted workbooks are, that names one stream."""
    header = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0")
    return header + stream.encode("utf-16-le").ljust(512, b"\0")


NO_WORKBOOK = "不是 Excel 工作簿（.xlsx），请检查是否选错了文件"
CUT_OFF = "工作簿不完整，可能没有保存或传输完，请重新保存或重新取得文件"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", NO_WORKBOOK),
        ("单位,金额\n".encode("gbk"), NO_WORKBOOK),
        (bare_zip("readme.txt"), NO_WORKBOOK),
        (bare_zip("[Content_Types].xml", "word/document.xml"), NO_WORKBOOK),
        (workbook()[:30_000], CUT_OFF),
        (workbook()[:-30], CUT_OFF),
        (
            compound("EncryptedPackage"),
            "工作簿设有打开密码，请在 Excel 或 WPS 中取消密码后重新保存",
        ),
        (compound("Workbook"), "这是旧格式（.xls）的工作簿，请在 Excel 或 WPS 中另存为 .xlsx"),
        (with_macro(), "工作簿含有宏，请另存为不含宏的 .xlsx"),
        (
            of_another_program(),
            "缺少工作表“基本信息”，不是本程序的填报工作簿；请用 mingzhang new 生成工作簿后填写",
        ),
        (
            workbook(basics=fields("basics", format="明账 2")),
            "工作表“基本信息”的“工作簿格式”是“明账 2”，本程序读“明账 1”；"
            "请用 mingzhang new 生成工作簿后填写",
        ),
        (
            workbook(basics=fields("basics", year="二〇二六")),
            "工作表“基本信息”的“预算年度”为“二〇二六”，请填四位年份，如 2026",
        ),
        (
            workbook(basics=fields("basics", year="")),
            "工作表“基本信息”的“预算年度”没有填写，请填四位年份，如 2026",
        ),
        (
            workbook(basics=fields("basics", year="2020")),
            "工作表“基本信息”的“公开方案”或“预算年度”有误：方案 shanxi 自 2024 年起适用，没有 2020 年的表样",
        ),
        (
            workbook(basics=fields("basics", scheme="henan")),
            "工作表“基本信息”的“公开方案”或“预算年度”有误：没有名为“henan”的方案，可用：shanxi",
        ),
    ],
    ids=[
        "empty",
        "text renamed",
        "zip of something else",
        "word file renamed",
        "cut off in the middle",
        "cut off at the end",
        "encrypted",
        "old xls",
        "macros",
        "another program's",
        "later format",
        "year is no year",
        "no year",
        "year before the scheme",
        "unknown scheme",
    ],
)
def test_file_that_is_no_workbook_to_compile_is_told_in_one_sentence(
    data: bytes, message: str
) -> None:
    assert said(data) == [message]


def test_damaged_workbook_is_told_and_never_breaks_the_reader() -> None:
    chance, whole = random.Random(7), workbook()
    told = set()
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(chance.choice([1, 3, 20])):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            read_budget(bytes(data))
        except WorkbookError as error:
            told.add(str(error))
    assert told <= {
        CUT_OFF,
        NO_WORKBOOK,
        "工作簿内部损坏，请用 Excel 或 WPS 打开后重新保存",
    }


def remove_two_sheets(book: Workbook) -> None:
    del book["上年数"], book["绩效指标"]


def rename_here_and_there(book: Workbook) -> None:
    book["预算明细"]["K3"] = "金额"
    book["项目"]["B3"] = "名称"
    book["文字"]["A4"] = "职责"


def double_a_column_and_a_label(book: Workbook) -> None:
    book["预算明细"]["M3"] = "金额（元）"
    book["文字"]["A30"] = "机构设置情况"


@pytest.mark.parametrize(
    ("edit", "problems"),
    [
        (
            remove_two_sheets,
            [
                "工作簿的表样有 2 处被改动，请先恢复",
                "上年数：缺少这张工作表，可能被删除或改名；请从原工作簿复制回来",
                "绩效指标：缺少这张工作表，可能被删除或改名；请从原工作簿复制回来",
            ],
        ),
        (
            rename_here_and_there,
            [
                "工作簿的表样有 3 处被改动，请先恢复",
                "项目：缺少列“项目名称”，可能被删除或改名；请恢复列标题",
                "预算明细：缺少列“金额（元）”，可能被删除或改名；请恢复列标题",
                "文字：缺少“本部门（单位）职责”，可能被删除或改名；请恢复",
            ],
        ),
        (
            double_a_column_and_a_label,
            [
                "工作簿的表样有 3 处被改动，请先恢复",
                "预算明细!K3：列“金额（元）”出现 2 次，请只保留一列",
                "预算明细!M3：列“金额（元）”出现 2 次，请只保留一列",
                "文字!A30：“机构设置情况”出现两次，请只保留一行",
            ],
        ),
    ],
    ids=["sheets removed", "titles renamed", "titles doubled"],
)
def test_changed_layout_is_told_in_full(
    edit: Callable[[Workbook], None], problems: list[str]
) -> None:
    assert said(edited(edit)) == problems


CASES: dict[str, tuple[Callable[[], bytes], list[str]]] = {
    "text where an amount belongs": (
        partial(workbook,
            lines=lines(0, amount="二十万"),
            priors=fields("priors", 机关运行经费="约3万"),
            registers=fields("registers", **{"vehicles.other": "一辆"}),
        ),
        [
            "预算明细!K5：金额“二十万”不是数字，请填以元为单位的数字，如 120000.50",
            "上年数!B12：上年数“约3万”不是数字，请填以元为单位的数字，如 120000.50",
            "采购和资产!B14：其他公务用车“一辆”不是数字，请填以辆为单位的数字，如 3",
        ],
    ),
    "separators at odd places": (
        partial(workbook, lines=lines(0, amount="12,34")),
        ["预算明细!K5：金额“12,34”不是数字，请填以元为单位的数字，如 120000.50"],
    ),
    "three decimals": (
        partial(workbook,
            lines=lines(0, amount=Decimal("100.005")),
            registers=fields("registers", **{"office_area.area": Decimal("412.567")}),
        ),
        [
            "预算明细!K5：金额“100.005”最多两位小数，请核对后改正",
            "采购和资产!B15：办公用房建筑总面积“412.567”最多两位小数，请核对后改正",
        ],
    ),
    "half a car": (
        partial(workbook, registers=fields("registers", **{"vehicles.other": Decimal("1.5")})),
        ["采购和资产!B14：其他公务用车“1.5”必须是整数，请核对后改正"],
    ),
    "negative amount": (
        partial(workbook, lines=lines(0, amount=Decimal(-100))),
        ["预算明细!K5：金额“-100”是负数，不能为负，请核对"],
    ),
    "amount beyond all measure": (
        partial(workbook, lines=lines(0, amount=Decimal("1e17"))),
        ["预算明细!K5：金额“100000000000000000”过大，请核对单位是否为元"],
    ),
    "unknown code": (
        partial(workbook, lines=lines(0, function="2012611 行政运行")),
        [
            "预算明细!C5：支出功能分类科目中没有编码“2012611”；"
            "“行政运行”的编码是 2012601、2012301、2012501等"
        ],
    ),
    "unknown code without a name": (
        partial(workbook, lines=lines(0, economic="30197")),
        [
            "预算明细!E5：部门预算支出经济分类科目中没有编码“30197”；"
            "相近的有 30199 其他工资福利支出、30107 绩效工资、30101 基本工资"
        ],
    ),
    "name of many codes": (
        partial(workbook, lines=lines(0, function="行政运行")),
        [
            "预算明细!C5：支出功能分类科目中没有“行政运行”这个编码；"
            "名为“行政运行”的编码有 82 个，请从下拉列表中选择"
        ],
    ),
    "name of another code": (
        partial(workbook, lines=lines(0, function="2012601 档案馆")),
        [
            "预算明细!C5：编码“2012601”的名称是“行政运行”，不是“档案馆”；"
            "请核对编码和名称哪个对（“档案馆”的编码是 2012604）"
        ],
    ),
    "name of no code": (
        partial(workbook, lines=lines(0, function="2012601 日常运转")),
        ["预算明细!C5：编码“2012601”的名称是“行政运行”，不是“日常运转”；请核对编码和名称哪个对"],
    ),
    "code not detailed enough": (
        partial(workbook, lines=lines(0, function="20126", economic="301")),
        [
            "预算明细!C5：编码“20126 档案事务”还有下级科目，请细化到最末一级",
            "预算明细!E5：编码“301 工资福利支出”不是部门经济科目需要的级次，请细化到 5 位编码",
        ],
    ),
    "code that ended": (
        partial(workbook, lines=lines(0, function="2010308 信访事务")),
        [
            "预算明细!C5：编码“2010308 信访事务”到 2023 年止使用，2026 年不能用，请换用现行科目"
        ],
    ),
    "code that begins later": (
        partial(workbook,
            basics=fields("basics", year="2024", as_of="2023-12-31"),
            lines=lines(0, function="2014101"),
        ),
        ["预算明细!C5：编码“2014101 行政运行”自 2025 年起使用，2024 年不能用，请换用现行科目"],
    ),
    "date of another year": (
        partial(workbook, basics=fields("basics", as_of="2024-12-31")),
        ["基本信息!B11：资产统计截止日期是 2024 年，与预算年度 2026 不符，一般为 2025-12-31"],
    ),
    "date that is none": (
        partial(workbook, basics=fields("basics", as_of="上年末")),
        ["基本信息!B11：资产统计截止日期“上年末”不是日期，请按 2025-12-31 的样子填写"],
    ),
    "no name and no level": (
        partial(workbook, basics=fields("basics", name="", level="")),
        ["基本信息!B6：没有填写“部门（单位）全称”", "基本信息!B8：没有填写“公开层级”"],
    ),
    "duplicate project": (
        partial(workbook, projects=[*PROJECTS, {**PROJECTS[0], "name": "档案数字化 经费"}]),
        ["项目!B7：项目“档案数字化 经费”与第 5 行重复，请合并或改名"],
    ),
    "duplicate unit": (
        partial(workbook, units=[*UNITS, *UNITS]),
        ["单位!B6：单位“示范县档案馆”与第 5 行重复，请合并或改名"],
    ),
    "project without money": (
        partial(workbook, projects=[*PROJECTS, {**PROJECTS[1], "name": "档案展览经费"}]),
        ["项目!B7：项目“档案展览经费”在“预算明细”中没有金额；请补填明细，或删去此项目"],
    ),
    "project line without project": (
        partial(workbook, lines=lines(6, project=None)),
        ["预算明细!G11：项目支出没有填写项目名称"],
    ),
    "project on a basic line": (
        partial(workbook, lines=lines(4, project="档案数字化经费")),
        ["预算明细!G9：公用经费属于基本支出，不应填写项目；如为项目支出请改支出类别"],
    ),
    "basic line without economic code": (
        partial(workbook, lines=lines(0, economic=None)),
        ["预算明细!E5：基本支出没有填写部门经济科目，公开要求细化到款"],
    ),
    "economic class against kind": (
        partial(workbook, lines=lines(0, economic="30201")),
        ["预算明细!E5：“30201 办公费”属于公用经费，支出类别却是人员经费，请核对"],
    ),
    "form chosen but not filled in": (
        partial(workbook, projects=[PROJECTS[0], {**PROJECTS[1], "form": "项目支出绩效目标表"}]),
        [
            "项目!D6：项目“库房维护经费”选择公开“项目支出绩效目标表”，但那张表中没有这个项目；"
            "请补填，或改选公开表式"
        ],
    ),
    "another form filled in than chosen": (
        partial(workbook, projects=[{**PROJECTS[0], "form": "项目储备绩效申报表"}, PROJECTS[1]]),
        [
            "项目!D5：项目“档案数字化经费”选择公开“项目储备绩效申报表”，但那张表中没有这个项目；"
            "请补填，或改选公开表式",
            "绩效指标!C6：《项目储备绩效申报表》没有“年度”目标，请改为“实施期”",
        ],
    ),
    "project twice in a form": (
        partial(workbook, form__project_target=[TARGET, TARGET]),
        ["项目支出绩效目标表!B6：项目“档案数字化经费”与第 5 行重复，请删去一行"],
    ),
    "indicator of the wrong level": (
        partial(workbook, indicators=[*INDICATORS, {**INDICATORS[0], "level1": "效益指标"}]),
        ["绩效指标!E11：二级指标“数量指标”属于“产出指标”，不属于“效益指标”，请核对"],
    ),
    "tasks of a form that is left empty": (
        partial(workbook,
            tasks=[{"duty": "档案保管", "task": "库房改造"}],
            indicators=[*INDICATORS, {**INDICATORS[1], "project": "（部门整体）"}],
        ),
        [
            f"{cell}：“整体绩效”表没有填写，《部门（单位）整体支出绩效目标申报表》不会公开；"
            "请补填“整体绩效”表，或删去这里的内容"
            for cell in ("绩效指标!B11", "重点任务!B5")
        ],
    ),
    "unknown unit": (
        partial(workbook, lines=lines(0, unit="示范县档案管")),
        [
            "预算明细!B5：“示范县档案管”不在“单位”表中，是否应为“示范县档案馆”？"
            "如不是，请先在“单位”表中填写"
        ],
    ),
    "unit like no other": (
        partial(workbook, lines=lines(0, unit="财政局")),
        ["预算明细!B5：“财政局”不在“单位”表中，请先在“单位”表中填写"],
    ),
    "project misspelt where its money is and where its form is": (
        partial(workbook,
            lines=lines(5, project="档案数字化"),
            form__project_target=[{**TARGET, "project": "档案数字化工作经费"}],
        ),
        [
            "预算明细!G10：“档案数字化”不在“项目”表中，是否应为“档案数字化经费”？"
            "如不是，请先在“项目”表中填写",
            "项目支出绩效目标表!B5：“档案数字化工作经费”不在“项目”表中，"
            "是否应为“档案数字化经费”？如不是，请先在“项目”表中填写",
        ],
    ),
    "choices that are none": (
        partial(workbook, lines=lines(0, kind="工资", source="公共预算", period="今年")),
        [
            "预算明细!D5：支出类别“工资”不在可选范围内，可选：人员经费、公用经费、项目支出",
            "预算明细!H5：资金来源“公共预算”不在可选范围内，可选："
            "一般公共预算、政府性基金预算、国有资本经营预算、财政专户管理资金、单位资金",
            "预算明细!I5：预算期间“今年”不在可选范围内，可选：当年预算、上年结转",
        ],
    ),
    "one cell left out": (
        partial(workbook, lines=lines(0, amount=None)),
        ["预算明细!K5：没有填写“金额（元）”"],
    ),
    "a row that is none": (
        partial(workbook, lines=[*lines(), {"remark": "以上为基本支出"}]),
        [
            "预算明细!B13：没有填写“单位”、“支出功能科目”、“支出类别”、“资金来源”、"
            "“预算期间”、“金额（元）”；如果这一行不是要填的内容，请删去"
        ],
    ),
    "service that is not in the list": (
        partial(workbook, attachment__purchase_services=[{"code": "B9999"}, {"code": "B0101 法律顾问服务"}]),
        [
            "政府购买服务指导性目录!B5：政府购买服务指导性目录中没有编码“B9999”，"
            "请从下拉列表中选择"
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_workbook_with_mistakes_is_told_each_with_cell_and_remedy(name: str) -> None:
    make, problems = CASES[name]
    assert said(make()) == [f"工作簿有 {len(problems)} 处需要改正", *problems]


def test_new_workbook_cannot_be_compiled_and_says_what_it_lacks() -> None:
    assert said(write_workbook(load_scheme("shanxi", 2026), 2026)) == [
        "工作簿有 3 处需要改正",
        "基本信息!B6：没有填写“部门（单位）全称”",
        "单位：没有填写单位，至少填一行",
        "预算明细：没有填写预算明细，至少填一行",
    ]


def test_mistakes_all_over_the_workbook_are_told_in_the_order_of_its_sheets() -> None:
    data = workbook(
        basics=fields("basics", as_of="上年末"),
        units=[*UNITS, *UNITS],
        lines=lines(3, amount="三万", function="2210299"),
        priors=fields("priors", 公务接待费=Decimal(-1)),
        indicators=[{**INDICATORS[0], "horizon": "全年"}],
    )
    assert said(data) == [
        "工作簿有 6 处需要改正",
        "基本信息!B11：资产统计截止日期“上年末”不是日期，请按 2025-12-31 的样子填写",
        "单位!B6：单位“示范县档案馆”与第 5 行重复，请合并或改名",
        "预算明细!C8：支出功能分类科目中没有编码“2210299”；相近的有 2210199 其他保障性安居"
        "工程支出、2210399 其他城乡社区住宅支出、2230299 其他国有企业资本金注入",
        "预算明细!K8：金额“三万”不是数字，请填以元为单位的数字，如 120000.50",
        "上年数!B8：上年数“-1”是负数，不能为负，请核对",
        "绩效指标!C5：目标期间“全年”不在可选范围内，可选：实施期和年度、实施期、年度",
    ]


def test_example_row_that_was_typed_over_is_not_lost() -> None:
    """A clerk writes over the example and leaves its mark."""
    book = openpyxl.load_workbook(BytesIO(workbook()))
    book["预算明细"]["K4"] = 5000
    written = BytesIO()
    book.save(written)
    with pytest.raises(WorkbookError) as raised:
        read_budget(written.getvalue())
    assert [str(problem) for problem in raised.value.problems] == [
        "预算明细!A4：这一行标着“示例”，内容却已改动；是正式数据的请删去“示例”二字，否则清空此行"
    ]


def test_last_years_total_that_is_not_the_sum_of_its_parts_is_told() -> None:
    priors = {**content().fields["priors"], "公务接待费": Decimal(3000)}
    with pytest.raises(WorkbookError) as raised:
        read_budget(workbook(priors=priors))
    assert [str(problem) for problem in raised.value.problems] == [
        "上年数!B6：“三公”经费 0.00 元，不等于 因公出国（境）费 0.00 元、公务接待费 3000.00 元、"
        "公务用车购置及运行费 0.00 元 之和，请核对"
    ]


@pytest.mark.parametrize("written", ["10²", "①", "٣٠٠"])
def test_figures_that_only_look_like_digits_are_no_amount(written: str) -> None:
    lines = [line(function="2012601", kind="公用经费", economic="30201", amount=written)]
    with pytest.raises(WorkbookError) as raised:
        read_budget(workbook(lines=lines, projects=[], form__project_target=[], indicators=[]))
    (problem,) = raised.value.problems
    assert problem.cell == "K5"
    assert "不是数字" in problem.message
