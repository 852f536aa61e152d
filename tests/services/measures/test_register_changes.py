"""Measures added, retired, changed and moved: every sheet follows, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError
from kpibook.services.measures.register_changes import (
    RegisterChange,
    add_measure,
    add_measures,
    change_file,
    change_measure,
    move_measure,
    retire_measure,
)
from kpibook.services.paths.output import Destination
from kpibook.workbook import layout
from kpibook.workbook.protocol import Book
from tests.services.sheets.test_register_order import refs
from tests.support import validator
from tests.support.books import a_book, a_csv, cell_under, typed, value_under

HISTORY = [{"Ref": f"PI.{n}", "Period": "Q2 2021/22", "Actual": "70%"} for n in (1, 2, 3)]
NEW = {
    "Ref": "PI.9",
    "Measure": "Homes retrofitted",
    "Unit": "count",
    "Which way is good": "higher",
    "Target": "1,200",
}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Three measures in Q3 on a protected sheet; officers have typed figures and words."""
    path = a_book(tmp_path, *({"Ref": f"PI.{n}", "Target": "80%"} for n in (1, 2, 3)),
                  history=HISTORY)  # fmt: skip
    cells = {cell_under(path, "Actual", f"PI.{n}"): n / 10 for n in (1, 2, 3)}
    cells |= {cell_under(path, "Commentary", f"PI.{n}"): f"words on {n}" for n in (1, 2, 3)}
    typed(path, cells)
    workbook = openpyxl.load_workbook(path)
    assert workbook[layout.THIS_QUARTER].protection.sheet
    mine = workbook.create_sheet("Mine")
    mine["A1"] = f"='{layout.THIS_QUARTER}'!{cell_under(path, 'Actual', 'PI.3')}"
    workbook.save(path)
    return path


def changed(path: Path, task: Callable[[Book], RegisterChange]) -> tuple[Path, RegisterChange]:
    done = change_file(path, Destination(file=path.with_name("out.xlsx")), task)
    assert done.filled.output is not None
    assert validator.errors(done.filled.output) == validator.errors(path)
    return done.filled.output, done


def registered(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path)[layout.MEASURES]
    (table,) = sheet.tables.values()
    return [row[0].value for row in sheet[table.ref][1:] if row[0].value]


def test_a_measure_is_added_to_every_sheet_in_its_place(book: Path) -> None:
    out, done = changed(book, lambda b: add_measure(b, book.parent, NEW, "PI.1"))

    assert done.said == "PI.9 is in the register now (1 measure)."
    assert registered(out) == refs(out) == ["PI.1", "PI.9", "PI.2", "PI.3"]
    assert value_under(out, "Target", "PI.9", layout.MEASURES) == 1200
    assert value_under(out, "Target", "PI.9") == 1200
    assert "PI.9" in {c.value for row in openpyxl.load_workbook(out)[layout.RETURN] for c in row}


def test_what_officers_typed_and_their_formulas_stay_with_their_measures(book: Path) -> None:
    out, _ = changed(book, lambda b: add_measure(b, book.parent, NEW, "PI.1"))

    for n in (1, 2, 3):
        assert value_under(out, "Actual", f"PI.{n}") == n / 10
        assert value_under(out, "Commentary", f"PI.{n}") == f"words on {n}"
    there = openpyxl.load_workbook(out)
    of_three = cell_under(out, "Actual", "PI.3")
    assert there["Mine"]["A1"].value == f"='{layout.THIS_QUARTER}'!{of_three}"
    before = openpyxl.load_workbook(book)[layout.HISTORY]
    assert [[c.value for c in row] for row in there[layout.HISTORY]] == [
        [c.value for c in row] for row in before
    ]
    assert there[layout.THIS_QUARTER].protection.sheet


def test_a_councils_own_words_stay_in_their_cells(book: Path) -> None:
    texts = {**NEW, "Unit": "kWh", "Which way is good": "Bigger is better"}

    out, _ = changed(book, lambda b: add_measure(b, book.parent, texts))

    assert value_under(out, "Unit", "PI.9", layout.MEASURES) == "kWh"
    assert value_under(out, "Which way is good", "PI.9", layout.MEASURES) == "Bigger is better"


