"""Whole typed reports held against the example's workbook, whose figures a council published."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kpibook.services.commentary.check_text import check_text
from tests.support import golden
from tests.support.books import example
from tests.support.cli import run_here
from tests.support.shared import SHARED, needs_shared

_GOLDEN = Path(__file__).parents[2] / "golden" / "typed_report_claims.txt"
#: Statements of the report behind the example, in our words.
REPORT = """\
3. There are six (6) Performance Indicators across two (2) priorities.
PI.2249 - % of social work posts unfilled
Target: 16%
Q2 position: 12.01%
Q3 position: 4.17%
Performance has improved.
An increase in the number of social workers in post has reduced caseloads.
PI.432 Number of Looked After Children per 10,000
Q2 position: 86.6
Q3 position: 84.9
42 children entered care and 46 left.
PI.426 Timeliness of assessments
Q3 position: 72.1%
Our performance has declined over Quarter 3.
PI.433 Number of child protection plans per 10,000
Q3 position: 43.1
Current rate is 43.1%.
PI. 2250 % of closed Early Help cases
Q3 position: 91.8%
We would never anticipate reaching 100%.
Quarter summary
Of the six (6) Performance Indicators, all but one of the measures have shown a positive movement \
when compared to Quarter 2.
"""


def a_report(folder: Path, text: str = REPORT, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def book() -> Path:
    return example().filled


def test_the_published_report_has_the_two_contradictions_that_it_has(
    book: Path, tmp_path: Path
) -> None:
    checked = check_text(book, a_report(tmp_path))

    told = [(f.code, f.ref, f.where.line) for f in checked.findings]
    assert told == [("commentary-unit", "PI.433", 17), ("commentary-total", "", 22)]
    assert "3 of 6" in checked.findings[1].what


def test_its_typed_figures_agree(book: Path, tmp_path: Path) -> None:
    checked = check_text(book, a_report(tmp_path))

    figures = [t.verdict for t in checked.told if ": " in t.verdict.claim.words]
    assert [verdict.outcome.value for verdict in figures] == ["agrees"] * 8


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("12.01%", "12.10%", "commentary-figure"),
        ("Target: 16%", "Target: 18%", "commentary-figure"),
        ("has improved", "has worsened", "commentary-direction"),
        ("has declined", "has improved", "commentary-direction"),
        ("six (6)", "six (7)", "commentary-total"),
    ],
)
def test_a_statement_made_false_is_told(
    book: Path, tmp_path: Path, old: str, new: str, code: str
) -> None:
    before = [f.code for f in check_text(book, a_report(tmp_path)).findings]
    after = [
        f.code for f in check_text(book, a_report(tmp_path, REPORT.replace(old, new))).findings
    ]

    assert after.count(code) > before.count(code)


def test_a_table_of_a_report_is_held_against_the_workbook(book: Path, tmp_path: Path) -> None:
    table = "| Ref | Q2 | Q3 |\n|---|---|---|\n| PI.2249 | 12.01% | 4.71% |\n| PI.9 | 1% | 2% |\n"

    (finding,) = check_text(book, a_report(tmp_path, table, "report.md")).findings

    assert (finding.ref, finding.where.line) == ("PI.2249", 3)
    assert "4.17%" in finding.what


def test_the_command_counts_the_statements_and_lists_the_contradictions(
    book: Path, tmp_path: Path
) -> None:
    done = run_here("check", book, "--text", a_report(tmp_path), cwd=tmp_path)
    again = run_here("check", book, "--text", "report.txt", "--json", cwd=tmp_path)
    data = json.loads(again.stdout)

    assert done.returncode == 1
    assert "2 contradict it" in done.stdout
    assert (data["contradict"], len(data["findings"])) == (2, 2)


def test_a_paragraph_past_what_is_read_is_said_with_its_line(book: Path, tmp_path: Path) -> None:
    long = "Staff were trained. " * 1_001
    report = a_report(tmp_path, f"PI.433 Number of child protection plans\n{long}\n")

    (finding,) = check_text(book, report).findings

    assert (finding.code, finding.where.line) == ("commentary-too-long", 2)
    assert "20,019 characters" in finding.what


@needs_shared
def test_every_claim_of_the_published_report_has_the_verdict_in_the_golden(book: Path) -> None:
    assert SHARED is not None
    report = SHARED / "report" / "childrens-services-q3-2021-22.txt"

    checked = check_text(book, report)

    lines = (
        f"{told.paragraph.where.line} | {told.ref} | {told.verdict.outcome.value} | "
        f"{told.verdict.claim.words} | {told.verdict.because}".rstrip(" |")
        for told in checked.told
    )
    golden.assert_same(_GOLDEN, "\n".join(lines) + "\n")
    assert [(f.code, f.ref) for f in checked.findings] == [
        ("commentary-unit", "PI.433"),
        ("commentary-date", "PI.433"),
        ("commentary-total", ""),
        ("commentary-jump", "PI.2129"),
    ]
