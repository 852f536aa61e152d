"""Commands on files changed at random, each in this process: an answer or words, never a fault."""

from __future__ import annotations

import contextlib
import random
import shutil
import tempfile
import traceback
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kpibook.sources.schemes import built_in
from tests.support.books import ROOT, a_book, example
from tests.support.cli import run_here
from tests.support.mutations import mutated_lines, mutated_workbook

_FAULTS = ("[fault]", "[source-failed]", "Traceback", "[worker-died]")
_SCHEMES = ROOT / "src" / "kpibook" / "sources" / "schemes"


@dataclass(frozen=True, slots=True)
class Round:
    """A kind of file to change, and the commands that read it.

    Attributes:
        file: The file's name on the desk.
        change: Changes its content.
        commands: The commands, as words.
    """

    file: str
    change: Callable[[bytes, random.Random], bytes]
    commands: tuple[str, ...]


ROUNDS = {
    "workbook": Round(
        "filled.xlsx",
        mutated_workbook,
        (
            "check filled.xlsx",
            "fill filled.xlsx -o out.xlsx",
            "fill filled.xlsx --actuals actuals.csv -o out.xlsx --json",
            "return filled.xlsx -o out.xlsx",
            "roll-forward filled.xlsx -o out.xlsx",
            "explain filled.xlsx PI.426",
            "inspect filled.xlsx",
            "diff plain.xlsx filled.xlsx",
            "consolidate filled.xlsx plain.xlsx -o out.xlsx --data out.csv --publish p.xlsx",
            "check filled.xlsx plain.xlsx --again",
            "new --measures filled.xlsx --history filled.xlsx OF_Q3 -o out.xlsx",
            "new --measures filled.xlsx OF_Q3 -o out.xlsx",
            "fill plain.xlsx --actuals filled.xlsx --dry-run",
        ),
    ),
    "consolidated": Round(
        "all.xlsx",
        mutated_workbook,
        (
            "consolidate plain.xlsx -o out.xlsx --since all.xlsx",
            "diff all.xlsx all2.xlsx",
            "publish-audit all.xlsx",
            "inspect all.xlsx",
        ),
    ),
    "actuals": Round(
        "actuals.csv",
        mutated_lines,
        ("fill plain.xlsx --actuals actuals.csv --dry-run", "rate actuals.csv"),
    ),
    "register": Round(
        "measures.csv",
        mutated_lines,
        (
            "new --measures measures.csv --history history.csv OF_Q3 -o out.xlsx",
            "new --measures measures.csv OF_Q3 --scheme standard -o out.xlsx",
        ),
    ),
    "history": Round(
        "history.csv",
        mutated_lines,
        ("new --measures measures.csv --history history.csv OF_Q3 -o out.xlsx",),
    ),
    "scheme": Round(
        "own.toml",
        mutated_lines,
        (
            "scheme check own.toml",
            "scheme show own.toml",
            "rate rates.csv --scheme own.toml",
            "rate rates.csv --scheme own.toml --explain",
            "scheme try own.toml --actual 93 --target 95 --polarity higher",
        ),
    ),
    "settings": Round("kpibook.toml", mutated_lines, ("rate rates.csv",)),
    "journal": Round(
        "j.jsonl",
        mutated_lines,
        (
            "check plain.xlsx filled.xlsx --journal j.jsonl",
            "check plain.xlsx filled.xlsx --journal j.jsonl --retry",
        ),
    ),
}


@contextlib.contextmanager
def desk() -> Iterator[Path]:
    """Yield a folder with a file of every kind that is read, as kpibook makes them."""
    with tempfile.TemporaryDirectory(prefix="kpibook-mutations-") as name:
        folder = Path(name)
        made = example()
        shutil.copy(made.filled, folder / "filled.xlsx")
        a_book(
            folder, {"Ref": "A1", "Target": 5}, {"Ref": "PI.426", "Target": 7}, name="plain.xlsx"
        )
        source = ROOT / "examples" / "dudley_childrens_2021_22"
        for own, theirs in (
            ("actuals.csv", "actuals_q3.csv"),
            ("measures.csv", "measures.csv"),
            ("history.csv", "history.csv"),
        ):
            shutil.copy(source / theirs, folder / own)
        shutil.copy(_SCHEMES / f"{built_in()[0]}.toml", folder / "own.toml")
        (folder / "kpibook.toml").write_text('scheme = "own.toml"\n', encoding="utf-8")
        rows = "Ref,Actual,Target,Tolerance,Which way is good\nA,93,95,2,higher\nB,1.5%,2%,,lower\n"
        (folder / "rates.csv").write_text(rows, encoding="utf-8")
        run_here("consolidate", "plain.xlsx", "filled.xlsx", "-o", "all.xlsx", cwd=folder)
        shutil.copy(folder / "all.xlsx", folder / "all2.xlsx")
        run_here("check", "plain.xlsx", "filled.xlsx", "--journal", "j.jsonl", cwd=folder)
        yield folder


def words(command: str) -> list[str]:
    """Return the words of a command of `ROUNDS`."""
    return command.replace("OF_Q3", "--year 2021/22 --quarter Q3").split()


def faults(folder: Path, kind: str, seeds: range) -> Iterator[str]:
    """Change the file of that kind once for each seed, run a command, and yield what broke."""
    this = ROUNDS[kind]
    original = (folder / this.file).read_bytes()
    try:
        for seed in seeds:
            chance = random.Random(f"{kind} {seed}")
            (folder / this.file).write_bytes(this.change(original, chance))
            command = chance.choice(this.commands)
            if fault := _fault_of(folder, command):
                yield f"{kind}, seed {seed}, {command}: {fault}"
            for made in folder.glob("out*"):
                made.unlink()
    finally:
        (folder / this.file).write_bytes(original)


def _fault_of(folder: Path, command: str) -> str:
    try:
        done = run_here(*words(command), cwd=folder)
    except Exception as error:  # noqa: BLE001 whatever is raised is what we look for
        return "".join(traceback.format_exception(error)[-3:])
    said = done.stdout + done.stderr
    if done.returncode not in range(4) or any(mark in said for mark in _FAULTS):
        return said[-600:]
    if "\x1b" in said:
        return "an escape reached the terminal"
    if done.returncode == 3 and list(folder.glob("out*")):
        return f"failed, and wrote {[path.name for path in folder.glob('out*')]}: {said[-300:]}"
    return ""


def signature(fault: str) -> int:
    """Return a number that is the same for faults raised at the same place."""
    return zlib.crc32(fault.partition(": ")[2][-120:].encode())
