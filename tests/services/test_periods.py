"""Measures in their own time: months, half years, terms and years, through every door."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Status
from kpibook.errors import WorkbookError
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.outputs.consolidated.words import summary_sentences
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.rating.explain import explain_file
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.workbook import layout
from tests.support.books import Q3, a_book, filled, typed, value_under

Q4 = Quarter(2021, 4)
PLAIN = {"Ref": "PI.1", "Target": "80%"}
ANNUAL = {"Ref": "PI.2", "Target": "60%", "Frequency": "annual"}
LAST_YEAR = [{"Ref": "PI.2", "Period": "2020/21 outturn", "Actual": "57.7%"}]


@pytest.fixture
def annual(tmp_path: Path) -> Path:
    """An ordinary measure, and one that is reported once a year."""
    return a_book(tmp_path, PLAIN, ANNUAL, history=LAST_YEAR)


def shown(path: Path, ref: str, *headings: str) -> list[object]:
    return [value_under(path, heading, ref) for heading in headings]


def codes(path: Path, ref: str = "PI.2") -> list[str]:
    return [f.code for f in check_file(path).findings if f.ref == ref]


# Due, and not due


def test_until_it_is_due_an_annual_measure_shows_its_last_figure_and_when_it_is_next(
    annual: Path,
) -> None:
    done = filled(annual, {"Ref": "PI.1", "Actual": "81%"})

    assert done.output is not None
    assert shown(done.output, "PI.2", "Previous quarter", "Actual", "Status", "Direction") == [
        "2020/21: 57.7%",
        None,
        "Next due Q4 2021/22",
        "Not due",
    ]
    assert done.without_actual == ()
    assert codes(done.output) == []


def test_a_measure_that_is_not_due_is_not_counted(annual: Path) -> None:
    card = filled(annual, {"Ref": "PI.1", "Actual": "81%"}).scorecard

    sentences = card.quarterly_return.sentences()
    assert card.quarterly_return.summary.measures == 1
    assert sentences[0] == (
        "Of 1 measure, 1 met its target (100%). 1 measure is not due this quarter and not counted."
    )
    assert card.quarterly_return.summary.statuses[Status.NOT_REPORTED] == 0


def test_its_row_on_the_return_says_so_too(annual: Path) -> None:
    done = filled(annual, {"Ref": "PI.1", "Actual": "81%"})

    assert done.output is not None
    row = [
        value_under(done.output, heading, "PI.2", sheet=layout.RETURN)
        for heading in ("Q4 2020/21", "Q3 2021/22", "Status")
    ]
    assert row == [0.577, "Not due", "Next due Q4 2021/22"]


def test_it_is_explained(annual: Path) -> None:
    lines = dict(explain_file(annual, "PI.2").lines())

    assert lines["Status"] == (
        "Next due Q4 2021/22. It is reported once a year and next due Q4 2021/22; its last figure "
        "is 57.7% (2020/21)."
    )
    assert "last figure, of 2020/21, 57.7% ('History'!C" in lines["Figures"]


def test_when_it_is_due_and_missing_it_is_missing(tmp_path: Path) -> None:
    book = a_book(tmp_path, PLAIN, ANNUAL, history=LAST_YEAR, period=Q4)

    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})

    assert done.without_actual == ("PI.2",)
    assert [f.code for f in done.findings if f.ref == "PI.2"] == ["actual-missing"]


def test_when_it_is_due_it_is_rated_and_compared_with_last_year(tmp_path: Path) -> None:
    book = a_book(tmp_path, PLAIN, ANNUAL, history=LAST_YEAR, period=Q4)

    done = filled(book, {"Ref": "PI.2", "Actual": "61%"})

    assert done.output is not None
    assert shown(done.output, "PI.2", "Status", "Direction since last year") == [
        "Target met",
        "Improved",
    ]


def test_reported_though_it_is_not_due_it_counts(annual: Path) -> None:
    done = filled(annual, {"Ref": "PI.2", "Actual": "61%"})

    assert done.output is not None
    assert shown(done.output, "PI.2", "Status") == ["Target met"]


def test_a_consolidation_counts_it_apart(annual: Path, tmp_path: Path) -> None:
    done = filled(annual, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None

    result = consolidate_files(
        [done.output], Outputs(book=tmp_path / "all.xlsx"), made=MadeHow("1")
    )

    row = next(r for r in result.consolidation.rows if r.rated.measure.ref == "PI.2")
    assert (row.status, row.status_word) == (Status.NOT_DUE, "Next due Q4 2021/22")
    assert not row.is_exception
    assert summary_sentences(result.consolidation) == [
        (
            "Of 1 measure: 1 target met (100%). Percentages are of the 1 rated measure. "
            "1 measure is not due this quarter and not counted."
        ),
        "Since Q2 2021/22: 1 no history.",
    ]


@pytest.mark.parametrize(
    ("frequency", "period", "next_due"),
    [
        ("half-yearly", Q3, "Next due Q4 2021/22"),
        ("half-yearly", Quarter(2021, 1), "Next due Q2 2021/22"),
        ("termly", Quarter(2021, 1), "Next due Q2 2021/22"),
        ("annual", Quarter(2021, 1), "Next due Q4 2021/22"),
    ],
)
def test_each_frequency_waits_for_its_own_quarter(
    tmp_path: Path, frequency: str, period: Quarter, next_due: str
) -> None:
    book = a_book(tmp_path, PLAIN, {**ANNUAL, "Frequency": frequency}, period=period)

    assert shown(book, "PI.2", "Status") == [next_due]


def test_a_workbook_in_which_nothing_is_due_says_so_and_rolls_forward(tmp_path: Path) -> None:
    book = a_book(tmp_path, ANNUAL, history=LAST_YEAR)

    rolled = roll_forward_file(book, Destination(tmp_path / "next.xlsx"))

    assert rolled.plan.opened == Q4
    assert [f.code for f in rolled.findings] == []
    assert rolled.scorecard.rated[0].waiting is None


def test_rolling_forward_does_not_ask_for_what_is_not_due(annual: Path) -> None:
    done = filled(annual, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None

    rolled = roll_forward_file(done.output, Destination())

    assert "rolled-without-actual" not in [f.code for f in rolled.findings]
    assert rolled.plan.moved == ("PI.1",)


def test_an_annual_figure_goes_into_the_history_and_waits_for_a_year(tmp_path: Path) -> None:
    book = a_book(tmp_path, PLAIN, ANNUAL, history=LAST_YEAR, period=Q4)
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"}, {"Ref": "PI.2", "Actual": "61%"})
    assert done.output is not None

    rolled = roll_forward_file(done.output, Destination(tmp_path / "next.xlsx"))

    assert rolled.output is not None
    assert shown(rolled.output, "PI.2", "Previous quarter", "Status") == [
        "2021/22: 61.0%",
        "Next due Q4 2022/23",
    ]


def test_an_empty_workbook_with_due_measures_is_still_not_rolled(annual: Path) -> None:
    with pytest.raises(WorkbookError) as refused:
        roll_forward_file(annual, Destination())

    assert refused.value.code == "nothing-to-roll"


def test_an_old_workbook_without_frequencies_goes_on_as_before(tmp_path: Path) -> None:
    book = a_book(tmp_path, PLAIN, {"Ref": "PI.2", "Basis": "annual"})

    assert shown(book, "PI.2", "Status") == ["Not reported"]


# Months


MONTHLY = {"Ref": "PI.3", "Target": "70%", "Frequency": "monthly"}
MEAN = {**MONTHLY, "Quarter from": "mean of months"}


def months(*figures: str) -> list[Mapping[str, object]]:
    names = ("Oct 2021", "Nov-21", "2021-12")
    return [
        {"Ref": "PI.3", "Period": name, "Actual": figure}
        for name, figure in zip(names, figures, strict=False)
    ]


def test_the_months_of_the_quarter_give_its_actual(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN, history=months("70%", "71%", "75%"))

    done = filled(book)

    assert done.output is not None
    assert shown(done.output, "PI.3", "Actual", "Status") == [0.72, "Target met"]
    assert codes(done.output, "PI.3") == []


def test_months_typed_into_the_history_are_worked_out_and_named(tmp_path: Path) -> None:
    book = typed(
        a_book(tmp_path, MEAN, history=months("70%", "71%", "")), {"C7": 0.75}, layout.HISTORY
    )

    done = filled(book)

    [note] = [f for f in done.findings if f.code == "actual-from-months"]
    assert "gives 72% (October 2021 70%, November 2021 71% and December 2021 75%)" in note.what
    assert done.output is not None
    assert shown(done.output, "PI.3", "Actual") == [0.72]


def test_without_a_way_it_is_asked_and_nothing_is_averaged(tmp_path: Path) -> None:
    book = a_book(tmp_path, MONTHLY, history=months("70%", "71%", "75%"))

    done = filled(book)

    assert done.output is not None
    assert shown(done.output, "PI.3", "Actual", "Status") == [None, "Not reported"]
    assert codes(done.output, "PI.3") == ["quarter-from-missing"]


def test_a_missing_month_leaves_the_quarter_open(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN, history=months("70%", "71%"))

    assert codes(book, "PI.3") == ["months-missing"]


def test_a_typed_quarter_that_is_not_what_its_months_give_is_not_rated(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN, history=months("70%", "71%", "75%"))

    done = filled(book, {"Ref": "PI.3", "Actual": "76%"})

    assert done.output is not None
    assert shown(done.output, "PI.3", "Status") == ["Not rated"]
    assert codes(done.output, "PI.3") == ["months-contradict"]


def test_months_and_their_quarter_stay_when_the_workbook_is_rolled_forward(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN, history=months("70%", "71%", "75%"))

    rolled = roll_forward_file(book, Destination(tmp_path / "next.xlsx"))

    assert rolled.output is not None
    contents = check_file(rolled.output).scorecard.workbook
    assert [str(month) for _, month in contents.months] == [
        "October 2021",
        "November 2021",
        "December 2021",
    ]
    assert contents.history["PI3", Q3].actual == 72
    sheet = openpyxl.load_workbook(rolled.output)[layout.HISTORY]
    assert [cell.value for cell in sheet["B"]][4:] == [
        "October 2021",
        "November 2021",
        "December 2021",
        "Q3 2021/22",
    ]
    assert shown(rolled.output, "PI.3", "Previous quarter") == [0.72]


# Periods in a file of actuals


def test_months_of_a_file_go_into_the_history_and_give_the_quarter(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN)

    done = filled(book, *months("70%", "71%", "75%"))

    assert done.output is not None
    assert shown(done.output, "PI.3", "Actual") == [0.72]
    assert [f.code for f in done.findings] == ["months-added", "actual-from-months"]
    contents = check_file(done.output).scorecard.workbook
    assert [str(month) for _, month in contents.months] == [
        "October 2021",
        "November 2021",
        "December 2021",
    ]


def test_the_same_file_again_adds_nothing(tmp_path: Path) -> None:
    first = filled(a_book(tmp_path, MEAN), *months("70%", "71%", "75%"))
    assert first.output is not None

    again = filled(first.output, *months("70%", "71%", "75%"), name="again.xlsx")

    assert again.changes == ()
    assert again.findings == ()


def test_a_month_that_is_not_the_historys_is_not_used(tmp_path: Path) -> None:
    book = a_book(tmp_path, MEAN, history=months("70%", "71%"))

    done = filled(book, *months("70%", "72%", "75%"))

    [differs] = [f for f in done.findings if f.code == "month-differs"]
    assert "PI.3 is 72.0% for November 2021, and the history of book.xlsx has 71.0%" in differs.what
    assert done.output is not None
    assert shown(done.output, "PI.3", "Actual") == [0.72]


def test_two_rows_of_a_month_that_differ_are_neither_used(tmp_path: Path) -> None:
    twice = [*months("70%"), {"Ref": "PI.3", "Period": "M7 21/22", "Actual": "71%"}]

    done = filled(a_book(tmp_path, MEAN), *twice)

    assert "actual-duplicate" in [f.code for f in done.findings]
    assert done.scorecard.workbook.months == {}


def test_a_month_without_its_year_takes_the_one_the_command_names(tmp_path: Path) -> None:
    book = a_book(tmp_path, {**MONTHLY, "Quarter from": "last month"})
    row = {"Ref": "PI.3", "Period": "December", "Actual": "75%"}

    asked = filled(book, row, name="asked.xlsx")
    told = filled(book, row, period=Q3)

    assert asked.output is not None
    assert told.output is not None
    assert shown(asked.output, "PI.3", "Actual") == [None]
    assert "does not say of which year" in asked.findings[0].what
    assert shown(told.output, "PI.3", "Actual") == [0.75]


@pytest.mark.parametrize(
    ("measure", "period", "reported", "used"),
    [
        pytest.param({}, "Qtr 3 21/22", Q3, True, id="a quarter"),
        pytest.param({}, "Oct-Dec 2021", Q3, True, id="its months"),
        pytest.param({}, "Dec 2021", Q3, True, id="the month it ends in"),
        pytest.param({}, "Oct 2021", Q3, False, id="a month of it"),
        pytest.param({}, "2021/22", Q4, False, id="a year of a quarterly measure"),
        pytest.param({"Basis": "cumulative"}, "2021/22 outturn", Q4, True, id="a year so far"),
        pytest.param({"Frequency": "annual"}, "2021/22", Q4, True, id="a year"),
        pytest.param({"Frequency": "annual"}, "2020/21", Q4, False, id="another year"),
        pytest.param({"Frequency": "half-yearly"}, "H2 2021/22", Q4, True, id="a half year"),
        pytest.param({"Frequency": "half-yearly"}, "H1 2021/22", Q4, False, id="another half"),
        pytest.param({"Frequency": "termly"}, "Autumn term 2021", Q3, True, id="a term"),
    ],
)
def test_a_figure_is_used_in_the_quarter_it_is_of_only(
    tmp_path: Path, measure: Mapping[str, object], period: str, reported: Quarter, used: bool
) -> None:
    book = a_book(tmp_path, {**PLAIN, **measure}, period=reported)

    done = filled(book, {"Ref": "PI.1", "Period": period, "Actual": "81%"})

    assert done.output is not None
    assert shown(done.output, "PI.1", "Actual") == [0.81 if used else None]
    assert ("period-mismatch" in [f.code for f in done.findings]) is not used


def test_the_last_of_three_months_is_not_taken_for_the_quarter(tmp_path: Path) -> None:
    rows = [{**month, "Ref": "PI.1"} for month in months("70%", "71%", "75%")]

    done = filled(a_book(tmp_path, PLAIN), *rows)

    assert done.output is not None
    assert shown(done.output, "PI.1", "Actual") == [None]
    assert [f.code for f in done.findings].count("period-mismatch") == 3


def test_a_small_last_figure_is_withheld_from_the_published_copy(tmp_path: Path) -> None:
    small = {
        **ANNUAL, "Unit": "count", "Decimals": "0", "Target": "9", "Suppress small numbers": "Yes",
    }  # fmt: skip
    book = a_book(
        tmp_path, PLAIN, small, history=[{"Ref": "PI.2", "Period": "2020/21", "Actual": "3"}]
    )
    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})
    assert done.output is not None

    published = publish_return(done.output, tmp_path / "published.xlsx").output

    sheets = openpyxl.load_workbook(published)
    cells = [str(c.value) for sheet in sheets for row in sheet.iter_rows() for c in row if c.value]
    assert "Next due Q4 2021/22" in cells
    assert not {"2020/21: 3", "3"} & set(cells)


def test_excel_lets_an_officer_type_a_month_into_the_history(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(a_book(tmp_path, MEAN))[layout.HISTORY]

    rules = [r for r in sheet.data_validations.dataValidation if "B5" in r.sqref]
    assert [(rule.type, rule.formula1) for rule in rules] == [(None, None)]
    assert rules[0].prompt == (
        "The quarter, month or year: Q2 2021/22, October 2021, 2020/21 outturn."
    )


def test_of_two_outturns_that_differ_none_is_compared_with(tmp_path: Path) -> None:
    compared = {"Ref": "PI.1", "Target": "80%", "Compared with": "last year's outturn"}
    history = [
        {"Ref": "PI.1", "Period": f"{years} outturn", "Actual": actual}
        for years, actual in (("2020/21", "57.7%"), ("2019/20", "90%"))
    ]
    book = a_book(tmp_path, compared, history=history)
    typed(book, {"B6": "2020/21"}, layout.HISTORY)

    done = filled(book, {"Ref": "PI.1", "Actual": "81%"})

    assert done.scorecard.rated[0].compared[0].value is None
    assert "history-duplicate" in [finding.code for finding in done.findings]
