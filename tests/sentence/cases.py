"""Every variant of the twelve sections, with the exact words that they must have."""

from __future__ import annotations

from typing import Final

from tests.sentence.said import (
    ARCHIVE,
    OFFICE,
    YEARBOOK,
    Case,
    counted,
    line,
    project,
    running,
    staff,
)

PLAIN: Final = (staff(7_081_700), project(10_000_000))
CARRIED: Final = (staff(1_986_200), project(579_900, period="carryover"))
REASONS: Final = {"revenue_reason": "项目增加", "expenditure_reason": "项目相应增加"}
TOTAL: Final = "2025年度示范县档案局预算收入总计"


def both(amount: str, current: str, carried: str, change: str, whys: tuple[str, str]) -> str:
    """Section 3.1 of a department."""
    return (
        f"{TOTAL}{amount}万元，其中：本年收入{current}万元，上年结转{carried}万元{change}{whys[0]}；"
        f"本年部门预算支出总计{amount}万元，其中：本年预算安排{current}万元，"
        f"上年结转{carried}万元{change}{whys[1]}。"
    )


WHY: Final = ("，主要原因是项目增加", "，主要原因是项目相应增加")
NO_WHY: Final = ("", "")

BUDGET_CASES: Final = {
    "3.1 increase without carryover": (
        "3.1",
        Case(PLAIN, {"total": 16_000_000}, REASONS),
        both("1,708.17", "1,708.17", "0", "，比上年增加108.17万元，增长6.76%", WHY),
    ),
    "3.1 decrease with carryover": (
        "3.1",
        Case(CARRIED, {"total": 3_605_100}, REASONS),
        both("256.61", "198.62", "57.99", "，比上年减少103.90万元，下降28.82%", WHY),
    ),
    "3.1 from zero": (
        "3.1",
        Case(PLAIN, {"total": 0}, REASONS),
        both("1,708.17", "1,708.17", "0", "，比上年增加1708.17万元", WHY),
    ),
    "3.1 down to zero": (
        "3.1",
        Case((), {"total": 12_345_67}, {}),
        both("0", "0", "0", "，比上年减少123.46万元，下降100.00%", NO_WHY),
    ),
    "3.1 unchanged, with reasons all the same": (
        "3.1",
        Case(PLAIN, {"total": 17_081_700}, REASONS),
        both("1,708.17", "1,708.17", "0", "，与上年预算数相同", NO_WHY),
    ),
    "3.1 a change too small to be seen": (
        "3.1",
        Case(PLAIN, {"total": 17_081_749.99}, REASONS),
        both("1,708.17", "1,708.17", "0", "，与上年预算数相同", NO_WHY),
    ),
    "3.1 a change that is just seen": (
        "3.1",
        Case(PLAIN, {"total": 17_081_750}, REASONS),
        both("1,708.17", "1,708.17", "0", "，比上年减少0.01万元，下降0.00%", WHY),
    ),
    "3.1 last year unknown": (
        "3.1",
        Case(PLAIN, {}, REASONS),
        both("1,708.17", "1,708.17", "0", "", NO_WHY),
    ),
    "3.1 no reason written yet": (
        "3.1",
        Case(PLAIN, {"total": 16_000_000}),
        both("1,708.17", "1,708.17", "0", "，比上年增加108.17万元，增长6.76%", NO_WHY),
    ),
    "3.1 a single unit": (
        "3.1",
        Case(PLAIN, {"total": 17_081_700}, level="unit"),
        both("1,708.17", "1,708.17", "0", "，与上年预算数相同", NO_WHY).replace("部门", "单位"),
    ),
    "3.1 money is left at the year's end": (
        "3.1",
        Case((*PLAIN, line(20_000, kind="year_end")), {"total": 17_101_700}),
        "2025年度示范县档案局预算收入总计1,710.17万元，其中：本年收入1,710.17万元，"
        "上年结转0万元，与上年预算数相同；本年部门预算支出总计1,710.17万元，其中："
        "本年预算安排1,708.17万元，上年结转0万元，与上年预算数相同。",
    ),
    "3.2 one source": (
        "3.2",
        Case(PLAIN),
        "2025年度示范县档案局预算收入1,708.17万元，主要包括一般公共预算拨款收入1,708.17万元，"
        "占100.00%；政府性基金预算拨款收入0万元，占0%；国有资本经营预算拨款收入0万元，占0%；"
        "财政专户管理资金收入0万元，占0%；单位资金0万元，占0%；上年结转0万元，占0%。",
    ),
    "3.2 every source": (
        "3.2",
        Case(
            (
                staff(7_290_000),
                project(1_000_000, source="gov_fund"),
                project(10_000, source="state_capital"),
                project(500_000, source="special_account"),
                project(199_999.99, source="unit_funds"),
                project(1_000_000.01, period="carryover", source="unit_funds"),
            )
        ),
        "2025年度示范县档案局预算收入1,000.00万元，主要包括一般公共预算拨款收入729.00万元，"
        "占72.90%；政府性基金预算拨款收入100.00万元，占10.00%；国有资本经营预算拨款收入1.00万元，"
        "占0.10%；财政专户管理资金收入50.00万元，占5.00%；单位资金20.00万元，占2.00%；"
        "上年结转100.00万元，占10.00%。",
    ),
    "3.2 no money at all": (
        "3.2",
        Case(),
        "2025年度示范县档案局预算收入0万元，主要包括一般公共预算拨款收入0万元，"
        "占0%；政府性基金预算拨款收入0万元，占0%；国有资本经营预算拨款收入0万元，占0%；"
        "财政专户管理资金收入0万元，占0%；单位资金0万元，占0%；上年结转0万元，占0%。",
    ),
    "3.3 zeros are dropped from amounts and kept in shares": (
        "3.3",
        Case((staff(9_812_000 * 0.729), project(9_812_000 * 0.271))),
        "2025年度示范县档案局支出预算981.2万元，其中：基本支出715.29万元，占72.90%；"
        "项目支出265.91万元，占27.10%。",
    ),
    "3.3 only basic expenditure": (
        "3.3",
        Case((staff(20_000),)),
        "2025年度示范县档案局支出预算2万元，其中：基本支出2万元，占100.00%；项目支出0万元，占0%。",
    ),
    "3.4 classes of all fiscal money": (
        "3.4",
        Case(
            (
                staff(16_896_100),
                project(185_600, function="2210201", source="gov_fund"),
                project(50_000, function="2080505", source="unit_funds"),
                project(579_900, function="2101101", period="carryover"),
            )
        ),
        "2025年度示范县档案局财政拨款收支总预算1,766.16万元。其中：一般公共预算拨款1,747.60万元，"
        "政府性基金预算拨款18.56万元，国有资本经营预算拨款0万元。其中：当年拨款收入1,708.17万元，"
        "上年结转收入57.99万元。支出包括：一般公共服务支出1,689.61万元、卫生健康支出57.99万元、"
        "住房保障支出18.56万元等。",
    ),
    "3.4 no fiscal money": (
        "3.4",
        Case((project(50_000, source="unit_funds"),)),
        "2025年度示范县档案局财政拨款收支总预算0万元。其中：一般公共预算拨款0万元，"
        "政府性基金预算拨款0万元，国有资本经营预算拨款0万元。其中：当年拨款收入0万元，"
        "上年结转收入0万元。支出包括：无。",
    ),
    "3.5 without carryover, unlike 3.1": (
        "3.5",
        Case(
            (*CARRIED, project(29_700, function="2210201"), project(1_500_000, source="gov_fund")),
            {"total": 2_210_600},
        ),
        "（一）一般公共预算当年支出规模变化情况\n"
        "2025年度示范县档案局一般公共预算当年支出201.59万元，比上年减少19.47万元，下降8.81%。\n"
        "（二）一般公共预算当年支出结构情况\n"
        "2025年度示范县档案局一般公共预算当年支出201.59万元，主要用于以下方面："
        "一般公共服务支出198.62万元，占98.53%；住房保障支出2.97万元，占1.47%等。",
    ),
    "3.5 from zero": (
        "3.5",
        Case((staff(17_081_700),), {"total": 0}),
        "（一）一般公共预算当年支出规模变化情况\n"
        "2025年度示范县档案局一般公共预算当年支出1,708.17万元，比上年增加1708.17万元。\n"
        "（二）一般公共预算当年支出结构情况\n"
        "2025年度示范县档案局一般公共预算当年支出1,708.17万元，主要用于以下方面："
        "一般公共服务支出1,708.17万元，占100.00%等。",
    ),
    "3.6 items each once": (
        "3.6",
        Case(
            (
                staff(400_000),
                staff(100_000, "30101", unit=ARCHIVE),
                staff(202_200, "30113"),
                running(50_000),
                running(23_200, "30228"),
                project(90_000, economic="30213"),
                staff(10_000, "30102", period="carryover"),
            )
        ),
        "2025年度示范县档案局一般公共预算安排基本支出77.54万元，其中：\n"
        "人员经费70.22万元，主要包括：基本工资、住房公积金等；\n"
        "公用经费7.32万元，主要包括：办公费、工会经费等。",
    ),
    "3.6 no personnel": (
        "3.6",
        Case((running(200_400),)),
        "2025年度示范县档案局一般公共预算安排基本支出20.04万元，其中：\n"
        "人员经费0万元，主要包括：无；\n"
        "公用经费20.04万元，主要包括：办公费等。",
    ),
}

