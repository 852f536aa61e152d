from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import SourceError
from kpibook.outputs.csv_table import write_csv
from kpibook.services.rating.rate_table import COLUMNS, RESULTS, RatedTable, rate_file
from kpibook.sources.schemes import load_scheme
from tests.support.books import ROOT, a_csv, a_sheet

PLAIN = ROOT / "examples" / "plain_table" / "measures.csv"


def rate(path: Path) -> RatedTable:
    return rate_file(path, load_scheme())


def one(tmp_path: Path, **fields: str) -> tuple[dict[str, str], list[str]]:
    """The row that comes out for one row, and what was found."""
    ordinary = {"actual": "81", "target": "80", "unit": "percent", "polarity": "higher"}
    table = rate(a_csv(tmp_path / "table.csv", {**ordinary, **fields}))
    return dict(zip(table.header, table.rows[0], strict=True)), [f.code for f in table.findings]


def test_the_plain_example_is_rated() -> None:
    table = rate(PLAIN)

    assert table.findings == ()
    assert [row[-4:] for row in table.rows] == [
        ("off", "Off target", "declined", "no_history"),
        ("met", "Target met", "improved", "no_history"),
        ("within", "Within tolerance", "improved", "declined"),
        ("not_rated", "Not rated", "not_comparable", "decreased"),
    ]


def test_the_columns_in_come_out_as_they_were_and_the_results_after_them() -> None:
    table = rate(PLAIN)
    with PLAIN.open(encoding="utf-8-sig", newline="") as lines:
        header, *rows = csv.reader(lines)

    assert table.header == (*header, *RESULTS)
    assert [list(row[:-4]) for row in table.rows] == rows
    assert header == [name for name in COLUMNS if name in header]


@pytest.mark.parametrize(
    ("low", "high"),
    [
        pytest.param("range_low", "range_high", id="their names"),
        pytest.param("low", "high", id="short"),
        pytest.param("Min", "Max", id="as others say it"),
    ],
)
def test_a_range_is_given_in_two_columns(tmp_path: Path, low: str, high: str) -> None:
    found, codes = one(tmp_path, polarity="range", target="", **{low: "70", high: "90"})

    assert found["status"] == "met"
    assert (found["range_low"], found["range_high"]) == ("70", "90")
    assert "range-missing" not in codes


def test_columns_of_ones_own_come_out_as_they_are_before_the_results(tmp_path: Path) -> None:
    own = {"my_column": "=1+1", "Officer's team": " née ", "Service": "Lettings"}

    table = rate(a_csv(tmp_path / "table.csv", {**own, "actual": "81", "ref": "PI.1"}))

    assert table.header == ("ref", "actual", *own, *RESULTS)
    assert table.rows[0][:5] == ("PI.1", "81", "=1+1", "née", "Lettings")


def test_a_rated_table_may_be_rated_again(tmp_path: Path) -> None:
    first = rate(PLAIN)
    write_csv(tmp_path / "rated.csv", first.header, first.rows)

    again = rate(tmp_path / "rated.csv")

    assert (again.header, again.rows) == (first.header, first.rows)


def test_a_figure_in_a_column_of_ones_own_need_not_be_one_of_ours(tmp_path: Path) -> None:
    table = rate(a_sheet(tmp_path / "a.xlsx", [["actual", "mine"], [5, 1e300]]))

    assert table.header == ("actual", "mine", *RESULTS)
    assert float(table.rows[0][1]) == 1e300


def test_only_actual_is_needed(tmp_path: Path) -> None:
    table = rate(a_csv(tmp_path / "table.csv", {"actual": "5"}))

    assert table.header == ("actual", *RESULTS)
    assert table.rows[0][1] == "not_rated"
    assert "polarity-missing" in [finding.code for finding in table.findings]


def test_without_actual_there_is_nothing_to_rate(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        rate(a_csv(tmp_path / "table.csv", {"ref": "PI.1", "target": "5"}))

    assert caught.value.code == "heading-missing"


@pytest.mark.parametrize(
    ("fields", "status", "direction"),
    [
        pytest.param({}, "met", "no_history", id="above target"),
        pytest.param({"actual": "80"}, "met", "no_history", id="on target"),
        pytest.param({"actual": "76"}, "within", "no_history", id="5% short of target"),
        pytest.param({"actual": "75.9"}, "off", "no_history", id="further"),
        pytest.param(
            {"actual": "78", "tolerance": "2"}, "within", "no_history", id="own tolerance"
        ),
        pytest.param({"actual": "77.9", "tolerance": "2"}, "off", "no_history", id="just past it"),
        pytest.param(
            {"actual": "", "previous": "80"}, "not_reported", "not_comparable", id="blank"
        ),
        pytest.param({"actual": "[z]"}, "not_rated", "no_history", id="not applicable"),
        pytest.param({"target": ""}, "not_rated", "no_history", id="no target"),
        pytest.param({"polarity": "neutral", "previous": "80"}, "not_rated", "increased", id="n"),
        pytest.param({"polarity": "lower", "previous": "82"}, "within", "improved", id="lower"),
        pytest.param({"polarity": "closest"}, "within", "no_history", id="closest"),
        pytest.param({"previous": "81.0"}, "met", "no_change", id="the same"),
        pytest.param(
            {"basis": "cumulative", "previous": "80"}, "met", "not_comparable", id="year to date"
        ),
        pytest.param({"actual": "79.96", "decimals": "1"}, "met", "no_history", id="as reported"),
    ],
)
def test_a_row_is_rated_by_its_own_figures(
    tmp_path: Path, fields: dict[str, str], status: str, direction: str
) -> None:
    row, found = one(tmp_path, **fields)

    assert (row["status"], row["direction"]) == (status, direction)
    assert found == []


def test_the_same_quarter_last_year_has_a_column_of_its_own(tmp_path: Path) -> None:
    row, _ = one(tmp_path, previous="80", previous_year="82")

    assert (row["direction"], row["direction_year"]) == ("improved", "declined")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        pytest.param({"actual": "six"}, "number-unreadable", id="actual"),
        pytest.param({"target": "£1.2m"}, "number-scaled", id="target"),
        pytest.param({"unit": "percantage"}, "unit-unknown", id="unit"),
        pytest.param({"polarity": "sideways"}, "polarity-unknown", id="polarity"),
        pytest.param({"polarity": ""}, "polarity-missing", id="no polarity"),
        pytest.param({"tolerance": "-2"}, "tolerance-negative", id="tolerance"),
        pytest.param({"basis": "weekly"}, "basis-unknown", id="basis"),
        pytest.param({"decimals": "1.5"}, "decimals-unusable", id="half a decimal"),
        pytest.param({"decimals": "1e9"}, "decimals-unusable", id="very many decimals"),
        pytest.param({"decimals": "-3"}, "decimals-unusable", id="fewer than none"),
    ],
)
def test_a_value_that_cannot_be_taken_is_a_finding_at_its_line(
    tmp_path: Path, fields: dict[str, str], code: str
) -> None:
    table = rate(
        a_csv(
            tmp_path / "table.csv",
            {"actual": "1", "target": "1", "unit": "count", "polarity": "higher", **fields},
        )
    )

    (finding,) = (finding for finding in table.findings if finding.code == code)
    assert finding.where.line == 2
    assert len(table.rows) == 1, "the row is kept"


