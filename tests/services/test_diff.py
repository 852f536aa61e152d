from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.comparison.fields import FIGURES, TEXTS
from kpibook.domain.comparison.workbooks import Difference
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError, WorkbookError
from kpibook.services.diff import REGISTER, Compared, diff_files, heading_of
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from tests.outputs.tidy import a_consolidated_file
from tests.services.consolidate.test_changes_since import ROW
from tests.support.books import (
    ORDINARY,
    a_book,
    a_csv,
    cell_under,
    example,
    filled,
    typed,
    with_actions,
)


def shown(compared: Compared) -> list[tuple[str, ...]]:
    return [(one.ref, one.what, one.period, *one.in_words()) for one in compared.differences]


def a_measure_book(folder: Path, name: str, actual: str, **more: str) -> Path:
    """A workbook of one measure, filled."""
    place = folder / name
    place.mkdir()
    book = a_book(place, {"Ref": "PI.1", "Target": "85.5%", **more})
    done = filled(book, {"Ref": "PI.1", "Actual": actual})
    assert done.output is not None
    return done.output


def test_a_workbook_says_the_same_as_a_copy_that_looks_otherwise(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsx"
    copy.write_bytes(example().filled.read_bytes())
    typed(copy, {})  # saved by another program, every part written again

    assert diff_files(example().filled, copy) == Compared((), diff_files(copy, copy).findings)


def test_filling_changes_what_is_reported_and_shown_and_nothing_else() -> None:
    found = diff_files(example().empty, example().filled)

    assert {one.what for one in found.differences} <= {
        "Actual", "Numerator", "As at", "Status", "Direction", "Direction since last year",
        "Commentary", "Action",
    }  # fmt: skip
    assert ("PI.426", "Actual", "Q3 2021/22", "blank", "72.1%") in shown(found)
    assert ("PI.426", "Status", "", "Not reported", "Off target") in shown(found)
    assert not any("growing number" in " ".join(one) for one in shown(found))


def test_a_typed_status_is_a_difference_though_the_figures_are_the_same(tmp_path: Path) -> None:
    one = a_measure_book(tmp_path, "one", "72.1%")
    other = tmp_path / "other.xlsx"
    other.write_bytes(one.read_bytes())
    typed(other, {cell_under(other, layout.STATUS, "PI.1"): "Target met"})

    assert shown(diff_files(one, other)) == [("PI.1", "Status", "", "Off target", "Target met")]


def test_a_revised_target_and_the_status_it_changes_are_found(tmp_path: Path) -> None:
    one = a_measure_book(tmp_path, "one", "72.1%")
    other = a_measure_book(tmp_path, "other", "72.1%", Target="70%")

    assert shown(diff_files(one, other)) == [
        ("PI.1", "Target", "", "85.5%", "70%"),
        ("PI.1", "Status", "", "Off target", "Target met"),
    ]


def test_the_scheme_and_the_period_are_settings(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    one = a_book(tmp_path / "one", {"Ref": "PI.1"}, scheme="maidstone")
    other = a_book(tmp_path / "other", {"Ref": "PI.1"}, period=Quarter(2021, 4))

    found = shown(diff_files(one, other))

    assert found[:2] == [
        ("", "Period", "", "Q3 2021/22", "Q4 2021/22"),
        ("", "Scheme", "", "maidstone", "standard"),
    ]


def test_what_cannot_be_read_is_said_to_be_left_out(tmp_path: Path) -> None:
    one = a_measure_book(tmp_path, "one", "72.1%")
    typed(one, {cell_under(one, layout.ACTUAL, "PI.1"): "about seventy"})

    found = diff_files(one, one)

    assert found.differences == ()
    assert [f.code for f in found.findings] == ["number-unreadable"] * 2


def test_consolidated_workbooks_are_compared_by_their_data(tmp_path: Path) -> None:
    one = a_consolidated_file(tmp_path / "one.xlsx", [ROW])
    other = a_consolidated_file(tmp_path / "other.xlsx", [])

    found = diff_files(one, other)

    assert found.consolidated
    assert [(d.kind.value, d.ref, d.what) for d in found.differences] == [
        ("removed", "", "Period"),
        ("removed", "1.10", ""),
    ]
    assert diff_files(one, one) == Compared((), (), consolidated=True)


def test_a_consolidated_workbook_is_not_compared_with_another_kind(tmp_path: Path) -> None:
    one = a_consolidated_file(tmp_path / "one.xlsx", [ROW])
    for pair in ((one, example().filled), (example().filled, one)):
        with pytest.raises(WorkbookError) as raised:
            diff_files(*pair)

        assert raised.value.code == "diff-kinds-differ"
        assert raised.value.where.file == "one.xlsx"


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    text = a_csv(tmp_path / "text.xlsx", {"Ref": "PI.1"})

    with pytest.raises(KpibookError):
        diff_files(example().filled, text)


def test_nothing_is_written(tmp_path: Path) -> None:
    one = a_measure_book(tmp_path, "one", "72.1%")
    before = one.read_bytes()
    fill_file(one, None, None, Destination(dry_run=True))

    assert isinstance(diff_files(example().filled, one).differences[0], Difference)
    assert one.read_bytes() == before


def test_every_column_of_the_register_is_compared() -> None:
    compared = [field.name for field in REGISTER]

    assert compared == [column.field for column in layout.REGISTER_COLUMNS]
    assert {field.name for field in REGISTER if field.private} == {"note"}


def test_every_figure_and_text_an_officer_types_is_told_under_its_heading() -> None:
    typed = {
        column.heading
        for column in layout.THIS_QUARTER_COLUMNS
        if column.filled is layout.FilledBy.BY_OFFICER
    }

    assert {heading_of(field) for field in (*FIGURES, *TEXTS)} == typed | {layout.FORECAST}


def test_a_bare_measure_has_nothing_but_its_cautious_values() -> None:
    said = {field.name: field.of(Measure("")) for field in REGISTER}

    assert {name: value for name, value in said.items() if value} == {
        "unit": "count",
        "polarity": "neutral",
        "basis": "in period",
    }


def test_months_and_outturns_that_changed_are_differences_in_their_order(tmp_path: Path) -> None:
    history = [
        {"Ref": "PI.1", "Period": period, "Actual": actual}
        for period, actual in (("2020/21 outturn", "60%"), ("Oct 2021", "70%"), ("Nov 2021", "71%"))
    ]
    monthly = {"Ref": "PI.1", "Frequency": "monthly"}
    one = a_book(tmp_path, monthly, history=history, name="one.xlsx")
    other = tmp_path / "other.xlsx"
    other.write_bytes(one.read_bytes())
    typed(other, {"C5": 0.61, "C7": 0.73}, layout.HISTORY)

    assert shown(diff_files(one, other)) == [
        ("PI.1", "Actual", "2020/21", "60%", "61%"),
        ("PI.1", "Actual", "November 2021", "71%", "73%"),
    ]


def test_an_outturn_that_is_the_last_quarter_s_figure_is_one_difference(tmp_path: Path) -> None:
    history = [{"Ref": "PI.1", "Period": "2020/21 outturn", "Actual": "60%"}]
    annual = {"Ref": "PI.1", "Frequency": "annual"}
    one = a_book(tmp_path, annual, history=history, name="one.xlsx")
    other = tmp_path / "other.xlsx"
    other.write_bytes(one.read_bytes())
    typed(other, {"C5": 0.61}, layout.HISTORY)

    assert shown(diff_files(one, other)) == [("PI.1", "Actual", "Q4 2020/21", "60%", "61%")]


def test_a_typed_status_of_the_forecast_is_a_difference(tmp_path: Path) -> None:
    register = a_csv(
        tmp_path / "r.csv", {**ORDINARY, "Ref": "PI.1", "Measure": "Homes", "Target": "80%"}
    )
    one = new_workbook(
        register, Settings(Quarter(2021, 3)), tmp_path / "one.xlsx", forecast=True
    ).output
    other = tmp_path / "other.xlsx"
    other.write_bytes(one.read_bytes())
    typed(other, {cell_under(other, layout.FORECAST_STATUS, "PI.1"): "Target met"})

    assert shown(diff_files(one, other)) == [("PI.1", "Forecast status", "", "blank", "Target met")]


def test_the_actions_that_changed_are_said(tmp_path: Path) -> None:
    book = a_measure_book(tmp_path, "old", "72.1%")
    one = {"Ref": "PI.1", "Action": "Recruit.", "Owner": "Head of Service", "Since": "Q2 2021/22"}
    old = with_actions(book, {**one, "State": "open"}, into=tmp_path / "old.xlsx")
    new = with_actions(book, {**one, "State": "done"}, into=tmp_path / "new.xlsx")

    (difference,) = diff_files(old, new).differences

    assert difference.ref == "PI.1"
    assert difference.what.startswith("Action ")
    assert difference.what.endswith(": state")
    assert difference.in_words() == ("open", "done")
