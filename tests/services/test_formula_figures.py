"""Figures that formulas give, through fill, check, the return, rate and consolidate."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from kpibook.domain.rules.outcomes import Status
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.fill import Filled, fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from kpibook.xlsx import Workbook
from tests.support.books import Q3, a_book, a_csv, cell_under, filled, value_under
from tests.xlsx.calculation.calculated import as_calculated

LOOKUP = "=VLOOKUP({I},{I}:{J},1,FALSE)/100"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A share with a target of 80%, and a count with a target of 15."""
    return a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "80%"},
        {"Ref": "PI.2", "Unit": "count", "Target": "15"},
    )


def put(book: Path, ref: str = "PI.1", **cells: object) -> None:
    """Type values and formulas (with their stored result) into the row of a measure.

    {I} and {J} in a formula are its numerator and denominator. Excel saves the workbook.
    """
    places = {key: cell_under(book, heading, ref) for key, heading in
              {"I": layout.NUMERATOR, "J": layout.DENOMINATOR}.items()}  # fmt: skip
    with Workbook.open(book) as package:
        sheet = package.sheet(layout.THIS_QUARTER)
        for heading, value in cells.items():
            if isinstance(value, tuple):
                formula = value[0].format(**places)
                sheet.set_formula(cell_under(book, heading, ref), formula, cached=value[1])
            else:
                sheet.set(cell_under(book, heading, ref), value)
        package.save()
    book.write_bytes(as_calculated(book.read_bytes()))


def code_of(done: object, code: str) -> list[str]:
    return [f.where.cell for f in done.findings if f.code == code]  # type: ignore[attr-defined]


def status(done: Filled, ref: str = "PI.1") -> Status:
    return next(r.rating.status for r in done.scorecard.rated if r.measure.ref == ref)


def actual(path: Path, ref: str = "PI.1") -> Decimal | None:
    rated = check_file(path).scorecard.rated
    return next(r.reading.actual for r in rated if r.measure.ref == ref)


def test_a_ratio_is_worked_out_from_the_numerator_of_this_fill(book: Path) -> None:
    put(book, Numerator=92, Denominator=100, Actual=("={I}/{J}", 0.92))

    done = filled(book, {"Ref": "PI.1", "Actual": "", "Numerator": "60"})

    assert done.output is not None
    assert status(done) is Status.OFF
    assert value_under(done.output, "Status", "PI.1") == "Off target"
    stored = openpyxl.load_workbook(done.output, data_only=True)[layout.THIS_QUARTER]
    assert stored[cell_under(done.output, "Actual", "PI.1")].value == 0.6
    assert actual(done.output) == 60
    assert [r.actual for r in read_source(done.output, "b").rows] == [60, None]


def test_a_formula_that_is_not_plain_is_unknown_once_its_cells_have_changed(book: Path) -> None:
    put(book, Numerator=92, Denominator=100, Actual=(LOOKUP, 0.92))
    assert actual(book) == 92

    done = filled(book, {"Ref": "PI.1", "Actual": "", "Numerator": "60"})

    assert done.output is not None
    place = cell_under(done.output, "Actual", "PI.1")
    assert status(done) is Status.NOT_REPORTED
    assert code_of(done, "not-calculated") == [place]
    assert actual(done.output) is None
    assert code_of(check_file(done.output), "not-calculated") == [place]
    assert code_of(read_source(done.output, "b"), "not-calculated") == [place]


def test_a_formula_that_reads_other_cells_keeps_its_figure_through_fills(book: Path) -> None:
    put(book, Numerator=92, Denominator=100, Actual=(LOOKUP, 0.92))

    done = filled(book, {"Ref": "PI.2", "Actual": "12", "Commentary": "Fell."})

    assert done.output is not None
    assert status(done) is Status.MET
    again = filled(done.output, {"Ref": "PI.2", "Actual": "13"}, name="again.xlsx")
    assert again.output is not None
    assert (actual(again.output), code_of(again, "not-calculated")) == (92, [])


def test_the_return_shows_no_figure_that_is_not_calculated(book: Path, tmp_path: Path) -> None:
    put(book, Numerator=92, Denominator=100, Actual=(LOOKUP, 0.92))
    done = filled(book, {"Ref": "PI.1", "Actual": "", "Numerator": "60"})
    assert done.output is not None
    published = publish_return(done.output, tmp_path / "return.xlsx")
    assert code_of(published, "not-calculated")


@pytest.mark.parametrize("formula", ["=Lists!Z99", "=SUM(Lists!Z90:Z99)", "=Lists!Z99*1"])
def test_a_formula_that_only_passes_on_empty_cells_is_not_reported(
    book: Path, formula: str
) -> None:
    put(book, "PI.2", Actual=(formula, 0))
    assert actual(book, "PI.2") is None
    assert status(filled(book), "PI.2") is Status.NOT_REPORTED


