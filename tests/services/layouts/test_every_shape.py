"""A council's workbook of any shape is rated the same by every command, and keeps its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.services.layouts.check import check_layout
from kpibook.services.layouts.open_book import Asked
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.rating.check import Checked, check_file
from kpibook.sources.layouts.reading import read_layout
from kpibook.sources.schemes import load_scheme
from tests.services.layouts.more_shapes import MORE
from tests.services.layouts.shapes import SHAPES
from tests.support.shared import SHARED, needs_shared

EVERY: Mapping[str, Callable[[Path], Path]] = {**SHAPES, **MORE}
QUARTERS = [Quarter(2024, 2), Quarter(2024, 3)]
_LAYOUTS = (
    "L1_quarters_across_merged_headings_fill_rag.xlsx",
    "L3_sheet_per_service_block_per_indicator.xlsx",
    "L6_flat_kpi_list.csv",
)


def _layout(path: Path, folder: Path) -> Path:
    text = proposal_text(propose_layout(path))
    file = folder / "proposed.layout.toml"
    file.write_text(text.replace('"?"', '"*"'), encoding="utf-8")
    return file


def _both(path: Path, folder: Path, quarter: Quarter) -> tuple[dict[str, str], Checked]:
    """Return the statuses that `layout check` works out, and the check of the workbook."""
    file = _layout(path, folder)
    checked = check_layout(path, read_layout(file), quarter, load_scheme("standard"))
    statuses = {m.row.ref: m.rating.status.value for m in checked.measures}
    return statuses, check_file(path, opened=Asked(file, quarter).open)


@pytest.mark.parametrize("shape", EVERY)
@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_check_gives_the_statuses_that_layout_check_gives(
    shape: str, quarter: Quarter, tmp_path: Path
) -> None:
    statuses, checked = _both(EVERY[shape](tmp_path), tmp_path, quarter)

    rated = checked.scorecard.rated
    assert {r.measure.ref: r.rating.status.value for r in rated} == statuses
    sheets = {each.reading.source.file for each in rated}
    assert len(sheets) <= 1


@pytest.mark.parametrize(
    ("shape", "figures"),
    [
        ("months_across", {"LI1": ["Q1 2024/25", "Q2 2024/25"]}),
        ("years_over_quarters", {"P01": ["Q1 2023/24", "Q4 2023/24", "Q2 2024/25"]}),
        ("blocks_down", {"H1": ["Q1 2024/25", "Q2 2024/25"]}),
        ("long_with_providers", {"L1": ["Q1 2024/25", "Q2 2024/25"]}),
        ("sheet_a_quarter", {"MEMBERS-WHO-RENEWED": ["Q1 2024/25", "Q2 2024/25"]}),
        ("quarters_stacked", {"WS1": ["Q1 2024/25", "Q2 2024/25"]}),
    ],
)
def test_history_is_found_where_the_shape_keeps_it(
    shape: str, figures: Mapping[str, list[str]], tmp_path: Path
) -> None:
    _, checked = _both(EVERY[shape](tmp_path), tmp_path, QUARTERS[1])
    history = checked.scorecard.workbook.history

    for ref, quarters in figures.items():
        assert {str(q) for key, q in history if key == ref_key(ref)} >= set(quarters)


@needs_shared
@pytest.mark.parametrize("name", _LAYOUTS)
def test_rebuilt_public_files_are_rated_as_layout_check_rates_them(
    name: str, tmp_path: Path
) -> None:
    assert SHARED is not None
    statuses, checked = _both(SHARED / "layouts" / name, tmp_path, QUARTERS[1])

    assert statuses
    assert {r.measure.ref: r.rating.status.value for r in checked.scorecard.rated} == statuses