NO_CARS: Final = {"vehicles": 0, "vehicle_running": 0, "vehicle_purchase": 0, "abroad": 0}
SAME: Final = "，与上年预算数相同"
HEAD: Final = "2025年示范县档案局财政拨款安排的“三公”经费预算"


def items(abroad: str, reception: str, cars: str, run: str, buy: str) -> str:
    return (
        f"\n其中：因公出国（境）费{abroad}；公务接待费{reception}；公务用车购置及运行费{cars}。"
        f"公务用车运行维护费{run}；公务用车购置费{buy}。"
    )


THREE_PUBLIC_CASES: Final = {
    "3.7 none": ("3.7", Case(PLAIN, {"total": 0}), "本部门无“三公”经费预算。"),
    "3.7 none, last year unknown": ("3.7", Case(PLAIN), "本部门无“三公”经费预算。"),
    "3.7 none of fiscal money": (
        "3.7",
        Case((running(9_300, "30217", source="unit_funds"),), {"total": 0}),
        "本部门无“三公”经费预算。",
    ),
    "3.7 some, less than last year": (
        "3.7",
        Case(
            (running(20_000, "30231"), project(180_000, economic="31013")),
            {
                "total": 209_300,
                "reception": 9_300,
                **NO_CARS,
                "vehicles": 200_000,
                "vehicle_running": 20_000,
                "vehicle_purchase": 180_000,
            },
            {
                "three_public_reason": "公务接待费减少",
                "three_public_reception_reason": "接待由县里统筹",
            },
        ),
        f"{HEAD}20.00万元，比2024年减少0.93万元，主要原因是公务接待费减少。"
        + items(
            f"0万元{SAME}",
            "0万元，与上年相比预算数减少0.93万元，主要原因是接待由县里统筹",
            f"20.00万元{SAME}",
            f"2.00万元{SAME}",
            f"18.00万元{SAME}",
        ),
    ),
    "3.7 some, more than last year": (
        "3.7",
        Case(
            (running(20_000, "30231"), running(15_000, "30217"), project(30_000, economic="30212")),
            {
                "total": 20_000,
                **NO_CARS,
                "reception": 15_000,
                "vehicles": 5_000,
                "vehicle_running": 5_000,
            },
            {
                "three_public_reason": "新增出国任务",
                "three_public_abroad_reason": "赴外交流",
                "three_public_vehicles_reason": "车辆老旧",
                "three_public_running_reason": "维修增加",
            },
        ),
        f"{HEAD}6.50万元，比2024年增加4.50万元，主要原因是新增出国任务。"
        + items(
            "3.00万元，与上年相比预算数增加3.00万元，主要原因是赴外交流",
            f"1.50万元{SAME}",
            "2.00万元，与上年相比预算数增加1.50万元，主要原因是车辆老旧",
            "2.00万元，与上年相比预算数增加1.50万元，主要原因是维修增加",
            f"0万元{SAME}",
        ),
    ),
    "3.7 down to zero": (
        "3.7",
        Case(
            PLAIN,
            {"total": 9_300, "reception": 9_300, **NO_CARS},
            {"three_public_reason": "不再接待", "three_public_reception_reason": "统筹接待"},
        ),
        f"{HEAD}0万元，比2024年减少0.93万元，主要原因是不再接待。"
        + items(
            f"0万元{SAME}",
            "0万元，与上年相比预算数减少0.93万元，主要原因是统筹接待",
            *[f"0万元{SAME}"] * 3,
        ),
    ),
    "3.7 unchanged": (
        "3.7",
        Case((running(9_300, "30217"),), {"total": 9_300, "reception": 9_300, **NO_CARS}),
        f"{HEAD}0.93万元，与上年预算数相同。"
        + items(f"0万元{SAME}", f"0.93万元{SAME}", *[f"0万元{SAME}"] * 3),
    ),
    "3.7 moved from one item to another": (
        "3.7",
        Case(
            (running(9_300, "30217"),),
            {"total": 9_300, "reception": 0, **NO_CARS, "abroad": 9_300},
            {"three_public_abroad_reason": "不再出国", "three_public_reception_reason": "接待增加"},
        ),
        f"{HEAD}0.93万元，与上年预算数相同。"
        + items(
            "0万元，与上年相比预算数减少0.93万元，主要原因是不再出国",
            "0.93万元，与上年相比预算数增加0.93万元，主要原因是接待增加",
            *[f"0万元{SAME}"] * 3,
        ),
    ),
    "3.7 last year unknown": (
        "3.7",
        Case((running(9_300, "30217"),)),
        f"{HEAD}0.93万元。" + items("0万元", "0.93万元", *["0万元"] * 3),
    ),
}

