"""A council's words in a register, a CSV, a data frame and a worksheet function: one meaning."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from kpibook.addin.worksheet_functions.arguments import Argument
from kpibook.addin.worksheet_functions.positions import position_at
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.rating.rate import rate
from kpibook.errors import KpibookError
from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.fill import fill_file
from kpibook.services.paths.output import Destination
from kpibook.services.rating.rate_table import rate_file
from kpibook.sources.schemes import load_scheme
from tests.support.books import Q3, a_book, a_csv

# A measure's unit, way, target and actual in a council's words, and its status.
MEASURES = [
    ("%", "High is good", "95% (annual)", "96%", "met"),
    ("Percentage (%)", "Bigger is better", "min. 90%", "70%", "off"),
    ("No.", "Lower is better", "5 or fewer", "5", "met"),
    ("number", "L", "fewer than 85", "85", "within"),
    ("visits", "\u2191", "85+", "1,250 visits", "met"),
    ("kWh", "Minimise", "\u2264 1,000 kWh", "1,250 kWh", "off"),
    ("\u00a3m", "Down", "\u00a312.5m", "12.4", "met"),
    ("\u00a3", "Aim to Minimise", "\u00a31.2m", "\u00a31.3m", "off"),
    ("mm:ss", "low", "01:30", "01:20", "met"),
    ("hours", "Smaller", "1h 30m", "02:00", "off"),
    ("Days (avg)", "lower", "14 days", "14 days", "met"),
    ("per FTE", "decrease", "7.2", "7.1", "met"),
    ("pct", "within range", "80-90", "85", "met"),
    ("count", "Higher", "Monitor", "5", "not_rated"),
    ("count", "no polarity", "n/a", "5", "not_rated"),
    ("Percantage", "H", "90", "95", "not_rated"),
    ("count", "Goldilocks", "50", "50", "not_rated"),
]
REFS = [f"A{number}" for number in range(1, len(MEASURES) + 1)]
STATUSES = {ref: status for ref, (*_, status) in zip(REFS, MEASURES, strict=True)}
COLUMNS = ("Unit", "Which way is good", "Target", "Actual")


def rows() -> list[dict[str, object]]:
    """Return the measures as rows of a table."""
    return [
        {"Ref": ref, **dict(zip(COLUMNS, fields, strict=True))}
        for ref, (*fields, _) in zip(REFS, MEASURES, strict=True)
    ]


def test_a_workbook_rates_the_council_s_words(tmp_path: Path) -> None:
    book = a_book(tmp_path, *({k: v for k, v in row.items() if k != "Actual"} for row in rows()))
    actuals = a_csv(tmp_path / "a.csv", *({k: row[k] for k in ("Ref", "Actual")} for row in rows()))

    filled = fill_file(book, actuals, Q3, Destination(file=tmp_path / "filled.xlsx"))

    rated = {ref_key(r.measure.ref): r.rating.status.value for r in filled.scorecard.rated}
    assert rated == STATUSES
    assert sorted(
        {f.code for f in filled.findings if f.code.endswith(("unknown", "ambiguous"))}
    ) == [
        "unit-unknown",
        "word-ambiguous",
    ]


def test_a_table_in_a_file_rates_the_council_s_words(tmp_path: Path) -> None:
    table = rate_file(a_csv(tmp_path / "t.csv", *rows()), load_scheme("standard"))

    assert dict(zip(REFS, [r.status.value for r in table.ratings], strict=True)) == STATUSES
    assert sorted(f.code for f in table.findings) == ["unit-unknown", "word-ambiguous"]


def test_a_data_frame_rates_the_council_s_words() -> None:
    frame = rate_frame(pd.DataFrame(rows()), "standard")

    assert dict(zip(REFS, frame["status"], strict=True)) == STATUSES
    assert sorted(f["code"] for f in frame.attrs["findings"]) == ["unit-unknown", "word-ambiguous"]


@pytest.mark.parametrize(
    ("measure", "status"),
    [pytest.param(row, row[-1], id=f"{row[0]} {row[2]}") for row in MEASURES],
)
def test_a_worksheet_function_rates_the_council_s_words(
    measure: tuple[str, ...], status: str
) -> None:
    arguments = dict(zip(("unit", "polarity", "target", "actual"), measure, strict=False))
    cells = {name: Argument(((value,),)) for name, value in arguments.items()}
    if measure[0] == "Percantage" or measure[1] == "Goldilocks":
        # A function says what it cannot take in place of a rating.
        with pytest.raises(KpibookError, match=r"unit-unknown|word-ambiguous"):
            position_at(cells, 0, 0)
        return

    position = position_at(cells, 0, 0)

    assert position is not None
    assert rate(position, load_scheme("standard")).status.value == status
