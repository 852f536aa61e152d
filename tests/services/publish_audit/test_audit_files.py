from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.services.publish_audit.audit_files import audit_files
from tests.cli.test_return_together import COUNCIL, a_council
from tests.support.books import a_csv
from tests.support.cli import run

TIDY = {"Period": "Q3 2021/22", "Unit": "count", "Ref": "PI.1"}


def a_tidy_file(path: Path, figures: dict[str, str]) -> Path:
    rows = [
        {**TIDY, "Directorate": name, "Actual": "" if value == "[c]" else value,
         "Marker": "[c]" if value == "[c]" else ""}
        for name, value in figures.items()
    ]  # fmt: skip
    return a_csv(path, *rows)


def test_returns_that_were_drawn_one_by_one_give_a_figure_away(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    outputs = []
    for book in sorted(desk.glob("*.xlsx")):
        outputs.append(tmp_path / f"return of {book.name}")
        run("return", str(book), "-o", str(outputs[-1]), cwd=tmp_path)

    (finding,) = audit_files(outputs, [desk])

    assert finding.code == "withheld-figure-recoverable"
    assert "PI.1 of Care for Q3 2021/22 is withheld and is 4" in finding.what
    assert "return of Adults.xlsx" in finding.what


def test_what_is_published_together_gives_nothing_away(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)
    run("consolidate", str(desk), "--publish", "all.xlsx", cwd=tmp_path)

    files = [*sorted((tmp_path / "out").glob("*.xlsx")), tmp_path / "all.xlsx"]
    assert audit_files(files, [desk]) == ()


def test_a_table_for_other_systems_that_shows_what_is_withheld_is_found(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    run("consolidate", str(desk), "--publish", "all.xlsx", "--data", "t.csv", cwd=tmp_path)

    done = run("publish-audit", "all.xlsx", "t.csv", cwd=tmp_path)

    assert done.returncode == 1
    assert done.stdout.count("[withheld-figure-recoverable]") == 2


def test_a_figure_of_which_two_values_are_left_is_narrowed(tmp_path: Path) -> None:
    file = a_tidy_file(
        tmp_path / "t.csv", {"Total": "30", "Care": "[c]", "Roads": "[c]", "Parks": "27"}
    )

    findings = audit_files([file])

    codes = [finding.code for finding in findings]
    assert codes == [*["withheld-figure-narrowed"] * 2, "audit-without-register"]
    assert "1 or 2" in findings[0].what


def test_returns_of_two_councils_are_not_put_together(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    run("return", str(desk / "Care.xlsx"), "-o", "care.xlsx", cwd=tmp_path)
    rows = [
        {**TIDY, "Council": "Bixby", "Directorate": name, "Actual": figure, "Marker": ""}
        for name, figure in (("Total", "30"), ("Adults", "19"), ("Housing", "7"))
    ]

    assert audit_files([tmp_path / "care.xlsx", a_csv(tmp_path / "t.csv", *rows)], [desk]) == ()


def test_a_text_that_states_figures_of_a_measure_with_a_figure_withheld_is_found(
    tmp_path: Path,
) -> None:
    rows = [
        {**TIDY, "Directorate": "Care", "Actual": "", "Marker": "[c]", "Commentary": "Four left."},
        {**TIDY, "Directorate": "Roads", "Actual": "19", "Marker": "", "Commentary": "Now 19."},
        {**TIDY, "Directorate": "Parks", "Actual": "7", "Marker": "", "Commentary": "Care had 4."},
    ]

    findings = audit_files([a_csv(tmp_path / "t.csv", *rows)])

    codes = [finding.code for finding in findings]
    assert codes == [*["withheld-figure-in-text"] * 2, "audit-without-register"]
    assert ["Care" in findings[0].what, "Parks" in findings[1].what] == [True, True]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = a_csv(tmp_path / "x.csv", {"Name": "A"})

    with pytest.raises(SourceError) as refused:
        audit_files([file])

    assert refused.value.code == "audit-not-published"
