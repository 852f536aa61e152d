"""A council's own words in its workbook: they hold for every reading of it."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from kpibook.domain.measures.measure import Polarity, Unit
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.words.council_words import (
    ROLES,
    heading_of,
    role_named,
    write_council_words,
)
from tests.support.books import a_book, cell_under, typed

MEASURES = (
    {"Ref": "P1", "Unit": "precent", "Which way is good": "maintain", "Target": "Not agreed"},
    {"Ref": "P2", "Unit": "%", "Which way is good": "Maintain", "Target": "90"},
)


def first_cell(path: Path) -> tuple[int, int]:
    """Return the row and the column of the first cell to type a word in."""
    sheet = openpyxl.load_workbook(path)[layout.LISTS]
    left, top = openpyxl.utils.range_boundaries(sheet.tables[layout.COUNCIL_WORDS_TABLE].ref)[:2]
    return top + 1, left


def with_words(path: Path, *words: tuple[str, str, str]) -> Path:
    """Return the workbook after an officer has typed words into the table of Lists."""
    top, left = first_cell(path)
    letter = openpyxl.utils.get_column_letter
    cells = {
        f"{letter(left + column)}{top + row}": value
        for row, entry in enumerate(words)
        for column, value in enumerate(entry)
    }
    return typed(path, cells, layout.LISTS)


def read(path: Path) -> PerformanceWorkbook:
    with ClosedBook.open(path) as book:
        return read_workbook(book)


def test_the_workbook_s_words_are_understood_and_stay_in_their_cells(tmp_path: Path) -> None:
    path = with_words(
        a_book(tmp_path, *MEASURES),
        ("precent", "Unit", "percent"),
        ("Maintain", "Which way is good", "closest"),
        ("not agreed", "Target", "no target"),
    )

    workbook = read(path)

    first = workbook.measures["P1"]
    assert (first.unit, first.polarity) == (Unit.PERCENT, Polarity.CLOSEST)
    assert first.target.not_set
    assert (first.unit_word, first.word_for("polarity", "")) == ("precent", "maintain")
    assert workbook.measures["P2"].polarity is Polarity.CLOSEST
    assert not [f for f in workbook.findings if "unknown" in f.code or "ambiguous" in f.code]


def test_without_them_each_word_is_asked_about_once(tmp_path: Path) -> None:
    workbook = read(a_book(tmp_path, *MEASURES))

    asked = {f.code: f.what for f in workbook.findings}
    assert sorted(asked) == ["target-in-words", "unit-unknown", "word-ambiguous"]
    assert asked["word-ambiguous"].endswith(": P1 and P2.")


def test_a_word_for_a_marker_holds_under_marker_and_in_place_of_a_figure(tmp_path: Path) -> None:
    path = with_words(a_book(tmp_path, *MEASURES), ("Not collected yet", "Marker", "[x]"))
    typed(path, {cell_under(path, "Actual", "P1"): "not collected yet"})
    typed(path, {cell_under(path, "Marker", "P2"): "Not collected yet."})

    readings = read(path).readings

    assert [readings[key].marker for key in ("P1", "P2")] == ["[x]", "[x]"]


def test_a_word_for_no_known_column_or_without_a_meaning_is_a_finding(tmp_path: Path) -> None:
    path = with_words(
        a_book(tmp_path, *MEASURES),
        ("precent", "Units of measure", "percent"),
        ("maintain", "Which way is good", "sideways"),
    )

    found = [f for f in read(path).findings if f.code == "council-word-unknown"]

    assert len(found) == 2
    assert all(f.where.sheet == layout.LISTS and f.fix for f in found)


def test_words_are_written_into_the_first_blank_rows(tmp_path: Path) -> None:
    path = with_words(a_book(tmp_path, *MEASURES), ("maintain", "Which way is good", "range"))
    ours = CouncilWords(
        (CouncilWord("unit", "precent", "percent"), CouncilWord("polarity", "maintain", "closest"))
    )
    with ClosedBook.open(path) as book:
        assert write_council_words(book, ours) == []
        saved = book.save(tmp_path / "with words.xlsx")

    measures = read(saved).measures

    # The workbook's own entry comes before what was written behind it.
    assert (measures["P1"].unit, measures["P1"].polarity) == (Unit.PERCENT, Polarity.RANGE)


def test_words_that_do_not_fit_are_reported(tmp_path: Path) -> None:
    many = CouncilWords(tuple(CouncilWord("unit", f"word {n}", "count") for n in range(25)))
    with ClosedBook.open(a_book(tmp_path, *MEASURES)) as book:
        [finding] = write_council_words(book, many)

    assert (finding.code, "5 words" in finding.what) == ("council-words-left-out", True)


def test_a_column_is_named_by_its_heading_or_its_role() -> None:
    for heading, role in ROLES.items():
        assert role_named(heading.upper()) == role_named(role) == role
        assert heading_of(role) == heading
    assert role_named("Commentary") == ""
