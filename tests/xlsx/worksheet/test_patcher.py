import pytest

from kpibook.errors import Location, RefusedEdit
from kpibook.xlsx.worksheet.edits import Edit, Edits
from kpibook.xlsx.worksheet.patcher import Patcher, with_dimension

HERE = Location("b.xlsx", sheet="Data")
ONE = Edit(b"<v>1</v>")


def patched(block, edits, *, columns=(), prefix=b"", cut_at=None):
    """A block, or the two that it is cut into, with edits made."""
    gathered = Edits(models=edits.pop("models", {}), heights=edits.pop("heights", {}))
    for (row, column), edit in edits.items():
        gathered.put(row, column, edit)
    patcher = Patcher(gathered, prefix, list(columns), HERE)
    blocks = [block] if cut_at is None else [block[:cut_at], block[cut_at:]]
    made = [piece for one in blocks for piece in patcher.block(one)]
    return b"".join([*made, *patcher.rest()]).decode()


@pytest.mark.parametrize(
    ("before", "edits", "after"),
    [
        (
            b'<row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row>',
            {(1, 1): ONE},
            '<row r="1"><c r="A1" s="3"><v>1</v></c></row>',
        ),
        (
            b'<row r="1"><c r="A1" s="3" t="s"><v>0</v></c></row>',
            {(1, 1): Edit(b"")},
            '<row r="1"><c r="A1" s="3"/></row>',
        ),
        (
            b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
            {(1, 1): Edit(b"", style=7)},
            '<row r="1"><c r="A1" s="7"/></row>',
        ),
        (
            b'<row r="1"><c r="A1"/><c r="C1"/></row>',
            {(1, 2): ONE, (1, 4): ONE},
            '<row r="1"><c r="A1"/><c r="B1"><v>1</v></c><c r="C1"/><c r="D1"><v>1</v></c></row>',
        ),
        (
            b'<row r="2"/>',
            {(2, 2): ONE},
            '<row r="2"><c r="B2"><v>1</v></c></row>',
        ),
        (
            b'<row r="2" spans="2:3" ht="9"><c r="B2"/></row>',
            {(2, 1): ONE, (2, 5): ONE},
            (
                '<row r="2" spans="1:5" ht="9"><c r="A2"><v>1</v></c><c r="B2"/>'
                '<c r="E2"><v>1</v></c></row>'
            ),
        ),
        (
            b'<row r="2"/><row r="5"/>',
            {(1, 1): ONE, (3, 1): ONE, (4, 1): ONE, (9, 1): ONE},
            (
                '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/>'
                '<row r="3"><c r="A3"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>'
                '<row r="5"/><row r="9"><c r="A9"><v>1</v></c></row>'
            ),
        ),
        (
            b"<row><c/><c><v>7</v></c></row><row><c/></row>",
            {(1, 2): ONE, (2, 3): ONE},
            '<row><c/><c r="B1"><v>1</v></c></row><row><c/><c r="C2"><v>1</v></c></row>',
        ),
        (
            b'<row r="1"><c r="A1" cm="1" vm="2" ph="1" x:y=\'"\'><v>0</v></c></row>',
            {(1, 1): ONE},
            '<row r="1"><c r="A1" ph="1" x:y="&quot;"><v>1</v></c></row>',
        ),
        (b'<row r="4"/>', {(2, 2): Edit(b"")}, '<row r="4"/>'),
        (b'<row r="4"/>', {(4, 2): Edit(b"")}, '<row r="4"/>'),
        (b"", {(4, 2): ONE}, '<row r="4"><c r="B4"><v>1</v></c></row>'),
        (b'\n <row r="4">\n  <c r="A4"/>\n </row>\n', {(9, 9): Edit(b"")},
         '\n <row r="4">\n  <c r="A4"/>\n </row>\n'),
        (b'\n <row r="4">\n  <c r="A4"/>\n </row>\n', {(4, 1): ONE},
         '\n <row r="4">\n  <c r="A4"><v>1</v></c>\n </row>\n'),
    ],
    ids=["value over text", "cleared", "cleared, styled", "between and after", "into an empty row",
         "spans widen", "new rows", "without addresses", "metadata goes", "clearing nothing",
         "clearing nothing in a row", "into an empty sheet", "spaces stay", "spaces around stay"],
)  # fmt: skip
@pytest.mark.parametrize("cut_in_two", [False, True])
def test_an_edit_changes_its_cell_and_nothing_else(before, edits, after, cut_in_two):
    cut_at = before.rfind(b"<row") if cut_in_two and before else None

    assert patched(before, dict(edits), cut_at=cut_at) == after


