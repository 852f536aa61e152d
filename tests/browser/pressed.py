"""A desk with the example's workbooks, and the page's buttons pressed on it without a page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kpibook.browser.press import press
from tests.browser.driven import EXAMPLE
from tests.support.cli import run_here


def laid_out(folder: Path) -> Path:
    """Put the example's workbook into a folder, empty and filled, with its actuals."""
    for name in ("measures.csv", "history.csv", "actuals_q3.csv"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    command = ("new", "--measures", "measures.csv", "--history", "history.csv", "--year", "2021/22")
    assert run_here(*command, "--quarter", "Q3", "-o", "new.xlsx", cwd=folder).returncode == 0
    fill = ("fill", "new.xlsx", "--actuals", "actuals_q3.csv", "-o", "book.xlsx")
    assert run_here(*fill, cwd=folder).returncode in (0, 1)
    return folder


def pressed(desk: Path, key: str, **request: Any) -> dict[str, Any]:
    """Press a button and return its answer; fail on a fault of kpibook."""
    answer: dict[str, Any] = json.loads(press(key, str(desk), json.dumps(request)))
    assert "fault" not in answer, answer["fault"]
    return answer