def a_workbook(path: Path) -> Path:
    header = ["actual", "target", "tolerance", "unit", "polarity", "previous"]
    row = [0.721, 0.75, 0.05, "percent", "higher", 0.1 + 0.2]
    formats = {"A2": "0.0%", "B2": "0%", "C2": "0%", "F2": "0%"}
    return a_sheet(path, [header, row], formats=formats)


def test_a_workbook_is_rated_as_it_shows_its_figures(tmp_path: Path) -> None:
    table = rate(a_workbook(tmp_path / "table.xlsx"))

    assert table.ratings[0].status is Status.WITHIN, "a tolerance that shows 5% is of the target"
    assert table.ratings[0].direction is Direction.IMPROVED
    assert table.ratings[0].variance == Decimal("-2.9")


def test_what_comes_out_of_a_workbook_means_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    first = rate(a_workbook(tmp_path / "table.xlsx"))
    write_csv(tmp_path / "again.csv", first.header, first.rows)

    second = rate(tmp_path / "again.csv")

    said = dict(zip(first.header, first.rows[0], strict=True))
    assert {said["actual"], said["target"], said["previous"]} == {"72.1%", "75%", "30%"}
    assert second.ratings == first.ratings
    assert second.rows == first.rows


def test_a_suppressed_figure_in_a_table_is_not_rated(tmp_path: Path) -> None:
    table = a_csv(
        tmp_path / "a.csv",
        {"ref": "A", "polarity": "higher", "actual": "3 [c]", "target": "90", "previous": "80"},
        {"ref": "B", "polarity": "higher", "actual": "3", "target": "90", "previous": "2 [c]"},
    )

    rated = rate_file(table, load_scheme())

    assert rated.ratings[0].status is Status.NOT_RATED
    assert rated.ratings[0].direction is Direction.NOT_COMPARABLE
    assert rated.ratings[1].direction is Direction.NO_HISTORY


@pytest.mark.parametrize("marker", ["[c]", "suppressed", "c*"])
def test_a_marker_in_a_column_of_its_own_hides_the_figure(tmp_path: Path, marker: str) -> None:
    row = {"polarity": "higher", "actual": "3", "target": "1", "marker": marker}

    rated = rate_file(a_csv(tmp_path / "a.csv", row), load_scheme())

    assert not rated.ratings[0].status.is_rated
    assert "marker" in rated.header


def test_a_reference_that_is_there_twice_is_reported_however_it_is_written(tmp_path: Path) -> None:
    ordinary = {"actual": "81", "target": "80", "unit": "percent", "polarity": "higher"}
    rows = [{"ref": ref, **ordinary} for ref in ("PI.1", "PI.2", "pi 1")]

    table = rate(a_csv(tmp_path / "table.csv", *rows))

    assert [(f.code, f.where.line) for f in table.findings] == [("ref-duplicate", 4)]
    assert "first in line 2" in table.findings[0].what
    assert len(table.rows) == 3


def test_an_absent_column_is_one_finding_and_not_one_a_row(tmp_path: Path) -> None:
    rows = [{"ref": f"PI.{n}", "actual": "81", "target": "80"} for n in range(351)]

    table = rate(a_csv(tmp_path / "table.csv", *rows))

    assert [f.code for f in table.findings] == ["polarity-missing"]
    assert "351 rows" in table.findings[0].what


def test_a_row_hidden_by_a_filter_is_not_rated(tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path / "a.xlsx",
        [["ref", "actual", "polarity"], ["PI.1", 5, "higher"], ["PI.2", 6, "higher"]],
    )
    book = openpyxl.load_workbook(path)
    book.active.row_dimensions[3].hidden = True
    book.save(path)

    table = rate(path)

    assert [row[0] for row in table.rows] == ["PI.1"]
    assert [f.code for f in table.findings] == ["hidden-passed-over"]