RUN: Final = (running(73_200),)
OPERATING_CASES: Final = {
    "3.8 none": ("3.8", Case(PLAIN, {"operating": 0}), "本部门无机关运行经费。"),
    "3.8 none of an organ": (
        "3.8",
        Case((running(73_200, unit=ARCHIVE),), {"operating": 0}),
        "本部门无机关运行经费。",
    ),
    "3.8 one organ, more than last year": (
        "3.8",
        Case(
            (*RUN, counted("units", 1, unit=OFFICE)),
            {"operating": 71_000},
            {"operating_reason": "人员增加"},
        ),
        "本部门2025年所属1家行政单位机关运行经费财政拨款预算7.32万元，"
        "比2024年预算增加0.22万元，增长3.1%，原因是人员增加。",
    ),
    "3.8 several units of several kinds, less than last year": (
        "3.8",
        Case(
            (
                *RUN,
                running(20_000, unit=YEARBOOK),
                running(90_000, unit=ARCHIVE),
                *(counted("units", 1, unit=unit) for unit in (OFFICE, YEARBOOK, ARCHIVE)),
            ),
            {"operating": 100_000},
            {"operating_reason": "压减支出"},
        ),
        "本部门2025年所属2家行政、参公单位机关运行经费财政拨款预算9.32万元，"
        "比2024年预算减少0.68万元，下降6.8%，原因是压减支出。",
    ),
    "3.8 units named by the clerk": (
        "3.8",
        Case(
            (*RUN, counted("units", 1, unit=OFFICE)),
            {"operating": 73_200},
            {"operating_units": "示范县档案局等1家行政、参公单位"},
        ),
        "本部门2025年所属示范县档案局等1家行政、参公单位机关运行经费财政拨款预算7.32万元"
        "，与上年预算数相同。",
    ),
    "3.8 from zero": (
        "3.8",
        Case(
            (*RUN, counted("units", 1, unit=OFFICE)),
            {"operating": 0},
            {"operating_reason": "机构新设"},
        ),
        "本部门2025年所属1家行政单位机关运行经费财政拨款预算7.32万元，"
        "比2024年预算增加7.32万元，原因是机构新设。",
    ),
    "3.8 down to zero": (
        "3.8",
        Case(
            (*PLAIN, counted("units", 1, unit=OFFICE)),
            {"operating": 73_200},
            {"operating_reason": "机构撤并"},
        ),
        "本部门2025年所属1家行政单位机关运行经费财政拨款预算0万元，"
        "比2024年预算减少7.32万元，下降100%，原因是机构撤并。",
    ),
    "3.8 last year unknown": (
        "3.8",
        Case((*RUN, counted("units", 1, unit=OFFICE)), {}, {"operating_reason": "人员增加"}),
        "本部门2025年所属1家行政单位机关运行经费财政拨款预算7.32万元。",
    ),
    "3.8 a single unit": (
        "3.8",
        Case(
            (*RUN, counted("units", 1, unit=OFFICE)),
            {"operating": 70_000},
            {"operating_reason": "物价上涨"},
            level="unit",
        ),
        "本部门2025年单位机关运行经费财政拨款预算7.32万元，"
        "比2024年预算增加0.32万元，增长4.57%，原因是物价上涨。",
    ),
}

