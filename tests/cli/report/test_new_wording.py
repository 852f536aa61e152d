from __future__ import annotations

from pathlib import Path

from kpibook.sources.report.wording import read_wording
from tests.support.cli import run_here


def test_a_new_file_can_be_read_and_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"

    first = run_here("report", "new-wording", "words.toml", cwd=tmp_path)
    path.write_text(path.read_text("utf-8") + "# ours\n", encoding="utf-8")
    again = run_here("report", "new-wording", "words.toml", cwd=tmp_path)

    assert first.returncode == 0
    assert read_wording(path).sections
    assert (again.returncode, "[wording-exists]" in again.stderr) == (3, True)
    assert path.read_text("utf-8").endswith("# ours\n")
