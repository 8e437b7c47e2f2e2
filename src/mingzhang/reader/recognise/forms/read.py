"""One form: its blocks to fields, money and indicators, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec.structs import replace

from mingzhang.model import Form, Placed
from mingzhang.reader.recognise.forms.fields import Fields
from mingzhang.reader.recognise.forms.indicators import Indicators, header_of, layout_of
from mingzhang.reader.recognise.forms.money import amount_of
from mingzhang.reader.recognise.forms.printed import PrintedForm
from mingzhang.reader.recognise.forms.rows import Row, words_of
from mingzhang.reader.recognise.forms.split import FormPart
from mingzhang.reader.recognise.placing import placed
from mingzhang.reader.source import Passage

__all__ = ["ReadForm", "read_form"]

_COLON: Final = re.compile("[:：]")


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form with the places of its texts.

    `uncertain` names the texts that could be read otherwise or lack a part, by the paths of
    `placed` (forms.1.indicators.3, forms.1.funding.annual.local). `passages` are what was read.
    """

    form: Form
    placed: tuple[Placed, ...] = ()
    passages: tuple[Passage, ...] = ()
    uncertain: tuple[str, ...] = ()


def read_form(part: FormPart, number: int) -> ReadForm:
    """The form that stands in the part, the `number`th of its document (from 1)."""
    return _Parts(part.kind, part.rows).read(f"forms.{number}")


class _Parts:
    """A form's rows, given to the fields or to the indicators."""

    def __init__(self, form: PrintedForm, rows: Sequence[Row]) -> None:
        self.form = form
        self.fields = Fields(form)
        self.indicators: Indicators | None = None
        self.title: Passage | None = None
        self.year_line: Passage | None = None
        is_inside = False
        for index, row in enumerate(rows):
            heads = header_of(form, row)
            if heads or (not is_inside and self._starts(row)):
                is_inside = True
                if self.indicators is None:
                    layout = layout_of(form, heads, rows[index + 1 :])
                    self.indicators = Indicators(form, layout)
                if heads:
                    self._first_level(row)
                    continue
            if is_inside and self._ends(row):
                is_inside = False
            if is_inside and self.indicators:
                self._indicator(row)
            elif not self._head(row):
                self.fields.row(row)
        self.fields.money.settle()
        if self.indicators:
            self.indicators.finish()

    def _starts(self, row: Row) -> bool:
        """Whether a row without titles above it is one of indicators: it names two levels."""
        names = sum(map(bool, map(self.form.levels.exact, row.texts)))
        return names > 1 and not any(map(self.form.labels.exact, row.texts))

    def _ends(self, row: Row) -> bool:
        """Whether the row comes after the indicators: it begins with a label."""
        label = self.form.labels.exact(_before_colon(row.texts[0])) if row.tokens else None
        return label is not None and label.meaning.place != "heading"

    def _first_level(self, row: Row) -> None:
        """A first level that slipped into the row of titles."""
        for text in row.texts:
            name = self.form.levels.exact(text)
            if name and name.meaning.level2 is None and self.indicators:
                self.indicators.level1(name.meaning.level1)

    def _indicator(self, row: Row) -> None:
        if row.is_line and len(row.tokens) == 1:
            row = words_of(row)
            if not self.form.levels.exact(row.texts[0]):
                return
        stub = self.form.stubs.exact
        if any(map(stub, row.texts)):
            row = replace(row, tokens=tuple([one for one in row.tokens if not stub(one.text)]))
        if row.tokens and self.indicators:
            self.indicators.row(row)

    def _head(self, row: Row) -> bool:
        """Keep the title and the line below it; after a page break they say nothing new."""
        if len(set(row.texts)) != 1:
            return False
        passage = row.tokens[0].passage
        if self.form.is_title(passage.text):
            self.title = self.title or passage
        elif self.form.is_year_line(passage.text):
            self.year_line = self.year_line or passage
        else:
            return False
        return True

    def read(self, path: str) -> ReadForm:
        """The form, its places and what is doubtful."""
        definition = self.form.definition
        texts = self.fields.texts
        project = texts.get(definition.project_field or "")
        found = self.indicators.found if self.indicators else []
        form = Form(
            kind=definition.kind,
            project=project.text if project else None,
            fields={
                one.label: texts[one.label].text for one in definition.fields if one.label in texts
            },
            funding=tuple(self.fields.money.funding(definition.funding_unit)),
            indicators=tuple(one.indicator for one in found),
            tasks=tuple((one.text, other.text) for one, other in self.fields.tasks),
        )
        heads = (("title", self.title), ("year_line", self.year_line))
        lines = {name: passage for name, passage in heads if passage}
        parts = dict(self._parts())
        places = (
            *(placed(f"{path}.{name}", one, with_text=True) for name, one in lines.items()),
            *(placed(f"{path}.{name}", one) for name, one in parts.items()),
        )
        passages = (*lines.values(), *parts.values())
        return ReadForm(form, places, passages, tuple(self._uncertain(path)))

    def _parts(self) -> Iterator[tuple[str, Passage]]:
        """The texts of the form by what they are."""
        project = self.form.definition.project_field
        for name, passage in self.fields.texts.items():
            key = "project" if name == project else f"fields.{name}"
            yield key, passage
        for place, amount in self.fields.money.found.items():
            if amount is not None and amount_of(amount.text) is not None:
                yield f"funding.{place}", amount
        for number, pair in enumerate(self.fields.tasks, 1):
            for side, passage in enumerate(pair, 1):
                yield f"tasks.{number}.{side}", passage
        for number, one in enumerate(self.indicators.found if self.indicators else (), 1):
            if one.level3:
                yield f"indicators.{number}.level3", one.level3
            if one.value:
                yield f"indicators.{number}.value", one.value

    def _uncertain(self, path: str) -> Iterator[str]:
        yield from (f"{path}.fields.{name}" for name in dict.fromkeys(self.fields.doubtful))
        sums = dict.fromkeys(self.fields.money.doubtful)
        yield from (f"{path}.funding.{place}" for place in sums)
        for number, one in enumerate(self.indicators.found if self.indicators else (), 1):
            if not one.is_sure:
                yield f"{path}.indicators.{number}"


def _before_colon(text: str) -> str:
    return _COLON.split(text, maxsplit=1)[0]
