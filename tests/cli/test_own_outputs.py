"""Results that are left in the folder of the workbooks do not trouble the next run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_return_together import a_council
from tests.support.cli import run


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Two workbooks, their published returns, and a consolidation with its publication."""
    desk = a_council(tmp_path, {"Care": "40", "Adults": "19"}, asks="")
    run("return", str(desk), "--output-dir", str(desk / "published"), cwd=tmp_path)
    run("consolidate", "desk", "-o", "desk/all.xlsx", "--publish", "desk/out.xlsx", cwd=tmp_path)
    assert len(list(desk.rglob("*.xlsx"))) == 6
    return desk


def test_a_consolidation_of_the_folder_passes_them_over_with_a_note(desk: Path) -> None:
    alone = run("consolidate", "Care.xlsx", "Adults.xlsx", "-o", "../first.xlsx", cwd=desk)
    done = run("consolidate", str(desk), "-o", "../new.xlsx", cwd=desk)

    assert done.returncode == alone.returncode
    assert "2 measures from 2 of 2 workbooks" in done.stdout
    assert done.stdout.count("[own-output-passed-over]") == 4


def test_a_check_of_the_folder_passes_them_over_with_a_note(desk: Path) -> None:
    alone = run("check", "Care.xlsx", "Adults.xlsx", "--json", cwd=desk)
    done = run("check", str(desk), "--json", "--again", cwd=desk)

    books = [json.loads(line).get("file") for line in done.stdout.splitlines()]
    assert [Path(book).name for book in books if book] == ["Adults.xlsx", "Care.xlsx"]
    assert done.returncode == alone.returncode
    assert "Note: passed over" in done.stderr
    for name in ("all.xlsx", "out.xlsx"):
        assert name in done.stderr


def test_one_that_is_named_is_refused(desk: Path) -> None:
    done = run("consolidate", "all.xlsx", "Care.xlsx", "-o", "../new.xlsx", cwd=desk)

    assert "[consolidate-consolidated]" in done.stdout
    assert done.returncode == 1
