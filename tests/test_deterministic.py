"""The same inputs give the same bytes, wherever, whenever and in whichever process."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support.books import EXAMPLE
from tests.support.cli import run

pytestmark = pytest.mark.slow

EPOCH = "1640995200"  # 1 January 2022
HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "4242", "TZ": "America/Adak", "LC_ALL": "C"}
SCRIPT = (
    ("new", "--measures", "measures.csv", "--history", "history.csv", "--year", "2021/22",
     "--quarter", "Q3", "--council", "Dudley", "-o", "new.xlsx"),
    ("new", "--measures", "measures.csv", "--year", "2021/22", "--quarter", "Q3", "--live",
     "--council", "Dudley", "--directorate", "Another", "-o", "live.xlsx"),
    ("fill", "new.xlsx", "--actuals", "actuals_q3.csv", "-o", "returns/filled.xlsx"),
    ("fill", "live.xlsx", "--actuals", "actuals_q3.csv", "-o", "returns/live.xlsx"),
    ("return", "returns/filled.xlsx", "-o", "return.xlsx"),
    ("roll-forward", "returns/filled.xlsx", "-o", "q4.xlsx"),
    ("consolidate", "returns", "-o", "consolidated.xlsx", "--publish", "published.xlsx",
     "--data", "data.csv"),
    ("consolidate", "returns", "-o", "again.xlsx", "--since", "consolidated.xlsx",
     "--data", "data.xlsx"),
    ("consolidate", "returns", "-o", "third.xlsx", "--data", "data.parquet"),
)  # fmt: skip
#: Where kpibook writes a stamp, and so honours SOURCE_DATE_EPOCH.
STAMPED = {"consolidated.xlsx", "again.xlsx", "third.xlsx", "published.xlsx"}


def made(folder: Path, env: dict[str, str], epoch: str = "") -> dict[str, bytes]:
    """Every file the commands make in a folder, by name."""
    (folder / "returns").mkdir(parents=True)
    inputs = ("measures.csv", "history.csv", "actuals_q3.csv")
    for name in inputs:
        shutil.copy(EXAMPLE / name, folder / name)
    for command in SCRIPT:
        done = run(*command, cwd=folder, env={**env, "SOURCE_DATE_EPOCH": epoch})
        assert done.returncode in (0, 1), done.stderr
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and path.name not in inputs
    }


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("here"), HERE)


@pytest.fixture(scope="module")
def stamped(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return made(tmp_path_factory.mktemp("stamped"), HERE, EPOCH)


def parts(content: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "book.xlsx"
    path.write_bytes(content)
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_same_inputs_give_the_same_bytes_in_another_place_zone_and_process(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    elsewhere = made(tmp_path / "a longer path" / "elsewhere", ELSEWHERE)

    assert len(here) == 13
    assert {name for name in here if here[name] != elsewhere[name]} == set()


def test_inputs_touched_at_another_time_give_the_same_bytes(
    here: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "later"
    later = made(folder, HERE)
    for path in (folder / "returns").iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))
    done = run("consolidate", "returns", "-o", "touched.xlsx", cwd=folder, env=HERE)

    assert done.returncode == 1
    assert later == here
    assert parts((folder / "touched.xlsx").read_bytes(), tmp_path) == parts(
        here["third.xlsx"], tmp_path
    )


def test_source_date_epoch_is_the_stamp_of_consolidated_workbooks_and_of_nothing_else(
    here: dict[str, bytes], stamped: dict[str, bytes], tmp_path: Path
) -> None:
    assert {name for name in here if here[name] != stamped[name]} == STAMPED
    for name in STAMPED:
        before, after = (parts(files[name], tmp_path) for files in (here, stamped))
        changed = {part for part in before if before[part] != after[part]}
        assert "docProps/core.xml" in changed
        assert b"2022-01-01T00:00:00Z" in after["docProps/core.xml"]
        assert b"2022-01-01" not in before["docProps/core.xml"]


def test_source_date_epoch_gives_the_same_bytes_every_time(
    stamped: dict[str, bytes], tmp_path: Path
) -> None:
    assert made(tmp_path / "again", ELSEWHERE, EPOCH) == stamped


def test_an_epoch_that_is_none_is_refused(tmp_path: Path, here: dict[str, bytes]) -> None:
    (tmp_path / "filled.xlsx").write_bytes(here["returns/filled.xlsx"])

    done = run("consolidate", "filled.xlsx", "-o", "c.xlsx", cwd=tmp_path,
               env={"SOURCE_DATE_EPOCH": "yesterday"})  # fmt: skip

    assert done.returncode == 3
    assert "[source-date-epoch]" in done.stderr
    assert not (tmp_path / "c.xlsx").exists()