PROCUREMENT: Final = (
    counted("procurement", 16_600_00, procurement="goods"),
    counted("procurement", 15_000_00, procurement="services"),
)
CARS: Final = (
    counted("vehicle_quota", 4),
    counted("vehicles", 3, vehicle_use="other"),
    counted("vehicles", 1, vehicle_use="law_enforcement"),
    counted("office_area", 305_80),
    counted("equipment_over_500k", 2),
    counted("equipment_over_1m", 1),
)
PROJECTS: Final = {
    "档案数字化": "published_specific_target",
    "库房维护": "published_other_operating",
    "征集口述史": "specific_target",
}


ALL_PUBLISHED: Final = (
    staff(775_400),
    project(1_040_000, "库房维护"),
    project(15_266_300, "档案数字化"),
    counted("projects", 1, project="库房维护", unit=OFFICE, period="current"),
    counted("projects", 1, project="档案数字化", unit=OFFICE, period="current"),
    counted("units", 1, unit=OFFICE),
)
SOME_PUBLISHED: Final = (
    *ALL_PUBLISHED,
    project(693_700, "征集口述史", unit=ARCHIVE),
    project(50_000, "库房维护", period="carryover"),
    counted("projects", 1, project="征集口述史", unit=ARCHIVE, period="current"),
    counted("projects", 1, project="库房维护", unit=OFFICE, period="carryover"),
    counted("units", 1, unit=ARCHIVE),
    counted("reporting_units", 1, unit=OFFICE),
    counted("reporting_units", 0, unit=ARCHIVE),
)
NO_PROJECTS: Final = (staff(775_400), counted("units", 1, unit=OFFICE), counted("projects", 0))
OVERALL: Final = "1、整体绩效目标\n"
EACH: Final = "\n2、项目绩效目标\n"

