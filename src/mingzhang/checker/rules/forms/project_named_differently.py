"""同一项目名称写法不同。

查什么：绩效表的项目名称应与项目支出预算表一致。括号全角半角、引号、空格不同的不报；
多字、少字、错字、被截断的，指出两处写法。
为什么：名称不同，读者无法把绩效目标和预算对应起来。
依据：项目名称以项目库为准，预算表和绩效表应当相同。
错例：表中为“档案数字化经费”，绩效表为“档案数子化经费”。
改法：查项目库中的名称，改正有误的一处。
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from mingzhang.catalog.names import folded
from mingzhang.checker.examined import Examined
from mingzhang.checker.projects import ProjectForm, ProjectRow
from mingzhang.checker.rule import Found, Rule, Side, Unchecked

RULE = Rule(
    code="FRM102",
    name="project-named-differently",
    title="同一项目名称写法不同",
    severity="warning",
    message="绩效表为“{form}”，{place} 为“{row}”；先核对“{first}”",
)


def check(document: Examined) -> Iterator[Found | Unchecked]:
    """Forms that were matched with a row of another name."""
    for one in document.projects:
        if not one.is_exact and one.rows:
            yield _found(document, one, one.rows[0])


def _found(document: Examined, one: ProjectForm, row: ProjectRow) -> Found:
    path = f"forms.{one.number}.project"
    table, _, rest = row.total.address.partition(".")
    row_path = f"tables.{table}.rows.{rest.rpartition('.')[0]}.label"
    form_side = Side(f"绩效表“{one.name}” 项目名称", one.name, document.evidence(path))
    place = document.labels.of(row.total.address).partition(" ")[0]
    row_side = Side(
        f"{place} 项目名称", row.name, document.evidence(row_path) or row.total.evidence
    )
    is_row = _uses(document, one, one.name, row.name) > _uses(document, one, row.name, one.name)
    first, second = (row_side, form_side) if is_row else (form_side, row_side)
    return Found(
        subject=(one.key, "project"),
        where=first.label,
        position=row.total.address if is_row else path,
        values={"form": one.name, "row": row.name, "place": place, "first": first.text},
        sides=(first, second),
        stated=first.text,
        expected=second.text,
        evidence=(*first.evidence, *second.evidence),
    )


def _uses(document: Examined, one: ProjectForm, name: str, other: str) -> int:
    """How often what a name has and the other has not stands in the texts of the document."""
    mine, theirs = folded(name), folded(other)
    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    pieces = {
        mine[max(0, start - 1) : end + 1]
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag != "equal"
    }
    texts = (folded(prose.text) for prose in document.prose)
    known = [piece for piece in pieces if len(piece) > 1 and piece not in theirs]
    return sum(text.count(piece) for text in texts for piece in known)
