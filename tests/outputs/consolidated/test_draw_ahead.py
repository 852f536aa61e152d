"""A consolidation of rows drawn ahead is the one that is drawn at the end, byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Consolidation, SourceBook
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.errors import WorkbookError
from kpibook.outputs.consolidated.draw_ahead import CSV, OF_THE_BOOK, draw_ahead
from kpibook.outputs.page import Rows
from kpibook.services.consolidate.combine_on_disk import combine_spooled
from kpibook.services.consolidate.put_aside import put_aside
from kpibook.services.consolidate.tidy_table import write_tidy
from kpibook.sources.schemes import load_scheme
from kpibook.workbook import consolidated_layout as sheets
from tests.domain.careless import careless_books
from tests.domain.consolidated import a_row, a_source_book, an_unreadable_book
from tests.domain.given import Q3, STANDARD, a_measure
from tests.outputs.consolidated.given import MADE, a_past, with_priority
from tests.support.consolidation import draw_consolidated

ALL = {*OF_THE_BOOK, CSV}
ODD_TEXTS = ("=1+1", " led by a space", "two\nlines", "_x000D_", "a & <b>", "-5 fewer", "é £ 😀",
             "x" * 17_000, "<r>bold</r>", "long words " * 20)  # fmt: skip


def on_disk(books: Sequence[SourceBook], folder: Path) -> Consolidation:
    return combine_spooled((put_aside(book, ALL) for book in books), folder, Q3)


def parts(consolidation: Consolidation) -> dict[str, bytes]:
    drawn = draw_consolidated(consolidation, None, MADE)
    with zipfile.ZipFile(io.BytesIO(drawn)) as package:
        return {name: package.read(name) for name in package.namelist()}


def csv(consolidation: Consolidation, folder: Path) -> bytes:
    file = folder / "data.csv"
    file.unlink(missing_ok=True)
    write_tidy(consolidation, file)
    return file.read_bytes()


def same(books: Sequence[SourceBook], folder: Path) -> None:
    found = replace(on_disk(books, folder), actions=())
    assert parts(found) == parts(combine(books, Q3))
    assert csv(found, folder) == csv(combine(books, Q3), folder)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(books=careless_books())
def test_careless_workbooks_are_drawn_as_they_are_drawn_at_the_end(
    books: list[SourceBook], tmp_path_factory: pytest.TempPathFactory
) -> None:
    try:
        combine(books, Q3)
    except WorkbookError:
        return
    same(books, tmp_path_factory.mktemp("careless"))


def housing(*rows: ConsolidatedRow, name: str = "housing.xlsx") -> SourceBook:
    return a_source_book(name, *rows)


def varied(directorate: str, council: str = "Exampleton", name: str = "") -> SourceBook:
    """Rows of every kind: off, declined, missing, withheld, without a target, odd texts."""
    rows = [
        a_row("V.1", "50", target="90", past=a_past("92", "93", "94", "95"), commentary="Fewer."),
        a_row("V.2", None, marker="[c]"),
        a_row("V.3", "72.1", unit=Unit.PERCENT, target="70", past=a_past("60.25")),
        a_row("V.4", "1234567.5", unit=Unit.CURRENCY, target="1000000", past=a_past("1300000")),
        a_row("V.5", "3", numerator="3", denominator="400"),
        a_row("V.6", None, past=a_past("[x]")),
    ]
    rows += [
        with_priority(a_row(f"O.{n}", "1", target="2", commentary=text), text)
        for n, text in enumerate(ODD_TEXTS)
    ]
    return a_source_book(name or f"{directorate}.xlsx", *rows, council=council,
                         directorate=directorate)  # fmt: skip


def test_one_council(tmp_path: Path) -> None:
    same([varied("Housing"), varied("Roads")], tmp_path)


def test_several_councils_whose_names_are_higher_than_the_row(tmp_path: Path) -> None:
    long = "The Metropolitan Borough of Ashby, Bixby and the Villages on the Wold"
    same([varied("Housing"), varied("Housing", long, "other.xlsx")], tmp_path)


def test_a_measure_reported_twice_and_a_workbook_that_is_none(tmp_path: Path) -> None:
    others = [a_row(f"Z.{n}", "1") for n in range(3)]
    row = a_row("V.3", "72.1", unit=Unit.PERCENT, target="70", past=a_past("60.25"))
    again = a_source_book("again.xlsx", row, *others)
    same([varied("Housing"), again, an_unreadable_book("none.xlsx")], tmp_path)


def test_two_schemes_of_one_name(tmp_path: Path) -> None:
    other = replace(STANDARD, source="Another council's page.")
    roads = a_source_book("roads.xlsx", a_row("R.1", "1", target="2"), directorate="Roads",
                          scheme=other)  # fmt: skip
    parks = a_source_book("parks.xlsx", a_row("P.1", "1", target="2"), directorate="Parks",
                          scheme=load_scheme("maidstone"))  # fmt: skip
    same([varied("Housing"), roads, parks], tmp_path)


def test_figures_of_another_workbook_make_the_columns_wider(tmp_path: Path) -> None:
    words = a_measure("W.1", decimals=None)
    words = replace(words, target=replace(words.target, words="better than a third of England"))
    small = a_source_book("small.xlsx", a_row("W.1", "1", measure=words), directorate="Small")
    large = a_source_book("large.xlsx", a_row("L.1", "123456789012"), directorate="Large")
    same([small, large], tmp_path)


def test_directions_against_other_figures_in_another_workbook(tmp_path: Path) -> None:
    yearly = a_measure("Y.1", decimals=None)
    yearly = replace(yearly, basis=Basis.CUMULATIVE)
    row = a_row("Y.1", "40", measure=yearly, past=a_past("10", "20", "30", "90", "15", "25"))
    same([varied("Housing"), a_source_book("y.xlsx", row, directorate="Yearly")], tmp_path)


def test_rows_that_are_drawn_already_are_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_source_book("a.xlsx", *(a_row(f"A.{n}", "50", target="90") for n in range(9)))
    found = on_disk([book], tmp_path)
    made: list[object] = []
    original = Rows.__getitem__

    def noted(rows: Rows[object], index: int) -> object:
        made.append(index)
        return original(rows, index)

    monkeypatch.setattr(Rows, "__getitem__", noted)
    draw_consolidated(found, None, MADE)

    # The first row of a table alone, to align its headings.
    assert set(made) <= {0}


def test_what_is_not_wanted_is_not_drawn() -> None:
    book = varied("Housing")
    briefs = put_aside(book, ALL).briefs

    assert set(draw_ahead(book, briefs, {CSV})) == {CSV}
    assert set(draw_ahead(book, briefs, ALL)) == ALL
    assert not draw_ahead(an_unreadable_book("none.xlsx"), (), {sheets.DATA})
