from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kpibook.services.long_table.single_rows import SingleRows
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout
from tests.support.books import a_csv

STANDARD = load_scheme("standard")
ROWS = (
    {"Ref": "A1", "Actual": "0.85", "Target": "90", "Unit": "percent", "Polarity": "higher"},
    {"Ref": "A2", "Actual": "six", "Target": "5", "Unit": "count", "Polarity": "lower"},
    {"Ref": "A3", "Actual": "105 [ok]", "Target": "90", "Unit": "percent", "Polarity": "higher"},
    {"Ref": "A4", "Actual": "5", "Target": "5", "Unit": "wigs", "Polarity": "purple"},
    {"Ref": "A5", "Actual": "5", "Target": "5", "Unit": "wigs", "Polarity": "lower"},
)


def test_rows_one_by_one_come_to_what_the_table_comes_to(tmp_path: Path) -> None:
    path = a_csv(tmp_path / "t.csv", *ROWS)
    singles = SingleRows(STANDARD)

    ratings = singles.rate(read_rows(path, (layout.ACTUAL,), []))

    whole = rate_file(path, STANDARD)
    unexplained = [replace(rating, why="") for rating in whole.ratings]
    assert [replace(rating, why="") for rating in ratings] == unexplained
    assert tuple(singles.findings([])) == whole.findings
    assert {finding.code for finding in whole.findings} >= {"ok-used", "polarity-unknown"}


def test_a_column_of_fractions_is_told_from_all_its_rows(tmp_path: Path) -> None:
    fractions = ({**ROWS[0], "Ref": f"A{n}", "Actual": f"0.{n}", "Target": ""} for n in range(5, 9))
    path = a_csv(tmp_path / "t.csv", *fractions)
    singles = SingleRows(STANDARD)
    singles.rate(read_rows(path, (layout.ACTUAL,), []))

    assert singles.fraction_columns() == {"reported"}
