"""`kpibook layout show` prints the file next to the workbook before a copy in it."""

from pathlib import Path

from tests.services.layouts.shapes import SHAPES
from tests.support.cli import run_here


def test_the_file_next_to_the_workbook_is_shown(tmp_path: Path) -> None:
    SHAPES["welsh"](tmp_path)
    run_here("inspect", "cymraeg.xlsx", "--layout", "-o", "cymraeg.layout.toml", cwd=tmp_path)
    shown = run_here("layout", "show", "cymraeg.xlsx", cwd=tmp_path)
    assert "cymraeg.layout.toml, next to the workbook" in shown.stderr
    assert 'measure = "Mesur"' in shown.stdout
