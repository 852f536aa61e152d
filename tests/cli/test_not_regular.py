"""A pipe under the name of any file that a command reads is said at once: nothing waits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support import cli

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")


@pytest.mark.parametrize(
    "command",
    [
        "check pipe.xlsx",
        "inspect pipe.xlsx",
        "rate pipe.csv",
        "rate pipe.csv --against standard",
        "explain pipe.xlsx A1",
        "diff pipe.xlsx pipe.xlsx",
        "fill pipe.xlsx --actuals pipe.csv -o out.xlsx",
        "fill pipe.xlsx --actuals pipe.csv --in-place",
        "return pipe.xlsx -o out.xlsx",
        "roll-forward pipe.xlsx -o out.xlsx",
        "consolidate pipe.xlsx -o out.xlsx",
        "consolidate pipe.xlsx -o out.xlsx --since pipe.xlsx",
        "new --measures pipe.csv --year 2021/22 --quarter Q1 -o out.xlsx",
        "new --measures pipe.csv --history pipe.csv --year 2021/22 --quarter Q1 -o out.xlsx",
        "scheme check pipe.toml",
        "scheme show pipe.toml",
        "check pipe.xlsx other.xlsx --journal pipe.jsonl",
    ],
)
def test_a_pipe_is_said_at_once(tmp_path: Path, command: str) -> None:
    for ending in ("xlsx", "csv", "toml", "jsonl"):
        os.mkfifo(tmp_path / f"pipe.{ending}")

    done = cli.run(*command.split(), cwd=tmp_path)

    assert done.returncode == 3
    assert "a named pipe" in done.stderr
    assert not (tmp_path / "out.xlsx").exists()
