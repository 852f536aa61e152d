"""An entry keeps codes and cells, and brings back the place of each finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kpibook.codes.table import CODES
from kpibook.domain.finding import Finding
from kpibook.errors import KpibookError, Location
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.journal_entry import MOST_BYTES, Entry, Mark, entry_of
from kpibook.services.batch.outcome import Outcome
from tests.support.books import a_book
from tests.support.cli import run_here

BOOK, OUTPUT, FIGURES = Path("in/Ann.xlsx"), Path("out/Ann filled.xlsx"), Path("figures.csv")
FINDINGS = [
    Finding("tolerance-negative", "HSG03 has -2.", Location("Ann.xlsx", "Measures", "G14"), "Fix."),
    Finding("number-as-text", "It says 12.", Location("Ann filled.xlsx", "This quarter", "H8")),
    Finding("ref-unknown", "HSG99 is not known.", Location("figures.csv", line=7), ref="HSG99"),
    Finding("sheet-missing", "It holds 5.", Location("Ann.xlsx", "Jo Smith", "A1")),
    Finding("ref-unknown", "Of another file.", Location("other.xlsx")),
]

RIGHT: dict[str, Any] = {
    "key": "ab" * 16,
    "version": "1",
    **Entry("done", "", marks=(Mark("a", line=7),)).as_json(),
}
HEADER = b'{"kpibook": "journal", "format": 2}\n'


def line(**changes: object) -> bytes:
    return json.dumps({**RIGHT, **changes}).encode()


def an_entry() -> Entry:
    data = {
        "output": str(OUTPUT),
        "period": "Q3 2021/22",
        "findings": [finding.as_dict() for finding in FINDINGS],
    }
    return Entry.of(Outcome(BOOK, data), sha256="0f", rules="1e", after="2d", figures=FIGURES)


def test_places_come_back_with_the_names_of_the_files_of_this_run() -> None:
    entry = entry_of(line(**an_entry().as_json())).entry

    found = entry.result(BOOK, OUTPUT, FIGURES)["findings"]

    assert entry == an_entry()
    assert [(f["code"], f["file"], f["sheet"], f["cell"], f["line"]) for f in found] == [
        ("tolerance-negative", "Ann.xlsx", "Measures", "G14", None),
        ("number-as-text", "Ann filled.xlsx", "This quarter", "H8", None),
        ("ref-unknown", "figures.csv", None, None, 7),
        ("sheet-missing", "Ann.xlsx", None, "A1", None),
        ("ref-unknown", None, None, None, None),
    ]


@pytest.mark.parametrize("secret", ["HSG", "Ann", "Jo", "12.", "-2", "figures.csv", "Fix"])
def test_no_word_of_a_finding_is_kept(secret: str) -> None:
    assert secret not in json.dumps(an_entry().as_json())


def test_a_failure_is_kept_as_its_code() -> None:
    error = {"code": "file-empty", "what": "Ann.xlsx is empty.", "where": "Ann.xlsx"}

    entry = Entry.of(Outcome(BOOK, {"error": error}), sha256="", rules="", after="", figures=None)

    assert (entry.state, entry.error) == ("failed", "file-empty")
    assert "Ann" not in json.dumps(entry.as_json())


def test_a_finding_of_an_earlier_run_says_what_its_code_means_and_how_to_read_it_in_full() -> None:
    found = Mark("tolerance-negative", "book", "Measures", "A1").as_finding({"book": "a.xlsx"})

    assert found["what"] == CODES["tolerance-negative"].meaning
    assert found["severity"] == "stop"
    assert "--again" in found["fix"]


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
        pytest.param(line(version=1), id="the version a number"),
        pytest.param(line(state=None), id="no state"),
        pytest.param(line(state="other"), id="a state that there is not"),
        pytest.param(line(sha256={}), id="the hash an object"),
        pytest.param(line(period=7), id="the period a number"),
        pytest.param(line(error=["a"]), id="the error a list"),
        pytest.param(line(marks=3), id="findings a number"),
        pytest.param(line(marks={}), id="findings an object"),
        pytest.param(line(marks="abc"), id="findings a text"),
        pytest.param(line(marks=[3]), id="a finding a number"),
        pytest.param(line(marks=[{"code": 3}]), id="the code a number"),
        pytest.param(line(marks=[{"code": "a", "other": "b"}]), id="a finding with more"),
        pytest.param(line(marks=[{"code": "a", "line": "b"}]), id="the line a text"),
    ],
)
def test_a_damaged_entry_is_reported_by_its_place_and_the_batch_ends_in_words(
    damaged: bytes, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match=r".*"):
        entry_of(damaged)
    (tmp_path / "j.jsonl").write_bytes(HEADER + damaged + b"\n")
    a_book(tmp_path, {"Ref": "A1"})

    done = run_here("check", "book.xlsx", "--journal", "j.jsonl", cwd=tmp_path)

    assert done.returncode == 3
    assert "[journal-damaged]" in done.stderr


def test_a_line_longer_than_any_entry_is_not_read_to_its_end(tmp_path: Path) -> None:
    journal = tmp_path / "j.jsonl"
    journal.write_bytes(HEADER + b'{"key": "' + b"a" * (MOST_BYTES + 10) + b'"}\n')

    with pytest.raises(KpibookError) as caught:
        Journal(journal, "config")

    assert caught.value.code == "journal-damaged"
