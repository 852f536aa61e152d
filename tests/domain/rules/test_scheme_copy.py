from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from kpibook.domain.rules.scheme_copy import SchemeCopy, copy_from


@pytest.mark.parametrize("length", [1, 16_000, 16_001, 32_001, 1_000_000])
def test_the_parts_fit_a_cell_and_give_the_text_again(length: int) -> None:
    text = ("\u00e9\n = x\U0001f600" * length)[:length]
    copy = SchemeCopy.of("ours.toml", text)

    parts = copy.parts()

    assert all(len(part.encode("utf-16-le")) // 2 <= 32_767 for part in parts)
    assert len(parts) < 100
    assert copy_from([(copy.file, copy.sha256, part) for part in parts]) == copy
    assert copy.is_sound


def test_the_hash_is_of_the_text_with_line_ends_of_lf() -> None:
    copy = SchemeCopy.of("ours.toml", "a = 1\r\nb = 2\r\n")

    assert copy.text == "a = 1\nb = 2\n"
    assert copy.sha256 == hashlib.sha256(b"a = 1\nb = 2\n").hexdigest()


def test_a_copy_that_was_changed_is_not_sound() -> None:
    copy = SchemeCopy.of("ours.toml", "tolerance = 5")

    assert not replace(copy, text="tolerance = 50").is_sound


def test_a_copy_is_of_its_file_whatever_its_capitals() -> None:
    copy = SchemeCopy.of(" Ours.toml ", "")

    assert (copy.is_of("ours.TOML"), copy.is_of("theirs.toml")) == (True, False)


def test_no_rows_are_no_copy() -> None:
    assert copy_from([]) is None
