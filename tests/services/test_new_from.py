"""A kpibook workbook from a council's own: every figure of every quarter is the council's."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.errors import LayoutError, SaveError
from kpibook.services.layouts.check import LayoutCheck, check_layout
from kpibook.services.layouts.open_book import Asked
from kpibook.services.layouts.proposal.comments import proposal_text
from kpibook.services.layouts.proposal.propose import propose_layout
from kpibook.services.new import Created, Look
from kpibook.services.new_from import new_from_book
from kpibook.sources.layouts.reading import read_layout
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.reader import read_workbook
from tests.services.layouts.more_shapes import MORE
from tests.services.layouts.shapes import SHAPES
from tests.support.cli import run_here

STANDARD = load_scheme("standard")


def _made(path: Path, period: Quarter, **given: str) -> tuple[Path, Created, PerformanceWorkbook]:
    layout = path.with_name("a.layout.toml")
    layout.write_text(proposal_text(propose_layout(path, period)), encoding="utf-8")
    output = path.with_name("kpibook.xlsx")
    created = new_from_book(path, Asked(layout, period), output, given, Look())
    with ClosedBook.open(output) as book:
        return layout, created, read_workbook(book)


def _figures(check: LayoutCheck) -> dict[str, Decimal | None]:
    return {ref_key(m.row.ref): m.position.actual for m in check.measures}


@pytest.mark.parametrize(
    ("shape", "period", "earlier"),
    [
        pytest.param("years_over_quarters", Quarter(2024, 3), 6, id="years over quarters"),
        pytest.param("register_and_figures", Quarter(2024, 2), 1, id="two sheets joined"),
        pytest.param("blocks_down", Quarter(2024, 3), 2, id="a block a measure"),
        pytest.param("sheet_a_quarter", Quarter(2024, 3), 2, id="a sheet a quarter"),
        pytest.param("quarters_stacked", Quarter(2024, 3), 2, id="quarters below each other"),
        pytest.param("traffic_lights", Quarter(2024, 2), 1, id="merged headings"),
        pytest.param("transposed", Quarter(2024, 3), 1, id="a column a measure"),
    ],
)
def test_each_figure_is_the_one_that_the_layout_reads(
    shape: str, period: Quarter, earlier: int, tmp_path: Path
) -> None:
    path = {**SHAPES, **MORE}[shape](tmp_path)
    layout, _, workbook = _made(path, period)
    described = read_layout(layout)

    now = _figures(check_layout(path, described, period, STANDARD))
    assert {key: reading.actual for key, reading in workbook.readings.items()} == now
    quarter = period
    for _ in range(earlier):
        quarter = quarter.previous
        before = _figures(check_layout(path, described, quarter, STANDARD))
        assert before
        history = {
            key: reading.actual for (key, of), reading in workbook.history.items() if of == quarter
        }
        assert history == {key: actual for key, actual in before.items() if actual is not None}


def test_targets_units_and_commentary_are_taken_over(tmp_path: Path) -> None:
    path = MORE["sheet_a_quarter"](tmp_path)
    _, _, workbook = _made(path, Quarter(2024, 3), council="Westmarch")
    first = next(iter(workbook.measures.values()))
    assert (
        first.title,
        first.unit.value,
        first.polarity.value,
        first.target_in(Quarter(2024, 3)),
    ) == (*("Members who renewed", "percent", "higher", 95),)
    reading = next(iter(workbook.readings.values()))
    assert (reading.commentary, workbook.settings.council) == ("Steady", "Westmarch")


def test_the_councils_workbook_is_not_changed_and_not_written_over(tmp_path: Path) -> None:
    path = MORE["traffic_lights"](tmp_path)
    before = path.read_bytes()
    layout, _, _ = _made(path, Quarter(2024, 2))
    assert path.read_bytes() == before
    with pytest.raises(SaveError):
        new_from_book(path, Asked(layout, Quarter(2024, 2)), path, {}, Look())


def test_what_is_not_taken_over_is_said(tmp_path: Path) -> None:
    path = SHAPES["headings_at_nine"](tmp_path)
    _, created, _ = _made(path, Quarter(2024, 3))
    said = [str(f) for f in created.findings if f.code == "layout-not-taken"]
    assert any("'Status'" in text for text in said)
    assert any("Scorecard 12 and Scorecard 14" in text for text in said)


def test_a_workbook_without_a_layout_is_refused(tmp_path: Path) -> None:
    path = SHAPES["welsh"](tmp_path)
    with pytest.raises(LayoutError) as caught:
        new_from_book(path, Asked(None, Quarter(2024, 3)), tmp_path / "x.xlsx", {}, Look())
    assert caught.value.code == "layout-none"


def test_the_command_makes_a_workbook_that_fill_and_check_take(tmp_path: Path) -> None:
    SHAPES["years_over_quarters"](tmp_path)
    run_here("inspect", "years.xlsx", "--layout", "-o", "years.layout.toml", cwd=tmp_path)
    made = run_here(
        *("new", "--from", "years.xlsx", "--year", "2024/25", "--quarter", "Q3"),
        *("-o", "kpibook.xlsx"),
        cwd=tmp_path,
    )
    assert "Made" in made.stdout
    assert "2 measures, 12 earlier figures" in made.stdout
    checked = run_here("check", "kpibook.xlsx", cwd=tmp_path)
    assert checked.returncode in (0, 1), checked.stderr
    both = run_here(
        *("new", "--from", "years.xlsx", "--measures", "a.csv", "-o", "b.xlsx"), cwd=tmp_path
    )
    assert both.returncode == 2
