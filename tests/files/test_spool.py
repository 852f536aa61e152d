from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.files.spool import Spool


def test_records_come_back_whole_in_any_order(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    records = [bytes([n]) * n * 1000 for n in range(20)]

    places = [spool.add(record) for record in records]

    for number in (7, 0, 19, 7):
        assert spool.read(places[number]) == records[number]
    assert spool.read(spool.add(b"more")) == b"more"


def test_nobody_sees_the_file(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    spool.add(b"x" * 100_000)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    with pytest.raises(SaveError, match="cannot be put aside") as raised:
        Spool(tmp_path / "none")

    assert raised.value.code == "spool-failed"
    assert "another disk" in raised.value.fix


FULL = """
import resource, signal, sys
from pathlib import Path
from kpibook.errors import SaveError
from kpibook.files.spool import Spool

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
spool = Spool(Path(sys.argv[1]))
try:
    for _ in range(10):
        spool.add(b"x" * 50_000)
except SaveError as error:
    print(error.code)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of a file's size")
def test_a_disk_that_fills_is_said_so(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FULL, str(tmp_path)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout == "disk-full\n"
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []
