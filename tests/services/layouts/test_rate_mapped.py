"""A council's own workbook rated as a plain table."""

from pathlib import Path

from kpibook.domain.measures.period import Quarter
from kpibook.services.layouts.rate_mapped import rate_mapped
from kpibook.services.layouts.which import layout_needed
from kpibook.sources.schemes import load_scheme
from tests.support.scorecards import PERIOD, council_desk


def test_each_measure_is_a_row_with_the_cell_of_its_actual(tmp_path: Path) -> None:
    path = council_desk(tmp_path)
    layout = layout_needed(path, None)
    rated = rate_mapped(path, layout, Quarter.parse(PERIOD), load_scheme("standard"))

    assert [row[0] for row in rated.rows] == ["EN1", "EN2", "EN3", "EN4"]
    assert str(rated.places[0]) == "scorecard.xlsx 'Score 24-25'!I6"
    assert not rated.findings
