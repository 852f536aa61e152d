"""A batch killed at any moment leaves each workbook old or new, and the next run completes it."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.services.batch.given import actuals, backups, in_place, litter, result_of, some_books

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL"),
]

#: A line of input starts a life, a process that runs the batch until the next line has it killed,
#: or it is done. Lives are forked, so that hundreds of them need not each load Python.
SCRIPT = """
import json, os, signal, sys, time
from pathlib import Path
from kpibook.services.batch.executors import ThisProcess
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.runner import Batch, run_batch

command, config = sys.argv[1], json.loads(sys.argv[2])

def live(folder):
    books = sorted(p for p in folder.glob("book???.xlsx"))
    batch = Batch(command, config, books)
    with Journal.open(folder.parent / "journal.jsonl", batch.fingerprint) as journal:
        for outcome in run_batch(batch, ThisProcess(), journal):
            if "error" in outcome.data:
                os.write(2, repr(outcome.data).encode())
                os._exit(3)

live(Path(sys.argv[3]))  # everything is loaded once, before the first fork
began = time.monotonic()
live(Path(sys.argv[4]))
print(time.monotonic() - began, flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        live(Path(line.strip()))
        os._exit(0)
    sys.stdin.readline()
    try:
        os.kill(child, signal.SIGKILL)
    except ProcessLookupError:
        pass
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""

BOOKS = 2
#: At how many random moments each command is killed.
KILLS = int(os.environ.get("KPIBOOK_KILLS", "130"))


@pytest.mark.parametrize("command", ["fill", "roll-forward"])
def test_a_kill_leaves_each_workbook_old_or_new_and_the_next_run_completes(
    tmp_path: Path, command: str
) -> None:
    config = in_place(actuals(tmp_path) if command == "fill" else None)
    rated = command == "roll-forward"
    new = result_of(command, tmp_path / "new", config)
    warm = [some_books(tmp_path / n / "books", BOOKS, rated=rated)[0].parent for n in "ab"]
    old = some_books(tmp_path / "old", 1, rated=rated)[0].read_bytes()
    chance, killed, half_way, number = random.Random(5), 0, 0, 0

    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, command, json.dumps(config), *map(str, warm)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as lives:  # fmt: skip
        longest = float(lives.stdout.readline())
        while killed < KILLS:
            number += 1
            folder = tmp_path / f"run{number}" / "books"
            books = some_books(folder, BOOKS, rated=rated)
            while True:
                code = one_life(lives, folder, chance.uniform(0, 1.1 * longest))
                assert code in (0, -9), "a workbook could not be done"
                held = [book.read_bytes() for book in books]
                assert set(held) <= {old, new}
                if code == 0:
                    break
                killed += 1
                half_way += 0 < held.count(new) < BOOKS
            assert held == [new] * BOOKS
            assert litter(folder) == []
            assert [path.read_bytes() for path in backups(folder)] == [old] * BOOKS
            shutil.rmtree(folder.parent)

    assert half_way > KILLS / 5, "too few were killed while workbooks were done"


def one_life(lives: subprocess.Popen[str], folder: Path, seconds: float) -> int:
    """The exit code of a run over the workbooks in `folder`, killed after so many seconds."""
    lives.stdin.write(f"{folder}\n")
    lives.stdin.flush()
    time.sleep(seconds)
    lives.stdin.write("\n")
    lives.stdin.flush()
    return int(lives.stdout.readline())
