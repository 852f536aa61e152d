"""Bytes of a CSV file as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.errors import SourceError
from kpibook.sources.text_file import read_text


def read(folder: Path, raw: bytes) -> tuple[str, list[Finding]]:
    findings: list[Finding] = []
    path = folder / "a.csv"
    path.write_bytes(raw)
    return read_text(path, findings), findings


def test_a_line_in_another_code_is_decoded_by_itself_and_said(tmp_path: Path) -> None:
    """One stray byte made mojibake of all commentary."""
    raw = "PI.1,Cost – per visit’s £12\r\n".encode() + "PI.2,saved £1m\r\n".encode("cp1252")

    text, findings = read(tmp_path, raw)

    assert text == "PI.1,Cost – per visit’s £12\r\nPI.2,saved £1m\r\n"
    assert [(f.code, f.where.line) for f in findings] == [("encoding-mixed", 2)]


def test_a_line_can_hold_both_codes(tmp_path: Path) -> None:
    raw = "PI.1,visit’s ".encode() + "£1m\n".encode("cp1252")

    text, findings = read(tmp_path, raw)

    assert text == "PI.1,visit’s £1m\n"
    assert [f.code for f in findings] == ["encoding-mixed"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_file_in_a_single_code_is_no_finding(tmp_path: Path, encoding: str) -> None:
    said = "PI.1,née – £5\n"

    assert read(tmp_path, said.encode(encoding)) == (said, [])


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("a’s\n".encode() + b"b\x81\n", id="a byte of neither code"),
        pytest.param(b"a\x81\xa3\n", id="a byte that Windows-1252 has not"),
        pytest.param("née".encode("utf-16")[:-1], id="UTF-16 cut off"),
    ],
)
def test_what_cannot_be_decoded_is_refused_and_never_published_garbled(
    tmp_path: Path, raw: bytes
) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, raw)

    assert caught.value.code == "csv-unreadable"
    assert caught.value.fix


def test_text_that_was_garbled_before_is_said_with_its_lines(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "PI.1,fine\nPI.2,visitâ€™s Â£12\n".encode())

    assert [(f.code, f.where.line) for f in findings] == [("text-garbled", 2)]
