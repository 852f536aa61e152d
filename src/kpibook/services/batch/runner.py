"""One command over many workbooks: what is done is skipped, what is done now is written down."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any

from kpibook.services.batch.executors import Known, Workers
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.leftovers import clear
from kpibook.services.batch.outcome import Outcome, State
from kpibook.services.batch.task import Config, Work, attempt, died
from kpibook.xlsx.opc.digest import sha256_of

#: What an entry keeps of a result: what a later run says again. Ratings stand in the workbook.
_KEPT = ("output", "kept", "period", "measures", "findings", "notes", "error")
_BEGUN = "begun"


class Which(Enum):
    """Which workbooks a run takes up, of those an earlier one has an entry for."""

    UNDONE = "undone"
    FAILED = "failed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Batch:
    """A command and its workbooks.

    Attributes:
        command: ``check``, ``fill``, ``return`` or ``roll-forward``.
        config: Its options; see `kpibook.services.batch.task`.
        books: The workbooks.
        folders: The folder each one's result goes into; empty when they go nowhere of the kind.
        which: Which of them to take up.
        fail_fast: Begin no other once one has failed.
    """

    command: str
    config: Config
    books: Sequence[Path]
    folders: Sequence[Path] = ()
    which: Which = Which.UNDONE
    fail_fast: bool = False

    @property
    def fingerprint(self) -> str:
        """Hash of the command, its options, and the contents of the files they name."""
        actuals = self.config.get("actuals")
        said = {**self.config, "actuals": sha256_of(Path(actuals)) if actuals else None}
        return _hash({"command": self.command, **said})

    def config_of(self, index: int) -> Config:
        """The options for one of its workbooks."""
        return {**self.config, "folder": str(self.folders[index])} if self.folders else self.config


def run_batch(batch: Batch, workers: Workers, journal: Journal | None = None) -> Iterator[Outcome]:
    """Do a command on each workbook, and say what came of each as it is done.

    Nothing is kept of a workbook once its outcome is taken, so that a batch of any size needs
    the same memory. What killed runs left in the folders is removed first.

    Args:
        batch: The command and the workbooks.
        workers: Who does it.
        journal: Where it is written down; None writes nothing down and takes up every workbook.

    Yields:
        An outcome for each workbook, in the order they are done. One that is not taken up again is
        skipped: with what was said of it, or with nothing where only failures are taken up.

    Raises:
        SaveError: The journal cannot be written. Workbooks are whole, and a later run goes on.
    """
    run = _Run(batch, journal)
    for work, data in workers.each(attempt, run.tasks(), died):
        outcome = run.outcome(work, data)
        yield outcome
        if batch.fail_fast and outcome.state is State.FAILED:
            run.stopped = True


@dataclass(slots=True)
class _Run:
    batch: Batch
    journal: Journal | None
    stopped: bool = False
    _cleared: set[Path] = field(default_factory=set)
    _rules: dict[Path, str] = field(default_factory=dict)
    _skipped: set[Path] = field(default_factory=set)

    def tasks(self) -> Iterator[Work | Known[Work, dict[str, Any]]]:
        for index, path in enumerate(self.batch.books):
            if self.stopped:
                return
            config = self.batch.config_of(index)
            self._clear(path, config)
            yield self._task(path, config)

    def outcome(self, work: Work, data: Mapping[str, Any]) -> Outcome:
        skipped = work.path in self._skipped
        self._skipped.discard(work.path)
        outcome = Outcome(work.path, data, skipped)
        if self.journal is not None and not skipped:
            self.journal.add(work.path, self._entry(work, outcome))
        return outcome

    def _task(self, path: Path, config: Config) -> Work | Known[Work, dict[str, Any]]:
        work = Work(self.batch.command, path, config, sha256_of(path))
        if self.journal is None:
            return work
        last = self.journal.last(path)
        if last is not None and self.batch.which is Which.UNDONE and self._is_done(work, last):
            self._skipped.add(path)
            return Known(work, {"file": str(path), **last["result"]})
        if self.batch.which is Which.FAILED and (last is None or last["state"] in _ENDED_WELL):
            self._skipped.add(path)
            return Known(work, {"file": str(path)})
        if last is not None and last["state"] == _BEGUN:
            work = Work(work.command, path, config, last["sha256"])
        elif config.get("in_place") and not config.get("dry_run"):
            self.journal.add(path, {"state": _BEGUN, "sha256": work.sha256})
        return work

    def _is_done(self, work: Work, last: Mapping[str, Any]) -> bool:
        """Whether what an entry says was done still stands."""
        if last["state"] not in _ENDED_WELL or last["rules"] != self._rules_beside(work.path):
            return False
        output = last["result"].get("output")
        if output is None:
            return bool(last["sha256"]) and last["sha256"] == work.sha256
        if work.config.get("in_place"):
            return bool(work.sha256) and work.sha256 == last["after"]
        if last["sha256"] != work.sha256 or not _is_in(output, work.config):
            return False
        return bool(last["after"]) and sha256_of(Path(output)) == last["after"]

    def _entry(self, work: Work, outcome: Outcome) -> dict[str, Any]:
        return {
            "state": outcome.state.value,
            "sha256": self._still(work),
            "rules": self._rules_beside(work.path),
            "after": "" if outcome.output is None else sha256_of(outcome.output),
            "result": {name: outcome.data[name] for name in _KEPT if name in outcome.data},
        }

    def _still(self, work: Work) -> str:
        """The workbook's hash; "" when it was changed while it was read, so it is done again."""
        if work.config.get("in_place"):
            return work.sha256
        return work.sha256 if sha256_of(work.path) == work.sha256 else ""

    def _rules_beside(self, path: Path) -> str:
        """Hash of the scheme files a workbook could name: those beside it."""
        folder = path.parent
        if folder not in self._rules:
            found = sorted(folder.glob("*.toml")) if folder.is_dir() else []
            self._rules[folder] = _hash([(one.name, sha256_of(one)) for one in found])
        return self._rules[folder]

    def _clear(self, path: Path, config: Config) -> None:
        folders = {path.parent}
        if config.get("folder"):
            folders.add(Path(config["folder"]))
        new = {folder for folder in folders - self._cleared if folder.is_dir()}
        self._cleared |= folders
        clear(new)


_ENDED_WELL = (State.DONE.value, State.FINDINGS.value)


def _is_in(output: str, config: Config) -> bool:
    """Whether the result of an earlier run lies where this one would put it."""
    folder = config.get("folder")
    return folder is None or Path(output).absolute().parent == Path(folder).absolute()


def _hash(said: object) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
