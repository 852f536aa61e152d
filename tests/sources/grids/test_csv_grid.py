"""A CSV is a grid whatever separates its fields."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.sources.grids.csv_grid import csv_grid


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_sign_between_fields_is_found(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    rows = [["Ref", "Measure", "Actual"], ["A1", "Homes let", "72.1%"], ["A2", "Homes built", "8"]]
    path.write_text("\n".join(sign.join(row) for row in rows), encoding="utf-8")

    grid = csv_grid(path, 100)

    assert grid.name == "kpis"
    assert grid.text(2, 3) == "72.1%"


def test_rows_are_the_lines_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kpis.csv"
    path.write_text('Ref,Note\n\nA1,"two\nlines"\nA2,x\n', encoding="utf-8")

    assert list(csv_grid(path, 100).rows) == [1, 3, 5]
