from __future__ import annotations

import errno
from pathlib import Path

import pytest

from kpibook.files.system_errors import in_plain_words, out_of_memory


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(errno.ENOSPC, "disk-full", id="full"),
        pytest.param(errno.EDQUOT, "disk-full", id="over the quota"),
        pytest.param(errno.ENAMETOOLONG, "name-too-long", id="name too long"),
        pytest.param(errno.ENOENT, "file-missing", id="missing"),
        pytest.param(errno.EACCES, "file-unreadable", id="no right"),
        pytest.param(errno.EIO, "file-unreadable", id="broken disk"),
    ],
)
def test_an_error_of_the_system_has_a_code_and_names_the_file_without_its_folder(
    number: int, code: str
) -> None:
    error = in_plain_words(OSError(number, "a reason", "/home/someone/a.xlsx"))

    assert error.code == code
    assert str(error).startswith("a.xlsx: ")
    assert "someone" not in str(error)


@pytest.mark.parametrize("name", [None, 3, b"caf\xe9.xlsx"])
def test_an_error_about_no_file_or_a_name_in_bytes_is_put_into_words_as_well(name: object) -> None:
    assert in_plain_words(OSError(errno.ENOSPC, "a reason", name)).code == "disk-full"


def test_a_real_error_of_the_system_is_worded(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long") as raised:
        (tmp_path / ("n" * 300)).read_bytes()

    assert in_plain_words(raised.value).code == "name-too-long"


def test_too_little_memory_names_the_file_if_it_is_known() -> None:
    assert str(out_of_memory("a.xlsx")).startswith("a.xlsx: ")
    assert out_of_memory().code == "out-of-memory"
