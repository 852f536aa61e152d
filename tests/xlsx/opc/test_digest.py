import hashlib
import os
from pathlib import Path

import pytest

from kpibook.xlsx.opc.digest import sha256_of


def test_it_is_the_hash_of_all_bytes(tmp_path):
    content = os.urandom(3_000_000)
    (tmp_path / "a").write_bytes(content)

    assert sha256_of(tmp_path / "a") == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", ["none", ".", "no\0name"])
def test_what_cannot_be_read_has_none(tmp_path, name):
    assert sha256_of(tmp_path / name) == ""


def test_what_the_guard_refuses_is_not_read(tmp_path):
    path = Path(tmp_path / "huge")
    with path.open("wb") as stream:
        stream.truncate(513 * 1024 * 1024)

    assert sha256_of(path) == ""
