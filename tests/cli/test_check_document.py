"""`kpibook report` and `kpibook check` on a report in Word, as people run them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from kpibook.docx.record import record_of
from kpibook.docx.word_file import word_file_from
from kpibook.workbook.template import report_template_bytes
from tests.docx import documents
from tests.support.books import cell_under, typed
from tests.support.cli import run_here
from tests.support.packages import members_of, packed
from tests.support.returns import a_return


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("word")
    a_return(
        folder / "housing.xlsx",
        {"Ref": "HR.01", "Target": "80%", "Actual": "66.6%"},
        {"Ref": "HR.02", "Target": "80%", "Actual": "90%"},
    )
    run_here("report", "housing.xlsx", "-o", "report.docx", cwd=folder)
    return folder


def name_of(path: Path, ident: str) -> str:
    """Name of the entry of an id."""
    read = record_of(word_file_from(path.read_bytes(), path.name))
    assert read is not None
    return next(entry.name for entry in read.record.entries if entry.id == ident)


def test_an_untouched_report_has_nothing_to_put_right(desk: Path) -> None:
    done = run_here("check", "report.docx", cwd=desk)

    assert done.returncode == 0
    assert done.stdout.startswith("report.docx: nothing to put right in ")
    assert done.stdout.endswith(" figures and sentences of Q3 2021/22, as printed.\n")


def test_a_figure_that_was_retyped_is_named_with_its_cell(desk: Path) -> None:
    name = name_of(desk / "report.docx", "m-housing.hr-01.actual")
    changed = documents.retyped_in_word(desk / "report.docx", name, "86.6%")

    done = run_here("check", changed.name, cwd=desk)

    assert done.returncode == 1
    assert "1 to put right" in done.stdout
    cell = cell_under(desk / "housing.xlsx", "Actual", "HR.01")
    assert (
        "HR.01 actual for Q3 2021/22 reads '86.6%', and kpibook printed '66.6%' from housing.xlsx "
        f"'This quarter'!{cell}." in done.stdout
    )
    assert "[report-text-retyped]" in done.stdout


def test_what_the_workbook_says_otherwise_now_is_found_with_against(
    desk: Path, tmp_path: Path
) -> None:
    now = tmp_path / "housing.xlsx"
    shutil.copy(desk / "housing.xlsx", now)
    cell = cell_under(now, "Actual", "HR.01")
    typed(now, {cell: 0.7})

    done = run_here("check", "report.docx", "--against", now, "--json", cwd=desk)

    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert answer["period"] == "Q3 2021/22"
    codes = {finding["code"] for finding in answer["findings"]}
    assert codes == {"report-source-changed", "report-text-out-of-date"}
    assert (cell, "housing.xlsx") in {(f["cell"], f["file"]) for f in answer["findings"]}


def test_a_report_goes_into_the_council_s_own_document(desk: Path) -> None:
    own = desk / "council.docx"
    own.write_bytes(report_template_bytes())
    members = members_of(own)
    members["word/footer1.xml"] = members["word/footer1.xml"].replace(b">Page <", b">Tudalen <")
    styles = members["word/styles.xml"].replace(b'w:val="List Bullet"', b'w:val="Own"')
    styles = styles.replace(b'w:styleId="ListBullet"', b'w:styleId="Own"')
    own.write_bytes(packed({**members, "word/styles.xml": styles}))

    done = run_here("report", "housing.xlsx", "-o", "own.docx", "--template", own.name, cwd=desk)

    assert "[template-style-missing]" in done.stdout
    assert b"Tudalen" in members_of(desk / "own.docx")["word/footer1.xml"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        pytest.param(("check", "words.docx"), 3, "[report-record-missing]", id="another document"),
        pytest.param(("check", "text.docx"), 3, "[not-a-word-document]", id="no document"),
        pytest.param(("check", "gone.docx"), 3, "[file-missing]", id="not there"),
        pytest.param(("check", "report.docx", "housing.xlsx"), 2, "by itself", id="and a book"),
        pytest.param(("check", "housing.xlsx", "--against", "a.xlsx"), 2, "by itself", id="none"),
        pytest.param(
            ("report", "housing.xlsx", "-o", "r.docx", "--template", "text.docx"), 3,
            "[not-a-word-document]", id="no template",
        ),
        pytest.param(
            ("report", "housing.xlsx", "-o", "r.html", "--template", "words.docx"), 3,
            "[template-not-used]", id="template for a page",
        ),
        pytest.param(
            ("report", "housing.xlsx", "-o", "r.docx", "--template", "gone.docx"), 3,
            "[file-missing]", id="template not there",
        ),
        pytest.param(
            ("report", "housing.xlsx", "-o", "r.docx", "--template", "report.docx"), 3,
            "[template-is-report]", id="a report as template",
        ),
        pytest.param(
            ("report", "housing.xlsx", "-o", "words.docx", "--template", "words.docx"), 3,
            "words.docx", id="over the template",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    desk: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    (desk / "words.docx").write_bytes(report_template_bytes())
    (desk / "text.docx").write_text("plain text", encoding="utf-8")

    done = run_here(*arguments, cwd=desk)

    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert (desk / "words.docx").read_bytes() == report_template_bytes()
    assert not (desk / "r.docx").exists()
