import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.errors import RefusedFile
from kpibook.xlsx.cells.row_scanner import (
    attributes_of,
    cell_after,
    cells_in,
    last_row_in,
    numbers_rise,
    row_starts,
    rows_in,
)


def rows(block, before=0, prefix=b""):
    return [(row.number, block[row.start : row.end]) for row in rows_in(block, prefix, before)]


def columns(block):
    row = next(rows_in(block, b"", 0))
    return [(c.column, block[c.inner_start : c.inner_end]) for c in cells_in(block, row, b"")]


def test_rows_are_found_with_and_without_numbers():
    block = b'<row r="3"><c/></row><row/> <row><c r="A5"/></row ><row r=\'9\' />'

    assert rows(block) == [
        (3, b'<row r="3"><c/></row>'),
        (4, b"<row/>"),
        (5, b'<row><c r="A5"/></row >'),
        (9, b"<row r='9' />"),
    ]
    assert last_row_in(block, b"", 0) == 9
    assert [n for n, _ in row_starts(block, b"", 0)] == [3, 4, 5, 9]


def test_rows_go_by_the_sheets_prefix():
    assert rows(b'<x:row r="1"></x:row>', prefix=b"x:") == [(1, b'<x:row r="1"></x:row>')]


def test_a_block_without_numbers_counts_on_from_the_row_before():
    block = b"<row><c/></row><row><c/></row>"

    assert [n for n, _ in rows(block, before=7)] == [8, 9]
    assert last_row_in(block, b"", 7) == 9
    assert numbers_rise(block, b"", 7)


@pytest.mark.parametrize(
    ("block", "before", "rise"),
    [
        (b'<row r="1"/><row r="2"/>', 0, True),
        (b'<row r="2"/><row r="1"/>', 0, False),
        (b'<row r="2"/><row r="2"/>', 0, False),
        (b'<row r="5"/>', 5, False),
        (b'<row a=">" r="5"/><row/><row r="7"/>', 4, True),
        (b"", 5, True),
    ],
)
def test_disorder_is_seen(block, before, rise):
    assert numbers_rise(block, b"", before) is rise


@pytest.mark.parametrize(
    "block",
    [
        b'<row r="0"/>', b'<row r="1048577"/>', b'<row r="x"/>', b'<row r="4294967297"/>',
        b'<row r="1">', b'<row r="1><c/></row>', b'<row r="-1"/>',
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_one_is_damage(block):
    with pytest.raises(RefusedFile) as caught:
        rows(block)

    assert caught.value.code == "rows-damaged"


def test_cells_are_found_with_and_without_addresses():
    block = b'<row r="1"><c r="B1"><v>1</v></c><c/> <c t="n"><v>2</v></c ><cx/><c r=\'F1\'/></row>'

    assert columns(block) == [(2, b"<v>1</v>"), (3, b""), (4, b"<v>2</v>"), (6, b"")]


@pytest.mark.parametrize(
    "cell", [b'<c r="A2"/>', b'<c r="!!"/>', b'<c r="XFE1"/>', b'<c r="A"/>', b'<c r="A1"><v>1</v>']
)
def test_a_cell_that_cannot_be_there_is_damage(cell):
    with pytest.raises(RefusedFile) as caught:
        columns(b'<row r="1">' + cell + b"</row>")

    assert caught.value.code == "rows-damaged"


def test_many_unclosed_cells_are_refused_at_the_first():
    with pytest.raises(RefusedFile):
        columns(b'<row r="1">' + b"<c>" * 200_000 + b"</row>")


def test_attributes_keep_their_source():
    assert attributes_of(b""" r="A1" x:y='a "b"' z = "&lt;" """) == {
        b"r": b"A1",
        b"x:y": b'a "b"',
        b"z": b"&lt;",
    }


_CELLS = [
    b'<c r="A7"/>', b'<c r="B7" s="3"/>', b'<c r="C7" s="1" t="s"><v>5</v></c>', b"<c r='E7'/>",
    b'<c r="D7"><f>A1&amp;"x"</f><v>1</v></c>', b"<c><v>1</v></c>", b'<c r="F8"/>', b'<c r="g7"/>',
    b'<c r="H7" s="2"></c>', b'<c s="4" r="J7"/>', b'<c r="K7" s="4" >\n<v>1</v></c >', b" ",
    b'<c r="I7"><is><r><rPr><color rgb="F"/></rPr><t>a</t></r></is></c>', b'<c r="AAAA7"/>',
    b'<c r="ZZZ7"/>', b'<c r="L7" x="/>"/>', b'<c r="N7"><v>1</v>', b'<c r="07"/>',
]  # fmt: skip


@given(st.lists(st.sampled_from(_CELLS), max_size=6))
def test_cells_found_in_one_pass_are_those_that_are_found_one_after_another(cells):
    block = b'<row r="7">' + b"".join(cells) + b"</row>"
    (row,) = rows_in(block, b"", 0)

    def singly():
        span = cell_after(block, row, b"", row.open_end, 0)
        while span is not None:
            yield span
            span = cell_after(block, row, b"", span.end, span.column)

    assert _read_or_refusal(cells_in(block, row, b"")) == _read_or_refusal(singly())


def _read_or_refusal(spans):
    try:
        return list(spans)
    except RefusedFile as error:
        return str(error)
