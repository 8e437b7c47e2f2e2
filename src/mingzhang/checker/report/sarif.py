"""Findings as SARIF 2.1.0, which code review and quality systems read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from mingzhang.checker.engine import KnownRule, known_rules
from mingzhang.checker.report.told import place_of
from mingzhang.cube import Evidence
from mingzhang.model import Finding, Findings

__all__ = ["sarif"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Sequence[Findings], version: str) -> bytes:
    """A log with one run about all documents; `version` is the program's.

    Places are characters of a text file, or said in words where the format counts otherwise. What
    somebody set aside is suppressed, with name and reason.
    """
    codes = sorted({one.code for document in findings for one in document.findings})
    rules = {code: known_rules()[code] for code in codes if code in known_rules()}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "mingzhang",
                        "version": version,
                        "language": "zh-CN",
                        "rules": [_rule(rule) for rule in rules.values()],
                    }
                },
                "artifacts": list(_artifacts(findings)),
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(number, one, list(rules))
                    for number, document in enumerate(findings)
                    for one in document.findings
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1).encode() + b"\n"


def _artifacts(findings: Iterable[Findings]) -> Iterable[Mapping[str, Any]]:
    for document in findings:
        source = document.source
        if source is None:
            yield {"description": {"text": "公开数据"}}
        else:
            yield {"location": {"uri": quote(source.name)}, "hashes": {"sha-256": source.sha256}}


def _rule(known: KnownRule) -> Mapping[str, Any]:
    rule = known.rule
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.title},
        "help": {"text": known.page},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(document: int, finding: Finding, codes: Sequence[str]) -> Mapping[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [_location(document, one, finding.where) for one in finding.evidence]
        or [{"logicalLocations": [{"fullyQualifiedName": finding.where}]}],
        "partialFingerprints": {"mingzhangKey/v1": finding.key},
    }
    if finding.set_aside:
        said = f"{finding.set_aside.name}：{finding.set_aside.reason}"
        result["suppressions"] = [{"kind": "external", "justification": said}]
    if finding.code in codes:
        result["ruleIndex"] = codes.index(finding.code)
    return result


def _location(document: int, evidence: Evidence, where: str) -> Mapping[str, Any]:
    region: dict[str, Any] = {"snippet": {"text": evidence.text}}
    if evidence.start is not None and evidence.end is not None:
        region["charOffset"] = evidence.start
        region["charLength"] = evidence.end - evidence.start
    if evidence.line is not None:
        region["startLine"] = evidence.line
    place = place_of(evidence)
    return {
        "physicalLocation": {"artifactLocation": {"index": document}, "region": region},
        "logicalLocations": [{"fullyQualifiedName": where}],
        **({"message": {"text": place}} if place else {}),
    }
