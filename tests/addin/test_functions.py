"""The worksheet functions as Excel calls them: through xlwings' own `call_udf` and conversion."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from kpibook.errors import in_words
from tests.support.com_cells import Money, Sheet, a_cell, a_column
from tests.support.pywin32 import DIV0, NOT_AVAILABLE, SPILL, WindowsSide, windows_side

NAMES = (
    "KPI_DIRECTION",
    "KPI_PERIOD",
    "KPI_STATUS",
    "KPI_TARGET_MET_SHARE",
    "KPI_VARIANCE",
    "KPI_WHY",
)
NAN = float("nan")
UTC = dt.UTC  # pywin32 puts it on every date


@pytest.fixture(scope="module")
def excel() -> Iterator[WindowsSide]:
    with windows_side() as side:
        yield side


# One measure.


def test_a_cell_that_shows_a_percentage_is_rated_in_percent(excel: WindowsSide) -> None:
    actual, target = a_cell(0.721, "0.0%"), a_cell(0.855, "0%")

    assert excel.call("KPI_STATUS", actual, target, a_cell("Higher ")) == "Off target"
    assert excel.call("KPI_WHY", actual, target, "higher") == (
        "72.1% is 13.4 points (15.7%) below the target of 85.5%, more than the 5% allowed: "
        "off target."
    )
    assert excel.call("KPI_VARIANCE", actual, target) == -13.4


def test_a_tolerance_in_points_is_one_of_the_percentage_shown(excel: WindowsSide) -> None:
    actual, target = a_cell(0.84, "0.0%"), a_cell(0.855, "0%")

    assert excel.call("KPI_STATUS", actual, target, "higher", a_cell(2.0)) == "Within tolerance"
    assert excel.call("KPI_STATUS", actual, target, "higher", a_cell(1.0)) == "Off target"


def test_a_tolerance_cell_that_shows_a_percentage_is_of_the_target(excel: WindowsSide) -> None:
    rated = [
        excel.call("KPI_STATUS", 93.0, 100.0, "higher", a_cell(share, "0%"))
        for share in (0.07, 0.06)
    ]

    assert rated == ["Within tolerance", "Off target"]


def test_a_target_typed_beside_a_percentage_is_what_excel_makes_of_it(excel: WindowsSide) -> None:
    """Excel makes 0.855 of a typed 85.5%."""
    actual = a_cell(0.721, "0.0%")

    assert excel.call("KPI_VARIANCE", actual, 0.855) == -13.4
    assert excel.call("KPI_STATUS", a_cell(0.9, "0%"), 0.855, "higher") == "Target met"


def test_points_typed_beside_a_percentage_are_not_taken_for_thousands_of_percent(
    excel: WindowsSide,
) -> None:
    said = excel.call("KPI_STATUS", a_cell(0.721, "0.0%"), 85.5, "higher")

    assert said == (
        "target: 85.5 next to a percentage is 8,550%. Type 85.5%, with the sign. "
        "[percent-as-points]"
    )


def test_a_figure_worked_out_in_the_formula_is_a_percentage_by_its_unit(excel: WindowsSide) -> None:
    said = excel.call("KPI_WHY", 0.721, 0.855, "higher", None, None, None, None, "percent")

    assert said.startswith("72.1% is 13.4 points")


def test_a_share_typed_as_tolerance_is_not_guessed(excel: WindowsSide) -> None:
    said = excel.call("KPI_STATUS", 93.0, 100.0, "higher", 0.05)

    assert said == (
        "tolerance: 0.05 could mean 5% of the target, or 0.05 in its unit. "
        'Write "5%" or "0.05", in quotation marks. [tolerance-ambiguous]'
    )


def test_money_is_rated_with_all_its_digits(excel: WindowsSide) -> None:
    """COM cuts money to four places: 1.23456 would have met a target of 1.2346."""
    actual = a_cell(Money(1.23456), "£#,##0.00")

    assert excel.call("KPI_STATUS", actual, 1.2346, "higher", "0") == "Off target"


def test_0_1_and_0_2_meet_0_3(excel: WindowsSide) -> None:
    assert excel.call("KPI_STATUS", 0.1 + 0.2, 0.3, "lower", "0") == "Target met"


@pytest.mark.parametrize(
    ("scheme", "arguments", "label"),
    [
        pytest.param("maidstone", {"tolerance": None}, "Amber", id="a council's words"),
        pytest.param("brighton-hove", {"floor": 90.0}, "Amber", id="above the floor"),
        pytest.param("brighton-hove", {"floor": 95.0}, "Red", id="below the floor"),
        pytest.param("brighton-hove", {}, "Grey", id="without the floor the scheme needs"),
        pytest.param("rother-2024-25", {"previous": 90.0}, "Improving towards target", id="up"),
        pytest.param("rother-2024-25", {"previous": 96.0}, "Not achieving target", id="down"),
        pytest.param("havering-2012-13", {"previous_year": 90.0}, "Amber", id="since last year"),
        pytest.param(
            "bath-2003-08", {"forecast": 100.0, "tolerance": "2"}, "Green", id="the forecast"
        ),
    ],
)
def test_a_scheme_gets_what_it_asks_for(
    excel: WindowsSide, scheme: str, arguments: dict[str, Any], label: str
) -> None:
    order = [*inspect.signature(excel.functions.KPI_STATUS).parameters]
    given = {"actual": 93.0, "target": 100.0, "polarity": "higher", "scheme": scheme, **arguments}

    assert excel.call("KPI_STATUS", *(given.get(name) for name in order)) == label


def test_a_range_is_rated_by_its_ends(excel: WindowsSide) -> None:
    polarity, nothing = "range", None
    ends = (nothing,) * 9

    said = excel.call("KPI_WHY", 5.0, nothing, polarity, *ends, 2.0, 4.0)

    assert said.startswith("5 is 1 outside the range 2 to 4")


# A direction of travel.


@pytest.mark.parametrize(
    ("since", "basis", "label"),
    [
        (None, None, "Improved"),
        ("quarter", "cumulative", "Not comparable"),
        ("Year", "cumulative", "Improved"),
        ("outturn", "snapshot", "Improved"),
        ("outturn", "cumulative", "Not comparable"),
        ("best", None, "Improved"),
    ],
)
def test_a_direction_says_since_when(
    excel: WindowsSide, since: str | None, basis: str | None, label: str
) -> None:
    assert excel.call("KPI_DIRECTION", 12.0, 14.0, "lower", None, since, basis) == label


def test_each_row_may_have_its_own_baseline(excel: WindowsSide) -> None:
    since, bases = a_column("quarter", "year", "month"), "cumulative"

    said = excel.call("KPI_DIRECTION", 12.0, 14.0, "lower", None, since, bases)

    assert said[:2] == [["Not comparable"], ["Improved"]]
    assert said[2][0].endswith("Allowed: quarter, year, outturn, best. [since-unknown]")


def test_a_line_is_fitted_through_the_quarters_of_a_row(excel: WindowsSide) -> None:
    quarters = Sheet([[0.5, 0.6, 0.6, 0.7], [0.3, None, 0.7, 0.6]], [["0%"] * 4] * 2).all()
    actuals = a_column(0.8, 0.5, formats=["0%", "0%"])
    nothing = (None,) * 9

    said = excel.call("KPI_DIRECTION", actuals, None, "higher", "kent-qpr-2020", *nothing, quarters)

    # The second has a gap: what is before it plays no part.
    assert said == [["Improving"], ["Worsening"]]


# Many measures.


def test_a_column_is_rated_in_one_call(excel: WindowsSide) -> None:
    actuals = a_column(0.721, 84.9, "n/a", 1.0, formats=["0.0%", "General", "General", "0%"])
    targets = a_column(0.855, 85.4, 16.0, 0.7, formats=["0%", "0.0", "General", "0%"])
    ways = a_column("higher", "lower", "higher", "higher")

    said = excel.call("KPI_STATUS", actuals, targets, ways)

    assert said == [["Off target"], ["Target met"], ["Not reported"], ["Target met"]]
    assert said == [
        [excel.call("KPI_STATUS", *(range_.Worksheet.Cells(row, 1) for range_ in columns))]
        for columns in [(actuals, targets, ways)]
        for row in range(1, 5)
    ]


def test_a_row_of_figures_is_answered_in_a_row(excel: WindowsSide) -> None:
    row = Sheet([[90.0, 80.0, None]]).all()

    assert excel.call("KPI_STATUS", row, 85.0, "higher") == [
        ["Target met", "Off target", "Not reported"]
    ]


def test_a_block_with_a_column_of_targets_is_answered_in_a_block(excel: WindowsSide) -> None:
    block, targets = Sheet([[90.0, 80.0], [70.0, 60.0]]).all(), a_column(85.0, 65.0)

    assert excel.call("KPI_VARIANCE", block, targets) == [[5.0, -5.0], [5.0, -5.0]]


def test_ranges_of_different_sizes_are_a_sentence(excel: WindowsSide) -> None:
    said = excel.call("KPI_STATUS", a_column(1.0, 2.0, 3.0), a_column(1.0, 2.0), "higher")

    assert said == (
        "'actual' has 3 rows and 'target' has 2. Give ranges of the same size, or a single cell "
        "that counts for all. [ranges-differ]"
    )


def test_each_row_may_have_its_own_scheme(excel: WindowsSide) -> None:
    schemes = a_column("standard", "maidstone", None, "madestone", NOT_AVAILABLE)

    said = excel.call("KPI_STATUS", 93.0, 100.0, "higher", None, schemes)

    assert [one for [one] in said[:3]] == ["Off target", "Amber", "Off target"]
    assert said[3][0].startswith("scheme: there is no scheme named 'madestone'. Did you mean 'maid")
    assert said[4][0].startswith("scheme: the cell shows #N/A.")


# What is not there.


@pytest.mark.parametrize("blank", [None, "", "  ", NAN, Decimal("NaN")])
@pytest.mark.parametrize("polarity", ["higher", "lower", "closest"])
def test_a_blank_is_never_zero_and_never_off_target(
    excel: WindowsSide, blank: Any, polarity: str
) -> None:
    cell = a_cell(blank)

    assert excel.call("KPI_STATUS", cell, 10.0, polarity) == "Not reported"
    assert excel.call("KPI_STATUS", 10.0, cell, polarity) == "Not rated"
    assert excel.call("KPI_DIRECTION", 10.0, cell, polarity) == "No history"
    assert excel.call("KPI_VARIANCE", cell, 10.0) == ""
    assert excel.call("KPI_VARIANCE", 10.0, cell) == ""
    assert excel.call("KPI_PERIOD", cell) == ""
    assert excel.call("KPI_TARGET_MET_SHARE", cell) == ""


def test_a_row_of_which_nothing_is_given_gets_nothing(excel: WindowsSide) -> None:
    actuals, targets, ways = a_column(1.0, None), a_column(1.0, None), a_column("higher", "")

    assert excel.call("KPI_STATUS", actuals, targets, ways) == [["Target met"], [""]]
    assert excel.call("KPI_WHY", a_cell(None), a_cell(""), None) == ""


@pytest.mark.parametrize("marker", ["[x]", "[c]", " [C] ", "suppressed", "[z]"])
def test_a_marker_hides_the_figure(excel: WindowsSide, marker: str) -> None:
    nothing = None
    said = {
        excel.call("KPI_STATUS", 1.0, 100.0, "higher", nothing, nothing, marker),
        excel.call("KPI_STATUS", marker, 100.0, "higher"),
    }

    assert said == ({"Not reported"} if marker == "[x]" else {"Not rated"})
    why = excel.call("KPI_WHY", 1.0, 100.0, "higher", nothing, nothing, marker)
    assert why.startswith("The figure is marked [")
    assert excel.call("KPI_VARIANCE", 1.0, 100.0, nothing, marker) == ""


@pytest.mark.parametrize(
    ("typed", "variance"),
    [("72.1%", 2.1), ("1,234", 1164.0), ("£75", 5.0), ("84.9 [p]", 14.9), ("(5)", -75.0)],
)
def test_a_number_that_is_text_is_the_number(
    excel: WindowsSide, typed: str, variance: float
) -> None:
    assert excel.call("KPI_VARIANCE", a_cell(typed), a_cell(70.0)) == variance


# What cannot be taken.


LONG = "Mrs Example of 3 Example Street moved away in May and is not to be counted"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param((a_cell("abc"), 1.0, "higher"), "number-unreadable", id="no number"),
        pytest.param((a_cell(LONG), 1.0, "higher"), "number-unreadable", id="a long text"),
        pytest.param((a_cell("£1.2m"), 1.0, "higher"), "number-scaled", id="millions"),
        pytest.param((a_cell(True), 1.0, "higher"), "number-is-boolean", id="true"),
        pytest.param((1.0, dt.datetime(2021, 1, 1, tzinfo=UTC), "higher"), "number-is-not",
                     id="a date"),
        pytest.param((1.0, float("inf"), "higher"), "number-infinite", id="infinite"),
        pytest.param((a_cell(DIV0), 1.0, "higher"), "formula-error", id="#DIV/0!"),
        pytest.param((1.0, NOT_AVAILABLE, "higher"), "formula-error", id="#N/A, typed"),
        pytest.param((a_cell(SPILL), 1.0, "higher"), "formula-error", id="#SPILL!"),
        pytest.param((1.0, a_cell("better than most"), "higher"), "target-in-words", id="words"),
        pytest.param((1.0, 2.0), "polarity-missing", id="no polarity"),
        pytest.param((1.0, 2.0, "sideways"), "polarity-unknown", id="another polarity"),
        pytest.param((1.0, 2.0, LONG), "polarity-unknown", id="a long polarity"),
        pytest.param((1.0, 2.0, "higher", -2.0), "tolerance-negative", id="below zero"),
        pytest.param((1.0, 2.0, "higher", LONG), "number-unreadable", id="a long tolerance"),
        pytest.param((1.0, 2.0, "higher", None, LONG), "scheme-unknown", id="a long scheme"),
        pytest.param((1.0, 2.0, "higher", None, "own.toml"), "scheme-place", id="no full path"),
        pytest.param((1.0, 2.0, "higher", None, r"\\far\x.toml"), "scheme-place", id="elsewhere"),
        pytest.param((1.0, 2.0, "higher", None, "/no/such.toml"), "file-missing", id="no file"),
        pytest.param((1.0, 2.0, "higher", None, None, "c*"), "marker-unknown", id="marker"),
        pytest.param((1.0, 2.0, "higher", None, None, None, 1.5), "decimals-unusable",
                     id="decimals"),
        pytest.param((1.0, 2.0, "higher", None, None, None, None, "precent"), "unit-unknown",
                     id="unit"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_a_sentence_with_a_code(
    excel: WindowsSide, arguments: tuple[Any, ...], code: str
) -> None:
    for name in ("KPI_STATUS", "KPI_WHY"):
        said = excel.call(name, *arguments)

        assert said.endswith(f" [{code}]")
        assert LONG[:20] not in said
        assert "Traceback" not in said


def test_what_cannot_be_taken_is_said_in_its_own_cell_only(excel: WindowsSide) -> None:
    actuals = a_column(90.0, "abc", DIV0, 80.0)

    said = excel.call("KPI_STATUS", actuals, 85.0, "higher")

    assert [said[0], said[3]] == [["Target met"], ["Off target"]]
    assert said[1][0].startswith("actual: 'abc' is not a number.")
    assert said[2][0].startswith("actual: Actual shows #DIV/0!.")


def test_what_nobody_foresaw_is_a_sentence_without_what_is_in_the_cells(
    excel: WindowsSide,
) -> None:
    class Odd:
        def item(self) -> float:
            raise ValueError(LONG)

    said = excel.call("KPI_STATUS", a_column(90.0, Odd()), 85.0, "higher")

    assert said[0] == ["Target met"]
    assert said[1] == [
        in_words(
            "",
            "kpibook could not work this out (ValueError).",
            "",
            "Check the cells of the formula; if they are right, report it with this code.",
            "function-failed",
        )
    ]


def test_cells_that_excel_does_not_hand_over_are_a_sentence(
    excel: WindowsSide, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = a_column(1.0, 2.0)
    monkeypatch.setattr(type(busy), "Value", property(lambda self: 1 / 0))

    said = excel.call("KPI_STATUS", busy, 1.0, "higher")

    assert said.endswith("Press Ctrl+Alt+F9 to calculate again. [cells-unread]")


# Periods and shares.


def test_a_date_is_in_its_quarter_wherever_it_is_from(excel: WindowsSide) -> None:
    dates = a_column(
        dt.datetime(2021, 12, 31, tzinfo=UTC), 44561.0, "31/12/2021", "2021-22 Q3", None, "soon"
    )

    said = [one for [one] in excel.call("KPI_PERIOD", dates)]

    assert said[:5] == [*["Q3 2021/22"] * 4, ""]
    assert said[5].endswith("[period-unknown]")


def test_the_share_is_of_the_rated_measures(excel: WindowsSide) -> None:
    statuses = a_column("Target met", "target  met", "Off target", None, "Not rated", "met", "")

    assert excel.call("KPI_TARGET_MET_SHARE", statuses) == 0.75


# What Excel shows of them, and what xlwings makes of them.


def test_the_module_holds_these_functions_and_no_other(excel: WindowsSide) -> None:
    """xlwings' generator makes a wrapper of everything in it that is decorated."""
    members = vars(excel.functions).items()

    assert tuple(sorted(n for n, one in members if hasattr(one, "__xlfunc__"))) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_excel_shows_what_a_function_and_its_arguments_are_for(
    excel: WindowsSide, name: str
) -> None:
    shown = getattr(excel.functions, name).__xlfunc__
    texts = [shown["ret"]["doc"], *(argument["doc"] for argument in shown["args"])]

    assert shown["category"] == "KPI Book"
    assert not shown["volatile"]
    for text in texts:
        assert 20 < len(text) <= 255
        assert text == " ".join(text.split())
        assert text.endswith(".")
        assert not text.startswith("Positional argument")


