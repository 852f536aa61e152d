"""The next quarter, as an officer finds it: nothing lost, nothing left over, nothing twice."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import TableColumn
from openpyxl.worksheet.worksheet import Worksheet

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import KpibookError, WorkbookError
from kpibook.outputs.pages.findings_page import FINDINGS_TABLE
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check, check_file
from kpibook.services.roll_forward.roll_forward import (
    RolledForward,
    roll_forward,
    roll_forward_file,
)
from kpibook.services.sheets.findings_sheet import write_findings
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import Settings
from kpibook.xlsx import CellError, Workbook
from tests.support import libreoffice, validator
from tests.support.books import (
    EXAMPLE,
    Q3,
    a_book,
    a_csv,
    cell_under,
    example,
    filled,
    typed,
    value_under,
)

Q4 = Quarter(2021, 4)
HISTORY = [
    {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "79%"},
    {"Ref": "PI.1", "Period": "Q4 2020/21", "Actual": "70%"},
]
ACTUALS = (
    {"Ref": "PI.1", "Actual": "81%", "Numerator": "81", "Denominator": "100",
     "As at": "31/12/2021", "Marker": "[p]", "Commentary": "Rose. " * 60, "Action": "More."},
    {"Ref": "PI.2", "Actual": "12"},
)  # fmt: skip


def a_filled_book(folder: Path, period: Quarter = Q3, **more: object) -> Path:
    """Two measures reported for a quarter, the first with all that can be typed."""
    empty = a_book(
        folder,
        {"Ref": "PI.1", "Target": "90%", "Target Q3": "80%", "Target Q4": "85%", **more},
        {"Ref": "PI.2", "Unit": "days", "Decimals": "0", "Target": "10",
         "Which way is good": "lower"},
        history=HISTORY,
        period=period,
    )  # fmt: skip
    rows = [{**row, "As at": ""} for row in ACTUALS] if period != Q3 else ACTUALS
    done = filled(empty, *rows)
    assert done.output is not None
    return done.output


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return a_filled_book(tmp_path)


def rolled(path: Path, name: str = "rolled.xlsx") -> RolledForward:
    return roll_forward_file(path, Destination(file=path.with_name(name)))


def out(done: RolledForward) -> Path:
    assert done.output is not None
    return done.output


def rows(path: Path, sheet: str) -> list[dict[str, object]]:
    found = openpyxl.load_workbook(path)[sheet]
    (table,) = found.tables.values()
    header, *lines = found[table.ref]
    names = [str(cell.value) for cell in header]
    return [dict(zip(names, (c.value for c in line), strict=True)) for line in lines]


def codes(done: RolledForward) -> list[str]:
    return [finding.code for finding in done.findings]


# What goes where


def test_every_figure_goes_into_the_history_with_its_format(book: Path) -> None:
    done = rolled(book)

    first, second = rows(out(done), layout.HISTORY)[-2:]
    assert (first["Ref"], first["Period"], first["Actual"]) == ("PI.1", "Q3 2021/22", 0.81)
    assert (first["Numerator"], first["Denominator"], first["Marker"]) == (81, 100, "[p]")
    assert str(first["As at"]) == "2021-12-31 00:00:00"
    assert (second["Ref"], second["Actual"], second["Marker"]) == ("PI.2", 12, None)
    sheet = openpyxl.load_workbook(out(done))[layout.HISTORY]
    assert [sheet.cell(row, 3).number_format for row in (7, 8)] == ["0.0%", "#,##0"]
    assert sheet["F7"].number_format == "dd/mm/yyyy"
    assert done.plan.moved == ("PI.1", "PI.2")


def test_the_officers_cells_are_empty_and_the_rest_is_the_new_quarters(book: Path) -> None:
    done = rolled(book)

    first, second = rows(out(done), layout.THIS_QUARTER)
    typed_in = [
        c.heading for c in layout.THIS_QUARTER_COLUMNS if c.filled.value == "by the officer"
    ]
    assert len(typed_in) == 7
    assert [row[heading] for row in (first, second) for heading in typed_in] == [None] * 14
    assert (first["Target"], first["Previous quarter"], first["Same quarter last year"]) == (
        0.85, 0.81, 0.7,
    )  # fmt: skip
    assert (second["Target"], second["Previous quarter"]) == (10, 12)
    assert (first["Status"], first["Direction"], first["Variance"]) == (
        "Not reported", "Not comparable", None,
    )  # fmt: skip


def test_the_workbook_reports_the_next_quarter_everywhere(book: Path) -> None:
    done = rolled(book)

    checked = check_file(out(done))
    assert checked.scorecard.workbook.settings.period == Q4
    sheet = openpyxl.load_workbook(out(done), data_only=True)
    assert Q4.long_label in str(sheet[layout.THIS_QUARTER]["A2"].value)
    assert Q4.long_label in str(sheet[layout.RETURN]["A2"].value)
    assert {f.code for f in checked.findings} == {"nothing-typed-yet"}
    assert value_under(out(done), "Q3 2021/22", "PI.1", layout.RETURN) == 0.81


def test_the_changes_are_the_cells_that_differ(book: Path) -> None:
    done = rolled(book)
    before = openpyxl.load_workbook(book)[layout.THIS_QUARTER]
    after = openpyxl.load_workbook(out(done))[layout.THIS_QUARTER]

    differ = {
        cell.coordinate: cell.value
        for row in after.iter_rows()
        for cell in row
        if before[cell.coordinate].value != cell.value
    }
    assert differ == {c.write.address: c.write.value for c in done.changes}


def test_a_row_is_no_higher_than_it_needs_to_be_once_its_commentary_is_gone(book: Path) -> None:
    heights = [
        openpyxl.load_workbook(path)[layout.THIS_QUARTER].row_dimensions[6].height
        for path in (book, out(rolled(book)))
    ]

    assert heights[1] < heights[0]


def test_the_input_is_never_changed_and_in_place_keeps_a_backup(book: Path) -> None:
    before = book.read_bytes()
    rolled(book)
    assert book.read_bytes() == before

    done = roll_forward_file(book, Destination(in_place=True))

    assert done.saved.kept is not None
    assert done.saved.kept.read_bytes() == before
    assert check_file(book).scorecard.workbook.settings.period == Q4


def test_a_dry_run_writes_nothing_and_says_the_same(book: Path) -> None:
    before = {path.name: path.read_bytes() for path in book.parent.iterdir()}

    done = roll_forward_file(book, Destination(dry_run=True))

    assert {path.name: path.read_bytes() for path in book.parent.iterdir()} == before
    assert done.output is None
    assert done.plan.sentences() == rolled(book).plan.sentences()


def test_filling_the_new_quarter_rates_it_against_what_was_rolled(book: Path) -> None:
    done = filled(out(rolled(book)), {"Ref": "PI.1", "Actual": "80%"}, name="q4.xlsx")

    rating = done.scorecard.rated[0].rating
    assert (rating.status.value, rating.direction.value, rating.direction_year.value) == (
        "off", "declined", "improved",
    )  # fmt: skip


# Twice, and what is there already


def test_a_second_time_by_accident_is_refused(book: Path) -> None:
    done = rolled(book)

    with pytest.raises(WorkbookError, match="rolled forward from Q3 2021/22 already") as caught:
        roll_forward_file(out(done), Destination(in_place=True))

    assert caught.value.code == "nothing-to-roll"


def test_a_quarter_of_markers_alone_can_be_rolled(tmp_path: Path) -> None:
    empty = a_book(tmp_path, {"Ref": "PI.1"})
    done = filled(empty, {"Ref": "PI.1", "Actual": "", "Marker": "[x]"})
    assert done.output is not None

    history = rows(out(rolled(done.output)), layout.HISTORY)

    assert [(row["Actual"], row["Marker"]) for row in history] == [(None, "[x]")]


def test_four_times_leads_through_a_year(book: Path) -> None:
    path = book
    for number in range(4):
        done = rolled(path, f"after {number}.xlsx")
        filled_again = filled(
            out(done), {"Ref": "PI.1", "Actual": f"{82 + number}%"}, name=f"{number}.xlsx"
        )
        assert filled_again.output is not None
        path = filled_again.output

    period = check_file(path).scorecard.workbook.settings.period
    (one,) = [r for r in check_file(path).scorecard.rated if r.measure.ref == "PI.1"]
    assert period == Quarter(2022, 3)
    assert (one.previous, one.previous_year) == (84, 81)
    assert validator.errors(path) == []


def test_a_row_that_says_the_same_is_left_alone_and_not_doubled(book: Path) -> None:
    row = {"Ref": "PI.2", "Period": "Q3 2021/22", "Actual": "12"}
    with Workbook.open(book) as package:
        package.table(layout.HISTORY_TABLE).append([{**row, "Actual": 12}])
        package.save()

    done = rolled(book)

    assert (done.plan.moved, done.plan.already) == (("PI.1",), ("PI.2",))
    refs = [(r["Ref"], r["Period"]) for r in rows(out(done), layout.HISTORY)]
    assert refs.count(("PI.2", "Q3 2021/22")) == 1


# The year


def test_after_q4_the_next_year_begins_and_the_targets_are_said_to_be_last_years(
    tmp_path: Path,
) -> None:
    done = rolled(a_filled_book(tmp_path, Q4))

    assert done.plan.opened == Quarter(2022, 1)
    (finding,) = [f for f in done.findings if f.code == "targets-of-last-year"]
    assert "2 measures still have their targets of 2021/22" in finding.what
    assert "2022/23" in finding.fix
    assert finding.where.sheet == layout.MEASURES


def test_within_a_year_nothing_is_said_of_targets(book: Path) -> None:
    assert "targets-of-last-year" not in codes(rolled(book))


# What was not reported


def test_a_measure_without_a_figure_is_rolled_and_reported(tmp_path: Path) -> None:
    empty = a_book(tmp_path, {"Ref": "PI.1"}, {"Ref": "PI.2"})
    done = filled(empty, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None

    after = rolled(done.output)

    assert [(f.code, f.ref) for f in after.findings] == [("rolled-without-actual", "PI.2")]
    assert [row["Ref"] for row in rows(out(after), layout.HISTORY)] == ["PI.1"]


def test_a_row_with_an_earlier_reference_goes_into_the_history_under_todays(
    tmp_path: Path,
) -> None:
    path = a_filled_book(tmp_path, **{"Also known as": "PI.9"})
    typed(path, {cell_under(path, "Ref", "PI.1"): "PI.9"})

    done = rolled(path)

    assert [row["Ref"] for row in rows(out(done), layout.HISTORY)][-2:] == ["PI.1", "PI.2"]


# Words, formulas, own columns


def test_words_that_the_history_has_no_column_for_are_said_to_stay_behind(book: Path) -> None:
    done = rolled(book)

    assert done.plan.lost_words == (layout.COMMENTARY, layout.ACTION)
    assert "no column for Commentary and Action" in done.plan.sentences()[-1]


def test_a_history_that_a_council_gave_a_column_of_commentary_keeps_it(book: Path) -> None:
    own = openpyxl.load_workbook(book)
    sheet = own[layout.HISTORY]
    sheet["J4"].value = layout.COMMENTARY
    table = sheet.tables[layout.HISTORY_TABLE]
    table.ref = table.ref.replace("I", "J")
    table.tableColumns.append(TableColumn(id=10, name=layout.COMMENTARY))
    own.save(book)

    done = rolled(book)

    assert str(rows(out(done), layout.HISTORY)[-2][layout.COMMENTARY]).startswith("Rose. Rose.")
    assert done.plan.lost_words == (layout.ACTION,)


def test_an_officers_formula_stays_and_its_old_result_is_not_taken_for_a_figure(
    book: Path, tmp_path: Path
) -> None:
    cell = cell_under(book, "Actual", "PI.1")
    with Workbook.open(book) as package:
        package.sheet(layout.THIS_QUARTER).set_formula(cell, "=I6/J6", cached=0.81)
        package.sheet(layout.THIS_QUARTER).set("I6", 81)
        package.sheet(layout.THIS_QUARTER).set("J6", 100)
        package.save()

    done = rolled(book)

    with Workbook.open(out(done)) as package:
        kept = package.sheet(layout.THIS_QUARTER).cell(cell)
    assert (kept.formula, kept.cached) == ("=I6/J6", CellError("#DIV/0!"))
    assert codes(done) == ["formula-kept"]
    assert done.scorecard.rated[0].reading.actual is None
    assert rows(out(done), layout.HISTORY)[-2]["Actual"] == 0.81
    again = libreoffice.recalculated(out(done), tmp_path / "office")
    assert openpyxl.load_workbook(again)[layout.THIS_QUARTER][cell].value == "=I6/J6"


def test_a_live_workbook_stays_live_and_calculates_the_new_quarter(tmp_path: Path) -> None:
    register = a_csv(
        tmp_path / "m.csv",
        {"Ref": "PI.1", "Measure": "One", "Unit": "percent", "Decimals": "1",
         "Which way is good": "higher", "Target": "80%"},
    )  # fmt: skip
    live = new_workbook(register, Settings(Q3), tmp_path / "live.xlsx", live=True).output
    done = filled(live, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None

    after = out(rolled(done.output))

    with Workbook.open(after) as package:
        status = package.table(layout.THIS_QUARTER_TABLE).rows()[0][layout.STATUS]
    assert (status.formula is not None, status.cached) == (True, "Not reported")
    typed_in = tmp_path / "typed.xlsx"
    with Workbook.open(after) as package:
        package.sheet(layout.THIS_QUARTER).set(cell_under(after, "Actual", "PI.1"), 0.79)
        package.save(typed_in)
    said = openpyxl.load_workbook(
        libreoffice.recalculated(typed_in, tmp_path / "office"), data_only=True
    )[layout.THIS_QUARTER]
    assert [said.cell(6, column).value for column in (15, 16)] == ["Within tolerance", "Declined"]


# The same as a new workbook, and sound


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example rolled forward, and a new workbook of Q4 from the same figures."""
    folder = tmp_path_factory.mktemp("both")
    done = roll_forward_file(example().filled, Destination(file=folder / "rolled.xlsx"))
    with (EXAMPLE / "history.csv").open(encoding="utf-8-sig", newline="") as lines:
        history: list[dict[str, object]] = [dict(row) for row in csv.DictReader(lines)]
    with (EXAMPLE / "actuals_q3.csv").open(encoding="utf-8-sig", newline="") as lines:
        this = [{"Period": "Q3 2021/22", **row} for row in csv.DictReader(lines)]
    with (EXAMPLE / "measures.csv").open(encoding="utf-8-sig", newline="") as lines:
        targets = {ref_key(row["Ref"]): row["Target"] for row in csv.DictReader(lines)}
    kept = [c.heading for c in layout.HISTORY_COLUMNS]
    history += [
        {
            **{heading: row.get(heading, "") for heading in kept},
            "Target": targets[ref_key(row["Ref"])],
        }
        for row in this
    ]
    made = new_workbook(
        EXAMPLE / "measures.csv",
        Settings(Q4),
        folder / "new.xlsx",
        history_file=a_csv(folder / "history.csv", *history),
    )
    return out(done), made.output


