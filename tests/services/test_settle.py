"""Doubts settled by [ok] or by `kpibook settle`, and figures doubted again when they change."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from kpibook.errors import WorkbookError
from kpibook.files.person import signed_in
from kpibook.services.dataframe.rate_frame import rate_frame
from kpibook.services.fill import Filled
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.publish import publish_return
from kpibook.services.rating.check import check_file
from kpibook.services.rating.rate_table import rate_file
from kpibook.services.roll_forward.roll_forward import roll_forward_file
from kpibook.services.settle import Settled, settle_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import Settings
from kpibook.workbook.reader import read_workbook
from tests.services.rating.test_doubted import Q3, book, past, shown, statuses
from tests.support.books import a_csv, cell_under, filled, typed, value_under


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A measure that had a small percentage for a target typed as a fraction."""
    return book(tmp_path, {"Ref": "A1", "Target": "90%"}, history=past(A1="88%"))


def settled(path: Path, code: str, ref: str = "A1", by: str = "Head of Service") -> Settled:
    return settle_file(path, ref, code, by, Destination(file=path.parent / "settled.xlsx"))


def kept(path: Path) -> list[list[object]]:
    sheet = openpyxl.load_workbook(path)["Settled"]
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]][1:]


def codes(done: Filled) -> set[str]:
    return {finding.code for finding in done.findings}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param({"Actual": "0.8%", "Marker": "[ok]"}, id="as its marker"),
        pytest.param({"Actual": "0.8% [ok]"}, id="behind the figure"),
        pytest.param({"Actual": "0.8%", "Marker": "[p] [OK]"}, id="with another marker"),
    ],
)
def test_ok_in_a_file_settles_the_figure_and_is_kept_with_who_and_when(
    small: Path, row: dict[str, str]
) -> None:
    done = filled(small, {"Ref": "A1", **row})

    assert done.output is not None
    assert statuses(done) == {"A1": "off"}
    assert "percent-as-fraction" not in codes(done)
    [(ref, period, code, figure, by, on)] = kept(done.output)
    assert (ref, period, code) == ("A1", "Q3 2025/26", "percent-as-fraction")
    assert figure == "0.8%"
    assert by == (signed_in() or "Not known")
    assert on is not None
    assert value_under(done.output, "Marker", "A1") in (None, "[p]")
    assert statuses(filled(done.output, name="again.xlsx")) == {"A1": "off"}


def test_ok_typed_into_the_workbook_settles_and_moves_to_its_sheet(small: Path) -> None:
    done = filled(small, {"Ref": "A1", "Actual": "0.8%"})
    assert done.output is not None
    assert statuses(done) == {"A1": "not_rated"}
    typed(done.output, {cell_under(done.output, "Marker", "A1"): "[ok]"})
    assert "percent-as-fraction" not in {f.code for f in check_file(done.output).findings}

    again = filled(done.output, name="again.xlsx")

    assert again.output is not None
    assert statuses(again) == {"A1": "off"}
    assert value_under(again.output, "Marker", "A1") is None
    assert len(kept(again.output)) == 1


def test_a_settled_figure_that_changes_is_doubted_again(small: Path) -> None:
    done = filled(small, {"Ref": "A1", "Actual": "0.8% [ok]"})
    assert done.output is not None

    changed = filled(done.output, {"Ref": "A1", "Actual": "0.9%"}, name="changed.xlsx")

    assert statuses(changed) == {"A1": "not_rated"}
    assert "percent-as-fraction" in codes(changed)


def test_ok_in_the_workbook_says_nothing_of_another_figure_in_a_file(small: Path) -> None:
    typed(small, {cell_under(small, "Marker", "A1"): "[ok]"})

    done = filled(small, {"Ref": "A1", "Actual": "0.8%"})

    assert statuses(done) == {"A1": "not_rated"}


