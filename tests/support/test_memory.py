import sys

import pytest

from tests.support.memory import run_measured

HOLDS_40_MB = "text = b'x' * 40_000_000; print('held')"


def test_the_memory_measured_is_that_of_the_command_and_not_of_the_process_that_asks(tmp_path):
    held = bytearray(300_000_000)  # filled with zeros, and so in memory
    held[::4096] = b"x" * len(held[::4096])

    done, megabytes = run_measured([sys.executable, "-c", HOLDS_40_MB], tmp_path / "peak")

    assert done.stdout == "held\n"
    assert 40 < megabytes < 150
    assert len(held) == 300_000_000


@pytest.mark.parametrize("code", [0, 3])
def test_the_end_of_a_measured_command_is_its_own(tmp_path, code):
    done, _ = run_measured([sys.executable, "-c", f"raise SystemExit({code})"], tmp_path / "peak")

    assert done.returncode == code
