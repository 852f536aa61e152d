from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.finding import most_serious_first
from kpibook.errors import KpibookError, WorkbookError
from kpibook.services.rating.explain import Explanation, explain, explain_file
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from tests.support.books import a_book, cell_under, example, filled, typed

HISTORY = [
    {"Ref": "PI.1", "Period": "Q2 2021/22", "Actual": "79%"},
    {"Ref": "PI.1", "Period": "Q3 2020/21", "Actual": "85%"},
]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One measure short of its target of the quarter, with a history; one not reported."""
    empty = a_book(
        tmp_path_factory.mktemp("explain"),
        {"Ref": "PI.1", "Target": "90%", "Target Q3": "80%", "Tolerance": "2",
         "Also known as": "PI. 9"},
        {"Ref": "PI.2"},
        history=HISTORY,
    )  # fmt: skip
    done = filled(empty, {"Ref": "PI.1", "Actual": "77%"})
    assert done.output is not None
    return done.output


def test_the_target_of_the_year_is_told_where_the_quarter_has_none(tmp_path: Path) -> None:
    """It said that there is no target in figures."""
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "98.50%", "Basis": "cumulative"})
    done = filled(empty, {"Ref": "PI.1", "Actual": "77%"})
    assert done.output is not None

    told = dict(explain_file(done.output, "PI.1").lines())

    assert told["Status"] == (
        "Not rated. The target of 98.5% is for the year, and there is none for Q3 2021/22: "
        "not rated."
    )
    assert "target for the year 98.5% ('Measures'!K5)" in told["Figures"]


def selected(path: Path, sheet: str, address: str) -> Explanation:
    with ClosedBook.open(path) as book:
        return explain(book, path.parent, sheet, address)


def test_the_status_and_both_directions_are_told_with_the_figures(book: Path) -> None:
    told = dict(explain_file(book, "PI.1").lines())

    assert told["Measure"] == "PI.1 Title of PI.1"
    assert told["Status"] == (
        "Off target. 77.0% is 3.0 points (3.8%) below the target of 80.0%, more than the "
        "2.0 points allowed: off target."
    )
    assert told["Direction"].startswith("Declined. 77.0% is 2.0 points below the 79.0%")
    assert told["Since last year"].startswith("Declined. 77.0% is 8.0 points below the 85.0%")
    assert told["Rule"].startswith("'kpibook standard' says of Off target: ")


def test_each_figure_names_its_cell(book: Path) -> None:
    figures = {name: (said, where) for name, said, where in explain_file(book, "PI.1").figures}

    cells = {name: (said, where.sheet, where.cell) for name, (said, where) in figures.items()}
    assert cells == {
        "actual": ("77.0%", "This quarter", cell_under(book, "Actual", "PI.1")),
        "target": ("80.0%", "Measures", cell_under(book, "Target Q3", "PI.1", "Measures")),
        "tolerance": ("2", "Measures", cell_under(book, "Tolerance", "PI.1", "Measures")),
        "Q2 2021/22": ("79.0%", "History", "C5"),
        "Q3 2020/21": ("85.0%", "History", "C6"),
    }


def test_the_schemes_own_tolerance_is_told_with_the_cell_that_names_the_scheme(
    book: Path,
) -> None:
    figures = {name: (said, where) for name, said, where in explain_file(book, "PI.2").figures}

    assert figures["tolerance"][0] == "5%"
    assert figures["tolerance"][1].sheet == layout.SETTINGS


@pytest.mark.parametrize(
    ("sheet", "address"),
    [
        pytest.param(layout.THIS_QUARTER, "A6", id="its reference"),
        pytest.param("this QUARTER", "$O$6", id="its status, as Excel writes addresses"),
        pytest.param(layout.THIS_QUARTER, "H6:J7", id="several rows: the first"),
        pytest.param(layout.THIS_QUARTER, "6:6", id="the whole row"),
        pytest.param(layout.MEASURES, "K5", id="the register"),
        pytest.param(layout.HISTORY, "C6", id="the history"),
    ],
)
def test_the_measure_of_the_selected_row_is_explained(book: Path, sheet: str, address: str) -> None:
    assert selected(book, sheet, address).rated.measure.ref == "PI.1"


def test_a_row_of_the_return_is_one_of_a_measure_too(book: Path) -> None:
    found = openpyxl.load_workbook(book)[layout.RETURN]
    cell = next(c for row in found.iter_rows() for c in row if c.value == "PI.2")

    assert selected(book, layout.RETURN, cell.coordinate).rated.measure.ref == "PI.2"


@pytest.mark.parametrize(
    ("sheet", "address"),
    [
        pytest.param(layout.THIS_QUARTER, "A5", id="the header"),
        pytest.param(layout.THIS_QUARTER, "H99", id="below the table"),
        pytest.param(layout.THIS_QUARTER, "H:H", id="a column"),
        pytest.param(layout.KEY, "A6", id="another sheet"),
        pytest.param("No such sheet", "A6", id="no sheet"),
        pytest.param(layout.THIS_QUARTER, "", id="nothing"),
    ],
)
def test_without_a_measure_in_the_row_it_says_where_to_select_one(
    book: Path, sheet: str, address: str
) -> None:
    with pytest.raises(WorkbookError, match="no measure is selected") as caught:
        selected(book, sheet, address)

    assert caught.value.code == "no-measure-selected"
    assert "This quarter" in caught.value.fix


@pytest.mark.parametrize("ref", ["PI.1", "pi 1", " PI. 1+", "PI.9"])
def test_a_reference_is_known_however_it_is_written_and_by_its_earlier_one(
    book: Path, ref: str
) -> None:
    assert explain_file(book, ref).rated.measure.ref == "PI.1"


def test_a_reference_that_is_not_there_gets_the_nearest(book: Path) -> None:
    with pytest.raises(WorkbookError) as caught:
        explain_file(book, "PI.11")

    assert caught.value.code == "ref-unknown"
    assert "PI.1" in caught.value.fix


def test_a_measure_without_a_row_is_not_rated_and_that_is_said(book: Path, tmp_path: Path) -> None:
    path = tmp_path / "short.xlsx"
    path.write_bytes(book.read_bytes())
    typed(path, {cell_under(path, "Ref", "PI.2"): None})

    with pytest.raises(KpibookError) as caught:
        explain_file(path, "PI.2")

    assert caught.value.code == "measure-without-row"


def test_what_to_put_right_in_the_measure_comes_along_and_nothing_of_others() -> None:
    told = explain_file(example().filled, "PI.433")

    assert {finding.ref for finding in told.findings} == {"PI.433"}
    assert "as-at-outside-period" in {finding.code for finding in told.findings}
    assert [heading for heading, _ in told.lines()][8:] == [
        finding.severity.heading for finding in most_serious_first(told.findings)
    ]


def test_a_target_in_words_and_a_range_are_told_from_their_cells(tmp_path: Path) -> None:
    book = a_book(
        tmp_path,
        {"Ref": "PI.1", "Target": "Additional 800"},
        {"Ref": "PI.2", "Which way is good": "range", "Range low": "2%", "Range high": "4%"},
    )

    told = [{n: (s, w.cell) for n, s, w in explain_file(book, ref).figures}["target"]
            for ref in ("PI.1", "PI.2")]  # fmt: skip

    assert told == [
        ("Additional 800", cell_under(book, "Target", "PI.1", "Measures")),
        ("2.0% to 4.0%", cell_under(book, "Range low", "PI.2", "Measures")),
    ]


def test_what_is_asked_of_many_measures_is_said_of_the_one_that_is_explained(
    tmp_path: Path,
) -> None:
    homes = {"Unit": "count", "Decimals": "0", "Basis": "cumulative", "Target": "80"}
    book = a_book(tmp_path, {"Ref": "PI.1", **homes}, {"Ref": "PI.2", **homes})

    explained = explain_file(book, "PI.2")

    (question,) = [f for f in explained.findings if f.code == "target-not-profiled"]
    assert question.ref == "PI.2"


def test_what_the_text_says_truly_is_told(tmp_path: Path) -> None:
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, history=HISTORY)
    text = "77.0%, down from 79.0% in Q2."
    done = filled(empty, {"Ref": "PI.1", "Actual": "77%", "Commentary": text})
    assert done.output is not None

    told = dict(explain_file(done.output, "PI.1").lines())

    assert '"79.0% in Q2"' in told["Text agrees"]


def test_words_that_contradict_a_figure_do_not_agree_with_another(tmp_path: Path) -> None:
    empty = a_book(tmp_path, {"Ref": "PI.1", "Target": "80%"}, history=HISTORY)
    text = "Rose to 77.0%. This is our worst ever result."
    done = filled(empty, {"Ref": "PI.1", "Actual": "77%", "Commentary": text})
    assert done.output is not None

    told = dict(explain_file(done.output, "PI.1").lines())

    assert "Rose" not in told.get("Text agrees", "")
    assert told["Cannot be told"] == ('"worst ever" (no figure since Q3 2020/21 is against it).')
