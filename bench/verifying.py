"""Verifying a page, beside Arelle on an inline XBRL report of as many facts."""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

from arelle.api.Session import Session
from arelle.RuntimeOptions import RuntimeOptions
from rich.console import Console
from rich.table import Table

from bench.timing import milliseconds
from mingzhang.reader.page import verify_page
from mingzhang.workflow.opening import open_disclosure
from mingzhang.workflow.publishing import published_files

__all__ = ["verifying"]

RUNS = 9
ARELLE_RUNS = 3
_SCHEMA = """<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:budget"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" targetNamespace="urn:budget">
<xs:import namespace="http://www.xbrl.org/2003/instance"
 schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>
{elements}</xs:schema>"""
_ELEMENT = (
    '<xs:element name="F{number}" id="b_F{number}" type="xbrli:monetaryItemType" '
    'substitutionGroup="xbrli:item" nillable="true" xbrli:periodType="duration"/>'
)
_REPORT = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"
 xmlns:xbrli="http://www.xbrl.org/2003/instance" xmlns:link="http://www.xbrl.org/2003/linkbase"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:iso4217="http://www.xbrl.org/2003/iso4217"
 xmlns:b="urn:budget"><head><title>budget</title></head><body><div style="display:none">
<ix:header><ix:references><link:schemaRef xlink:type="simple" xlink:href="budget.xsd"/></ix:references>
<ix:resources><xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="urn:entity">1</xbrli:identifier>
</xbrli:entity><xbrli:period><xbrli:startDate>2026-01-01</xbrli:startDate>
<xbrli:endDate>2026-12-31</xbrli:endDate></xbrli:period></xbrli:context>
<xbrli:unit id="CNY"><xbrli:measure>iso4217:CNY</xbrli:measure></xbrli:unit></ix:resources></ix:header>
</div>{facts}</body></html>"""
_FACT = (
    '<p><ix:nonFraction name="b:F{number}" contextRef="c" unitRef="CNY" decimals="-2" scale="4" '
    'id="f{number}">1.23</ix:nonFraction></p>'
)


def verifying(console: Console, samples: list[Path]) -> None:
    """Print milliseconds to verify each page, and those of Arelle."""
    table = Table("sample", "figures", "verify ms", "Arelle ms", "Arelle / ours")
    times = []
    for sample in samples:
        page = next(iter(published_files(open_disclosure(sample), ["html"]).values()))
        figures = verify_page(page).figures
        ours = milliseconds(lambda page=page: verify_page(page), RUNS)  # type: ignore[misc]
        theirs = _arelle(figures)
        times.append(ours)
        table.add_row(
            sample.stem, str(figures), f"{ours:.1f}", f"{theirs:.1f}", f"{theirs / ours:.1f}x"
        )
    console.print("Verifying a page, and an inline XBRL report of as many facts", table)
    console.print(
        f"median {statistics.median(times):.1f} ms, largest {max(times):.1f} ms (goal 50)"
    )


def _arelle(figures: int) -> float:
    """Milliseconds for Arelle to load and validate a report, its start-up not counted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = range(figures)
        elements = "".join(_ELEMENT.format(number=number) for number in numbers)
        (folder / "budget.xsd").write_text(_SCHEMA.format(elements=elements), "utf-8")
        facts = "".join(_FACT.format(number=number) for number in numbers)
        report = folder / "budget.xhtml"
        report.write_text(_REPORT.format(facts=facts), "utf-8")
        options = RuntimeOptions(
            entrypointFile=str(report),
            internetConnectivity="offline",
            validate=True,
            logFile=str(folder / "log.txt"),
        )

        def validated() -> None:
            with Session() as session:
                session.run(options)

        return milliseconds(validated, ARELLE_RUNS)
