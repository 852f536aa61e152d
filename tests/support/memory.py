"""The largest memory of a command, however large the process that asks for it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

#: A process's peak starts from that of the process that started it, and the peak of a test
#: process's children includes earlier ones. So a small process in between starts the command.
BETWEEN = """
import resource, subprocess, sys
code = subprocess.run(sys.argv[2:]).returncode
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open(sys.argv[1], "w") as file:
    file.write(str(peak / 1024 if sys.platform != "darwin" else peak / 1024**2))
sys.exit(code)
"""


def run_measured(
    command: Sequence[str | Path],
    note: Path,
    *,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> tuple[subprocess.CompletedProcess[str], float]:
    """Run a command; return its end and the peak of its largest process in megabytes.

    `note` is a file that may be written.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", BETWEEN, note, *command],
        capture_output=True, text=True, check=False, cwd=cwd, env=env or os.environ,
        timeout=timeout,
    )  # fmt: skip
    return done, float(note.read_text())
