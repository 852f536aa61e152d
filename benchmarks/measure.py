"""The cost of commands: CPU seconds and peak memory, each in a separate process, run in turn."""

from __future__ import annotations

import compileall
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import kpibook

# `ru_maxrss` is in kilobytes on Linux and in bytes on a Mac.
_BYTES_PER_UNIT = 1 if platform.system() == "Darwin" else 1024


# Where it is set, every run compiles all modules again, which is half of a short command.
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def compiled() -> str:
    """Compile kpibook and the benchmarks as an installation does, and say so in a line."""
    places = [Path(kpibook.__file__).parent, Path(__file__).parent]
    for place in places:
        if not compileall.compile_dir(place, quiet=2):
            raise RuntimeError(f"{place.name} cannot be compiled")
    return "compiled first: kpibook and the benchmarks"


@dataclass(frozen=True, slots=True)
class Command:
    """A command to measure.

    Attributes:
        name: What the report calls it.
        argv: The program and its arguments.
        writes: The file it makes, deleted before each run and looked for after; None if none.
        accepted: Exit codes that mean it did its work (Python itself ends with 1 on a crash, so
            a command that may end with 1 should have something in `writes`).
    """

    name: str
    argv: tuple[str | Path, ...]
    writes: Path | None = None
    accepted: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a run, or the medians of several runs.

    Attributes:
        cpu_seconds: User and system time, of the process and all it started.
        peak_mb: Largest resident memory, in units of 1,000,000 bytes.
    """

    cpu_seconds: float
    peak_mb: float


class CommandFailed(Exception):
    """A command failed, so its cost means nothing; the text is its output."""


def run_once(command: Command) -> Cost:
    """Run `command` to its end and return what it cost.

    Keep this process small: a child's peak starts from the memory of the process it was
    started from, so a benchmark that imports pandas itself would measure its own pandas.
    """
    if command.writes is not None:
        command.writes.unlink(missing_ok=True)
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            command.argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env={name: value for name, value in os.environ.items() if name != _NO_BYTECODE},
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        written = command.writes is None or command.writes.is_file()
        if child.returncode not in command.accepted or not written:
            said.seek(0)
            text = said.read().decode("utf-8", "replace").strip()
            raise CommandFailed(f"{command.name}: exit code {child.returncode}\n{text}")
    peak_mb = usage.ru_maxrss * _BYTES_PER_UNIT / 1_000_000
    return Cost(usage.ru_utime + usage.ru_stime, peak_mb)


def compare(commands: Sequence[Command], *, runs: int = 7) -> dict[str, Cost]:
    """Return the median cost of each command by name, over `runs` rounds.

    Each round runs every command once and starts with the next one, so that whatever else the
    machine does falls on all of them equally. A first round that is not counted fills the disk
    cache and writes the .pyc files.
    """
    for command in commands:
        run_once(command)
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for round_number in range(runs):
        first = round_number % len(commands)
        for command in (*commands[first:], *commands[:first]):
            costs[command.name].append(run_once(command))
    return {name: _median(found) for name, found in costs.items()}


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu_seconds for cost in costs),
        statistics.median(cost.peak_mb for cost in costs),
    )


def report(title: str, costs: dict[str, Cost], *, runs: int) -> str:
    """Return a table of `costs`, each also as a ratio to the first."""
    base = next(iter(costs.values()))
    width = max(len(name) for name in costs)
    lines = [
        f"{title} (medians of {runs} runs in turn, Python {sys.version.split()[0]})",
        f"  {'':{width}}  CPU s  ratio  peak MB  ratio",
    ]
    for name, cost in costs.items():
        lines.append(
            f"  {name:{width}}  {cost.cpu_seconds:5.2f}  {cost.cpu_seconds / base.cpu_seconds:5.2f}"
            f"  {cost.peak_mb:7.0f}  {cost.peak_mb / base.peak_mb:5.2f}"
        )
    return "\n".join(lines)


def at_sizes(
    commands: Callable[[Path, int], Sequence[Command]], rounds: int
) -> Iterator[tuple[int, dict[str, Cost]]]:
    """Yield the least costs of commands on a workbook, for each number of measures.

    These are 600 unless KPIBOOK_BENCH_MEASURES names others; above 1,000 each command runs once.

    Args:
        commands: Makes the workbook in a folder, with that many measures, and returns the commands.
        rounds: Runs of each command.
    """
    for measures in map(int, os.environ.get("KPIBOOK_BENCH_MEASURES", "600").split(",")):
        with tempfile.TemporaryDirectory(prefix="kpibook-bench-") as name:
            made = commands(Path(name), measures)
            yield measures, least_of(made, rounds if measures <= 1000 else 1)


def least_of(commands: Sequence[Command], rounds: int) -> dict[str, Cost]:
    """Run commands in turn, and return the least cost of each by name, in their order."""
    least: dict[str, Cost] = {}
    for _ in range(rounds):
        for command in commands:
            cost = run_once(command)
            if cost.cpu_seconds < least.setdefault(command.name, cost).cpu_seconds:
                least[command.name] = cost
    return least
