"""The `kpibook` command as people run it: the installed script, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sysconfig
from pathlib import Path

PROGRAM = Path(sysconfig.get_path("scripts")) / ("kpibook.exe" if os.name == "nt" else "kpibook")


def run(
    *args: str | Path,
    cwd: Path,
    env: dict[str, str] | None = None,
    input: str | None = None,  # noqa: A002 - subprocess.run's own word
    timeout_seconds: float = 120,
) -> subprocess.CompletedProcess[str]:
    """Run `kpibook ARGS` in folder `cwd`; output and messages come back as UTF-8 text.

    Args:
        args: The command and its arguments.
        cwd: Folder to run in, so that nothing depends on where the tests were started.
        env: Variables to set on top of this process's own.
        input: Text for standard input; None gives it none to read.
        timeout_seconds: How long to wait before the test fails.

    Returns:
        The exit code as `returncode`, results as `stdout`, messages as `stderr`.
    """
    return subprocess.run(
        [PROGRAM, *args],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        encoding="utf-8",
        capture_output=True,
        timeout=timeout_seconds,
        check=False,
        **({"stdin": subprocess.DEVNULL} if input is None else {"input": input}),
    )