def test_elements_take_the_sheets_prefix():
    block = b'<x:row r="1"><x:c r="A1"/></x:row>'

    assert patched(block, {(1, 2): ONE, (3, 1): ONE}, prefix=b"x:") == (
        '<x:row r="1"><x:c r="A1"/><x:c r="B1"><v>1</v></x:c></x:row>'
        '<x:row r="3"><x:c r="A3"><v>1</v></x:c></x:row>'
    )


def test_a_new_cell_takes_the_style_around_it():
    block = b'<row r="1" s="5" customFormat="1"/><row r="2" s="5"/>'
    columns = [(2, 3, 8)]

    after = patched(block, {(1, 2): ONE, (2, 2): ONE, (2, 9): ONE}, columns=columns)

    assert '<c r="B1" s="5">' in after
    assert '<c r="B2" s="8">' in after
    assert '<c r="I2">' in after


def test_a_new_row_is_made_like_its_model():
    block = b'<row r="1"/><row r="2" spans="1:4" ht="30" customHeight="1" x14ac:dyDescent="0.25"/>'

    after = patched(block, {(3, 1): ONE, "models": {3: 2}})

    assert after.endswith(
        '<row r="3" ht="30" customHeight="1" x14ac:dyDescent="0.25"><c r="A3"><v>1</v></c></row>'
    )


def test_a_row_fits_its_text_unless_a_person_chose_its_height():
    block = b'<row r="1" ht="12"/><row r="2" ht="12" customHeight="1"><c r="A2"/></row>'

    assert patched(block, {"heights": {1: 30.0, 2: 30.0, 3: 45.5}}) == (
        '<row r="1" ht="30"/><row r="2" ht="12" customHeight="1"><c r="A2"/></row>'
        '<row r="3" ht="45.5"></row>'
    )


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (b'<row r="2"/><row r="1"/>', "rows-out-of-order"),
        (b'<row r="1"/><row r="1"/>', "rows-out-of-order"),
        (b'<row r="1"><c r="B1"/><c r="A1"/></row>', "cells-out-of-order"),
        (b'<row r="1"><c r="A1"/><c r="A1"/></row>', "cells-out-of-order"),
    ],
)
def test_a_place_in_disorder_is_refused(block, code):
    with pytest.raises(RefusedEdit) as caught:
        patched(block, {(1, 1): ONE})

    assert caught.value.code == code


@pytest.mark.parametrize(
    ("ref", "cell", "after"),
    [("B2:C3", (9, 1), "A2:C9"), ("A1", (1, 2), "A1:B1"), ("A1:D9", (2, 2), "A1:D9")],
)
def test_the_dimension_widens(ref, cell, after):
    edits = Edits()
    edits.put(*cell, ONE)

    assert with_dimension(f'<dimension ref="{ref}"/>'.encode(), edits.made_area()) == (
        f'<dimension ref="{after}"/>'.encode()
    )


@pytest.mark.parametrize("head", [b"<sheetData>", b'<dimension ref="#REF!"/>', b"<dimension/>"])
def test_a_dimension_that_says_nothing_is_left_alone(head):
    edits = Edits()
    edits.put(9, 9, ONE)

    assert with_dimension(head, edits.made_area()) == head
    assert with_dimension(b'<dimension ref="A1"/>', None) == b'<dimension ref="A1"/>'
