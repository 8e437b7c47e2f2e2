"""The PDF of each sample, and its drafts, are PDF/A-3a and PDF/UA-1 to veraPDF."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst
from tests.publisher.render.pdf.pdfs import SAMPLES, published
from tools.validate_pdf import missing_validator, verdicts

LACK = missing_validator()


@pytest.mark.skipif(LACK is not None, reason=LACK or "")
def test_samples_and_a_draft_meet_both_standards_and_an_untagged_file_none(tmp_path: Path) -> None:
    files = []
    for sample, is_draft in (*((sample, False) for sample in SAMPLES), (SAMPLES[0], True)):
        files.append(tmp_path / f"{sample.stem}-{is_draft}.pdf")
        files[-1].write_bytes(published(sample, is_draft=is_draft).data)
    untagged = tmp_path / "untagged.pdf"
    untagged.write_bytes(typst.compile(b"text", format="pdf"))
    *found, first, second = verdicts([*files, untagged])
    assert [(one.standard, one.passed, one.failures) for one in found] == [
        (standard, True, ()) for _ in files for standard in ("3a", "ua1")
    ]
    assert not first.passed
    assert not second.passed
    assert first.failures
