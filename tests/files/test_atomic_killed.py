"""A process killed at any moment of a save in place leaves the old workbook or the new one."""

import os
import random
import subprocess
import sys
import time

import pytest

from kpibook.files.temporary import PREFIX
from kpibook.xlsx import Workbook
from tests.support.packages import a_workbook

#: A line of input starts a life, a process that saves until the next line has it killed. Lives
#: are forked, so that hundreds of them need not each load Python, and tell of every save.
SCRIPT = """
import os, signal, sys
from kpibook.xlsx import Workbook

def say(word, number):
    os.write(1, f"{word} {number}\\n".encode())

def live(path):
    while True:
        with Workbook.open(path) as book:
            sheet = book.sheet("Data")
            value = sheet.cell("A1").value + 1
            sheet.set("A1", value)
            sheet.set("B1", value)
            say("saving", value)
            book.save()
            say("saved", value)

while sys.stdin.readline():
    child = os.fork()
    if child == 0:
        live(sys.argv[1])
    sys.stdin.readline()
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    say("killed", os.WTERMSIG(status))
"""

#: At how many random moments a process is killed.
KILLS = int(os.environ.get("KPIBOOK_KILLS", "400"))

#: Seconds that a life may last once its first save has begun: two or three saves.
LONGEST = 0.02

PHOTO = "xl/media/photo.bin"


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_a_kill_leaves_the_old_workbook_or_the_new_one(tmp_path):
    photo = random.Random(2).randbytes(100_000)
    rows = '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>0</v></c></row>'
    path = a_workbook(tmp_path / "book.xlsx", rows, more={PHOTO: photo})
    chance = random.Random(3)
    during = half_written = 0

    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as lives:
        for _ in range(KILLS):
            word, value = last_words(lives, chance.uniform(0, LONGEST))
            with Workbook.open(path) as book:
                seen = {book.sheet("Data").cell(address).value for address in ("A1", "B1")}
                assert book.container.read(PHOTO) == photo
            assert seen == {value} or (word == "saving" and seen == {value - 1})
            during += word == "saving"
            half_written += swept(tmp_path)

    assert during > KILLS / 5, "too few were killed while they saved"
    assert half_written > KILLS / 20, "too few were killed while they wrote the new file"


def last_words(lives, seconds):
    """What a new process said last, killed that many seconds after its first save began."""
    order(lives)
    said = [heard(lives)]
    time.sleep(seconds)
    order(lives)
    while said[-1][0] != "killed":
        said.append(heard(lives))
    assert said.pop() == ("killed", 9)
    return said[-1]


def order(lives):
    lives.stdin.write(b"\n")
    lives.stdin.flush()


def heard(lives):
    word, number = lives.stdout.readline().split()
    return word.decode(), int(number)


def swept(folder):
    """How many unfinished files lay there, which are removed as a later save would."""
    left = list(folder.glob(f"{PREFIX}*"))
    for file in left:
        file.unlink()
    return len(left)