def cells(sheet: Worksheet) -> Iterator[tuple[object, ...]]:
    for row in sheet.iter_rows():
        for cell in row:
            # A fill gives the day it writes a format of its own, which the empty cell keeps.
            form = cell.number_format.replace("dd/mm/yyyy", "dd mmm yyyy")
            yield (
                cell.coordinate, cell.value, form, cell.fill.fgColor.rgb,
                cell.font.b, cell.font.color.rgb if cell.font.color else None,
                cell.alignment.wrap_text, cell.protection.locked,
            )  # fmt: skip


@pytest.mark.parametrize("sheet", layout.SHEETS)
def test_every_cell_is_that_of_a_new_workbook_with_this_history(
    both: tuple[Path, Path], sheet: str
) -> None:
    one, two = (openpyxl.load_workbook(path)[sheet] for path in both)

    if sheet == layout.THIS_QUARTER:  # what only a workbook that was rolled can know
        said = layout.headings(layout.TEMPLATE_QUARTER_COLUMNS).index(layout.SAID_LAST_QUARTER) + 1
        for row in range(6, one.max_row + 1):
            one.cell(row, said).value = None
    assert list(cells(one)) == list(cells(two))
    assert dict(one.tables.items()) == dict(two.tables.items())
    heights = [{n: row.height for n, row in sheet.row_dimensions.items()} for sheet in (one, two)]
    assert heights[0] == heights[1]
    ranges = [{str(v.sqref) for v in sheet.data_validations.dataValidation} for sheet in (one, two)]
    assert ranges[0] == ranges[1]


