"""Registers, histories and actuals as councils keep them: titles, bands, sections, foot notes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.measure import Polarity
from kpibook.domain.measures.period import Quarter
from kpibook.errors import SourceError
from kpibook.services.fill import fill_file
from kpibook.services.new import Created, new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from kpibook.workbook.reader import read_workbook
from tests.support.books import a_book

Q3 = Quarter(2021, 3)

OWN_REGISTER = """\
Homes performance indicators 2021/22,,,,,,
,,,,,,
PI Ref,Performance Indicator,UoM,Good to be,2021/22 Target,Q3 Target,Notes
Priority 1: Homes,,,,,,
H1,Homes let in time,percent,higher,90%,88%,Excludes sheltered homes
H2,Households in B&B,count,lower,12,,
PI Ref,Performance Indicator,UoM,Good to be,2021/22 Target,Q3 Target,Notes
Total,,,,102,,
Priority 2: Streets,,,,,,
S1,Missed bins,count,lower,40,,
* provisional,,,,,,
"Source: the housing system, 31 December",,,,,,
"""


def save(path: Path, text: str) -> Path:
    """A file of a text; an .xlsx of the same cells, their numbers as numbers."""
    if path.suffix == ".csv":
        path.write_text(text, encoding="utf-8")
        return path
    import csv
    import io

    book = openpyxl.Workbook()
    for fields in csv.reader(io.StringIO(text)):
        book.active.append([int(f) if f.isdigit() else f or None for f in fields])
    book.save(path)
    return path


def make(measures: Path, history: Path | None = None) -> Created:
    return new_workbook(measures, Settings(Q3), measures.parent / "made.xlsx", history_file=history)


def contents(made: Created) -> PerformanceWorkbook:
    with ClosedBook.open(made.output) as book:
        return read_workbook(book)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_register_in_the_councils_own_layout_is_read_without_a_fault(
    tmp_path: Path, kind: str
) -> None:
    made = make(save(tmp_path / f"register.{kind}", OWN_REGISTER))

    assert [finding.code for finding in made.findings] == ["rows-passed-over"]
    assert "2 section rows" in made.findings[0].what
    measures = contents(made).measures
    assert list(measures) == ["H1", "H2", "S1"]
    assert measures["H1"].target.value == Decimal(90)
    assert measures["H1"].target.by_quarter == {3: Decimal(88)}
    assert measures["H1"].note == "Excludes sheltered homes"
    assert [m.priority for m in measures.values()] == [
        "Priority 1: Homes",
        "Priority 1: Homes",
        "Priority 2: Streets",
    ]


def test_no_role_of_a_two_row_heading_is_lost(tmp_path: Path) -> None:
    register = save(
        tmp_path / "r.csv",
        "Ref,Measure,Unit,Good to be,,2021/22,,\n"
        ",,,High,Low,Q1 Target,Q3 Target,Target\n"
        "H1,Homes let,count,x,,10,40,40\n"
        "H2,Complaints,count,,x,9,9,9\n",
    )

    made = make(register)

    measures = contents(made).measures
    assert made.findings == ()
    assert [m.polarity for m in measures.values()] == [Polarity.HIGHER, Polarity.LOWER]
    assert measures["H1"].target.by_quarter == {1: Decimal(10), 3: Decimal(40)}
    assert measures["H1"].target.value == Decimal(40)


def test_a_target_of_another_year_is_not_taken_for_this_years(tmp_path: Path) -> None:
    register = save(
        tmp_path / "r.csv",
        "Ref,Measure,Unit,Polarity,2020/21 Target,2021/22 Target\nH1,Homes,count,higher,5,6\n",
    )

    assert contents(make(register)).measures["H1"].target.value == Decimal(6)


def test_a_history_with_a_column_a_quarter_is_read(tmp_path: Path) -> None:
    register = save(tmp_path / "r.csv", "Ref,Measure,Unit,Polarity\nH1,Homes,count,higher\n")
    history = save(
        tmp_path / "h.csv",
        "Earlier figures\n,,2020/21,,2021/22,\nRef,Measure,Q3,Q4,Q1,Q2\nH1,Homes,1,2,,0\n",
    )

    figures = {p: r.actual for (_, p), r in contents(make(register, history)).history.items()}

    assert figures == {
        Quarter(2020, 3): Decimal(1),
        Quarter(2020, 4): Decimal(2),
        Quarter(2021, 2): Decimal(0),
    }


def test_a_missing_column_is_named_with_the_files_headings_and_the_page(tmp_path: Path) -> None:
    register = save(
        tmp_path / "r.xlsx", "Homes 2021/22,,\n,,\nPI Ref,Indicator,Unit\nH1,Homes,count\n"
    )

    with pytest.raises(SourceError) as caught:
        make(register)

    assert "Its headings are PI Ref, Indicator and Unit." in caught.value.what
    assert "docs/register.md" in caught.value.fix


def test_a_finding_quotes_the_files_own_heading_with_its_column(tmp_path: Path) -> None:
    register = save(
        tmp_path / "r.csv", "PI Ref,Title,UoM,Good is\nH1,Homes,count,sideways\nH2,Jobs,,higher\n"
    )

    findings = {finding.code: finding.what for finding in make(register).findings}

    assert "'Good is' (column D)" in findings["polarity-unknown"]
    assert "'UoM' (column C)" in findings["unit-missing"]


def test_a_column_that_is_not_taken_into_the_workbook_is_said(tmp_path: Path) -> None:
    register = save(
        tmp_path / "r.csv", "Ref,Measure,Unit,Polarity,Team,RAG\nH1,Homes,count,higher,Lets,Red\n"
    )

    (finding,) = make(register).findings

    assert finding.code == "headings-not-used"
    assert "1 column" in finding.what
    assert "'Team'" in finding.what


def test_actuals_of_a_column_a_quarter_fill_the_quarter_of_the_workbook(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "H1", "Unit": "count"}, {"Ref": "H2", "Unit": "count"})
    actuals = save(
        tmp_path / "a.csv",
        "Homes\n,,2021/22,,,\nKPI Ref,Title,Q1,Q2,Q3,Comments\nHomes for all,,,,,\n"
        "H1,Homes,1,2,3,Fell\nH2,Jobs,4,5,,\nTotal,,5,7,3,\n",
    )

    filled = fill_file(book, actuals, None, Destination(dry_run=True))

    figures = {r.measure.ref: r.reading.actual for r in filled.scorecard.rated}
    assert figures == {"H1": Decimal(3), "H2": None}
    assert [f.code for f in filled.findings if f.where.file == "a.csv"] == ["rows-passed-over"]


def test_actuals_of_other_quarters_alone_are_refused(tmp_path: Path) -> None:
    book = a_book(tmp_path, {"Ref": "H1", "Unit": "count"})
    actuals = save(tmp_path / "a.csv", "Ref,Q1,Q2\nH1,1,2\n")

    with pytest.raises(SourceError, match="'Q1' and 'Q2', and none for Q3 2021/22"):
        fill_file(book, actuals, None, Destination(dry_run=True))


def test_a_table_to_rate_keeps_its_own_columns_and_its_foot_notes_are_left_out(
    tmp_path: Path,
) -> None:
    path = save(
        tmp_path / "t.csv",
        "measure,unit,polarity,target,Q3 position,RAG\n"
        "Homes,count,higher,5,6,Green\n* provisional,,,,,\n",
    )

    rated = rate_file(path, load_scheme("standard"))

    assert [rating.status.value for rating in rated.ratings] == ["met"]
    assert "RAG" in rated.header


def test_one_file_may_be_register_history_and_actuals(tmp_path: Path) -> None:
    """ "KPI" and "Aim" are decided by rows of measures, not by the section and the note."""
    file = save(
        tmp_path / "r.csv",
        "Anytown Borough Council,,,,,,,,\nPerformance report Q3 2021/22,,,,,,,,\n,,,,,,,,\n"
        ",,,,2021/22,,,,2020/21\n"
        "KPI,Performance Indicator,Unit,Aim,Q1,Q2,Q3,Target,Outturn\n"
        "Theme: A very good home for everybody,,,,,,,,\n"
        "H1,Repairs done in time,percent,higher,88%,90%,91%,92%,87%\n"
        "H2,Homeless households,count,lower,30,33,31,30,29\n"
        '"Notes: figures of quarter 3 are provisional",,,,,,,,\n',
    )

    made = make(file, file)
    filled = fill_file(made.output, file, None, Destination(dry_run=True))

    assert [finding.code for finding in made.findings] == ["rows-passed-over"]
    assert made.measures == 2
    assert {str(p) for _, p in contents(made).history} >= {"Q1 2021/22", "Q2 2021/22"}
    assert [r.reading.actual for r in filled.scorecard.rated] == [Decimal(91), Decimal(31)]
    assert [r.measure.target.value for r in filled.scorecard.rated] == [Decimal(92), Decimal(30)]