def test_measures_are_added_from_a_file(book: Path, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "new.csv", NEW, {**NEW, "Ref": "PI.10", "Measure": "Boilers"})

    out, _ = changed(book, lambda b: add_measures(b, book.parent, file, []))

    assert registered(out) == refs(out) == ["PI.1", "PI.2", "PI.3", "PI.9", "PI.10"]


@pytest.fixture
def with_words(book: Path) -> Path:
    """The same, of a council whose word for percent is "prozent"."""
    return typed(book, {"AB5": "prozent", "AC5": "Unit", "AD5": "percent"}, layout.LISTS)


def test_a_measure_is_added_and_changed_in_the_words_of_the_workbook(with_words: Path) -> None:
    texts, folder = {"Unit": "prozent", "Target": "85%"}, with_words.parent

    out, _ = changed(with_words, lambda b: add_measure(b, folder, {**NEW, **texts}))
    # In another unit 85% would be kept as 85, which a cell for a percentage shows as 8500%.
    assert value_under(out, "Target", "PI.9", layout.MEASURES) == 0.85

    added = out.rename(folder / "added.xlsx")
    out, _ = changed(added, lambda b: change_measure(b, folder, "PI.9", {"Target": "90%"}))
    assert value_under(out, "Target", "PI.9", layout.MEASURES) == 0.9


def test_a_file_of_measures_is_read_in_the_words_and_the_year_of_the_workbook(
    with_words: Path, tmp_path: Path
) -> None:
    new = {heading: text for heading, text in NEW.items() if heading != "Target"}
    years = {"2020/21 Target": "70%", "2021/22 Target": "75%"}
    file = a_csv(tmp_path / "new.csv", {**new, "Unit": "prozent", **years})

    out, _ = changed(with_words, lambda b: add_measures(b, with_words.parent, file, []))

    assert value_under(out, "Target", "PI.9", layout.MEASURES) == 0.75


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({**NEW, "Ref": "pi 2"}, "ref-duplicate"),
        ({**NEW, "Ref": ""}, "ref-missing"),
        ({**NEW, "Unit": "precent"}, "unit-unknown"),
        ({**NEW, "Which way is good": ""}, "polarity-missing"),
        ({**NEW, "Decimals": "9"}, "decimals-unusable"),
        ({**NEW, "Colour": "red"}, "heading-unknown"),
    ],
)
def test_a_measure_that_could_not_be_rated_is_refused(
    book: Path, texts: dict[str, str], code: str
) -> None:
    before = book.read_bytes()

    with pytest.raises(KpibookError) as refused:
        changed(book, lambda b: add_measure(b, book.parent, texts))

    assert refused.value.code == code
    assert book.read_bytes() == before
    assert not book.with_name("out.xlsx").exists()


def test_a_measure_is_retired_from_the_quarter_it_last_has_a_figure_for(book: Path) -> None:
    out, done = changed(book, lambda b: retire_measure(b, book.parent, "PI.2"))

    assert "PI.2 is reported until Q3 2021/22." in done.said
    assert value_under(out, "Last period", "PI.2", layout.MEASURES) == "Q3 2021/22"
    assert refs(out) == ["PI.1", "PI.2", "PI.3"]


def test_a_measure_without_a_figure_leaves_at_once_and_comes_back_when_it_is_changed(
    book: Path,
) -> None:
    cells = {cell_under(book, heading, "PI.2"): None for heading in ("Actual", "Commentary")}
    typed(book, cells)

    out, _ = changed(book, lambda b: retire_measure(b, book.parent, "PI.2"))
    assert value_under(out, "Last period", "PI.2", layout.MEASURES) == "Q2 2021/22"
    assert refs(out) == ["PI.1", "PI.3"]

    texts = {layout.LAST_PERIOD: ""}
    again = change_file(
        out,
        Destination(file=out.with_name("again.xlsx")),
        lambda b: change_measure(b, out.parent, "PI.2", texts),
    ).filled.output
    assert again is not None
    assert refs(again) == ["PI.1", "PI.2", "PI.3"]
    assert value_under(again, layout.PREVIOUS, "PI.2") == 0.7


