"""Write the generated pages of docs/: the JSON Schemas, each scheme as people read it, each rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from mingzhang.checker.engine import KnownRule, known_rules
from mingzhang.checker.pages import HEADINGS, SEVERITIES, rule_page, settings_in_schemes
from mingzhang.model import schema_of_disclosure, schema_of_findings
from mingzhang.scheme import Scheme, available_schemes, load_scheme
from mingzhang.scheme.definition import RowRule, SectionDefinition, TableDefinition

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GENERATED = "<!-- 由 make docs 生成，请改方案文件，不要改本页 -->"
OF_RULES = "<!-- 由 make docs 生成，请改规则的说明和方案文件，不要改本页 -->"


def pages() -> dict[Path, str]:
    """Every generated page with its content."""
    found = {
        DOCS / "schemas" / "disclosure.schema.json": _json(schema_of_disclosure()),
        DOCS / "schemas" / "findings.schema.json": _json(schema_of_findings()),
    }
    found[DOCS / "rules" / "README.md"] = "\n".join(_catalogue()) + "\n"
    for code, known in known_rules().items():
        found[DOCS / "rules" / f"{code}.md"] = "\n".join(_rule_page(known)) + "\n"
    for name, years in available_schemes().items():
        for year in years:
            text = "\n".join(_scheme(load_scheme(name, year))) + "\n"
            found[DOCS / "schemes" / f"{name}-{year}.md"] = text
    return found


def _json(schema: Mapping[str, object]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _catalogue() -> Iterator[str]:
    """All rules in a table; a basis that several schemes give is told once."""
    yield f"# 检查规则\n\n{OF_RULES}\n"
    yield "每条规则一页：查什么、为什么、依据、错例、改法。`mingzhang rule 编号` 显示同样的内容。\n"
    yield "错误：文件自己的数字或文字能证明有错。警告：很可能有错，请核对。提示：供参考。\n"
    yield "| 编号 | 查什么 | 级别 | 依据 |\n|---|---|---|---|"
    for code, known in known_rules().items():
        level = SEVERITIES[known.rule.severity] + ("（审阅）" if known.rule.is_review else "")
        bases = dict.fromkeys(basis for _, basis in settings_in_schemes(code).values() if basis)
        basis = "；".join(bases) or rule_page(known).parts.get("依据", "")
        yield f"| [{code}]({code}.md) | {known.rule.title} | {level} | {basis} |"


def _rule_page(known: KnownRule) -> Iterator[str]:
    rule, page = known.rule, rule_page(known)
    yield f"# {rule.code}　{rule.title}\n\n{OF_RULES}\n"
    mode = "，只在审阅时检查" if rule.is_review else ""
    yield f"`{rule.name}`，{SEVERITIES[rule.severity]}{mode}。[全部规则](README.md)"
    for heading in HEADINGS:
        yield f"\n## {heading}\n\n{_plain(page.parts.get(heading, ''))}"
    for title, (severity, basis) in settings_in_schemes(rule.code).items():
        own = f"（级别为{SEVERITIES[severity]}）" if severity else ""
        yield f"\n## {title}{own}\n\n{basis or '已启用。'}"


def _plain(text: str) -> str:
    """A text with what Markdown would take for its own signs."""
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", text)


def _scheme(scheme: Scheme) -> Iterator[str]:
    head = scheme.head
    yield f"# {head.title}（{head.name}，{head.first_year} 年起）"
    yield f"\n{GENERATED}\n\n依据：{head.basis}\n\n## 维度\n"
    yield "| 维度 | 名称 | 成员和组 |\n|---|---|---|"
    for dimension in head.dimensions:
        members = "、".join(
            f"{one.title}（{one.key}）" if one.title else one.key
            for one in (*dimension.members, *dimension.groups)
        )
        codes = f"代码表 {dimension.catalog}；" if dimension.catalog else ""
        yield f"| {dimension.name} | {dimension.title} | {codes}{members} |"
    yield "\n## 表\n\n每一格的坐标是表、侧、行、列四处坐标的交。"
    for table in scheme.tables.tables:
        yield from _table(scheme, table)
    yield "\n## 文字说明\n\n{…} 是空位，⟨甲|乙⟩ 写甲、读时甲乙都认。"
    for section in scheme.narrative.sections:
        yield from _section(section)
    yield "\n## 名词解释\n"
    for term in scheme.glossary.terms:
        yield f"- **{term.term}**：{term.text}"


def _at(place: Mapping[str, str]) -> str:
    return "，".join(f"{name}={member}" for name, member in place.items()) or "全部"


def _table(scheme: Scheme, table: TableDefinition) -> Iterator[str]:
    yield f"\n### 表{table.ordinal}　{table.title}\n"
    yield f"单位：{table.unit}；表的坐标：{_at(table.at)}\n"
    yield "| 侧 | 栏 | 坐标 |\n|---|---|---|"
    for side in table.sides:
        for column in side.columns:
            yield f"| {side.side or ''} | {column.key} | {_at({**side.at, **column.at})} |"
    yield "\n| 侧 | 行 | 坐标 |\n|---|---|---|"
    for side in table.sides:
        for band in side.bands:
            for rule in band.rows:
                yield from _rule(scheme, side.side or "", rule, "")


def _rule(scheme: Scheme, side: str, rule: RowRule, indent: str) -> Iterator[str]:
    if rule.each is None:
        yield f"| {side} | {indent}{rule.label} | {_at(rule.at)} |"
        return
    title = scheme.dimension(rule.each).title
    which = "全部列出" if rule.members else "有金额的"
    yield f"| {side} | {indent}逐个{title}（{which}） | {_at(rule.at)} |"
    for inner in rule.rows:
        yield from _rule(scheme, side, inner, f"{indent}　")


def _section(section: SectionDefinition) -> Iterator[str]:
    yield f"\n### {section.ordinal}、{section.title}\n"
    for paragraph in section.paragraphs:
        if paragraph.text:
            when = f"（当 {paragraph.when}）" if paragraph.when else ""
            yield f"- {when}`{paragraph.text}`"
    if section.figures:
        yield "\n| 名称 | 含义 | 计量 | 坐标 |\n|---|---|---|---|"
    for figure in section.figures:
        yield f"| {figure.key} | {figure.label} | {figure.measure} | {_at(figure.at)} |"


def main() -> None:
    """Write all pages."""
    for path, text in pages().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        print(f"写入 {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
