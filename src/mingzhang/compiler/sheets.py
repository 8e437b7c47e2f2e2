"""The sheets of the input workbook: one description that the writer and the reader share.

What is the same in every province stands here; registers, texts, forms and
last year's figures come from the scheme.
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.compiler.prior import prior_figures
from mingzhang.compiler.sheet import (
    BASICS,
    BOTH_HORIZONS,
    FORMAT_LABEL,
    FORMAT_VERSION,
    HORIZONS,
    INDICATORS,
    LINES,
    NOT_PUBLISHED,
    OVERALL,
    PRIORS,
    PROJECTS,
    REGISTERS,
    SOURCES,
    TASKS,
    TEXTS,
    UNITS,
    WHOLE_ENTITY,
    Column,
    Field,
    Kind,
    Sheet,
)
from mingzhang.scheme import Scheme
from mingzhang.scheme.definition import FieldDefinition, FormDefinition

__all__ = ["attachment_sheet", "form_sheet", "project_forms", "sheets_of"]


def _titles(scheme: Scheme, dimension: str) -> tuple[str, ...]:
    return tuple(one.title for one in scheme.dimension(dimension).members)


def project_forms(scheme: Scheme) -> tuple[FormDefinition, ...]:
    """The forms that are filled in for a project."""
    return tuple(form for form in scheme.forms if form.project_field)


def form_sheet(form: FormDefinition) -> str:
    """The key of the sheet of a form."""
    return f"form.{form.kind}"


def attachment_sheet(attachment_id: str) -> str:
    """The key of the sheet of an attached list."""
    return f"attachment.{attachment_id}"


def _basics(scheme: Scheme, year: int) -> Sheet:
    levels = tuple(scheme.head.level_words.values())
    return Sheet(
        BASICS,
        "基本信息",
        "谁的预算、哪一年、截至哪一天。灰色的两行由程序填写，请勿改动。",
        fields=(
            Field("format", FORMAT_LABEL, Kind.TEXT, "程序据此识别工作簿", default=FORMAT_VERSION),
            Field("scheme", "公开方案", Kind.TEXT, scheme.head.title, default=scheme.name),
            Field("name", "部门（单位）全称", Kind.TEXT, "与印章一致的全称，封面和各表都用它"),
            Field("code", "部门（单位）代码", Kind.TEXT, "一体化系统中的代码，没有可不填",
                  is_required=False),
            Field("level", "公开层级", Kind.CHOICE, "含所属单位的部门填“部门”，单个预算单位填“单位”",
                  choices=levels, default=levels[0]),
            Field("year", "预算年度", Kind.COUNT, "公开哪一年的预算", "年", default=str(year)),
            Field("area", "绩效表表头的地区", Kind.TEXT, "如“晋城城区县（区）级”；用于绩效目标表的标题，没有可不填",
                  is_required=False),
            Field("as_of", "资产统计截止日期", Kind.DATE, f"一般为上年末，如 {year - 1}-12-31",
                  default=f"{year - 1}-12-31"),
            *(
                Field(option.key, option.label, Kind.CHOICE, option.hint, choices=option.choices,
                      default=option.choices[0])
                for option in scheme.head.options
            ),
            Field("published_on", "公开日期", Kind.DATE, "向社会公开的日期，用于公开网站，可不填",
                  is_required=False, may_be_absent=True),
            Field("corrected_on", "更正日期", Kind.DATE, "更正已公开的内容时填写更正公开的日期，否则不填",
                  is_required=False, may_be_absent=True),
            Field("correction", "更正原因", Kind.TEXT, "更正时填写，如“政府采购预算漏列一项”",
                  is_required=False, may_be_absent=True),
        ),
    )  # fmt: skip


def _units(scheme: Scheme) -> Sheet:
    return Sheet(
        UNITS,
        "单位",
        "本部门的预算单位，一家一行；只有本级时填本级一行。",
        columns=(
            Column("name", "单位名称", Kind.TEXT, 44, "全称", is_required=True, example="某县示范局"),
            Column("kind", "单位性质", Kind.CHOICE, 14, "行政单位和参公单位统计机关运行经费",
                   choices=tuple(scheme.head.unit_kinds), is_required=True, example="行政"),
            Column("reports", "编报整体绩效目标", Kind.CHOICE, 18, "该单位是否编报了整体绩效目标；不填则公开文本不作说明",
                   choices=("是", "否"), example="是"),
        ),
    )  # fmt: skip


def _lines(scheme: Scheme, year: int) -> Sheet:
    return Sheet(
        LINES,
        "预算明细",
        f"{year}年批复的预算，一笔一行，金额以元为单位。十三张表和各节文字都由这里汇总得出。",
        columns=(
            Column("unit", "单位", Kind.TEXT, 30, "从“单位”表中选择", from_sheet=(UNITS, "name"),
                   is_required=True, example="某县示范局"),
            Column("function", "支出功能科目", Kind.CODE, 34, "选择或输入 7 位“项”级编码，编码后可带名称",
                   catalog="functional", is_finest=True, is_required=True,
                   example="2010301 行政运行"),
            Column("kind", "支出类别", Kind.CHOICE, 12, "人员经费、公用经费属于基本支出",
                   choices=tuple(scheme.head.economic_kinds), is_required=True, example="公用经费"),
            Column("economic", "部门经济科目", Kind.CODE, 30, "基本支出必填；项目支出涉及“三公”经费的必填",
                   catalog="economic_department", lengths=(5,), example="30201 办公费"),
            Column("government_economic", "政府经济科目", Kind.CODE, 28,
                   "不填则按单位性质和部门经济科目自动对应",
                   catalog="economic_government", lengths=(5,), example="50201 办公经费"),
            Column("project", "项目名称", Kind.TEXT, 44, "项目支出必填，从“项目”表中选择",
                   from_sheet=(PROJECTS, "name")),
            Column("source", "资金来源", Kind.CHOICE, 20, "", choices=_titles(scheme, "source"),
                   is_required=True, example="一般公共预算"),
            Column("period", "预算期间", Kind.CHOICE, 12, "上年结转到本年使用的资金选“上年结转”",
                   choices=_titles(scheme, "period"), is_required=True, example="当年预算"),
            Column("revenue", "收入科目", Kind.CODE, 26, "政府性基金、国有资本经营预算填写，其他不填",
                   catalog="budget_revenue", lengths=(5, 7)),
            Column("amount", "金额（元）", Kind.AMOUNT, 16, "以元为单位，最多两位小数", is_required=True,
                   example="120000.00"),
            Column("remark", "备注", Kind.TEXT, 30, "不公开"),
        ),
    )  # fmt: skip


def _priors(scheme: Scheme, year: int) -> Sheet:
    return Sheet(
        PRIORS,
        "上年数",
        f"{year - 1}年批复的预算数，以元为单位，用于“比上年增加（减少）”。确实没有的填 0；不填则不作比较。",
        fields=tuple(
            Field(label, label, Kind.AMOUNT, f"{year - 1}年预算数", "元", is_required=True)
            for label in prior_figures(scheme)
        ),
    )


def _projects(scheme: Scheme) -> Sheet:
    forms = (*(form.name for form in project_forms(scheme)), NOT_PUBLISHED)
    return Sheet(
        PROJECTS,
        "项目",
        "全部预算项目，一个一行，次序就是公开表中的次序；没有项目的不填。",
        columns=(
            Column("name", "项目名称", Kind.TEXT, 54, "与批复一致，不能重复", is_required=True,
                   example="示范工作经费"),
            Column("class", "项目类别", Kind.CHOICE, 14, "", choices=tuple(scheme.head.project_classes),
                   is_required=True, example="特定目标类"),
            Column("form", "绩效目标公开表式", Kind.CHOICE, 26, "在同名的表中填写绩效目标",
                   choices=forms, is_required=True, example=forms[0]),
        ),
    )  # fmt: skip


def _field_column(field: FieldDefinition) -> Column:
    kind = Kind.CHOICE if field.choices else Kind.LONG_TEXT if field.long else Kind.TEXT
    return Column(
        field.label,
        field.label,
        kind,
        40 if field.long else 22,
        field.hint,
        choices=field.choices,
        is_required=field.required and field.default is None,
        may_wait=True,
    )


def _form(form: FormDefinition) -> Sheet:
    funding = tuple(
        Column(
            f"{horizon}.{source}",
            f"{HORIZONS[horizon]}：{SOURCES[source]}（{form.funding_unit}）",
            Kind.AMOUNT,
            18,
            "没有的不填；合计由程序计算",
        )
        for horizon in form.horizons
        for source in form.funding_sources
    )
    return Sheet(
        form_sheet(form),
        form.name,
        f"公开表式为“{form.name}”的项目，一个一行；指标在“绩效指标”表中填写。",
        columns=(
            Column("project", "项目名称", Kind.TEXT, 44, "从“项目”表中选择",
                   from_sheet=(PROJECTS, "name"), is_required=True, example="示范工作经费"),
            *funding,
            *map(_field_column, form.fields),
        ),
    )  # fmt: skip


def _indicators(scheme: Scheme) -> Sheet:
    ones = tuple(dict.fromkeys(level.name for form in scheme.forms for level in form.levels))
    twos = tuple(
        dict.fromkeys(
            two.name for form in scheme.forms for one in form.levels for two in one.levels
        )
    )
    return Sheet(
        INDICATORS,
        "绩效指标",
        f"一个指标一行。整体支出绩效目标的指标，项目名称填“{WHOLE_ENTITY}”。",
        columns=(
            Column("project", "项目名称", Kind.TEXT, 44, "从“项目”表中选择",
                   from_sheet=(PROJECTS, "name"), is_required=True, example="示范工作经费"),
            Column("horizon", "目标期间", Kind.CHOICE, 14, "两个期间相同的选“实施期和年度”",
                   choices=(BOTH_HORIZONS, *HORIZONS.values()), is_required=True,
                   example=BOTH_HORIZONS),
            Column("level1", "一级指标", Kind.CHOICE, 14, "", choices=ones, is_required=True,
                   example=ones[0]),
            Column("level2", "二级指标", Kind.CHOICE, 18, "", choices=twos, is_required=True,
                   example=twos[0]),
            Column("level3", "三级指标", Kind.TEXT, 30, "二十字以内", is_required=True,
                   example="培训人数"),
            Column("value", "指标值", Kind.TEXT, 16, "如 ≥80人、100%、12月底前、提高", is_required=True,
                   may_wait=True, example="≥80人"),
        ),
    )  # fmt: skip


def _overall(scheme: Scheme) -> tuple[Sheet, ...]:
    whole = [form for form in scheme.forms if not form.project_field]
    fields = tuple(
        Field(
            field.label,
            field.label,
            Kind.LONG_TEXT if field.long else Kind.TEXT,
            field.hint,
            is_required=False,
        )
        for form in whole
        for field in form.fields
    )
    if not fields:
        return ()
    name = whole[0].name
    return (
        Sheet(
            OVERALL,
            "整体绩效",
            f"《{name}》。不公开此表的全部留空；预算金额由程序填列。",
            fields=fields,
        ),
        Sheet(
            TASKS,
            "重点任务",
            f"《{name}》中的年度重点任务，一项一行。",
            columns=(
                Column("duty", "核心职能", Kind.LONG_TEXT, 40, is_required=True),
                Column("task", "重点任务", Kind.LONG_TEXT, 60, is_required=True),
            ),
        ),
    )


def _registers(scheme: Scheme) -> Sheet:
    return Sheet(
        REGISTERS,
        "采购和资产",
        "政府采购预算以元为单位；车辆、房屋、设备为资产统计截止日的数。没有的填 0。",
        fields=tuple(
            Field(
                f"{register.id}.{item.key}",
                f"{register.title}：{item.label}" if len(register.items) > 1 else item.label,
                Kind.AMOUNT
                if register.input_unit == "元"
                else Kind.NUMBER
                if register.input_unit == "平方米"
                else Kind.COUNT,
                item.hint,
                register.input_unit,
            )
            for register in scheme.registers
            for item in register.items
        ),
    )


def _attachments(scheme: Scheme) -> Iterator[Sheet]:
    for attachment in scheme.publication.attachments:
        yield Sheet(
            attachment_sheet(attachment.id),
            attachment.title.partition("（")[0][:12],
            f"随文公开的《{attachment.title}》，一个代码一行；不附的留空。",
            columns=(
                Column("code", "代码", Kind.CODE, 40, "选择或输入代码", catalog=attachment.catalog,
                       is_required=True),
            ),
        )  # fmt: skip


def _texts(scheme: Scheme) -> Sheet:
    overview = (
        Field(one.text, one.label, Kind.LONG_TEXT, one.hint) for one in scheme.publication.overview
    )
    texts = (
        Field(text.key, text.label, Kind.LONG_TEXT, text.hint, is_required=False)
        for section in scheme.narrative.sections
        for text in section.texts
    )
    return Sheet(
        TEXTS,
        "文字",
        "需要写的文字。变动原因只在与上年不同时才需要；换段用 Alt+Enter。",
        fields=(*overview, *texts),
    )


def sheets_of(scheme: Scheme, year: int) -> tuple[Sheet, ...]:
    """All sheets to fill in, in order."""
    return (
        _basics(scheme, year),
        _units(scheme),
        _projects(scheme),
        _lines(scheme, year),
        _priors(scheme, year),
        *map(_form, project_forms(scheme)),
        _indicators(scheme),
        *_overall(scheme),
        _registers(scheme),
        *_attachments(scheme),
        _texts(scheme),
    )
