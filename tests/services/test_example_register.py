"""The example of a register."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.measures.measure import Basis, Polarity, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.services.example_register import EXAMPLE_MEASURES, write_example
from kpibook.services.new import new_workbook, read_register
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings


@pytest.mark.parametrize("quarter", [Quarter(2026, 1), Quarter(2026, 4)])
def test_a_workbook_of_the_example_has_no_finding(tmp_path: Path, quarter: Quarter) -> None:
    write_example(tmp_path / "register.csv")

    made = new_workbook(tmp_path / "register.csv", Settings(quarter), tmp_path / "new.xlsx")

    assert (made.measures, made.findings) == (len(EXAMPLE_MEASURES), ())


def test_the_example_shows_every_column_but_the_year_of_its_targets(tmp_path: Path) -> None:
    shown = {heading for measure in EXAMPLE_MEASURES for heading in measure}

    assert shown | {layout.TARGET_YEAR} == set(layout.headings(layout.REGISTER_COLUMNS))


def test_the_example_shows_every_way_that_is_good_and_most_units(tmp_path: Path) -> None:
    write_example(tmp_path / "register.csv")

    measures = [m for m, _ in read_register(tmp_path / "register.csv", []).values()]

    assert {measure.polarity for measure in measures} == set(Polarity)
    assert len({measure.unit for measure in measures}) >= 6
    assert {Basis.CUMULATIVE, Basis.SNAPSHOT, Basis.ANNUAL} <= {m.basis for m in measures}
    assert Unit.CURRENCY in {measure.unit for measure in measures}


def test_a_file_that_is_there_is_kept_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text("mine", encoding="utf-8")

    kept = write_example(path)

    assert kept is not None
    assert kept.read_text(encoding="utf-8") == "mine"
    assert write_example(path) is None
