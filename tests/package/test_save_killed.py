"""A process killed at any moment of a save in place leaves the old workbook or the new one."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from kpibook.package import Package
from tests.support.packages import a_workbook

SCRIPT = """
import sys
from kpibook.package import Package
path = sys.argv[1]
print("ready", flush=True)
while True:
    with Package.open(path) as book:
        sheet = book.sheet("Data")
        value = sheet.cell("A1").value
        sheet.set("A1", value + 1)
        sheet.set("B1", value + 1)
        book.save(backup=False)
"""

#: Kills at random moments; each life is a few saves long.
LIVES = int(os.environ.get("KPIBOOK_KILLS", "40"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_leaves_the_old_workbook_or_the_new_one(tmp_path):
    filling = {"xl/media/photo.bin": random.Random(2).randbytes(400_000)}
    rows = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>0</v></c></row>'
    path = a_workbook(tmp_path / "book.xlsx", rows, more=filling)
    chance = random.Random(3)
    last = 0

    for _ in range(LIVES):
        life = subprocess.Popen([sys.executable, "-c", SCRIPT, path], stdout=subprocess.PIPE)
        assert life.stdout is not None
        life.stdout.readline()
        time.sleep(chance.uniform(0, 0.03))
        life.send_signal(signal.SIGKILL)
        life.communicate()
        with Package.open(path) as book:
            sheet = book.sheet("Data")
            seen = sheet.cell("A1").value
            assert sheet.cell("B1").value == seen
            assert book.container.read("xl/media/photo.bin") == filling["xl/media/photo.bin"]
        assert seen >= last
        last = seen

    assert last > 0, "no save was ever reached"
