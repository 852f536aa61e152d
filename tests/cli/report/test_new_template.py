from __future__ import annotations

from pathlib import Path

from kpibook.workbook.template import report_template_bytes
from tests.support import validator
from tests.support.cli import run_here
from tests.support.returns import a_return


def test_a_report_is_written_into_the_new_template(tmp_path: Path) -> None:
    done = run_here("report", "new-template", "styles.docx", cwd=tmp_path)
    a_return(tmp_path / "housing.xlsx", {"Ref": "HR.01", "Target": "80%", "Actual": "90%"})

    run_here(
        "report", "housing.xlsx", "-o", "r.docx", "--template", "styles.docx", cwd=tmp_path
    )  # fmt: skip

    assert done.returncode == 0
    assert (tmp_path / "styles.docx").read_bytes() == report_template_bytes()
    assert validator.errors(tmp_path / "r.docx") == []


def test_a_template_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "styles.docx").write_bytes(b"the council's")

    done = run_here("report", "new-template", "styles.docx", cwd=tmp_path)

    assert done.returncode == 3
    assert "[template-exists]" in done.stderr
    assert (tmp_path / "styles.docx").read_bytes() == b"the council's"
