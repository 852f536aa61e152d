"""A cell of the plain form means what the reader of every form makes of it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpibook.errors import KpibookError
from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.row_scanner import cells_in, patterns, rows_in
from tests.support.cell_readers import reading


def outcome(block: bytes, prefix: bytes, *, every_form: bool) -> list[tuple[int, Cell]] | str:
    """The cells of the block's rows by column, or the error and how far it was read."""
    reader = reading(prefix)
    found: list[tuple[int, Cell]] = []
    try:
        for row in rows_in(block, prefix, 0):
            if every_form:
                spans = cells_in(block, row, prefix)
                found.extend((s.column, reader._cell(block, row.number, s, {})) for s in spans)
            else:
                found.extend(reader.cells(block, row, {}))
    except KpibookError as error:
        return f"{error} {error.where} after {found}"
    return found


columns = st.sampled_from(["A", "B", "Z", "AA", "XFD", "XFE", "ZZZ", "a", "$C", ""])
rows = st.sampled_from(["3", "3", "3", "3", "4", "03", "0", "33333333"])
contents = st.sampled_from(
    [
        "12", "0", "-1.5", "1e3", "44000", "0.6889999999999999", "1_000", " 7 ", "", " ", "NaN",
        "1", "2", "a", "x &amp; y", "&lt;", "&#65;", "&unknown;", "_x000D_", "é", "\r\n", "\n",
        "rPh f", "2025-04-01", "#N/A", "true", "\x85", "9" * 400,
    ]
)  # fmt: skip
insides = st.sampled_from(
    [
        "<v>{}</v>", "<is><t>{}</t></is>", '<is><t xml:space="preserve">{}</t></is>', "{}", "",
        "<v/>", "<is><t/></is>", "<f>A1</f><v>{}</v>", "<v>{}</v><extLst/>", "<v>{}</v ><v>9</v>",
        "<is><r><t>{}</t></r><rPh><t>p</t></rPh></is>", "<!-- --><v>{}</v>", " <v>{}</v>",
    ]
)  # fmt: skip
kinds = st.sampled_from(["", "n", "s", "str", "inlineStr", "b", "e", "d", "S", "n1"])
styles = st.sampled_from(["", ' s="7"', ' s="12"', ' s="00000001"', " s='3'", ' s=""', ' s="-1"'])


@st.composite
def cells(draw: st.DrawFn) -> str:
    kind = draw(kinds)
    said = f'<c r="{draw(columns)}{draw(rows)}"{draw(styles)}' + (f' t="{kind}"' if kind else "")
    inside = draw(insides).format(draw(contents))
    whole = f"{said}/>" if not inside and draw(st.booleans()) else f"{said}>{inside}</c>"
    return whole + draw(st.sampled_from(["", "", "", "\n ", "<c/>", "<!-- <c/> -->", "<x/>"]))


@pytest.mark.slow
@settings(max_examples=1500, deadline=None)
@example(['<c r="A3"><v>1</v></c>', "<c><v>2</v></c>"], (0, b"", 0), b"")
@example(['<c r="A3"><v>1</v></c>', "<v>8</v></c>"], (0, b"", 0), b"")
@given(
    st.lists(cells(), max_size=6),
    st.tuples(st.integers(0, 400), st.binary(max_size=3), st.integers(0, 3)),
    st.sampled_from([b"", b"x:"]),
)
def test_the_plain_form_is_a_short_way_to_the_same_cells(
    sources: list[str], damage: tuple[int, bytes, int], prefix: bytes
) -> None:
    # given a row of cells of many forms, in which some bytes are others
    inside = "".join(sources).encode("utf-8")
    for tag in (b"c", b"v", b"is", b"t", b"f", b"r", b"rPh"):
        for end in (b" ", b">", b"/"):
            inside = inside.replace(b"<" + tag + end, b"<" + prefix + tag + end)
        inside = inside.replace(b"</" + tag + b">", b"</" + prefix + tag + b">")
    at, put, lost = damage
    inside = inside[:at] + put + inside[at + lost :]
    block = b'<%brow r="3">%b</%brow>' % (prefix, inside, prefix)

    assert outcome(block, prefix, every_form=False) == outcome(block, prefix, every_form=True)


def test_cells_as_spreadsheet_programs_write_them_are_of_the_plain_form() -> None:
    plain = patterns(b"").plain

    for source in (
        b'<c r="A12" s="25" t="inlineStr"><is><t>M.7</t></is></c>',
        b'<c r="E12" s="51"><v>20.2</v></c>',
        b'<c r="AB12" t="s"><v>14</v></c>',
        b'<c r="I12" s="28"/>',
        b'<c r="I12" s="28"></c>',
        b'<c r="I12" s="28" />',
        b'<c r="I12" t="n"><v /></c>',
    ):
        assert plain.fullmatch(source)
    assert not plain.fullmatch(b'<c r="E12"><f>A1</f><v>20.2</v></c>')
