"""A row that is drawn without its place says all that its place needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.outputs.ahead.loose_rows import (
    ODD,
    Heights,
    Look,
    LooseCell,
    LooseRows,
    RowDrawer,
    looks_in,
    loose_columns,
    number_cell,
    rows_of_columns,
    text_cell,
)
from kpibook.outputs.page import PageCell
from kpibook.sources.schemes import load_scheme

MET = next(iter(load_scheme("standard").statuses.values()))


def drawn(*rows: Sequence[PageCell]) -> LooseRows:
    """Rows that were drawn, packed and unpacked."""
    drawer = RowDrawer()
    texts = []
    for row in rows:
        columns, link_texts = loose_columns([[cell] for cell in row])
        texts += drawer.rows(columns, [Heights()], link_texts)
    return LooseRows.of(drawer.packed(texts))


def test_contents_are_as_in_xml_and_blanks_have_none() -> None:
    rows = drawn(
        [
            PageCell("a & <b>"),
            PageCell(""),
            PageCell(0.721, "0.0%", "72.1%", link="'Data'!A1"),
            PageCell(date(2022, 1, 17), "dd/mm/yyyy"),
            PageCell("=1+1", look=MET),
        ]
    )

    row = rows.row(0)

    assert row is not None
    assert row.values == ("a &amp; &lt;b&gt;", "0.721", "44578", "=1+1")
    assert row.link_text == "72.1%"
    assert looks_in(row.pattern) == [
        Look("t", "", None, False),
        Look("b", "", None, False),
        Look("n", "0.0%", None, True),
        Look("n", "dd/mm/yyyy", None, False),
        Look("m", "", (MET.colour, MET.fill), False),
    ]


def test_cells_without_a_page_are_those_of_a_page() -> None:
    (cells,), _ = loose_columns([["a", PageCell("a"), PageCell(""), PageCell(2.5, "0.0")]])

    assert cells == [text_cell("a"), text_cell("a"), text_cell(""), number_cell(2.5, "0.0")]


def test_each_row_of_a_column_has_its_own_link() -> None:
    linked = [PageCell(1, "0", "one", link="'Data'!A1"), "plain", PageCell("", link="'Data'!A3")]

    (cells,), texts = loose_columns([linked])

    assert texts == ["one", "", ""]
    assert cells[1] == text_cell("plain")
    drawer = RowDrawer()
    assert drawer.rows([cells], [Heights()] * 3, texts)[2] == ODD


def test_rows_that_look_the_same_share_a_pattern() -> None:
    rows = drawn([PageCell("a")], [PageCell("b")], [PageCell(1, "0")])

    assert len(rows.patterns) == 2


@pytest.mark.parametrize(
    "cell",
    [
        *map(PageCell, (" a", "a\x1fb", "a\x1eb", "_x000D_", "<r>a</r>", "x" * 20_000, True)),
        PageCell(float("inf"), "0"),
        PageCell(date(1900, 2, 1), "dd/mm/yyyy"),
        PageCell(datetime(2022, 1, 17, 9, 30), "dd/mm/yyyy"),  # noqa: DTZ001
        PageCell("a", bold=True),
        PageCell(1, formula="1"),
        PageCell("a", choices=("a", "b")),
        PageCell("", link="'Data'!A1"),
        PageCell(1, "0", " 1", link="'Data'!A1"),
    ],
)
def test_a_row_with_a_cell_that_only_xlsxwriter_draws_is_left_to_it(cell: PageCell) -> None:
    rows = drawn([PageCell("a"), cell], [PageCell("b")])

    assert rows.rows[0] == ODD
    assert rows.row(0) is None
    assert rows.row(1) is not None


def test_a_row_with_two_links_is_left_to_xlsxwriter() -> None:
    cell = PageCell("a", link="'Data'!A1")

    assert drawn([cell]).row(0) is not None
    assert drawn([cell, cell]).row(0) is None


@pytest.mark.parametrize("heights", [Heights(3, True, 2), Heights(1, False, 1)])
def test_lines_and_whether_they_are_certain_come_back(heights: Heights) -> None:
    drawer = RowDrawer()
    rows = LooseRows.of(drawer.packed(drawer.rows([[text_cell("a")]], [heights]), "s", 12))

    row = rows.row(0)

    assert row is not None
    assert (row.heights, rows.assumed, rows.width) == (heights, "s", 12)


@given(
    st.lists(
        st.text(st.characters(codec=None, exclude_categories=()), max_size=8),
        min_size=1,
        max_size=6,
    )
)
def test_every_text_comes_back_or_is_left_to_xlsxwriter(texts: list[str]) -> None:
    row = drawn([PageCell(text) for text in texts]).row(0)

    if row is not None:
        plain = [value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
                 for value in row.values]  # fmt: skip
        assert plain == [text for text in texts if text]


CELLS = st.sampled_from(
    [*map(text_cell, ["", "a", "=1", "\x00", "a & b"]), number_cell(1, "0"), number_cell(0.5, "")]
)


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=4)
    )
)
def test_rows_drawn_by_columns_are_those_drawn_by_rows(rows: list[tuple[LooseCell, ...]]) -> None:
    drawer, by_columns = RowDrawer(), RowDrawer()
    one_by_one = [text for row in rows for text in drawer.rows([[cell] for cell in row])]

    found = by_columns.rows([*zip(*rows, strict=True)])

    assert found == one_by_one
    packed = by_columns.packed(found)
    assert packed == drawer.packed(one_by_one)
    again = LooseRows.of(packed)
    assert [*rows_of_columns([*zip(*rows, strict=True)])] == [*map(again.row, range(len(rows)))]
