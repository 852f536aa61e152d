from __future__ import annotations

from kpibook.domain.disclosure.suppression import suppress
from kpibook.outputs.consolidated.published_scorecard import published_scorecard_page
from kpibook.workbook import layout
from tests.outputs.consolidated.given import a_varied_consolidation, column_of


def test_a_measure_has_its_commentary_and_points_to_its_notes() -> None:
    page = published_scorecard_page(suppress(a_varied_consolidation()))

    refs = column_of(page, layout.REF)
    commentary = dict(zip(refs, column_of(page, layout.COMMENTARY), strict=True))
    notes = dict(zip(refs, column_of(page, "Notes"), strict=True))
    assert commentary["HSG2"] == "Two posts were vacant."
    assert commentary["HSG1"] == "No commentary"
    assert (notes["HSG4"], notes["HSG1"]) == ("[note 1]", "No notes")


def test_no_cell_is_blank() -> None:
    page = published_scorecard_page(suppress(a_varied_consolidation()))

    assert "" not in {cell.value for row in page.rows for cell in row}