def test_a_figure_worked_out_from_an_empty_numerator_is_asked_about(book: Path) -> None:
    put(book, Denominator=100, Actual=("={I}/{J}", 0))

    done = filled(book)

    (finding,) = [f for f in done.findings if f.code == "formula-empty-operand"]
    assert cell_under(book, "Numerator", "PI.1") in finding.what
    assert status(done) is Status.NOT_REPORTED
    put(book, Numerator=0)
    assert actual(book) == 0


def test_a_figure_out_of_another_workbook_is_named(book: Path) -> None:
    put(book, "PI.2", Actual=("=[1]Data!B2", 18))
    done = filled(book)
    assert code_of(done, "formula-other-workbook") == [cell_under(book, "Actual", "PI.2")]
    assert status(done, "PI.2") is Status.MET


def an_export(path: Path, **columns: tuple[str, object]) -> Path:
    """A sheet of actuals as XlsxWriter stores it: every formula has the result it is given."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Export")
    sheet.write_row(0, 0, ["Ref", *columns, "A", "B"])
    sheet.write(1, 0, "PI.2")
    for column, (formula, stored) in enumerate(columns.values(), 1):
        sheet.write_formula(1, column, formula, None, stored)
    sheet.write_row(1, len(columns) + 1, [35, 2])
    book.close()
    return path


@pytest.mark.parametrize(
    ("formula", "read", "code"),
    [
        pytest.param("=C2/D2", Decimal("17.5"), [], id="plain"),
        pytest.param("=INDEX(C2:D2,1)", None, ["B2"], id="not plain"),
    ],
)
def test_an_export_that_stores_0_in_every_formula_gives_no_zeros(
    book: Path, tmp_path: Path, formula: str, read: Decimal | None, code: list[str]
) -> None:
    export = an_export(tmp_path / "export.xlsx", Actual=(formula, 0))
    done = fill_file(book, export, None, Destination(file=tmp_path / "filled.xlsx"))
    rated = next(r for r in done.scorecard.rated if r.measure.ref == "PI.2")
    assert rated.reading.actual == read
    assert code_of(done, "not-calculated") == code


def test_rate_takes_no_result_that_nobody_calculated(tmp_path: Path) -> None:
    plain, other = ("=20+1", 0), ("=INDEX(F2:G2,1)", 0)
    table = an_export(tmp_path / "t.xlsx", Actual=plain, Target=other, Polarity=('="lower"', 0))
    rated = rate_file(table, load_scheme())
    assert rated.ratings[0].status is Status.NOT_RATED
    assert [f.code for f in rated.findings] == ["not-calculated"]
    assert rated.rows[0][rated.header.index("actual")] == "21"


def test_a_target_and_a_history_are_read_in_the_same_way(book: Path) -> None:
    with Workbook.open(book) as package:
        measures, history = package.sheet(layout.MEASURES), package.table(layout.HISTORY_TABLE)
        measures.set_formula(
            cell_under(book, "Target", "PI.1", layout.MEASURES), "=Lists!Z99", cached=0
        )
        history.append([{"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": None}])
        package.save()
    checked = check_file(book)
    assert (
        checked.scorecard.rated[0].measure.target_in(checked.scorecard.workbook.settings.period)
        is None
    )


def test_a_live_workbook_keeps_the_results_that_the_fill_has_seen_to(tmp_path: Path) -> None:
    register = a_csv(
        tmp_path / "m.csv",
        {"Ref": "PI.1", "Measure": "One", "Unit": "percent", "Which way is good": "higher",
         "Target": "80%"},
    )  # fmt: skip
    live = new_workbook(register, Settings(Q3), tmp_path / "live.xlsx", live=True).output
    first = filled(live, {"Ref": "PI.1", "Actual": "81%"}, name="first.xlsx")
    assert first.output is not None
    second = filled(first.output, {"Ref": "PI.1", "Actual": "82%"}, name="second.xlsx")
    assert second.output is not None

    stored = openpyxl.load_workbook(second.output, data_only=True)[layout.THIS_QUARTER]
    results = {
        heading: stored[cell_under(second.output, heading, "PI.1")].value
        for heading in (layout.STATUS, layout.VARIANCE)
    }
    assert results == {layout.STATUS: "Target met", layout.VARIANCE: 2}
    assert code_of(check_file(second.output), "rating-out-of-date") == []


def test_a_count_on_an_officers_sheet_does_not_keep_its_old_result(book: Path) -> None:
    with Workbook.open(book) as package:
        notes = package.sheet(layout.LISTS)
        notes.set_formula("Z1", '=COUNTIF(ThisQuarter[Status],"Target met")', cached=0)
        notes.set_formula("Z2", "=LEFT(Z9,1)", cached="x")
        package.save()
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None
    stored = openpyxl.load_workbook(done.output, data_only=True)[layout.LISTS]
    assert (stored["Z1"].value, stored["Z2"].value) == (None, "x")
