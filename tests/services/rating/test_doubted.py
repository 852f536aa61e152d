"""Figures in doubt, through every door: nothing is rated or published from them until settled."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from kpibook.addin import functions
from kpibook.domain.measures.period import Quarter
from kpibook.outputs.consolidated.contents import MadeHow
from kpibook.services.consolidate.consolidate_files import Outputs, consolidate_files
from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.fill import Filled
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.rating.compare_schemes import compare_schemes
from kpibook.services.rating.explain import explain_file
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from tests.support.books import a_book, a_csv, a_sheet, cell_under, filled, typed, value_under

Q3 = Quarter(2025, 3)
PLAIN = {"Decimals": ""}


def book(folder: Path, *measures: Mapping[str, object], **more: Any) -> Path:
    return a_book(folder, *({**PLAIN, **measure} for measure in measures), period=Q3, **more)


def past(**figures: str) -> list[dict[str, str]]:
    return [
        {"Ref": ref, "Period": "Q2 2025/26", "Actual": figure} for ref, figure in figures.items()
    ]


def statuses(done: Filled) -> dict[str, str]:
    return {rated.measure.ref: rated.rating.status.value for rated in done.scorecard.rated}


def stops(done: Filled) -> set[tuple[str, str]]:
    return {(f.ref, f.code) for f in done.findings if f.severity.value == "stop"}


# The published cases


def test_a_register_and_a_history_of_fractions_are_rated_nowhere(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        {"Ref": "A1", "Target": "90%", "Target Q3": "0.85"},
        {"Ref": "A2", "Target": "90%", "Tolerance": "0.05"},
        {"Ref": "A3", "Target": "90%", "Floor": "0.8"},
        {"Ref": "A4", "Target": "1"},
        history=past(A1="0.95", A2="0.97", A3="1", A4="1"),
    )

    done = filled(
        path,
        {"Ref": "A1", "Actual": "80%"},
        {"Ref": "A2", "Actual": "88%"},
        {"Ref": "A3", "Actual": "75%"},
        {"Ref": "A4", "Actual": "96%"},
    )

    assert set(statuses(done).values()) == {"not_rated"}
    assert {rated.rating.direction.value for rated in done.scorecard.rated} == {"not_comparable"}
    assert stops(done) == {
        ("A1", "target-as-fraction"),
        ("A1", "percent-as-fraction"),
        ("A2", "percent-as-fraction"),
        ("A2", "tolerance-as-fraction"),
        ("A3", "target-as-fraction"),
        ("A3", "percent-as-fraction"),
        ("A4", "target-as-fraction"),
        ("A4", "percent-as-fraction"),
    }


def test_percentages_typed_into_percent_cells_are_rated_nowhere(tmp_path: Path) -> None:
    register = a_sheet(
        tmp_path / "register.xlsx",
        [
            ["Ref", "Measure", "Unit", "Which way is good", "Target", "Tolerance"],
            ["A", "Repairs", "percent", "higher", 90, None],
            ["B", "Arrears", "percent", "lower", 0.01, None],
            ["C", "Calls", "percent", "higher", 0.9, 5],
            ["D", "Visits", "percent", "higher", 0.9, 0.05],
        ],
        formats={"E2": "0%", "E3": "0.0%", "E4": "0%", "E5": "0%", "F4": "0%"},
    )
    from kpibook.services.new import new_workbook
    from kpibook.workbook.performance import Settings

    path = new_workbook(register, Settings(Q3), tmp_path / "book.xlsx").output
    actuals = [("A", "95%"), ("B", "80%"), ("C", "50%"), ("D", "88%")]

    done = filled(path, *({"Ref": ref, "Actual": actual} for ref, actual in actuals))

    assert set(statuses(done).values()) == {"not_rated"}
    assert stops(done) == {
        ("A", "percent-hundredfold"),
        ("B", "target-as-fraction"),
        ("C", "tolerance-too-large"),
        ("D", "tolerance-as-fraction"),
    }


FRACTIONS = [
    {"ref": "A", "actual": "0.92", "target": "0.9", "previous": "0.88"},
    {"ref": "B", "actual": "1", "target": "1", "previous": "0.95"},
    {"ref": "C", "actual": "0.8", "target": "90", "previous": "88"},
    {"ref": "D", "actual": "92", "target": "0.9", "previous": "88"},
    {"ref": "E", "actual": "1", "target": "90", "previous": "88"},
    {"ref": "F", "actual": "80", "target": "85", "previous": "0.9"},
    {"ref": "G", "actual": "80", "target": "85", "previous": "83"},
]
EXPECTED = ["not_rated"] * 5 + ["off", "off"]
WAYS = ["not_comparable"] * 6 + ["declined"]


def test_a_table_of_mixed_fractions_is_rated_only_where_it_is_certain(tmp_path: Path) -> None:
    rows = [{"unit": "percent", "polarity": "higher", **row} for row in FRACTIONS]

    table = rate_file(a_csv(tmp_path / "t.csv", *rows), load_scheme())

    assert [rating.status.value for rating in table.ratings] == EXPECTED
    assert [rating.direction.value for rating in table.ratings] == WAYS
    assert {f.ref for f in table.findings} == {"A", "B", "C", "D", "E", "F"}
    assert all(f.where.line for f in table.findings)


def test_a_data_frame_gets_the_same_answers_and_findings(tmp_path: Path) -> None:
    rows = [{"unit": "percent", "polarity": "higher", **row} for row in FRACTIONS]
    table = rate_file(a_csv(tmp_path / "t.csv", *rows), load_scheme())

    rated = rate_frame(pd.DataFrame(rows))

    assert rated["status"].tolist() == EXPECTED
    assert rated["direction"].tolist() == WAYS
    assert sorted(f["code"] for f in rated.attrs["findings"]) == sorted(
        f.code for f in table.findings
    )


def test_9200_per_cent_in_a_workbook_is_not_a_target_met(tmp_path: Path) -> None:
    path = a_sheet(
        tmp_path / "t.xlsx",
        [
            ["Ref", "Unit", "Polarity", "Actual", "Target"],
            ["A", "percent", "higher", 92, 0.9],
            ["B", "percent", "lower", 0.035, 4],
            ["C", "count", "lower", 0.18, 20],
        ],
        formats={"D2": "0%", "E2": "0%", "D3": "0.0%", "D4": "0%"},
    )

    table = rate_file(path, load_scheme())

    assert [rating.status.value for rating in table.ratings] == ["not_rated", "met", "not_rated"]
    assert [f.code for f in table.findings] == ["percent-hundredfold", "count-not-whole"]
    assert table.findings[0].where.cell == "D2"


def test_schemes_are_compared_without_figures_in_doubt(tmp_path: Path) -> None:
    row = {"ref": "D", "unit": "percent", "polarity": "higher", "actual": "92", "target": "0.9"}
    path = a_csv(tmp_path / "t.csv", {**row, "previous": "88"})

    compared = compare_schemes(path, load_scheme(), load_scheme("maidstone"))

    assert compared.differences == ()
    assert [f.code for f in compared.findings] == ["target-as-fraction"]


@pytest.mark.parametrize(
    ("actual", "code"),
    [
        pytest.param("0.8%", "percent-as-fraction", id="a fraction"),
        pytest.param("9200%", "percent-hundredfold", id="a hundred times"),
        pytest.param("-3%", "percent-out-of-bounds", id="below nothing"),
    ],
)
def test_a_worksheet_function_says_the_doubt_in_its_cell(actual: str, code: str) -> None:
    unit = "percent"
    for function in (functions.KPI_STATUS, functions.KPI_WHY):
        answer = function(actual, "90%", "higher", unit=unit, previous="88%")
        assert answer.endswith(f"[{code}]")
    assert functions.KPI_VARIANCE(actual, "90%", unit=unit).endswith(f"[{code}]")
    answer = functions.KPI_DIRECTION(actual, "88%", "higher", unit=unit, target="90%")
    assert answer.endswith(f"[{code}]")


def test_a_worksheet_function_answers_with_ok_or_where_only_an_earlier_figure_is_doubted() -> None:
    unit, status = "percent", functions.KPI_STATUS

    assert status("0.8%", "90%", "higher", marker="[ok]", unit=unit) == "Off target"
    assert status("0.8% [ok]", "90%", "higher", unit=unit) == "Off target"
    assert status("80%", "85%", "higher", previous="0.9%", unit=unit) == "Off target"
    answer = functions.KPI_DIRECTION("80%", "0.9%", "higher", target="85%", unit=unit)
    assert answer.endswith("[percent-as-fraction]")


def test_a_worksheet_function_doubts_each_row_of_a_range_by_itself() -> None:
    actuals, targets = [["80%"], ["0.8%"]], [["85%"], ["85%"]]

    first, second = functions.KPI_STATUS(actuals, targets, "higher", unit="percent")

    assert first == ["Off target"]
    assert second[0].endswith("[percent-as-fraction]")


def test_what_a_count_cannot_be_is_not_rated(tmp_path: Path) -> None:
    count = {"Unit": "count", "Which way is good": "lower"}
    path = book(
        tmp_path,
        {"Ref": "PI.3", "Target": "20", "Decimals": "0", **count},
        {"Ref": "PI.4", "Target": "12", **count},
        {"Ref": "PI.6", "Target": "60", **count},
        {"Ref": "PI.7", "Target": "20", **count},
        history=past(**{"PI.3": "25", "PI.4": "10", "PI.6": "40", "PI.7": "18"}),
    )

    done = filled(
        path,
        {"Ref": "PI.3", "Actual": "-18"},
        {"Ref": "PI.4", "Actual": "(9)"},
        {"Ref": "PI.6", "Actual": "60.5"},
        {"Ref": "PI.7", "Actual": "9999"},
    )

    assert set(statuses(done).values()) == {"not_rated"}
    assert stops(done) == {
        ("PI.3", "figure-negative"),
        ("PI.4", "figure-negative"),
        ("PI.6", "count-not-whole"),
        ("PI.7", "figure-sentinel"),
    }


def test_a_year_to_date_that_falls_is_not_rated(tmp_path: Path) -> None:
    homes = {"Unit": "count", "Basis": "cumulative", "Target Q3": "60", "Target": "80"}
    path = book(tmp_path, {"Ref": "C1", **homes}, history=past(C1="40"))

    done = filled(path, {"Ref": "C1", "Actual": "21"})

    assert (statuses(done), stops(done)) == ({"C1": "not_rated"}, {("C1", "cumulative-falls")})


def test_a_register_that_contradicts_itself_is_not_rated(tmp_path: Path) -> None:
    ranged = {"Which way is good": "range", "Range low": "95%", "Range high": "85%"}
    path = book(
        tmp_path,
        {"Ref": "R1", **ranged},
        {"Ref": "R2", "Target": "90%"},
        {"Ref": "R3", "Target": "90%", "Floor": "95%"},
        {"Ref": "R4", "Unit": "days", "Which way is good": "lower", "Target": "10",
         "Tolerance": "300%"},
    )  # fmt: skip
    typed(path, {cell_under(path, "Tolerance", "R2", "Measures"): "-5%"}, "Measures")

    done = filled(
        path,
        {"Ref": "R1", "Actual": "90%"},
        {"Ref": "R2", "Actual": "88%"},
        {"Ref": "R3", "Actual": "88%"},
        {"Ref": "R4", "Actual": "39"},
    )

    assert set(statuses(done).values()) == {"not_rated"}
    assert stops(done) == {
        ("R1", "range-swapped"),
        ("R2", "tolerance-negative"),
        ("R3", "floor-beyond-target"),
        ("R4", "tolerance-too-large"),
    }


def test_a_table_with_a_negative_tolerance_is_not_rated_under_the_schemes_own(
    tmp_path: Path,
) -> None:
    row = {"unit": "percent", "polarity": "higher", "actual": "88", "target": "90"}

    table = rate_file(a_csv(tmp_path / "t.csv", {**row, "tolerance": "-5%"}), load_scheme())

    assert [rating.status.value for rating in table.ratings] == ["not_rated"]
    assert [f.code for f in table.findings] == ["tolerance-negative"]


# Figures in doubt where they are written, shown and published


@pytest.fixture
def doubted(tmp_path: Path) -> Filled:
    """A measure whose actual is a fraction, one whose history is, and one that is right."""
    path = book(
        tmp_path,
        {"Ref": "A1", "Target": "90%"},
        {"Ref": "A2", "Target": "85%"},
        {"Ref": "A3", "Target": "85%"},
        history=past(A1="88%", A2="0.9", A3="84%"),
    )
    actuals = [("A1", "0.8"), ("A2", "80%"), ("A3", "86%")]
    return filled(path, *({"Ref": ref, "Actual": actual} for ref, actual in actuals))


def test_the_figure_is_written_without_a_rating_and_the_reason_is_the_doubt(
    doubted: Filled,
) -> None:
    assert doubted.output is not None
    rated = doubted.scorecard.rated[0]

    assert value_under(doubted.output, "Actual", "A1") == 0.008
    assert value_under(doubted.output, "Status", "A1") == "Not rated"
    assert value_under(doubted.output, "Direction", "A1") == "Not comparable"
    assert value_under(doubted.output, "Variance", "A1") is None
    assert rated.rating.why.startswith("In doubt: A1 is read as 0.8%, not 80%")


def test_a_doubt_about_the_history_leaves_out_the_direction_alone(doubted: Filled) -> None:
    rating = doubted.scorecard.rated[1].rating

    assert (rating.status.value, rating.direction.value) == ("off", "not_comparable")


def test_an_old_rating_is_cleared_when_its_figure_is_doubted(doubted: Filled) -> None:
    assert doubted.output is not None

    again = filled(doubted.output, {"Ref": "A3", "Actual": "0.86"}, name="again.xlsx")

    assert again.output is not None
    assert value_under(again.output, "Status", "A3") == "Not rated"
    assert value_under(again.output, "Variance", "A3") is None


def test_check_and_explain_say_the_doubt(doubted: Filled) -> None:
    assert doubted.output is not None

    checked = check_file(doubted.output)
    explained = explain_file(doubted.output, "A2")

    assert ("A1", "percent-as-fraction") in {(f.ref, f.code) for f in checked.findings}
    assert not [f for f in checked.findings if f.code == "rating-out-of-date"]
    assert explained.direction.startswith("In doubt: A2 has a figure of Q2 2025/26")


@pytest.mark.parametrize("ref", ["A1", "A2"])
def test_explain_gives_a_doubt_once(doubted: Filled, ref: str) -> None:
    assert doubted.output is not None

    lines = explain_file(doubted.output, ref).lines()

    assert " ".join(text for _, text in lines).count("[percent-as-fraction]") == 1
    assert "To settle" in dict(lines)
    assert "A figure is in doubt, see below." in dict(lines)["Direction"]


def test_explain_gives_a_doubt_that_another_finding_reports_as_the_reason(tmp_path: Path) -> None:
    path = book(tmp_path, {"Ref": "R2", "Target": "90%"})
    typed(path, {cell_under(path, "Tolerance", "R2", "Measures"): "-5%"}, "Measures")
    done = filled(path, {"Ref": "R2", "Actual": "88%"})
    assert done.output is not None

    told = dict(explain_file(done.output, "R2").lines())

    assert "has a tolerance that cannot be read" in told["Status"]
    assert told["Direction"] == "Not comparable. A figure is in doubt."


def shown(path: Path) -> dict[str, dict[str, object]]:
    """Return the rows of a return by reference, from all its sheets with figures."""
    rows_by_ref: dict[str, dict[str, object]] = {}
    for sheet in openpyxl.load_workbook(path):
        for table in sheet.tables.values():
            header, *rows = [[cell.value for cell in row] for row in sheet[table.ref]]
            if table.displayName.startswith(("QuarterlyReturn", "ReturnPriority")):
                rows_by_ref |= {str(row[0]): dict(zip(header, row, strict=True)) for row in rows}
    return rows_by_ref


@pytest.mark.parametrize("published", [False, True])
def test_no_return_shows_a_figure_in_doubt(
    doubted: Filled, tmp_path: Path, published: bool
) -> None:
    assert doubted.output is not None
    path = doubted.output
    if published:
        done = publish_return(path, tmp_path / "published.xlsx")
        path = done.output
        assert "percent-as-fraction" in {f.code for f in done.findings}
        [note] = [f for f in done.findings if f.code == "figures-withheld"]
        assert str(note).startswith("published.xlsx: 2 figures are withheld: 2 in doubt.")

    rows = shown(path)

    assert rows["A1"]["Q3 2025/26"] == "[x]"
    assert rows["A1"]["Status"] == "Not rated"
    assert rows["A2"]["Q2 2025/26"] == "[x]"
    assert rows["A2"]["Q3 2025/26"] == 0.8
    assert rows["A3"]["Q3 2025/26"] == 0.86
    if not published:
        assert "The figure for Q3 2025/26 is being checked" in str(rows["A1"]["Notes"])


def test_a_consolidation_shows_no_figure_in_doubt_and_passes_the_finding_on(
    doubted: Filled, tmp_path: Path
) -> None:
    assert doubted.output is not None
    outputs = Outputs(tmp_path / "all.xlsx", data=tmp_path / "all.csv")

    done = consolidate_files(
        [doubted.output], outputs, made=MadeHow("test", "consolidate", pd.Timestamp(2026, 1, 1))
    )

    table = pd.read_csv(tmp_path / "all.csv", dtype=str, keep_default_na=False)
    by_ref = table[table["Period"] == "Q3 2025/26"].set_index("Ref")
    assert by_ref.loc["A1", "Status"] == "Not rated"
    assert "0.008" not in set(table.to_numpy().ravel())
    assert by_ref.loc["A3", "Status"] == "Target met"
    assert "percent-as-fraction" in {f.code for f in done.consolidation.findings}
    assert "figures-withheld" not in {f.code for f in done.findings}


def test_the_published_copy_of_a_consolidation_says_how_many_figures_it_withholds_and_why(
    doubted: Filled, tmp_path: Path
) -> None:
    assert doubted.output is not None
    outputs = Outputs(tmp_path / "all.xlsx", published=tmp_path / "public.xlsx")

    done = consolidate_files(
        [doubted.output], outputs, made=MadeHow("test", "consolidate", pd.Timestamp(2026, 1, 1))
    )

    [note] = [f for f in done.findings if f.code == "figures-withheld"]
    assert str(note).startswith("public.xlsx: 2 figures are withheld: 2 in doubt.")
    texts = {
        str(cell.value)
        for sheet in openpyxl.load_workbook(tmp_path / "public.xlsx")
        for row in sheet.iter_rows()
        for cell in row
    }
    assert "The figure for Q3 2025/26 is being checked: it is neither shown nor rated." in texts
    assert not any("findings" in text for text in texts)


def test_no_published_copy_sends_its_reader_to_the_findings(
    doubted: Filled, tmp_path: Path
) -> None:
    assert doubted.output is not None
    published = publish_return(doubted.output, tmp_path / "published.xlsx").output

    notes = [
        row[1] for row in openpyxl.load_workbook(published)["Notes"].iter_rows(values_only=True)
    ]

    assert "The figure for Q3 2025/26 is being checked: it is neither shown nor rated." in notes
    assert "The figure for Q2 2025/26 is being checked: nothing is compared with it." in notes
    assert not any("finding" in str(note) for note in notes)


# Parts


def test_an_actual_is_worked_out_from_its_parts_and_written(tmp_path: Path) -> None:
    path = book(tmp_path, {"Ref": "A1", "Target": "60%", "Decimals": "1"})

    done = filled(path, {"Ref": "A1", "Actual": "", "Numerator": "2", "Denominator": "3"})

    assert done.output is not None
    assert value_under(done.output, "Actual", "A1") == 0.667
    assert statuses(done) == {"A1": "met"}
    [note] = [f for f in done.findings if f.code == "actual-from-parts"]
    assert "2 of 3 gives 66.7%, rounded to 1 decimal." in note.what
    assert "actual-missing" not in {f.code for f in done.findings}
    assert "actual-from-parts" not in {f.code for f in check_file(done.output).findings}


@pytest.mark.parametrize(
    "typed_in",
    [
        pytest.param({"Actual": "[x]"}, id="marked as not available"),
        pytest.param({"Actual": "", "Denominator": "0"}, id="of nothing"),
        pytest.param({"Actual": "", "Numerator": "4"}, id="more than all"),
    ],
)
def test_an_actual_is_not_worked_out_where_that_is_no_figure(
    tmp_path: Path, typed_in: dict[str, str]
) -> None:
    path = book(tmp_path, {"Ref": "A1", "Target": "60%"})

    done = filled(path, {"Ref": "A1", "Numerator": "2", "Denominator": "3", **typed_in})

    assert done.scorecard.rated[0].reading.actual is None


def test_a_sheet_of_last_quarters_figures_is_one_finding(tmp_path: Path) -> None:
    refs = [f"A{n}" for n in range(1, 7)]
    figures = {ref: f"{50 + n}.3%" for n, ref in enumerate(refs)}
    path = book(tmp_path, *({"Ref": ref, "Target": "60%"} for ref in refs), history=past(**figures))

    rows = [{"Ref": ref, "Actual": figure} for ref, figure in figures.items()]
    done = filled(path, *rows, period=Q3)

    [finding] = [f for f in done.findings if f.code == "figures-unchanged"]
    assert finding.what.startswith("6 measures of 6")
