"""The kinds of slips that `tools.score_wording` puts into texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tools.wording_slips import (
    Maker,
    Part,
    contents,
    digit,
    doubled,
    either,
    form_lost,
    form_twice,
    forms,
    glossary,
    narrative,
    one_of,
    put,
    quantity_changed,
    section_lost,
    shortened,
    swap,
    table_lost,
    tables,
    told,
    whole,
    year,
)

__all__ = ["KINDS", "Kind"]


@dataclass(frozen=True)
class Kind:
    """A kind of slip: which families of rules should see it; none where nothing is wrong.

    `is_lost` where nothing is left to point at.
    """

    name: str
    make: Maker
    families: tuple[str, ...]
    is_lost: bool = False


def _lost(pattern: str, part: Part = whole) -> Maker:
    return swap(pattern, "", part)


_MONEY: Final = r"(?:万)?元"
_TITLE: Final = r"^20\d\d年[^\n\t]*表(?:（[^\n]*）)?()$"
_REASON: Final = r"主要原因是([^，。；\n]{4,})"
_PARAGRAPH: Final = r"^[^\n\t]{20,}。()$"
_VALUE: Final = r"(?<=\t)[≥≤]?\d+"
_STAGES: Final = (
    "送审稿",
    "草稿",
    "征求意见稿",
    "仅供内部审核",
    "审核意见稿",
    "内部资料",
    "讨论稿",
    "样本",
)

_COMPLETENESS: Final = (
    Kind("section lost", section_lost, ("STR",), True),
    Kind("table lost", table_lost, ("STR",), True),
    Kind("empty-table note lost", _lost(r"^注：本表无数据$", tables), ("STR",), True),
    Kind("glossary term lost", _lost(r"^[一二三四五六七八九十]{1,2}、[^\n]{2,20}：[^\n]*\n", glossary), ("STR",), True),
    Kind("reason lost", _lost(r"[，,](?:主要)?原因[是为][^；。\n]+", narrative), ("STR", "TXT"), True),
    Kind("reason blank", swap(r"原因[是为]([^；。\n]+)", "", narrative), ("STR", "TXT")),
    Kind("contents: entry changed", swap(r"^(?:表)?[一二三四五六七八九十]{1,3}(?:、|(?=20))([^\n.\t]{6,})", shortened, contents), ("STR", "NAM")),
    Kind("contents: entry lost", _lost(r"^(?:表)?[一二三四五六七八九十]{1,3}(?:、|(?=20))[^\n]{6,}\n", contents), ("STR",), True),
    Kind("contents: entry's year", swap(r"^表[一二三四五六七八九十]{1,2}\s?(20\d\d)年", year(-1), contents), ("STR", "NAM")),
    Kind("form lost", form_lost, ("STR", "CNT"), True),
    Kind("form twice", form_twice, ("STR",), True),
    Kind("form's year", either(swap(r"^\((20\d\d)年度\)", year(-1), forms), swap(r"^(20\d\d)年项目储备", year(-1), forms)), ("NAM",)),
    Kind("row of project lost its form's name", swap(r"^项目名称\t+([^\t\n]{6,})", "全县乡村道路养护补助经费", forms), ("STR",), True),
)  # fmt: skip

_NAMES: Final = (
    Kind("name: of another, over table", swap(r"^部门名称：(.+)$", one_of("某某县财政局", "中国共产党高平市委员会统一战线工作部", "清徐县人民政府办公室"), tables), ("NAM",)),
    Kind("name: of another, in sentence", swap(r"年度?((?:中国共产党|山西)[^\d，。；\n]{6,30}?部)(?=预算|支出|财政|一般|政府)", one_of("中国共产党高平市委员会统一战线工作部", "清徐县人民政府办公室"), narrative), ("NAM",)),
    Kind("name: of another, in form", swap(r"实施单位\t+([^\t\n]{6,})", one_of("中国共产党高平市委员会统一战线工作部", "清徐县人民政府办公室"), forms), ("NAM", "FRM")),
    Kind("level swapped", either(swap(r"^(部门)名称：", "单位", tables), swap(r"^第三部分 20\d\d年度?(部门)", "单位", told), swap(r"^20\d\d年度(部门)预算公开", "单位"), swap(r"编报(部门)整体", "单位", told)), ("NAM", "STR", "TXT")),
    Kind("year: title", swap(r"^(20\d\d)年[^\n\t]*表[^\n\t]*$", year(-1), tables), ("NAM",)),
    Kind("year: head of table", swap(r"(?<=\t)(20\d\d)年(?=合计|财政|预算|\t)", year(-1), tables), ("NAM", "STR")),
    Kind("year: sentence", swap(r"^(20\d\d)年度?[^，。\n]{4,40}?(?:预算|支出)", year(-1), narrative), ("NAM",)),
    Kind("year: template of last year", either(swap(r"比(20\d\d)年", year(-1), told), swap(r"截至(20\d\d)年12月31日", year(-1), told), swap(r"本部门(20\d\d)年", year(-1), told)), ("NAM",)),
    Kind("unit line", swap(r"^单位[:：](万元)$", one_of("元", "千元", "万", "亿元"), tables), ("NAM",)),
    Kind("unit in sentence", swap(r"\d(万元)", one_of("元", "亿元"), narrative), ("NAM", "SUM", "PCT", "CNT")),
)  # fmt: skip

_PRIVACY: Final = (
    Kind("identity number, named", put("对{name}（身份证号{id}）发放救助金。", "领款人{name}，身份证号码：{id}。"), ("PRV",)),
    Kind("identity number, bare", put("经办资料编入{id}号卷。", "补助发放到位，{id}。", "{name} {id}。"), ("PRV",)),
    Kind("phone, near a name", put("联系人{name}，电话{mobile}。", "经办人：{name} {mobile}。", "{name}（{spaced}）负责。", "家庭电话{landline}。"), ("PRV",)),
    Kind("phone, bare", put("如有问题拨打{mobile}。", "请在工作时间内联系，{mobile}。"), ("PRV",)),
    Kind("bank card", put("打入{name}账户，卡号{card}。", "资金拨付至{short}。", "账号：{card}，户名{name}。"), ("PRV",)),
    Kind("person beside payment", put("对{name}同志发放困难补助2000元。", "给{name}、{other}等2人发放抚恤金。", "遗属{name}生活困难补助每月600元。", "{name}同志因病去世，支付丧葬费5000元。", "职工{name}病故，发放一次性抚恤金。", "慰问困难党员{name}500元。", "为{name}家属支付丧葬补助。", "用于{name}遗属生活补助。", "困难职工{name}住院，救助3000元。", "含{name}抚恤金3万元。", "其中{name}丧葬费0.5万元。", "退休干部{name}去世一次性抚恤金12.30万元。"), ("PRV",)),
)  # fmt: skip

_REVIEW: Final = (
    Kind("draft mark: own line", swap(r"\n\n()", one_of(*(f"{one}\n\n" for one in _STAGES))), ("TXT",)),
    Kind("draft mark: after a title", swap(_TITLE, one_of(*(f"（{one}）" for one in _STAGES), *_STAGES), tables), ("TXT",)),
    Kind("draft mark: after a heading", swap(r"^[一二三四五六七八九十]{1,2}、[^\n。\t]{4,30}(?:说明|情况|原因)()$", one_of(*(f"（{one}）" for one in _STAGES), *_STAGES), told), ("TXT",)),
    Kind("draft mark: end of paragraph", swap(_PARAGRAPH, one_of(*(f"（{one}）" for one in _STAGES), *_STAGES), narrative), ("TXT",)),
    Kind("draft mark: within paragraph", swap(r"。()(?=[^\n\t]{10})", one_of(*_STAGES, *(f"【{one}】" for one in _STAGES)), told), ("TXT",)),
    Kind("draft mark: in a project's name", swap(r"^项目名称\t+[^\t\n]{4,}()", one_of(*(f"（{one}）" for one in _STAGES), *_STAGES), forms), ("TXT", "FRM", "STR")),
    Kind("draft mark: in a field", swap(r"^(?:项目概况|立项依据)[^\t\n]*\t+[^\t\n]*[。；]()", one_of(*_STAGES, "审核意见：请补充依据。", "【修改意见：金额待核】"), forms), ("TXT",)),
    Kind("placeholder: reason", swap(_REASON, one_of("XX", "XXX", "××", "____", "【】", "（）", "待补充", "TODO", "……", "（此处填写原因）", "某某某", "示例"), narrative), ("TXT", "STR")),
    Kind("placeholder: amount", swap(r"(\d[\d,]*\.\d\d)万元", one_of("XX", "××", "____", "【】", "X", "**", "…"), narrative), ("TXT", "FMT")),
    Kind("placeholder: name", swap(r"(?<=\n)项目名称\t+([^\t\n]{6,})", one_of("XX项目", "××补助经费", "某某项目", "示例项目", "测试项目"), forms), ("TXT", "STR"), True),
    Kind("template remnants", put("填写说明：本栏填写项目的基本情况。", "（如无此项请删除）", "例：用于办公。", "（说明：以上内容据实填写）", "注：本栏必填。", "（请根据实际情况填写）", "（字数不超过200字）"), ("TXT",)),
    Kind("choice left", swap(r"(增加|减少)(?=\d)", one_of("增加（减少）", "增加/减少", "增加或减少"), narrative), ("TXT",)),
    Kind("number: count with decimals", swap(r"\D(\d+)(?=辆|台)", lambda m, _: f"{m[1]}.00", told), ("FMT",)),
    Kind("number: six decimals", swap(r"(\d+\.\d\d)万元", lambda m, r: f"{m[1]}{r.randrange(1001, 9999)}", narrative), ("FMT",)),
    Kind("number: separator", swap(r"(\d+\.\d\d)万元", lambda m, _: f"{m[1][:1]},{m[1][1:]}" if len(m[1]) != 7 else None, narrative), ("FMT",)),
    Kind("number: two points", swap(r"\d(\.)\d\d万元", "..", narrative), ("FMT",)),
    Kind("number: full-width", swap(r"\d+\.(\d)\d万元", lambda m, _: chr(ord(m[1]) + 0xFEE0), narrative), ("FMT",)),
    Kind("number: blank before unit", swap(r"\d()%", " ", narrative), ("FMT",)),
    Kind("number: letter", either(swap(r"\d+\.\d(0)万元", one_of("O", "o"), narrative), swap(r"(?<=\d)(1)\d*\.\d\d万元", one_of("l", "I"), narrative)), ("FMT",)),
    Kind("number: cell malformed", swap(r"\t(\d+\.\d\d)(?=\t|$)", lambda m, r: r.choice([m[1].replace(".", ".."), m[1].replace(".", ","), m[1][:-1] + "O", m[1] + "万元"]), tables), ("FMT",)),
    Kind("doubled character", swap(r"(?<=[\u4e00-\u9fff])[的是为与和](?=[\u4e00-\u9fff])", doubled), ("TXT",)),
    Kind("doubled word", swap(r"支出|收入|经费|预算|资金|增加|减少|项目(?!支出)|公用经费|人员经费|办公费|政府采购|一般公共预算", doubled, narrative), ("TXT", "STR", "CAT")),
    Kind("doubled punctuation", swap(r"[\u4e00-\u9fff][，。；]", lambda m, r: m[0] + r.choice("，。；、"), told), ("TXT",)),
    Kind("bracket or quote lost", swap(r"[（）()《》“”〔〕](?=[^\t\n]{12,}[。；])", "", told), ("TXT",)),
)  # fmt: skip

_CATALOGS: Final = (
    Kind("code wrong", swap(r"^(\d{7})\t(?=[^\d\n]{3,})", digit, tables), ("CAT", "STR")),
    Kind("name of another code", swap(r"^\d{7}\t([^\t\n]+)", one_of("信访事务", "其他文化和旅游支出", "机关服务", "培训支出", "就业管理事务"), tables), ("CAT",)),
    Kind("parent lost", _lost(r"^(?:\d{3}|\d{5})\t[^\n]*\d\.\d\d[^\n]*\n", tables), ("STR", "CAT"), True),
    Kind("economic pair", swap(r"^(?:基本工资|办公费|住房公积金|差旅费|奖金|工会经费|津贴补贴)\t([^\t\n\d]+)\t", one_of("离退休费", "资本性支出（一）", "社会福利和救助", "因公出国（境）费用"), tables), ("CAT",)),
    Kind("economic name", swap(r"^(基本工资|办公费|住房公积金|差旅费|工会经费|津贴补贴|退休费)\t", lambda m, r: m[1][:-1] + r.choice("贴用薪款经"), tables), ("CAT", "STR")),
)  # fmt: skip

_FORMS: Final = (
    Kind("indicator: money as quantity", swap(r"数量指标\t[^\t\n]{2,}\t([≥≤]?\d+[人个次名户家期篇份]+)(?=\t|$)", one_of("5000元", "3万元", "≤2000元", "≥1.5万元"), forms), ("FRM",)),
    Kind("indicator: cost lost", swap(r"成本指标\t+([^\t\n]{2,}\t+[≤≥]?\d[^\t\n]*)(?:\t+成本指标\t+[^\t\n]*\t+[^\t\n]*)?(?=\t*\n\t*效益指标)", "\t", forms), ("FRM",), True),
    Kind("indicator: satisfaction lost", swap(r"满意度指标\t([^\t\n]{3,}满意[^\t\n]*\t[≥≤]?\d+%)", "\t", forms), ("FRM",), True),
    Kind("indicator: value empty", swap(r"指标\t[^\t\n]{3,}\t([≥≤]?\d[^\t\n]*)(?=\t|$)", "", forms), ("FRM",)),
    Kind("indicator: two signs", swap(r"\t([≥≤])\d", one_of("≥≤", "≤≥", "≥≥", "≥="), forms), ("FRM",)),
    Kind("indicator: unit lost", swap(r"\t[≥≤]?\d+(%|人|个|次|元|万元|天|名|户)(?=\t|$)", "", forms), ("FRM",)),
    Kind("indicator: over 100%", swap(r"满意[^\t\n]*\t≥?(\d\d)%", lambda m, _: m[1] + "0", forms), ("FRM",)),
    Kind("period against kind", swap(r"项目期\t+(\d+年)", lambda m, _: "99年" if m[1] == "1年" else "1年", forms), ("FRM",)),
    Kind("department code", swap(r"^主管部门及代码\t+(\d+)-", digit, forms), ("FRM",)),
    Kind("sources against total", swap(r"财政资\s*金\t+([1-9][\d,]{4,})", digit, forms), ("SUM", "FRM")),
    Kind("quantity times cost", quantity_changed, ("FRM",)),
    Kind("date of filling in", swap(r"填报日期[:：]\t+(20\d\d)", year(-3), forms), ("FRM",)),
)  # fmt: skip

_WRONG: Final = (
    "按照12人×500元×12个月计算，共需7.3万元。",
    "20人，每人每月300元，全年共需7.5万元。",
    "188人，每人每年500元，共计95000元。",
    "其中办公费3.5万元、印刷费2.4万元、培训费1.6万元，合计7.6万元。",
    "印刷费1.2万元，差旅费2.3万元，共计3.6万元。",
    "省、市、县按3:3:4负担，总额10万元，其中县级承担5万元。",
    "十二个村，每村补助二千元，共计二万五千元。",
    "共有党支部35个，每个支部每年补助2000元，合计8万元。",
    "1200元/人×15人=18500元。",
    "3.2万元+4.5万元=7.8万元。",
    "办公费30000元，培训费25000元，合计5.6万元。",
    "每人每月补助800元，共10人，每年共需9.8万元。",
    "甲方承担60%即6万元，乙方承担40%即5万元，共10万元。",
)
_RIGHT: Final = (
    "按照12人×500元×12个月=7.2万元发放。",
    "20人，每人每月300元，每人每年3600元。",
    "其中办公费3.5万元、印刷费2.4万元、培训费1.6万元，三项7.5万元。",
    "省、市、县按3:3:4负担，总额10万元，其中县级承担4万元。",
    "十二个村，每村补助二千元。",
    "1200元/人×15人=18000元。",
    "3.2万元+4.5万元=7.7万元。",
    "监督电话：0351-6868686。",
    "统一社会信用代码11140502MB1234567K。",
    "项目代码42000024219P007000051。",
    "组织的的确确加强了学习。",
    "对口支援高平等县区，慰问困难群众300人，发放救助金。",
    "为困难党员、老党员发放慰问金，为牺牲民警家属发放抚恤金。",
    "依据《部门预算管理办法（征求意见稿）》，负责起草送审稿。",
    "文号为晋财预〔2024〕12号，凭证编号6222020000000000。",
    "开展社会工作工作人员培训，提高一线干部部署落实能力。",
    "依据省财政厅《关于提前下达补助资金的通知》（晋财行〔2024〕95号）。",
)
_ARITHMETIC: Final = (
    Kind("arithmetic in text", put(*_WRONG, part=forms), ("ARI",)),
    Kind("nothing wrong", put(*_RIGHT, part=forms), ()),
)  # fmt: skip

KINDS: Final = (*_COMPLETENESS, *_NAMES, *_PRIVACY, *_REVIEW, *_CATALOGS, *_FORMS, *_ARITHMETIC)