def test_the_results_stored_in_it_are_those_libreoffice_works_out(
    both: tuple[Path, Path], tmp_path: Path
) -> None:
    stored = openpyxl.load_workbook(both[0], data_only=True)
    worked_out = openpyxl.load_workbook(
        libreoffice.recalculated(both[0], tmp_path / "office"), data_only=True
    )

    for name in (layout.COVER, layout.THIS_QUARTER, layout.HISTORY):
        for row in stored[name].iter_rows():
            for cell in row:
                assert worked_out[name][cell.coordinate].value == cell.value, cell.coordinate


def test_the_validator_finds_nothing_in_it(both: tuple[Path, Path]) -> None:
    assert validator.errors(both[0]) == []


def test_the_rest_of_the_workbook_keeps_its_bytes(both: tuple[Path, Path]) -> None:
    with Workbook.open(example().filled) as before, Workbook.open(both[0]) as after:
        names = before.container.names()
        assert set(after.container.names()) == set(names)
        same = [n for n in names if before.container.read(n) == after.container.read(n)]
    changed = set(names) - set(same)
    assert {f"xl/worksheets/sheet{n}.xml" for n in (3, 4, 7, 9)} <= set(same)
    assert len(changed) <= 9, changed


def test_a_file_that_is_no_performance_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)

    with pytest.raises(KpibookError):
        roll_forward_file(path, Destination(dry_run=True))


def test_the_sheet_of_findings_speaks_of_the_quarter_that_begins(book: Path) -> None:
    with ClosedBook.open(book) as opened:
        write_findings(opened, check(opened, book.parent))
        opened.save()

    with ClosedBook.open(book) as opened:
        roll_forward(opened, book.parent)
        opened.save()

    with Workbook.open(book) as package:
        title = package.sheet("Findings").cell("A1").value
        names = [table.name for table in package.tables]
    assert "Q4 2021/22" in str(title)
    assert names.count(FINDINGS_TABLE) == 1


def test_what_to_see_to_is_in_the_file_that_holds_the_new_quarter(tmp_path: Path) -> None:
    done = rolled(a_filled_book(tmp_path, Quarter(2021, 4)))

    assert "targets-of-last-year" in {finding.code for finding in done.findings}
    assert {finding.where.file for finding in done.findings} == {"rolled.xlsx"}
