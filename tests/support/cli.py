"""The `kpibook` command as people run it: the installed script, in a process of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import click

from kpibook import cli

PROGRAM = Path(sysconfig.get_path("scripts")) / ("kpibook.exe" if os.name == "nt" else "kpibook")


@dataclass(frozen=True, slots=True)
class Done:
    """The result of a command run in this process: its exit code and its two streams."""

    returncode: int
    stdout: str
    stderr: str


def run_here(*args: str | Path, cwd: Path) -> Done:
    """Run `kpibook ARGS` in this process, many times faster than `run`.

    A fault of kpibook is raised as it is, and not turned into a message.
    """
    results, messages, before = _stream(), _stream(), Path.cwd()
    os.chdir(cwd)
    try:
        with contextlib.redirect_stdout(results), contextlib.redirect_stderr(messages):
            code = cli.run([str(arg) for arg in args], fault=_raised)
    finally:
        os.chdir(before)
    return Done(code, _text(results), _text(messages))


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="replace", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def _raised(error: Exception) -> int:
    raise error


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


def subcommands(group: click.Group) -> dict[str, click.Command]:
    """Return the commands of a group by name, each imported."""
    context = click.Context(group)
    named = ((name, group.get_command(context, name)) for name in group.list_commands(context))
    return {name: command for name, command in named if command is not None}