def test_ok_is_printed_in_no_return(small: Path, tmp_path: Path) -> None:
    done = filled(small, {"Ref": "A1", "Actual": "0.8% [ok]"})
    assert done.output is not None
    published = publish_return(done.output, tmp_path / "published.xlsx").output

    assert "[ok]" not in str(shown(done.output))
    sheets = openpyxl.load_workbook(published)
    texts = [str(cell.value) for sheet in sheets for row in sheet.rows for cell in row]
    assert not [text for text in texts if "[ok]" in text or "Settled" in text]


def test_a_target_in_doubt_is_settled_by_name(small: Path) -> None:
    typed(small, {cell_under(small, "Target", "A1", "Measures"): 0.009}, "Measures")
    done = filled(small, {"Ref": "A1", "Actual": "92%"})
    assert done.output is not None
    assert statuses(done) == {"A1": "not_rated"}

    result = settled(done.output, "target-as-fraction")

    assert result.filled.output is not None
    assert statuses(result.filled) == {"A1": "met"}
    [(ref, period, code, figure, by, _)] = kept(result.filled.output)
    assert (ref, period, code, figure, by) == (
        "A1", "Any", "target-as-fraction", "0.9%", "Head of Service",
    )  # fmt: skip


def test_a_figure_of_the_history_is_settled_by_name(tmp_path: Path) -> None:
    path = book(tmp_path, {"Ref": "A1", "Target": "85%"}, history=past(A1="0.9%"))
    done = filled(path, {"Ref": "A1", "Actual": "80%"})
    assert done.output is not None

    result = settled(done.output, "percent-as-fraction")

    assert result.filled.scorecard.rated[0].rating.direction.value == "improved"


def test_settling_twice_keeps_both(tmp_path: Path) -> None:
    path = book(
        tmp_path, {"Ref": "A1", "Target": "90%"}, {"Ref": "A2", "Target": "90%"},
        history=past(A1="88%", A2="88%"),
    )  # fmt: skip
    done = filled(path, {"Ref": "A1", "Actual": "0.8% [ok]"}, {"Ref": "A2", "Actual": "0.7%"})
    assert done.output is not None

    result = settled(done.output, "percent-as-fraction", "A2")

    assert result.filled.output is not None
    assert [row[0] for row in kept(result.filled.output)] == ["A1", "A2"]
    assert statuses(result.filled) == {"A1": "off", "A2": "off"}
    with ClosedBook.open(result.filled.output) as found:
        assert len(read_workbook(found).settlements) == 2


@pytest.mark.parametrize(
    ("ref", "code", "by", "expected"),
    [
        pytest.param("A1", "figure-negative", "Head", "nothing-to-settle", id="another doubt"),
        pytest.param("A9", "percent-as-fraction", "Head", "ref-unknown", id="no such measure"),
        pytest.param("A1", "percent-as-fraction", " ", "settle-by-missing", id="no person"),
    ],
)
def test_what_cannot_be_settled_is_refused(
    small: Path, ref: str, code: str, by: str, expected: str
) -> None:
    done = filled(small, {"Ref": "A1", "Actual": "0.8%"})
    assert done.output is not None

    with pytest.raises(WorkbookError) as caught:
        settled(done.output, code, ref, by)

    assert caught.value.code == expected
    if expected == "nothing-to-settle":
        assert "percent-as-fraction" in caught.value.fix


def test_ok_that_was_never_filled_is_kept_when_the_quarter_is_closed(
    small: Path, tmp_path: Path
) -> None:
    done = filled(small, {"Ref": "A1", "Actual": "0.8%"})
    assert done.output is not None
    typed(done.output, {cell_under(done.output, "Marker", "A1"): "[ok]"})

    rolled = roll_forward_file(done.output, Destination(file=tmp_path / "q4.xlsx"))

    assert rolled.saved.output is not None
    assert [row[:4] for row in kept(rolled.saved.output)] == [
        ["A1", "Q3 2025/26", "percent-as-fraction", "0.8%"]
    ]
    assert "percent-as-fraction" not in {f.code for f in rolled.findings}