@pytest.mark.parametrize("name", NAMES)
def test_xlwings_can_convert_every_annotation(excel: WindowsSide, name: str) -> None:
    function = getattr(excel.functions, name)
    hints = get_type_hints(function, include_extras=True)

    assert hints.keys() == {*inspect.signature(function).parameters, "return"}
    assert [hint for hint in hints.values() if hint not in excel.accessors] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_argument_comes_as_it_is(excel: WindowsSide, name: str) -> None:
    """xlwings' own conversion makes a blank of an error value, and a figure of #SPILL!."""
    arguments = getattr(excel.functions, name).__xlfunc__["args"]

    assert {argument["options"]["convert"].__name__ for argument in arguments} == {"Cells"}


def test_status_and_why_take_the_same_arguments(excel: WindowsSide) -> None:
    status, why = (
        inspect.signature(getattr(excel.functions, f"KPI_{n}")) for n in ("STATUS", "WHY")
    )

    assert [*status.parameters] == [*why.parameters]


def _python(*lines: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", "\n".join(lines)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )


def test_nothing_that_kpibook_needs_brings_matplotlib_along() -> None:
    """xlwings imports it where it is there, which would cost every click half a second."""
    done = _python("import sys, kpibook.addin.functions", "print('matplotlib' in sys.modules)")

    assert (done.stdout, done.stderr) == ("False\n", "")


def test_a_few_measures_are_rated_without_pandas() -> None:
    done = _python(
        "import sys",
        "sys.modules['pandas'] = None",
        "from kpibook.addin.functions import KPI_STATUS",
        "print(KPI_STATUS([[72.1], [90]], 85.5, 'higher'))",
    )

    assert (done.stdout, done.stderr) == ("[['Off target'], ['Target met']]\n", "")


# The page that explains them.


PAGE = (Path(__file__).parents[2] / "docs" / "functions.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^=(KPI_\w+)(\(.*\))\n(.*)$", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("name", "arguments", "answer"), EXAMPLES)
def test_the_page_says_what_the_functions_answer(
    excel: WindowsSide, name: str, arguments: str, answer: str
) -> None:
    given = ast.literal_eval(f"[{arguments[1:-1]}]")

    assert str(excel.call(name, *given)) == answer


def test_the_page_has_an_example_of_every_function() -> None:
    assert {name for name, _, _ in EXAMPLES} == {*NAMES}
