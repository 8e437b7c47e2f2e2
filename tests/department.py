"""An invented small department, as a clerk would fill it in; tests change one thing of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from mingzhang.compiler import Content, write_workbook
from mingzhang.scheme import load_scheme

YEAR = 2026
NAME = "示范县档案馆"


def line(**values: Any) -> dict[str, Any]:
    """A budget line of the small department, current year and general budget unless said."""
    return {"unit": NAME, "source": "一般公共预算", "period": "当年预算", **values}


def content(**changes: Any) -> Content:
    """The department's workbook; `changes` replace whole sheets (fields or rows) by key."""
    fields: dict[str, Any] = {
        "basics": {
            "format": "明账 1",
            "scheme": "shanxi",
            "name": NAME,
            "code": "118",
            "level": "部门",
            "year": str(YEAR),
            "area": "示范县级",
            "as_of": f"{YEAR - 1}-12-31",
            "performance_scope": "全部预算",
        },
        "priors": {
            "预算收支总计（含上年结转）": Decimal("500000.00"),
            "一般公共预算当年支出": Decimal("500000.00"),
            "“三公”经费": Decimal(0),
            "因公出国（境）费": Decimal(0),
            "公务接待费": Decimal(0),
            "公务用车购置及运行费": Decimal(0),
            "公务用车运行维护费": Decimal(0),
            "公务用车购置费": Decimal(0),
            "机关运行经费": Decimal("30000.00"),
        },
        "registers": {
            "procurement.goods": Decimal("12000.00"),
            "procurement.works": Decimal(0),
            "procurement.services": Decimal("8000.00"),
            "vehicle_quota.quota": "1",
            **{
                f"vehicles.{use}": "0"
                for use in (
                    "leader",
                    "communication",
                    "emergency",
                    "law_enforcement",
                    "special",
                    "institution",
                )
            },
            "vehicles.other": "1",
            "office_area.area": Decimal("412.5"),
            "equipment_over_500k.count": "0",
            "equipment_over_1m.count": "0",
        },
        "texts": {
            "duties": "（一）保管全县各类档案。\n（二）开展档案利用服务。",
            "organisation": "内设办公室、管理利用股。",
            "revenue_reason": "新增档案数字化项目",
            "expenditure_reason": "新增档案数字化项目",
            "operating_reason": "办公用品价格上涨",
        },
    }
    rows: dict[str, Any] = {
        "units": [{"name": NAME, "kind": "行政", "reports": "是"}],
        "projects": [
            {"name": "档案数字化经费", "class": "特定目标类", "form": "项目支出绩效目标表"},
            {"name": "库房维护经费", "class": "其他运转类", "form": "不公开"},
        ],
        "lines": [
            line(
                function="2012601 行政运行",
                kind="人员经费",
                economic="30101 基本工资",
                amount=Decimal("200000.00"),
            ),
            line(function="2012601", kind="人员经费", economic="30102", amount=Decimal("80000.49")),
            line(function="2080505", kind="人员经费", economic="30108", amount=Decimal("44999.51")),
            line(function="2210201", kind="人员经费", economic="30113", amount=Decimal("33600.00")),
            line(
                function="2012601",
                kind="公用经费",
                economic="30201 办公费",
                amount=Decimal("31000.00"),
            ),
            line(
                function="2012604",
                kind="项目支出",
                project="档案数字化经费",
                amount=Decimal("150000.00"),
            ),
            line(
                function="2012604",
                kind="项目支出",
                project="库房维护经费",
                amount=Decimal("20000.00"),
            ),
            line(
                function="2012604",
                kind="项目支出",
                project="库房维护经费",
                period="上年结转",
                amount=Decimal("5000.00"),
            ),
        ],
        "form.project_target": [
            {
                "project": "档案数字化经费",
                "implementation.local": Decimal("300000.00"),
                "annual.local": Decimal("150000.00"),
                "主管部门及代码": f"118-{NAME}",
                "项目属性": "经常性项目（长期开展）",
                "项目期": "99年",
                "项目概况": "对馆藏婚姻、土地类档案进行扫描和著录。",
                "立项依据": "《中华人民共和国档案法》",
                "项目设立必要性": "纸质档案老化，查阅不便。",
                "保证项目实施的制度、措施": "执行档案数字化工作规范。",
                "项目实施计划": "三月招标，十一月验收。",
                "实施期目标": "馆藏档案数字化率达到八成。",
                "年度目标": "完成十万页。",
            }
        ],
        "indicators": [
            {
                "project": "档案数字化经费",
                "horizon": horizon,
                "level1": level1,
                "level2": level2,
                "level3": level3,
                "value": value,
            }
            for horizon, level1, level2, level3, value in (
                ("实施期", "产出指标", "数量指标", "数字化页数", "≥200000页"),
                ("年度", "产出指标", "数量指标", "数字化页数", "≥100000页"),
                ("实施期和年度", "产出指标", "质量指标", "抽检合格率", "≥99%"),
                ("实施期和年度", "产出指标", "成本指标", "每页成本", "≤1.5元"),
                ("实施期和年度", "效益指标", "社会效益", "查档便利程度", "提高"),
                ("实施期和年度", "满意度指标", "服务对象满意度", "查档群众满意度", "≥95%"),
            )
        ],
    }
    for key, value in changes.items():
        sheet = key.replace("__", ".")
        (fields if isinstance(value, dict) else rows)[sheet] = value
    return Content(fields, rows)


def workbook(**changes: Any) -> bytes:
    """The bytes of the department's workbook."""
    return write_workbook(load_scheme("shanxi", YEAR), YEAR, content(**changes))