OTHER_CASES: Final = {
    "3.9": (
        "3.9",
        Case(PROCUREMENT),
        "2025年示范县档案局政府采购预算总额3.16万元。其中：政府采购货物预算1.66万元、"
        "政府采购工程预算0万元、政府采购服务预算1.50万元。",
    ),
    "3.9 nothing bought": (
        "3.9",
        Case(),
        "2025年示范县档案局政府采购预算总额0万元。其中：政府采购货物预算0万元、"
        "政府采购工程预算0万元、政府采购服务预算0万元。",
    ),
    "3.10 all projects published": (
        "3.10",
        Case(ALL_PUBLISHED, projects=PROJECTS),
        f"{OVERALL}2025年编报部门整体支出绩效目标，涉及部门预算资金1708.17万元，"
        "其中基本支出77.54万元，项目支出1630.63万元；预算单位1个。"
        f"{EACH}2025年示范县档案局纳入绩效目标管理的二级项目2个，共计金额1,630.63万元。"
        "其中：其他运转类项目1个，涉及金额104.00万元；特定目标类项目1个，涉及金额1,526.63万元。"
        "公开项目绩效目标2个，涉及项目金额1,630.63万元，占部门（单位）项目支出总额的100%。"
        "其中：其他运转类项目1个，涉及项目金额104.00万元；特定目标类项目1个，"
        "涉及项目金额1,526.63万元。\n（项目绩效目标表公开情况见附件）",
    ),
    "3.10 fewer published than there are": (
        "3.10",
        Case(SOME_PUBLISHED, projects=PROJECTS, reporting=(OFFICE,)),
        f"{OVERALL}2025年编报部门整体支出绩效目标，涉及部门预算资金1782.54万元，"
        "其中基本支出77.54万元，项目支出1705.00万元；机关及下属预算单位2个，"
        "其中1个单位（包括机关）编报了单位整体绩效目标，涉及资金1713.17万元。"
        f"{EACH}2025年示范县档案局纳入绩效目标管理的二级项目3个，共计金额1,700.00万元。"
        "其中：其他运转类项目1个，涉及金额104.00万元；特定目标类项目2个，涉及金额1,596.00万元。"
        "公开项目绩效目标2个，涉及项目金额1,630.63万元，占部门（单位）项目支出总额的95.92%。"
        "其中：其他运转类项目1个，涉及项目金额104.00万元；特定目标类项目1个，"
        "涉及项目金额1,526.63万元。\n（项目绩效目标表公开情况见附件）",
    ),
    "3.10 this year's budget only": (
        "3.10",
        Case(
            (
                *NO_PROJECTS,
                staff(20_000, period="carryover"),
                counted("reporting_units", 1, unit=OFFICE),
            ),
            words={"performance_scope": "当年预算"},
            reporting=(OFFICE,),
        ),
        f"{OVERALL}2025年编报部门整体支出绩效目标，涉及部门预算资金77.54万元，"
        "其中基本支出77.54万元，项目支出0万元；机关及下属预算单位1个，"
        "其中1个单位（包括机关）编报了单位整体绩效目标，涉及资金77.54万元。"
        f"{EACH}2025年示范县档案局没有纳入绩效目标管理的项目。",
    ),
    "3.10 this year's budget only, nothing said of units": (
        "3.10",
        Case(
            (*NO_PROJECTS, staff(20_000, period="carryover")),
            words={"performance_scope": "当年预算"},
        ),
        f"{OVERALL}2025年编报部门整体支出绩效目标，涉及部门预算资金77.54万元，"
        "其中基本支出77.54万元，项目支出0万元；预算单位1个。"
        f"{EACH}2025年示范县档案局没有纳入绩效目标管理的项目。",
    ),
    "3.10 a single unit without projects": (
        "3.10",
        Case(NO_PROJECTS, level="unit"),
        f"{OVERALL}2025年编报单位整体绩效目标，涉及资金77.54万元。"
        f"{EACH}2025年示范县档案局没有纳入绩效目标管理的项目。",
    ),
    "3.10 a single unit, this year's budget only": (
        "3.10",
        Case(
            (*NO_PROJECTS, staff(20_000, period="carryover")),
            level="unit",
            words={"performance_scope": "当年预算"},
        ),
        f"{OVERALL}2025年编报单位整体绩效目标，涉及资金77.54万元。"
        f"{EACH}2025年示范县档案局没有纳入绩效目标管理的项目。",
    ),
    "3.10 projects of which none is published": (
        "3.10",
        Case(
            (
                project(693_700, "征集口述史"),
                counted("projects", 1, project="征集口述史", unit=OFFICE, period="current"),
            ),
            level="unit",
            projects=PROJECTS,
        ),
        f"{OVERALL}2025年编报单位整体绩效目标，涉及资金69.37万元。"
        f"{EACH}2025年示范县档案局纳入绩效目标管理的二级项目1个，共计金额69.37万元。"
        "其中：其他运转类项目0个，涉及金额0万元；特定目标类项目1个，涉及金额69.37万元。"
        "公开项目绩效目标0个，涉及项目金额0万元，占部门（单位）项目支出总额的0%。"
        "其中：其他运转类项目0个，涉及项目金额0万元；特定目标类项目0个，涉及项目金额0万元。",
    ),
    "3.11": (
        "3.11",
        Case(CARS),
        "1、车辆情况：\n截至2024年12月31日，示范县档案局共有公务用车编制4辆，实有4辆，其中："
        "领导用车0辆，机要通信用车0辆，应急保障用车0辆，执法执勤用车1辆，特种专业技术用车0辆，"
        "事业单位业务用车0辆，其他公务用车3辆。\n2、房屋情况：\n"
        "截至2024年12月31日，示范县档案局使用的办公用房建筑总面积305.8平方米。\n"
        "3、其他国有资产占有使用情况：\n截至2024年12月31日，示范县档案局占有使用价值50万元（原值）"
        "以上的通用设备2台（套）；示范县档案局占有使用价值100万元（原值）以上的通用设备1台（套）。",
    ),
    "3.12 nothing to say": (
        "3.12",
        Case(),
        "（一）政府购买服务指导性目录\n无\n（二）其他\n无",
    ),
    "3.12 a catalogue and other matters": (
        "3.12",
        Case(texts={"other_matters": "本年新增一处库房。"}, words={"purchase_services": "目录"}),
        "（一）政府购买服务指导性目录\n本部门政府购买服务指导性目录详见附件。\n"
        "（二）其他\n本年新增一处库房。",
    ),
}

CASES: Final = {**BUDGET_CASES, **THREE_PUBLIC_CASES, **OPERATING_CASES, **OTHER_CASES}
