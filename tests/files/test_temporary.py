import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.files.temporary import PREFIX, sweep, unfinished

SCRIPT = """
import sys
from pathlib import Path
from kpibook.files.temporary import unfinished
with unfinished(Path(sys.argv[1])) as (path, stream):
    stream.write(b"half")
    stream.close()
    print(path.name, flush=True)
    sys.stdin.readline()
"""


def test_it_is_gone_at_the_end_unless_it_was_renamed(tmp_path):
    with unfinished(tmp_path) as (path, stream):
        stream.write(b"new")
    assert not path.exists()

    with unfinished(tmp_path) as (path, stream):
        stream.close()
        path.replace(tmp_path / "kept")
    assert [one.name for one in tmp_path.iterdir()] == ["kept"]


def test_it_is_gone_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), unfinished(tmp_path):
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == []


def test_a_sweep_takes_those_of_the_dead_and_leaves_those_of_the_living(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        path = tmp_path / writer.stdout.readline().decode().strip()
        sweep(tmp_path)
        assert path.exists(), "its process still needs it, though the file is closed"
        writer.kill()
        writer.wait()
        assert path.exists()

        sweep(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_a_sweep_leaves_other_files_alone(tmp_path):
    others = [tmp_path / name for name in ("a.tmp", f"{PREFIX}a.lock", f"{PREFIX}journal.jsonl")]
    for path in others:
        path.write_bytes(b"")

    sweep(tmp_path)
    sweep(Path(os.devnull) / "no folder")

    assert sorted(tmp_path.iterdir()) == sorted(others)
