"""A record is read as it was written, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kpibook.addin.kept.record import (
    ChangedCell,
    ChangedRow,
    ChangedSheet,
    Record,
    as_lines,
    read_lines,
    taken_back_line,
)

NOW = datetime(2026, 7, 3, 9, 5, tzinfo=UTC)


def a_record(key: str = "20260703T090500000000-0a1b2c3d") -> Record:
    row = ChangedRow(
        "ThisQuarter",
        "This quarter",
        8,
        {"Ref": 1, "Actual": 8, "value": 9},
        after={"Ref": "PI.1", "Actual": 0.721, "value": True},
        before={"Actual": ""},
        formats={"Actual": "0.0%"},
    )
    cell = ChangedCell("Settings", "B4", "'Q2 2021/22", "'Q3 2021/22")
    sheet = ChangedSheet("Return", added=False, digest="ab")
    return Record(key, "Fill", NOW, "Siân's.xlsx", "C:\\Siân's.xlsx", "cd", (row, cell, sheet))


def test_a_record_is_read_as_it_was_written() -> None:
    record = a_record()

    assert read_lines(as_lines(record)) == record


def test_that_it_was_taken_back_is_read_with_it() -> None:
    read = read_lines([*as_lines(a_record()), taken_back_line(NOW)])

    assert read == replace(a_record(), taken_back=NOW)


@pytest.mark.parametrize("lines", range(5))
def test_a_record_that_was_not_written_to_its_end_is_none(lines: int) -> None:
    assert read_lines(list(as_lines(a_record()))[:lines]) is None


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"end":true}', '{"click":1}\n{"end":true}', '{"x":{}}\n{"end":true}'],
)
def test_another_file_is_none(text: str) -> None:
    assert read_lines(text.splitlines()) is None


def test_a_record_with_a_field_that_is_not_known_is_none() -> None:
    lines = [line.replace('"digest"', '"hash"') for line in as_lines(a_record())]

    assert read_lines(lines) is None