def test_an_actual_from_its_parts_goes_into_the_history(tmp_path: Path) -> None:
    path = book(tmp_path, {"Ref": "A1", "Target": "60%", "Decimals": "1"})
    typed(
        path,
        {
            cell_under(path, heading, "A1"): n
            for heading, n in (("Numerator", 2), ("Denominator", 3))
        },
    )

    rolled = roll_forward_file(path, Destination(file=tmp_path / "q4.xlsx"))

    assert rolled.saved.output is not None
    [measure] = rolled.scorecard.rated
    assert measure.previous == Decimal("66.7")


def test_a_live_workbook_has_words_where_a_figure_is_in_doubt_and_formulas_again_after(
    tmp_path: Path,
) -> None:
    path = book(tmp_path, {"Ref": "A1", "Target": "90%"}, {"Ref": "A2", "Target": "90%"})
    register = tmp_path / "register of book.xlsx.csv"
    live = new_workbook(register, Settings(Q3), tmp_path / "live.xlsx", live=True).output
    assert path != live

    done = filled(live, {"Ref": "A1", "Actual": "0.8%"}, {"Ref": "A2", "Actual": "91%"})

    assert done.output is not None
    assert value_under(done.output, "Status", "A1") == "Not rated"
    assert str(value_under(done.output, "Status", "A2")).startswith("=")
    assert "rating-out-of-date" not in {f.code for f in check_file(done.output).findings}
    right = filled(done.output, {"Ref": "A1", "Actual": "80%"}, name="right.xlsx")
    assert right.output is not None
    assert str(value_under(right.output, "Status", "A1")).startswith("=")
    assert statuses(right) == {"A1": "off", "A2": "met"}


def test_using_ok_is_noted_once_with_the_measures(tmp_path: Path) -> None:
    path = book(tmp_path, *({"Ref": ref, "Target": "90%"} for ref in ("A1", "A2", "A3")))
    actuals = (("A1", "0.8% [ok]"), ("A2", "0.7% [ok]"), ("A3", "91% [ok]"))

    done = filled(path, *({"Ref": ref, "Actual": actual} for ref, actual in actuals))

    [note] = [f for f in done.findings if f.code == "ok-used"]
    assert "figures in doubt of 2 measures are taken as right" in note.what
    assert "A1 and A2." in note.what
    assert (note.severity.value, note.where.line) == ("note", 2)
    assert done.output is not None
    assert "ok-used" not in {f.code for f in check_file(done.output).findings}


def test_ok_that_is_used_while_rolling_forward_is_noted(small: Path, tmp_path: Path) -> None:
    figure, marker = (cell_under(small, heading, "A1") for heading in ("Actual", "Marker"))
    typed(small, {figure: 0.008, marker: "[ok]"})

    checked = check_file(small)
    rolled = roll_forward_file(small, Destination(file=tmp_path / "rolled.xlsx"))

    for findings in (checked.findings, rolled.findings):
        assert [f.ref for f in findings if f.code == "ok-used"] == ["A1"]


def test_a_table_and_a_data_frame_note_that_ok_was_used(tmp_path: Path) -> None:
    row = {"unit": "percent", "polarity": "higher", "target": "90", "previous": "88"}
    rows = [
        {"ref": "A1", **row, "actual": "0.8 [ok]"},
        {"ref": "A2", **row, "actual": "0.7 [ok]"},
        {"ref": "A3", **row, "actual": "91 [ok]"},
    ]

    table = rate_file(a_csv(tmp_path / "t.csv", *rows), load_scheme())
    frame = rate_frame(pd.DataFrame(rows))

    [note] = table.findings
    assert (note.code, note.fix) == ("ok-used", "If that was not meant, take [ok] out.")
    assert [(f["code"], f["rows"]) for f in frame.attrs["findings"]] == [("ok-used", 2)]
