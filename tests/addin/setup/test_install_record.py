from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.setup.install_record import Record, Setting, digest_of, read_record


def test_a_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    record = Record(
        "0.1.0",
        {"C:\\Users\\Siân\\kpibook.xlam": "ab"},
        {"A": Setting("1"), "B": Setting("2", "before")},
        helper=True,
    )
    kept = tmp_path / "addin.json"
    kept.write_bytes(record.as_bytes())

    assert read_record(kept) == record
    assert record.as_bytes().isascii()


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"[]", b"null", b'{"version": "1", "files": []}', b"\xff\xfe"]
)
def test_a_record_that_is_lost_or_spoilt_is_none(tmp_path: Path, content: bytes | None) -> None:
    kept = tmp_path / "addin.json"
    if content is not None:
        kept.write_bytes(content)

    assert read_record(kept) is None


def test_a_file_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert digest_of(tmp_path / "none") == ""
    assert digest_of(tmp_path) == ""
