"""A page whose rows were drawn ahead is the page that is drawn in its place, byte for byte."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.outputs import cell_drawing
from kpibook.outputs.ahead import placed_rows
from kpibook.outputs.ahead.loose_rows import Heights, LooseRows, RowDrawer, loose_columns
from kpibook.outputs.ahead.placed_rows import AheadRows, Drawn
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.page import Page, PageCell, Rows
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.sizes.look import letters_in, lines_of

LOOKS = [None, *load_scheme("standard").statuses.values()]
HEADER = ("Council", "Ref", "Actual", "Status", "Why")
WIDTHS = (10, 8, 12, 14, 20)
STREAMED = Document("Title", streamed=True)


def parts(page: Page) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(draw([page], STREAMED))) as package:
        return {name: package.read(name) for name in package.namelist()}


def ahead(rows: Sequence[Sequence[PageCell]], width: int = 12) -> Callable[[], list[Drawn]]:
    """The rows as a reader would draw them."""
    drawer = RowDrawer()
    texts = []
    for cells in rows:
        letters = map(letters_in, WIDTHS)
        lines = [lines_of(str(cell), most) for cell, most in zip(cells, letters, strict=True)]
        columns, link_texts = loose_columns([[cell] for cell in cells])
        heights = Heights(max(lines[1:]), lines[2] == 1, lines[0])
        texts += drawer.rows(columns, [heights], link_texts)
    loose = LooseRows.of(drawer.packed(texts, "", width))

    def drawn() -> list[Drawn]:
        each = map(loose.row, range(len(rows)))
        return [None if row is None else (row, loose.width) for row in each]

    return drawn


def a_page(rows: Sequence[Sequence[PageCell]], *, ledger: bool = False, skip: int = 0) -> Page:
    return Page(
        name="Data",
        title="Data",
        table="T",
        header=HEADER[skip:],
        widths=WIDTHS[skip:],
        rows=[list(row[skip:]) for row in rows],
        ledger=ledger,
    )


def link(number: int) -> str:
    return f"'Data'!A{number + 1}"


odd = ["=1", "-5", " a", "a\nb", "<r>a</r>", "", "x y " * 9]
texts = (st.text(max_size=30) | st.sampled_from(odd)).map(PageCell)
numbers = st.integers(-(10**15), 10**15) | st.floats(allow_nan=False, allow_infinity=False)
formats = st.sampled_from(["0.0%", "General", '#,##0" | %s"'])
figures = st.tuples(numbers, formats).map(lambda pair: PageCell(*pair))
days = st.dates(date(1900, 1, 1)).map(lambda day: PageCell(day, "dd/mm/yyyy"))
rows_of_cells = st.tuples(
    st.sampled_from(["Ashby", "Bixby and the villages on the Wold"]).map(PageCell),
    texts,
    figures | days | texts,
    st.tuples(texts, st.sampled_from(LOOKS)).map(lambda pair: pair[0]._replace(look=pair[1])),
    texts | texts.map(lambda cell: cell._replace(large=True)),
)


def clean(cells: tuple[PageCell, ...], number: int) -> list[PageCell]:
    """The cells without half characters, which no file holds; the actual leads somewhere."""
    kept = [
        cell._replace(value=cell.value.encode("utf-8", "replace").decode())
        if isinstance(cell.value, str)
        else cell
        for cell in cells
    ]
    return [*kept[:2], kept[2]._replace(link=link(number)), *kept[3:]]


@settings(max_examples=150, deadline=None)
@given(st.lists(rows_of_cells, min_size=1, max_size=6), st.booleans(), st.integers(0, 1))
def test_rows_drawn_ahead_have_the_bytes_of_rows_drawn_in_their_place(
    given_rows: list[tuple[PageCell, ...]], ledger: bool, skip: int
) -> None:
    rows = [clean(cells, number) for number, cells in enumerate(given_rows)]
    page = a_page(rows, ledger=ledger, skip=skip)

    placed = replace(page, ahead=AheadRows(ahead(rows), 12, link, skip))

    assert parts(placed) == parts(page)


def test_a_height_that_depends_on_a_width_is_worked_out_for_the_width_of_the_sheet() -> None:
    words = PageCell("between a quarter and a third")
    rows = [[PageCell("A"), PageCell("R"), words, PageCell("Met"), PageCell("why")]]
    narrow = a_page(rows)
    wide = replace(narrow, widths=(10, 8, 40, 14, 20))

    placed = replace(wide, ahead=AheadRows(ahead(rows), 40))

    assert parts(placed) == parts(wide)
    assert parts(wide) != parts(narrow)


def test_after_the_last_link_that_excel_opens_cells_keep_their_values(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (cell_drawing, placed_rows):
        monkeypatch.setattr(module, "MOST_LINKS", 2)
    row = (PageCell("A"), PageCell("R"), PageCell(1, "0"), PageCell("Met"), PageCell("why"))
    rows = [clean(row, number) for number in range(4)]
    page = a_page(rows)

    placed = parts(replace(page, ahead=AheadRows(ahead(rows), 12, link)))

    assert placed["xl/worksheets/sheet1.xml"].count(b"<hyperlink ") == 2
    assert placed["xl/worksheets/sheet1.xml"].count(b"<v>1</v>") == 4


def test_rows_that_were_drawn_are_not_made_again() -> None:
    row = [PageCell("A"), PageCell("R"), PageCell(1, "0"), PageCell("Met"), PageCell("why")]
    made: list[int] = []

    def make(number: int) -> list[PageCell]:
        made.append(number)
        return row

    page = replace(a_page([]), rows=Rows(range(3), make))

    draw([replace(page, ahead=AheadRows(ahead([row] * 3), 12))], STREAMED)

    assert set(made) == {0}  # the first, to align the headings
    draw([page], STREAMED)
    assert set(made) == {0, 1, 2}
