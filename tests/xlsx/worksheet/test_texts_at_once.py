"""Texts of a sheet found by one expression are those that the reader of every form finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.errors import KpibookError
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.plain.filled_texts import first_texts, texts_of
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.worksheet.source import HeldText
from kpibook.xlsx.worksheet.texts_at_once import texts_at_once
from tests.support.books import example
from tests.support.cell_readers import TheStrings, reading

Texts = list[tuple[str, str]]

PLAIN = [
    "/>", "></c>", "><v>12</v></c>", "><v>-67.59999999999999</v></c>", "><v>1.5E-05</v></c>",
    "><v>007</v></c>", ' t="s"><v>0</v></c>', ' t="s"><v>1</v></c>', ' t="b"><v>1</v></c>',
    ' t="str"><v>a result of some length</v></c>', ' t="e"><v>#N/A</v></c>',
    ' t="str"><f>A1&amp;"x"</f><v>a &lt; b &amp; _x0041_</v></c>', ' t="str"><v></v></c>',
    ' t="str"><f>IF(1,"","")</f><v></v></c>', "><f>A1+1</f><v>3</v></c>", "><f>A1+1</f></c>",
    ' t="e"><f>1/0</f><v>#DIV/0!</v></c>', ' t="inlineStr"><is><t></t></is></c>',
    ' t="inlineStr"><is><t>Of 60 measures, 30 met</t></is></c>',
    ' t="inlineStr"><is><t xml:space="preserve"> 3 &amp; 4\nmeasures </t></is></c>',
    ' t="inlineStr"><is><t>&amp;&amp;&amp;&amp;&amp;</t></is></c>',
    ' t="inlineStr"><is><t>_x000D_ caf\u00e9 \U0001f600 &#65;&unknown;</t></is></c>',
]  # fmt: skip
OTHER = [
    ' t="s"><v>9</v></c>', ' t="s"><v> 1 </v></c>', "><v>1_000_000_000_000</v></c>",
    "><v>1e3</v></c>", "><v></v></c>", "><v> </v></c>", ' t="d"><v>a day of some length</v></c>',
    ' t="inlineStr"><is><r><t>rich </t></r><r><t>text of runs</t></r></is></c>',
    ' t="inlineStr"><is><t>a\r\nline end of its writer</t></is></c>',
    ' t="inlineStr"><is><t>spoken text</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
    ' t="str"><f t="shared" si="0" ref="A1:A9">A1</f><v>a shared formula</v></c>',
    ' t="str"><v xml:space="preserve"> a text with space </v></c>', ' cm="1"><v>1</v></c>',
    " ><v>3</v></c >", ' t="inlineStr"/>', ' t="n"><v>5</v></c>', ' t="str"><f>A1</f></c>',
]  # fmt: skip
STYLES = st.sampled_from(["", ' s="7"', ' s="0"'])
LETTERS = ("A", "B", "C", "Z", "AA", "ABC")


@st.composite
def blocks(draw: st.DrawFn) -> str:
    kinds = st.sampled_from(PLAIN + (OTHER if draw(st.booleans()) else []))
    made = []
    for number in draw(st.permutations(range(1, draw(st.integers(1, 5)) + 1))):
        cells = [
            f'<c r="{letters}{number}"{draw(STYLES)}{draw(kinds)}'
            for letters in LETTERS[: draw(st.integers(0, 6))]
        ]
        look = draw(st.sampled_from(["", ' spans="1:9" ht="20.7"', ' hidden="1"', ' x:y="a &lt;"']))
        made.append(f'<row r="{number}"{look}>{"".join(cells)}</row>')
    between = draw(st.sampled_from(["", "", "", "\n", '<row r="99" ht="3"/>']))
    return between.join(made)


def held(*sources: str) -> HeldText:
    return HeldText(b"<sheetData>", [each.encode() for each in sources], b"</sheetData>", b"")


def found(sheet: HeldText, shortest: int, most: int) -> Texts | None:
    return texts_at_once(sheet, TheStrings(), shortest, most)


def expected(sheet: HeldText, shortest: int, most: int) -> Texts:
    reader = reading(b"")
    rows = sheet.rows(1, 1_048_576)
    cells: list[Cell] = [
        c for block, row in rows for _, c in reader.cells(block, row, sheet.masters)
    ]
    return [
        (cell.address, cell.value)
        for cell in [each for each in cells if not each.is_blank][:most]
        if isinstance(cell.value, str) and len(cell.value) >= shortest
    ]


@settings(max_examples=600, deadline=None)
@given(blocks(), st.integers(1, 16), st.integers(1, 30))
def test_texts_are_those_of_the_reader_of_every_form(source: str, shortest: int, most: int) -> None:
    sheet = held(source)
    texts = found(sheet, shortest, most)
    if texts is not None:
        assert texts == expected(sheet, shortest, most)


@pytest.mark.parametrize("inside", PLAIN)
def test_each_usual_cell_is_read_at_once(inside: str) -> None:
    sheet = held(f'<row r="3"><c r="B3" s="2"{inside}</row>', '<row r="4" ht="9"/>')
    texts = found(sheet, 1, 9)
    assert texts is not None
    assert texts == expected(sheet, 1, 9)


@pytest.mark.parametrize("inside", OTHER)
def test_each_other_cell_is_left_to_the_reader_of_every_form(inside: str) -> None:
    assert found(held(f'<row r="3"><c r="B3" s="2"{inside}</row>'), 1, 9) is None


@pytest.mark.parametrize(
    "source",
    [
        '<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>',
        '<row r="3"><c r="B3"/></row><row r="3"><c r="C3"/></row>',
        '<row r="3"><c r="B4"><v>1</v></c></row>',
        '<row r="3"><c><v>1</v></c></row>',
        '<row><c r="B1"><v>1</v></c></row>',
        '<row r="3"><c r="XFE3"><v>1</v></c></row>',
        '<row r="3"><c r="B3"><v>1</v></c>',
        '<row r="3"><c r="B3"><v>1</v></c>words</row>',
        '<row r="03"><c r="B03"/></row>',
    ],
)
def test_rows_in_any_other_form_are_left_to_the_reader_of_every_form(source: str) -> None:
    assert found(held(source), 1, 9) is None


def test_the_sheets_that_kpibook_draws_are_read_at_once() -> None:
    with ClosedBook.open(example().filled) as book:
        for name in (layout.COVER, layout.RETURN):
            for most in (3, 40, 2_000):
                texts = book.package.sheet(name).texts_at_once(12, most)
                assert texts
                assert texts == first_texts(list(texts_of(book.filled_cells(name), 12)), most)


def test_a_text_that_is_not_in_the_list_is_refused_as_before() -> None:
    sheet = held('<row r="3"><c r="B3" t="s"><v>9</v></c></row>')
    assert found(sheet, 1, 9) is None
    with pytest.raises(KpibookError):
        expected(sheet, 1, 9)
