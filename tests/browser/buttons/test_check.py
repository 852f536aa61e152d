"""The button Check."""

from __future__ import annotations

from pathlib import Path

from tests.browser.pressed import pressed
from tests.support.cli import run_here


def test_a_report_in_word_is_checked_against_the_workbook(desk: Path) -> None:
    report = pressed(desk, "report", books=["book.xlsx"], texts={"format": "Word"})["files"][0]
    (desk / "report.docx").write_bytes((desk / report).read_bytes())
    untouched = pressed(desk, "check", books=["book.xlsx"], others=["report.docx"])
    assert untouched["headline"].startswith("report.docx: nothing to put right")
    changed = run_here(
        *("measure", "change", "book.xlsx", "PI.426", "--target", "60%"), "--in-place", cwd=desk
    )
    assert changed.returncode in (0, 1)
    since = pressed(desk, "check", books=["book.xlsx"], others=["report.docx"])
    assert since["findings"]
