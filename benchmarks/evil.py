"""Every hostile workbook, full size, read and checked in bounds: `make evil`.

They are those that the generator makes, and those of its folder `second`, made by hand.

Each task on each file runs in a separate process. It must end in an answer or in a refusal with
a code, within two seconds and 500 MB; `inspect`, which prints all it finds, within four seconds.
Only a sheet that truly holds cells may take longer to read whole: a second for each 25,000 of them.
"""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.support.evil import EVIL

MEGABYTES, CELLS_A_SECOND = 500, 25_000
# A limit that stops a task that would otherwise take the whole machine with it.
KILLED_AFTER_SECONDS, STOPPED_AT_KB = 180, 4_000_000
BYTES_PER_UNIT = 1 if platform.system() == "Darwin" else 1024
DONE, REFUSES = (0, 1), 3
REFUSED = re.compile(r"Error: .*\[([a-z0-9-]+)\]$")
READ_CELLS = re.compile(r"(\d+) cells$", re.MULTILINE)

READ = (sys.executable, "-m", "benchmarks.evil", "--read")
KPIBOOK = (sys.executable, "-m", "kpibook")
#: The tasks on each file, and their limits in seconds.
TASKS = {
    "read": (READ, 2.0),
    "check": ((*KPIBOOK, "check"), 2.0),
    "rate": ((*KPIBOOK, "rate"), 2.0),
    "inspect": ((*KPIBOOK, "inspect"), 4.0),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a task on a file.

    Attributes:
        said: The refusal's code, or what was done.
        seconds: From start to end of the process, Python's own start included.
        megabytes: Largest resident memory, in units of 1,000,000 bytes.
        cells: How many cells were read one by one.
        broke: What it should not have done; empty when all is well.
    """

    said: str
    seconds: float
    megabytes: float
    cells: int = 0
    broke: str = ""

    def fault(self, allowed_seconds: float) -> str:
        """The reason why this outcome is a failure; "" if it is no failure."""
        allowed = allowed_seconds + self.cells / CELLS_A_SECOND
        if self.broke:
            return self.broke
        if self.seconds > allowed:
            return f"took {self.seconds:.1f} s of {allowed:.1f}"
        return f"took {self.megabytes:.0f} MB" if self.megabytes > MEGABYTES else ""


def main() -> int:
    """Print the table; 1 when anything broke a bound or let an exception out, otherwise 0."""
    if EVIL is None:
        print("make evil: nothing was checked, because the generator is not here. Put make_evil.py")
        print("into ../shared/evil, or name its folder in $KPIBOOK_EVIL.")
        return 0
    with tempfile.TemporaryDirectory(prefix="kpibook-evil-") as name:
        generator = (sys.executable, EVIL / "make_evil.py", name)
        subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
        second = sorted((EVIL / "second").glob("*.xlsx"))
        paths = [*sorted(Path(name).iterdir()), *second]
        faults = [fault for path in paths for fault in looked_at(path)]
    for fault in faults:
        print(f"FAILED: {fault}")
    print(f"{len(faults) or 'No'} failures.")
    return 1 if faults else 0


def looked_at(path: Path) -> list[str]:
    """Do every task on a file, print a line for each, and return what went wrong."""
    faults = []
    for task, (command, seconds) in TASKS.items():
        found = outcome(command, path)
        if found.fault(seconds) and not found.broke:
            # The machine may have been busy with something else: the better of two counts.
            found = min(found, outcome(command, path), key=lambda one: one.seconds)
        fault = found.fault(seconds)
        cost = f"{found.seconds:6.2f} s {found.megabytes:4.0f} MB"
        print(f"{path.stem:24} {task:8} {found.said:30} {cost}{' <-' if fault else ''}", flush=True)
        if fault:
            faults.append(f"{path.name}, {task}: {fault}")
    return faults


def outcome(command: tuple[str, ...], path: Path) -> Outcome:
    """Run one task on one file to its end.

    This process stays small and keeps no answers: a child's peak starts from its parent's.
    """
    bounded = ("sh", "-c", f'ulimit -v {STOPPED_AT_KB}; exec "$@"', "sh", *command, str(path))
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as messages:
        began = time.monotonic()
        child = subprocess.Popen(bounded, stdout=answer, stderr=messages)
        timer = threading.Timer(KILLED_AFTER_SECONDS, child.kill)
        timer.start()
        _, status, usage = os.wait4(child.pid, 0)
        timer.cancel()
        seconds = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        answer.seek(0)
        messages.seek(0)
        megabytes = usage.ru_maxrss * BYTES_PER_UNIT / 1_000_000
        text = messages.read().decode("utf-8", "replace")
        said, cells, broke = judged(child.returncode, answer.read(100).decode(), text)
    return Outcome(said, seconds, megabytes, cells, broke)


def judged(code: int, answer: str, messages: str) -> tuple[str, int, str]:
    """Return a process's answer, the number of cells it read, and its forbidden actions."""
    lines = messages.strip().splitlines()
    refused = REFUSED.match(lines[-1]) if lines else None
    if code not in (*DONE, REFUSES) or "Traceback" in messages or (code == REFUSES and not refused):
        raised = [line for line in lines if not line.startswith("Error: this is a fault")]
        return "BROKE", 0, raised[-1] if raised else f"exit code {code}"
    if code == REFUSES and refused:
        return f"refused {refused[1]}", 0, ""
    read = READ_CELLS.match(answer)
    cells = int(read[1]) if read else 0
    return f"{cells:,} cells" if read else "done", cells, ""


def read(path: Path) -> int:
    """Open a workbook, read every cell of every worksheet, and say how many or why not."""
    from kpibook.errors import KpibookError
    from kpibook.xlsx import Workbook

    cells = 0
    try:
        with Workbook.open(path) as book:
            for one in book.sheets:
                if one.kind == "worksheet":
                    cells += sum(len(row) for _, row in book.sheet(one.name).rows())
    except KpibookError as error:
        print(f"Error: {error}", file=sys.stderr)
        return REFUSES
    print(f"{cells} cells")
    return 0


if __name__ == "__main__":
    sys.exit(read(Path(sys.argv[2])) if sys.argv[1:2] == ["--read"] else main())
