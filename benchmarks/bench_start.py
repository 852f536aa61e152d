"""The start of a command: the list of commands, and one command's help, against click alone."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.measure import Command, compare, report

RUNS = 15


def main() -> None:
    """Print the comparison."""
    program = Path(sys.executable).with_name("kpibook")
    commands = [
        Command("import click, and nothing else", (sys.executable, "-c", "import click")),
        Command("kpibook --help", (program, "--help")),
        Command("kpibook fill --help", (program, "fill", "--help")),
        Command("kpibook report --help", (program, "report", "--help")),
    ]
    print(report("start", compare(commands, runs=RUNS), runs=RUNS))


if __name__ == "__main__":
    main()
