from __future__ import annotations

from pathlib import Path

from tests.cli.commands import parsed
from tests.services.publish_audit.test_audit_files import a_tidy_file
from tests.support.books import a_csv
from tests.support.cli import run


def test_findings_are_printed_and_counted(tmp_path: Path) -> None:
    a_tidy_file(tmp_path / "t.csv", {"Total": "30", "Care": "[c]", "Roads": "19", "Parks": "7"})

    done = run("publish-audit", "t.csv", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.startswith("1 file: 1 withheld figure can be worked out, or nearly so.")


def test_a_text_that_may_tell_is_listed_and_not_counted_as_a_figure(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        "Period,Unit,Ref,Directorate,Actual,Marker,Commentary\n"
        "Q3 2021/22,count,PI.1,Care,,[c],Only 4 of them broke down.\n",
        encoding="utf-8",
    )

    done = run("publish-audit", "t.csv", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.startswith("1 file: 0 withheld figures can be worked out")
    assert "[withheld-figure-in-text]" in done.stdout


def test_nothing_to_find_is_exit_code_0_and_data_on_request(tmp_path: Path) -> None:
    a_tidy_file(tmp_path / "t.csv", {"Care": "[c]", "Roads": "19"})
    a_csv(tmp_path / "r.csv", {"Ref": "PI.1", "Unit": "count", "Basis": "in period"})

    done = run("publish-audit", "t.csv", "--register", "r.csv", "--json", cwd=tmp_path)

    assert (done.returncode, parsed(done)) == (0, {"files": ["t.csv"], "findings": []})


def test_a_note_on_what_was_not_looked_for_is_exit_code_0(tmp_path: Path) -> None:
    a_tidy_file(tmp_path / "t.csv", {"Care": "[c]", "Roads": "19"})

    done = run("publish-audit", "t.csv", cwd=tmp_path)

    assert done.returncode == 0
    assert "0 withheld figures" in done.stdout
    assert "[audit-without-register]" in done.stdout
