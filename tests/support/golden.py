"""Golden text: what an output read like when someone last looked at it and agreed."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "golden"


def assert_golden(name: str, text: str) -> None:
    """Compare `text` with tests/golden/NAME.txt; `make golden` rewrites the file instead."""
    assert_same(FOLDER / f"{name}.txt", text)


def assert_same(path: Path, text: str) -> None:
    """Compare `text` with any file kept in the project; `make golden` rewrites it instead."""
    text = text.rstrip("\n") + "\n"
    if os.environ.get("KPIBOOK_GOLDEN") == "rewrite":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    agreed = path.read_text(encoding="utf-8") if path.is_file() else ""
    if text != agreed:
        name = path.relative_to(FOLDER.parents[1]).as_posix()
        changes = difflib.unified_diff(
            agreed.splitlines(), text.splitlines(), name, "now", lineterm=""
        )
        pytest.fail(
            f"'{name}' no longer reads as agreed. If the change is meant, run `make golden` "
            "and commit the difference:\n" + "\n".join(changes),
            pytrace=False,
        )
