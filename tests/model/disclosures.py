"""Small disclosures, made up of anything that the model allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mingzhang.cube import Coordinate, Evidence, Fact
from mingzhang.model import (
    Attachment,
    AttachmentRow,
    Disclosure,
    Entity,
    Form,
    Funding,
    Indicator,
    Register,
    RegisterItem,
    Row,
    Section,
    Source,
    Table,
    Term,
    UnitOfEntity,
)

TEXTS = st.text(
    st.sampled_from('甲乙丙“”，。＝=()%,"\\\n\t 12.a') | st.characters(codec="utf-8"), max_size=8
)
AMOUNTS = st.decimals(-(10**6), 10**6, places=2).map(str)
HORIZONS = st.sampled_from(["implementation", "annual"])


def some(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


ROWS = st.builds(
    Row,
    side=st.none() | st.sampled_from(["revenue", "expenditure"]),
    code=st.none() | st.from_regex(r"\A[0-9]{3,7}\Z"),
    label=TEXTS,
    government_label=st.none() | TEXTS,
    cells=st.dictionaries(TEXTS, st.none() | AMOUNTS, max_size=3),
)
SECTIONS = st.builds(Section, id=TEXTS, title=TEXTS, text=TEXTS)
FORMS = st.builds(
    Form,
    kind=st.sampled_from(["project_target", "project_reserve", "entity_overall"]),
    project=st.none() | TEXTS,
    fields=st.dictionaries(TEXTS, TEXTS, max_size=2),
    funding=some(
        st.builds(Funding, horizon=HORIZONS, source=TEXTS, amount=st.none() | AMOUNTS, unit=TEXTS)
    ),
    indicators=some(
        st.builds(
            Indicator,
            horizon=HORIZONS,
            level1=TEXTS,
            level2=TEXTS,
            level3=TEXTS,
            value=st.none() | TEXTS,
        )
    ),
    tasks=some(st.tuples(TEXTS, TEXTS)),
)
EVIDENCE = st.builds(
    Evidence,
    TEXTS,
    start=st.none() | st.integers(0, 99),
    bbox=st.none() | st.tuples(*[st.floats(0, 900)] * 4),
    cell=st.none() | st.just("K7"),
)
FACTS = st.builds(
    Fact,
    TEXTS,
    st.builds(
        Coordinate.of,
        st.dictionaries(st.sampled_from(["project", "source"]), TEXTS),
        st.sampled_from(["budget", "vehicles"]),
        st.integers(-1, 1),
    ),
    st.none() | AMOUNTS,
    TEXTS,
    exact=st.none() | st.integers(-(10**15), 10**15),
    derivation=st.none() | TEXTS,
    evidence=some(EVIDENCE),
)
REGISTERS = st.builds(
    Register,
    id=TEXTS,
    title=TEXTS,
    unit=TEXTS,
    as_of=st.none() | st.just("2024-12-31"),
    items=some(st.builds(RegisterItem, key=TEXTS, label=TEXTS, value=TEXTS)),
)
ATTACHMENTS = st.builds(
    Attachment,
    id=TEXTS,
    section=TEXTS,
    title=TEXTS,
    text=TEXTS,
    rows=some(st.builds(AttachmentRow, code=TEXTS, name=TEXTS, level=st.integers(1, 3))),
)
DISCLOSURES = st.builds(
    Disclosure,
    scheme=TEXTS,
    fiscal_year=st.integers(2000, 2100),
    entity=st.builds(
        Entity, name=TEXTS, level=st.sampled_from(["department", "unit"]), code=st.none() | TEXTS
    ),
    source=st.none() | st.builds(Source, name=TEXTS, media_type=TEXTS, sha256=TEXTS),
    units=some(st.builds(UnitOfEntity, name=TEXTS, kind=TEXTS, code=st.none() | TEXTS)),
    overview=some(SECTIONS),
    tables=some(
        st.builds(
            Table, id=TEXTS, title=TEXTS, unit=TEXTS, note=st.none() | TEXTS, rows=some(ROWS, 4)
        )
    ),
    narrative=some(SECTIONS),
    forms=some(FORMS),
    registers=some(REGISTERS),
    attachments=some(ATTACHMENTS),
    glossary=some(st.builds(Term, term=TEXTS, text=TEXTS)),
    settings=st.dictionaries(TEXTS, TEXTS, max_size=2),
    facts=some(FACTS, 3),
)
