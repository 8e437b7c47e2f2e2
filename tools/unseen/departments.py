"""Invented departments and units with budgets of any shape, as workbooks compiled to disclosures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any, Final

from mingzhang.catalog import economic_pairs, functional
from mingzhang.compiler import Content, compile_budget, read_budget, write_workbook
from mingzhang.model import Disclosure
from mingzhang.scheme import load_scheme

__all__ = ["disclosure_of"]

_YEARS: Final = (2024, 2025, 2026)
_REGIONS: Final = (
    "盂县",
    "忻州市忻府区",
    "大同市云冈区",
    "运城市盐湖区",
    "吕梁市",
    "朔州市",
    "临汾市尧都区",
    "阳泉市郊区",
)
_REGIONS_SHORT: Final = ("平定县", "太谷区", "介休市", "山西省")
_DEPARTMENTS: Final = ("教育局", "卫生健康和体育局", "人民法院", "交通运输局", "农业农村局", "退役军人事务局",
                       "城西街道办事处", "南娄镇人民政府", "住房和城乡建设管理局", "总工会")  # fmt: skip
_UNITS: Final = (
    "第二中学校",
    "地质环境监测中心",
    "人民医院",
    "图书馆",
    "水利工程质量服务中心",
    "第一幼儿园",
)
_PROJECTS: Final = ("义务教育家庭经济困难学生生活保障", "农村公路养护", "高标准农田建设", "基本公共卫生服务", "信息系统运行维护",
                    "办案业务", "老旧小区改造", "冬季清洁取暖", "乡村振兴衔接推进", "聘用人员工资", "物业管理", "食堂运行",
                    "档案数字化", "节日慰问", "业务培训", "防汛抗旱物资储备", "环境整治", "安全生产检查")  # fmt: skip
_ENDINGS: Final = ("经费", "项目", "专项资金", "补助资金（中央）", "资金(省级配套)", "工作经费")
_BEFORE: Final = (
    "",
    "",
    "",
    "{year}年",
    "提前下达{year}年",
    "晋财教〔{last}〕{n}号",
    "“十四五”",
    "关于下达{last}年度",
)
_LEVEL3: Final = {
    "数量指标": (("培训人数", "≥{n}人"), ("补助学校数量", "{n}所"), ("维护里程", "≥{n}公里"), ("购置设备数量", "≥{n}台（套）")),
    "质量指标": (("验收合格率", "100%"), ("补助标准达标率", "≥98%"), ("资金使用合规性", "合规")),
    "时效指标": (("完成时间", "{year}年12月底前"), ("资金拨付及时性", "及时"), ("开展频次", "每季度一次")),
    "成本指标": (("开支标准符合度", "100%"), ("成本控制情况", "控制在预算内")),
    "经济效益": (("带动就业增收", "提升"), ("节约财政资金", "≥{n}万元")),
    "社会效益": (("群众安全感", "提高"), ("服务能力", "提升"), ("受益群众覆盖率", "≥95%")),
    "生态效益": (("人居环境质量", "改善"), ("减排效果", "明显")),
    "可持续影响": (("长效管理机制", "健全"), ("政策知晓率", "≥90%")),
    "服务对象满意度": (("受益群众满意度", "≥90%"), ("学生及家长满意度", "≥95%")),
}  # fmt: skip
_FIRST: Final = {
    **dict.fromkeys(("数量指标", "质量指标", "时效指标", "成本指标"), "产出指标"),
    **dict.fromkeys(("经济效益", "社会效益", "生态效益", "可持续影响"), "效益指标"),
    "服务对象满意度": "满意度指标",
}
_SENTENCES: Final = (
    "根据有关文件要求，结合工作实际，安排资金用于保障业务正常开展。",
    "按照《关于加强项目资金管理的通知》（财预〔2019〕136号）执行，实行专款专用、单独核算。",
    "上半年完成前期准备，下半年组织实施，12月底前完成验收和支付。",
    "1.完善制度；2.加强监督；3.按进度拨付，确保资金安全、规范、有效。",
    "一是提高服务水平，二是改善基础条件，三是增强群众获得感和满意度。",
)
_LEAST: Final = 10_000
_REASONS: Final = (
    "人员增加及工资标准调整",
    "压减一般性支出，从严从紧编制预算",
    "上年项目已完成，本年不再安排",
    "新增项目支出增加，人员经费减少",
)


def disclosure_of(seed: int) -> Disclosure:
    """The disclosure of the invented department of this number; each number has its own shape."""
    random = Random(seed)
    year = random.choice(_YEARS)
    content = _Department(random, year).content()
    budget = read_budget(write_workbook(load_scheme("shanxi", year), year, content))
    return compile_budget(budget).disclosure


class _Department:
    def __init__(self, random: Random, year: int) -> None:
        self.random, self.year = random, year
        self.is_unit = random.random() < 0.35
        region = random.choice((*_REGIONS, *_REGIONS_SHORT))
        self.area = region
        self.name = region + random.choice(_UNITS if self.is_unit else _DEPARTMENTS)
        self.kind = random.choice(
            ("事业", "事业", "参公") if self.is_unit else ("行政", "行政", "参公")
        )
        self.code = random.randrange(100, 999)
        self.units = [self.name]
        self.kinds = [self.kind]
        if not self.is_unit and random.random() < 0.5:
            for title in random.sample(
                ("服务中心", "执法大队", "信息中心", "幼儿园"), random.randrange(1, 4)
            ):
                self.units.append(region + title)
                self.kinds.append(random.choice(("行政", "参公", "事业")))
        self.projects = self._project_names(random.choice((0, 1, 3, 6, 12, 40)))
        self.form = random.choice(
            ("项目支出绩效目标表", "项目支出绩效目标表", "项目储备绩效申报表")
        )
        self.shown = [name for name in self.projects if random.random() < 0.8][:12]

    def _project_names(self, size: int) -> list[str]:
        names: dict[str, None] = {}
        while len(names) < size:
            words = {"year": self.year, "last": self.year - 1, "n": self.random.randrange(3, 190)}
            before = self.random.choice(_BEFORE).format(**words)
            names[before + self.random.choice(_PROJECTS) + self.random.choice(_ENDINGS)] = None
        return list(names)

    def content(self) -> Content:
        lines = list(self._lines())
        fields: dict[str, Any] = {
            "basics": self._basics(),
            "priors": self._priors(lines),
            "registers": self._registers(),
            "texts": self._texts(),
        }
        form = "project_target" if self.form == "项目支出绩效目标表" else "project_reserve"
        rows: dict[str, Any] = {
            "units": [{"name": name, "kind": kind, "reports": "是"}
                      for name, kind in zip(self.units, self.kinds, strict=True)],
            "projects": [{"name": name, "class": self.random.choice(("特定目标类", "其他运转类")),
                          "form": self.form if name in self.shown else "不公开"}
                         for name in self.projects],
            "lines": lines,
            f"form.{form}": [self._form(name, lines) for name in self.shown],
            "indicators": [row for name in self.shown for row in self._indicators(name)],
        }  # fmt: skip
        return Content(fields, rows)

    def _basics(self) -> dict[str, str]:
        return {
            "format": "明账 1",
            "scheme": "shanxi",
            "name": self.name,
            "level": "单位" if self.is_unit else "部门",
            "year": str(self.year),
            "area": self.area + "县（区）级",
            "as_of": f"{self.year - 1}-12-31",
            "performance_scope": self.random.choice(("全部预算", "当年预算")),
        }

    def _amount(self, low: int = 3, high: int = 9) -> Decimal:
        digits = self.random.randrange(low, high)
        step = self.random.choice((1, 100, 10000, 1000000))
        cents = self.random.randrange(10**digits, 10 ** (digits + 1)) // step * step
        return Decimal(max(step, cents, _LEAST)) / 100

    def _functions(self, budget: str) -> list[str]:
        found = [one.code for one in functional()
                 if len(one.code) == 7 and one.is_valid_in(self.year)
                 and one.attributes.get("budget") == budget]  # fmt: skip
        return sorted(self.random.sample(found, min(len(found), self.random.choice((1, 2, 3, 8)))))

    def _lines(self) -> Iterator[dict[str, Any]]:
        random = self.random
        own = random.choice(("2010301", "2050202", "2130101", "2012901", "2120101"))
        for unit, kind in zip(self.units, self.kinds, strict=True):
            pairs = [
                pair
                for pair in economic_pairs()
                if kind in pair.unit_kind and len(pair.department) == 5
            ]
            codes = sorted(
                {pair.department for pair in pairs if pair.department[:3] in {"301", "302", "303"}}
            )
            for code in sorted(random.sample(codes, random.randrange(3, 20))):
                wage = not code.startswith("302")
                function = {
                    "30108": "2080505",
                    "30109": "2080506",
                    "30113": "2210201",
                    "30110": "2101101",
                }
                yield self._line(unit=unit, function=function.get(code, own), economic=code,
                                 kind="人员经费" if wage else "公用经费", amount=self._amount(5))  # fmt: skip
        yield from self._project_lines()

    def _project_lines(self) -> Iterator[dict[str, Any]]:
        random, general = self.random, self._functions("general")
        fund = self._functions("gov_fund") if random.random() < 0.4 else []
        capital = self._functions("state_capital") if random.random() < 0.2 else []
        others = [name for name in ("财政专户管理资金", "单位资金") if random.random() < 0.25]
        carried = random.random() < 0.6
        three = random.choice((None, None, "30217", "30231", "31013"))
        for number, name in enumerate(self.projects):
            common = {"unit": random.choice(self.units), "kind": "项目支出", "project": name}
            yield self._line(**common, function=random.choice(general), amount=self._amount(),
                             **({"economic": three} if three and number == 0 else {}))  # fmt: skip
            if fund and number % 3 == 0:
                yield self._line(**common, function=random.choice(fund), source="政府性基金预算",
                                 revenue="1030148", amount=self._amount())  # fmt: skip
            if capital and number % 4 == 1:
                yield self._line(**common, function=random.choice(capital), source="国有资本经营预算",
                                 revenue="1030601", amount=self._amount())  # fmt: skip
            for source in others:
                if number % 3 == 1:
                    yield self._line(**common, function=random.choice(general), source=source,
                                     amount=self._amount())  # fmt: skip
            if carried and random.random() < 0.4:
                yield self._line(**common, function=random.choice(general), period="上年结转",
                                 amount=self._amount())  # fmt: skip

    def _line(self, **values: Any) -> dict[str, Any]:
        return {"source": "一般公共预算", "period": "当年预算", **values}

    def _priors(self, lines: list[dict[str, Any]]) -> dict[str, Decimal]:
        random = self.random
        kinds = dict(zip(self.units, self.kinds, strict=True))
        total = sum((line["amount"] for line in lines), Decimal(0))
        current = [line for line in lines if line["period"] == "当年预算"]
        general = sum(
            (line["amount"] for line in current if line["source"] == "一般公共预算"), Decimal(0)
        )
        running = sum((line["amount"] for line in lines
                       if line["kind"] == "公用经费" and kinds[line["unit"]] != "事业"), Decimal(0))  # fmt: skip

        def before(amount: Decimal) -> Decimal:
            factor = Decimal(random.choice(("0.71", "0.98", "1", "1.07", "1.5")))
            return (amount * factor).quantize(Decimal("0.01"))

        three = {key: self._of(lines, codes) for key, codes in _THREE.items()}
        keep = random.random() < 0.5
        last = {key: amount if keep else before(amount) for key, amount in three.items()}
        vehicles = last["公务用车运行维护费"] + last["公务用车购置费"]
        return {
            "预算收支总计（含上年结转）": before(total),
            "一般公共预算当年支出": before(general),
            "“三公”经费": last["因公出国（境）费"] + last["公务接待费"] + vehicles,
            "公务用车购置及运行费": vehicles,
            **last,
            "机关运行经费": before(running),
        }

    @staticmethod
    def _of(lines: list[dict[str, Any]], codes: tuple[str, ...]) -> Decimal:
        fiscal = {"一般公共预算", "政府性基金预算", "国有资本经营预算"}
        return sum((line["amount"] for line in lines
                    if line.get("economic") in codes and line["source"] in fiscal), Decimal(0))  # fmt: skip

    def _registers(self) -> dict[str, Any]:
        random = self.random
        uses = (
            "leader",
            "communication",
            "emergency",
            "law_enforcement",
            "special",
            "institution",
            "other",
        )
        none = random.random() < 0.4
        large = random.choice((0, 0, 1))
        return {
            **{f"procurement.{kind}": self._amount() if random.random() < 0.5 else Decimal(0)
               for kind in ("goods", "works", "services")},
            "vehicle_quota.quota": str(0 if none else random.randrange(1, 40)),
            **{f"vehicles.{use}": str(0 if none or random.random() < 0.5 else random.randrange(20)) for use in uses},
            "office_area.area": random.choice(("0", "412.5", "1836", "10250.73")),
            "equipment_over_500k.count": str(large + random.choice((0, 0, 3))),
            "equipment_over_1m.count": str(large),
        }  # fmt: skip

    def _texts(self) -> dict[str, str]:
        random = self.random
        keys = ("revenue_reason", "expenditure_reason", "operating_reason", "three_public_reason",
                "three_public_abroad_reason", "three_public_reception_reason", "three_public_vehicles_reason",
                "three_public_running_reason", "three_public_purchase_reason")  # fmt: skip
        word = "单位" if self.is_unit else "部门"
        return {
            "duties": f"（一）贯彻执行国家有关方针政策和法律法规。\n（二）负责全{self.area[-1]}有关工作的组织实施。\n"
            f"（三）承担本{word}财务预算、决算编制工作。\n（四）完成上级交办的其他任务。",
            "organisation": "内设办公室、业务一股、业务二股，下设2个事业单位。\n（一）办公室。负责日常运转。\n（二）业务股。承担具体业务。",
            **{key: random.choice(_REASONS) for key in keys},
        }

    def _form(self, project: str, lines: list[dict[str, Any]]) -> dict[str, Any]:
        random = self.random
        amount = sum((line["amount"] for line in lines
                      if line.get("project") == project and line["period"] == "当年预算"), Decimal(0))  # fmt: skip
        said = {
            label: "".join(random.sample(_SENTENCES, random.randrange(1, 4))) for label in _LONG
        }
        if self.form == "项目储备绩效申报表":
            return {
                "project": project,
                **{label: said[label] for label in _RESERVE},
                "备注": "二〇二五年十二月一日",
            }
        always = random.random() < 0.5
        central = (amount / 4).quantize(Decimal("0.01")) if random.random() < 0.3 else Decimal(0)
        money = {
            "central": central,
            "province": Decimal(0),
            "local": amount - central,
            "own": Decimal(0),
        }
        return {
            "project": project,
            **{
                f"implementation.{key}": value * (3 if always else 1)
                for key, value in money.items()
            },
            **{f"annual.{key}": value for key, value in money.items()},
            "主管部门及代码": f"{self.code}-{self.name}",
            "项目属性": "经常性项目（长期开展）" if always else "一次性项目（1年结束）",
            "项目期": "99年" if always else "1年",
            **{label: said[label] for label in _TARGET},
            "填报日期": f"{self.year - 1}1122{random.randrange(10, 23)}{random.randrange(10, 60)}07",
        }

    def _indicators(self, project: str) -> Iterator[dict[str, str]]:
        random = self.random
        reserve = self.form == "项目储备绩效申报表"
        numbers = count(random.randrange(2, 60), 7)
        for two, choices in _LEVEL3.items():
            size = (
                random.choice((0, 1, 1, 2))
                if _FIRST[two] == "效益指标"
                else random.choice((1, 1, 2, 3))
            )
            for level3, value in random.sample(choices, min(size, len(choices))):
                title = two + "指标" if reserve and _FIRST[two] != "产出指标" else two
                text = value.format(n=next(numbers), year=self.year)
                for horizon in ("实施期",) if reserve else ("实施期", "年度"):
                    yield {"project": project, "horizon": horizon, "level1": _FIRST[two],
                           "level2": title, "level3": level3, "value": text}  # fmt: skip


_THREE: Final = {
    "因公出国（境）费": ("30212",),
    "公务接待费": ("30217",),
    "公务用车运行维护费": ("30231",),
    "公务用车购置费": ("30913", "31013"),
}
_TARGET: Final = (
    "项目概况",
    "立项依据",
    "项目设立必要性",
    "保证项目实施的制度、措施",
    "项目实施计划",
    "实施期目标",
    "年度目标",
)
_RESERVE: Final = ("项目概况", "立项依据", "项目设立的必要性", "保证项目实施的制度、措施", "项目补助对象和补助政策",
                   "项目实施计划", "项目资金管理办法", "项目绩效总体目标")  # fmt: skip
_LONG: Final = tuple(dict.fromkeys((*_TARGET, *_RESERVE)))
