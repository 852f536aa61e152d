from __future__ import annotations

from kpibook.domain.disclosure.suppression import suppress
from kpibook.outputs.consolidated.data import data_page
from kpibook.outputs.consolidated.scorecard import TREND, scorecard_page, shorthand
from kpibook.workbook import layout
from tests.outputs.consolidated.given import (
    a_varied_consolidation,
    cell_of,
    column_of,
    of_councils,
)


def test_every_measure_is_there_in_the_order_of_the_data() -> None:
    content = a_varied_consolidation()
    page, data = scorecard_page(content), data_page(content)

    assert column_of(page, layout.REF) == column_of(data, layout.REF)


def test_an_actual_leads_to_its_own_row_of_data() -> None:
    content = a_varied_consolidation()
    data = data_page(content)
    page = scorecard_page(content, data)

    for number in range(len(content.rows)):
        link = cell_of(page, number, str(content.period)).link
        assert link == f"'Data'!H{data.top + 1 + number}"


def test_a_status_is_a_word_in_its_schemes_colours() -> None:
    content = a_varied_consolidation()
    page = scorecard_page(content)

    for number, row in enumerate(content.rows):
        cell = cell_of(page, number, layout.STATUS)
        assert cell.value == row.status_word
        assert cell.look == content.scheme(row.scheme).appearance(row.status)


def test_shorthand_is_explained_only_where_it_is_used() -> None:
    assert set(shorthand(a_varied_consolidation())) == {"[x]", "[z]", "[c]"}


def test_the_council_is_a_column_only_where_there_are_several() -> None:
    assert "Council" not in scorecard_page(a_varied_consolidation()).header
    assert scorecard_page(of_councils("Kent", "Essex")).header[0] == "Council"


def test_small_lines_have_a_column_of_their_own() -> None:
    content = a_varied_consolidation()
    places = [f"'Trend data'!$E${n}:$E${n + 7}" for n in range(len(content.rows))]

    page = scorecard_page(content, None, places)

    assert page.header[-1] == TREND
    assert page.sparklines is not None
    assert list(page.sparklines.references) == places


def test_a_publication_has_no_links() -> None:
    page = scorecard_page(suppress(a_varied_consolidation()))

    assert {cell.link for row in page.rows for cell in row} == {""}