def test_a_figure_typed_after_the_last_period_that_is_given_is_told(book: Path) -> None:
    last = Quarter(2021, 2)

    _, done = changed(book, lambda b: retire_measure(b, book.parent, "PI.2", last))

    assert "figure-after-last-period" in [f.code for f in done.filled.findings]


def test_a_target_is_changed_in_its_unit_and_the_measure_rated_against_it(book: Path) -> None:
    texts = {"Target": "15%", "Owner": "Head of Homes"}

    out, done = changed(book, lambda b: change_measure(b, book.parent, "pi 2", texts))

    assert done.said == "PI.2 has another Target and Owner now."
    assert value_under(out, "Target", "PI.2", layout.MEASURES) == 0.15
    assert value_under(out, "Owner", "PI.2", layout.MEASURES) == "Head of Homes"
    assert value_under(out, "Status", "PI.2") == "Target met"
    assert value_under(out, "Target", "PI.1", layout.MEASURES) == 0.8


@pytest.mark.parametrize(
    ("ref", "texts", "code"),
    [
        ("PI.7", {"Target": "15%"}, "ref-unknown"),
        ("PI.2", {"Basis": "sometimes"}, "basis-unknown"),
        ("PI.2", {"Last period": "Q3 2021"}, "period-unknown"),
    ],
)
def test_a_change_that_cannot_be_read_is_refused(
    book: Path, ref: str, texts: dict[str, str], code: str
) -> None:
    with pytest.raises(KpibookError) as refused:
        changed(book, lambda b: change_measure(b, book.parent, ref, texts))
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("after", "order"), [(None, ["PI.3", "PI.1", "PI.2"]), ("PI.1", ["PI.1", "PI.3", "PI.2"])]
)
def test_a_measure_is_moved_on_both_sheets_with_all_that_is_typed(
    book: Path, after: str | None, order: list[str]
) -> None:
    out, _ = changed(book, lambda b: move_measure(b, book.parent, "PI.3", after))

    assert registered(out) == refs(out) == order
    assert value_under(out, "Commentary", "PI.3") == "words on 3"
    of_three = cell_under(out, "Actual", "PI.3")
    mine = openpyxl.load_workbook(out)["Mine"]["A1"].value
    assert mine == f"='{layout.THIS_QUARTER}'!{of_three}"


def test_a_move_that_would_part_a_range_is_refused_and_nothing_is_written(book: Path) -> None:
    workbook = openpyxl.load_workbook(book)
    workbook["Mine"]["A2"] = f"=COUNTA('{layout.THIS_QUARTER}'!6:7)"
    workbook.save(book)

    with pytest.raises(KpibookError) as refused:
        changed(book, lambda b: move_measure(b, book.parent, "PI.3", "PI.1"))

    assert refused.value.code == "row-order-refused"
    assert not book.with_name("out.xlsx").exists()


def test_an_older_register_without_the_column_says_how_to_add_it(book: Path) -> None:
    heading = cell_under(book, "Last period", "PI.1", layout.MEASURES)
    workbook = openpyxl.load_workbook(book)
    sheet = workbook[layout.MEASURES]
    (table,) = sheet.tables.values()
    top = int("".join(filter(str.isdigit, table.ref.split(":")[0])))
    sheet[f"{heading.rstrip('0123456789')}{top}"] = "Ends"
    next(c for c in table.tableColumns if c.name == "Last period").name = "Ends"
    workbook.save(book)

    with pytest.raises(KpibookError) as refused:
        changed(book, lambda b: retire_measure(b, book.parent, "PI.1"))

    assert refused.value.code == "heading-missing"
    assert "Type Last period into the cell" in refused.value.fix
