from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from kpibook.domain.measures.measure import Basis, Unit
from kpibook.services.publish_audit.published_figures import figures_in
from tests.cli.test_return_together import COUNCIL, a_council
from tests.domain.given import Q3
from tests.support.books import a_book, a_csv, filled
from tests.support.cli import run


def test_a_return_says_whose_it_is_and_a_tidy_table_does_too(tmp_path: Path) -> None:
    desk = a_council(tmp_path, {"Care": "4"})
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)
    run("consolidate", str(desk), "--data", "t.csv", cwd=tmp_path)

    of_return = figures_in([tmp_path / "out" / "Care.xlsx"])
    (of_table,) = figures_in([tmp_path / "t.csv"])

    now = next(figure for figure in of_return if figure.past.quarter == Q3)
    assert (now.directorate, now.withheld, now.basis) == ("Care", True, None)
    assert (of_table.directorate, of_table.past.actual, of_table.unit) == ("Care", 4, Unit.COUNT)


def test_a_table_that_says_what_its_measures_are_needs_no_register(tmp_path: Path) -> None:
    row = {"Ref": "PI.1", "Period": "Q3 2021/22", "Actual": "12.9", "Marker": "", "Unit": "percent"}

    (figure,) = figures_in(
        [a_csv(tmp_path / "t.csv", {**row, "Basis": "cumulative", "Decimals": "1"})]
    )

    assert (figure.basis, figure.decimals, figure.unit) == (Basis.CUMULATIVE, 1, Unit.PERCENT)


def test_files_of_one_name_are_called_by_their_paths(tmp_path: Path) -> None:
    row = {"Ref": "PI.1", "Period": "Q3 2021/22", "Actual": "9", "Marker": ""}
    paths = [tmp_path / name for name in ("1/t.csv", "2/t.csv", "u.csv")]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        a_csv(path, row)

    files = [figure.file for figure in figures_in(paths)]

    assert files == [str(paths[0]), str(paths[1]), "u.csv"]


def test_the_consolidation_works_around_what_is_published_already(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    run("return", str(desk / "Housing.xlsx"), "-o", "h.xlsx", cwd=tmp_path)

    run("consolidate", str(desk), "--publish", "all.xlsx", "--published", "h.xlsx", cwd=tmp_path)

    now = [f for f in figures_in([tmp_path / "all.xlsx"]) if f.past.quarter == Q3]
    assert {f.directorate for f in now if f.withheld} == {"Care", "Adults"}
    assert {f.directorate: f.past.actual for f in now}["Housing"] == 7


def test_the_figure_a_direction_is_against_is_published_too(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        {"Ref": "A", "Unit": "count", "Decimals": "0", "Target": "50"},
        {"Ref": "B", "Unit": "percent", "Target": "50", "Compared with": "last year's outturn",
         "Basis": "snapshot"},
        history=[
            {"Ref": "A", "Period": "Q3 2020/21", "Actual": "41"},
            {"Ref": "B", "Period": "Q4 2020/21", "Actual": "57.7%"},
        ],
    )  # fmt: skip
    filled(book, {"Ref": "A", "Actual": "45"}, {"Ref": "B", "Actual": "60%"})
    run("return", "filled.xlsx", "-o", "return.xlsx", cwd=tmp_path)

    found = figures_in([tmp_path / "return.xlsx"])

    said = {(f.ref, str(f.past.quarter)): (f.past.actual, f.unit) for f in found}
    assert said["A", "Q3 2020/21"] == (41, Unit.COUNT)
    assert said["B", "Q4 2020/21"] == (Decimal("57.7"), Unit.PERCENT)
