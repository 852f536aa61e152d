"""`kpibook layout keep` and `layout show`: the workbook then needs no file next to it."""

from pathlib import Path

from tests.services.layouts.shapes import SHAPES
from tests.support.cli import run_here


def test_a_kept_layout_is_taken_by_check_fill_and_show(tmp_path: Path) -> None:
    SHAPES["headings_at_nine"](tmp_path)
    run_here("inspect", "nine.xlsx", "--layout", "-o", "a.layout.toml", cwd=tmp_path)
    kept = run_here("layout", "keep", "a.layout.toml", "nine.xlsx", "-o", "own.xlsx", cwd=tmp_path)
    assert "nine.xlsx keeps the layout a.layout.toml." in kept.stdout
    text = (tmp_path / "a.layout.toml").read_text(encoding="utf-8")
    (tmp_path / "a.layout.toml").unlink()

    checked = run_here("layout", "check", "own.xlsx", "--period", "Q3 2024/25", cwd=tmp_path)
    assert "2 of 2 statuses in the file are those worked out." in checked.stdout
    shown = run_here("layout", "show", "own.xlsx", cwd=tmp_path)
    assert shown.stdout == text + "\n"
    assert "kept in the workbook" in shown.stderr
    (tmp_path / "q.csv").write_text("ref,actual\nE1,377\n", encoding="utf-8")
    filled = run_here(
        *("fill", "own.xlsx", "--actuals", "q.csv", "--period", "Q3 2024/25", "-o", "b.xlsx"),
        cwd=tmp_path,
    )
    assert "F10   E1   actual" in filled.stdout
    again = run_here("layout", "show", "b.xlsx", cwd=tmp_path)
    assert again.stdout == shown.stdout


def test_a_layout_that_disagrees_is_a_finding(tmp_path: Path) -> None:
    SHAPES["headings_at_nine"](tmp_path)
    run_here("inspect", "nine.xlsx", "--layout", "-o", "nine.layout.toml", cwd=tmp_path)
    run_here("layout", "keep", "nine.layout.toml", "nine.xlsx", "--in-place", cwd=tmp_path)
    arguments = ("layout", "check", "nine.xlsx", "--period", "Q3 2024/25")
    assert "layout-disagrees" not in run_here(*arguments, cwd=tmp_path).stdout
    file = tmp_path / "nine.layout.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace('ref = "Ref"', 'ref = "Measure"'), encoding="utf-8")
    assert "layout-disagrees" in run_here(*arguments, cwd=tmp_path).stdout


def test_a_workbook_without_a_layout_is_said(tmp_path: Path) -> None:
    SHAPES["welsh"](tmp_path)
    shown = run_here("layout", "show", "cymraeg.xlsx", cwd=tmp_path)
    assert (shown.returncode, "layout-none" in shown.stderr) == (3, True)
    three = ("layout", "check", "a", "b", "c", "--period", "Q3 2024/25")
    assert run_here(*three, cwd=tmp_path).returncode == 2
