from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.support import addin
from tests.support.cli import run


def test_it_writes_the_file_and_says_its_hash(tmp_path: Path) -> None:
    done = run("addin", "build", "-o", "mine.xlam", cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine.xlam").read_bytes() == addin.built()
    assert hashlib.sha256(addin.built()).hexdigest() in done.stdout


def test_json_says_the_same_as_data(tmp_path: Path) -> None:
    done = run("addin", "build", "--json", cwd=tmp_path)

    said = json.loads(done.stdout)
    assert said["path"] == "kpibook.xlam"
    assert said["size"] == (tmp_path / "kpibook.xlam").stat().st_size
    assert said["sha256"] == hashlib.sha256(addin.built()).hexdigest()


def test_no_workbook_is_ever_replaced_by_an_addin(tmp_path: Path) -> None:
    book = tmp_path / "Housing.xlsx"
    book.write_bytes(b"a quarter's work")

    done = run("addin", "build", "-o", book.name, cwd=tmp_path)

    assert done.returncode == 3
    assert "[addin-ending]" in done.stderr
    assert book.read_bytes() == b"a quarter's work"


def test_a_folder_that_is_not_there_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    done = run("addin", "build", "-o", "no/where.xlam", cwd=tmp_path)

    assert done.returncode == 3
    assert "[folder-missing]" in done.stderr
    assert list(tmp_path.iterdir()) == []
