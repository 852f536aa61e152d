from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kpibook.errors import KpibookError
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.journal_entry import MOST_BYTES, entry_of
from tests.support.books import a_book
from tests.support.cli import run_here

RIGHT: dict[str, Any] = {
    "key": "ab" * 16,
    "state": "done",
    "sha256": "",
    "rules": "",
    "after": "",
    "result": {"findings": [{"code": "a", "what": "b", "line": None}], "measures": 1},
}


def line(**changes: object) -> bytes:
    return json.dumps({**RIGHT, **changes}).encode()


def test_an_entry_as_it_was_written_is_returned() -> None:
    assert entry_of(line()) == RIGHT
    assert entry_of(b'{"key": "ab", "state": "begun"}')["sha256"] == ""


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param(b"\xff\xfe\x00random", id="random bytes"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"7", id="a number"),
        pytest.param(b"9" * 10_000, id="a number of ten thousand digits"),
        pytest.param(b"[" * 100_000, id="lists in lists"),
        pytest.param(line(key=7), id="the key a number"),
        pytest.param(line(key="no hex"), id="the key no hash"),
        pytest.param(line(state=None), id="no state"),
        pytest.param(line(sha256={}), id="the hash an object"),
        pytest.param(line(result=[1]), id="the result a list"),
        pytest.param(line(result={"output": 7}), id="the output a number"),
        pytest.param(line(result={"output": ["a"]}), id="the output a list"),
        pytest.param(line(result={"findings": 3}), id="findings a number"),
        pytest.param(line(result={"findings": [3]}), id="a finding a number"),
        pytest.param(line(result={"findings": [{"code": 3}]}), id="the code a number"),
        pytest.param(line(result={"notes": "abc"}), id="notes a text"),
        pytest.param(line(result={"error": "abc"}), id="the error a text"),
        pytest.param(line(result={"measures": "many"}), id="the number of measures a text"),
    ],
)
def test_a_damaged_entry_is_reported_by_its_place_and_the_batch_ends_in_words(
    damaged: bytes, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r".*"):
        entry_of(damaged)
    journal = tmp_path / "j.jsonl"
    journal.write_bytes(b'{"kpibook": "journal", "format": 1}\n' + damaged + b"\n")
    a_book(tmp_path, {"Ref": "A1"})

    done = run_here("check", "book.xlsx", "--journal", "j.jsonl", cwd=tmp_path)

    assert done.returncode == 3
    assert "[journal-damaged]" in done.stderr


def test_a_line_longer_than_any_entry_is_not_read_to_its_end(tmp_path: Path) -> None:
    journal = tmp_path / "j.jsonl"
    journal.write_bytes(
        b'{"kpibook": "journal", "format": 1}\n{"key": "' + b"a" * (MOST_BYTES + 10) + b'"}\n'
    )

    with pytest.raises(KpibookError) as caught:
        Journal(journal, "config")

    assert caught.value.code == "journal-damaged"
