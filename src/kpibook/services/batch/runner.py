"""Runner of a command over many workbooks: skips what is done, and writes down what it does."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum
from pathlib import Path
from typing import Any

from kpibook.on_use.dataclass import dataclass
from kpibook.services.batch.executors import Known, Workers
from kpibook.services.batch.journal import Journal
from kpibook.services.batch.journal_entry import BEGUN, Entry
from kpibook.services.batch.leftovers import clear
from kpibook.services.batch.outcome import Outcome, State
from kpibook.services.batch.task import Config, Work, attempt, died, figures_of, output_of
from kpibook.xlsx.opc.digest import sha256_of


class Which(Enum):
    """Choice of workbooks a run takes up, among those with an entry of an earlier run."""

    UNDONE = "undone"
    FAILED = "failed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Batch:
    """Command and its workbooks.

    Attributes:
        command: ``check``, ``fill``, ``return`` or ``roll-forward``.
        config: Its options; see `kpibook.services.batch.task`.
        books: The workbooks.
        folders: The folder for each workbook's result; empty if results go into no folder.
        which: The workbooks to take up.
        fail_fast: Begin no other workbook after a failure.
    """

    command: str
    config: Config
    books: Sequence[Path]
    folders: Sequence[Path] = ()
    which: Which = Which.UNDONE
    fail_fast: bool = False

    @property
    def fingerprint(self) -> str:
        """The hash of the command, its options, and the contents of the files they name.

        Without the hashes of the workbooks that were looked at: each has its entry for that.
        """
        actuals, words = self.config.get("actuals"), self.config.get("wording")
        withheld = self.config.get("withheld", {})
        config = {
            **self.config,
            "actuals": sha256_of(Path(actuals)) if actuals else None,
            "wording": sha256_of(Path(words)) if words else None,
            "withheld": {book: {**plain, "sha256": ""} for book, plain in withheld.items()},
        }
        return _hash({"command": self.command, **config})

    def config_of(self, index: int) -> Config:
        """Return the options for the workbook at `index`."""
        return {**self.config, "folder": str(self.folders[index])} if self.folders else self.config


def run_batch(batch: Batch, workers: Workers, journal: Journal | None = None) -> Iterator[Outcome]:
    """Do a command on each workbook, and yield each outcome as it is done.

    Nothing of a workbook stays in memory after its outcome is taken, so that a batch of any size
    needs the same memory. Files that killed runs left in the folders are removed first.

    Args:
        batch: The command and the workbooks.
        workers: The workers that do it.
        journal: The journal of the outcomes; None writes no journal and takes up every workbook.

    Yields:
        An outcome for each workbook, in the order they are done. A workbook that is not taken up
        again is skipped: with its earlier result, or with no result if only failures are taken up.

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
        entry = self.journal.last(path)
        if entry is not None and self.batch.which is Which.UNDONE and self._is_done(work, entry):
            self._skipped.add(path)
            return Known(work, entry.result(path, output_of(work), figures_of(config)))
        if self.batch.which is Which.FAILED and (entry is None or entry.state in _ENDED_WELL):
            self._skipped.add(path)
            return Known(work, {"file": str(path)})
        if entry is not None and entry.state == BEGUN:
            work = Work(work.command, path, config, entry.sha256)
        elif config.get("in_place") and not config.get("dry_run"):
            # Written before the work: a run killed in the middle must not roll a workbook forward
            # twice.
            self.journal.add(path, Entry(BEGUN, work.sha256))
        return work

    def _is_done(self, work: Work, entry: Entry) -> bool:
        """Return True if the outcome of an entry still holds."""
        if entry.state not in _ENDED_WELL or entry.rules != self._scheme_files_hash(work.path):
            return False
        output = output_of(work)
        if output is None:
            return bool(entry.sha256) and entry.sha256 == work.sha256
        if work.config.get("in_place"):
            return bool(work.sha256) and work.sha256 == entry.after
        if entry.sha256 != work.sha256:
            return False
        return bool(entry.after) and sha256_of(output) == entry.after

    def _entry(self, work: Work, outcome: Outcome) -> Entry:
        return Entry.of(
            outcome,
            sha256=self._hash_if_unchanged(work),
            rules=self._scheme_files_hash(work.path),
            after="" if outcome.output is None else sha256_of(outcome.output),
            figures=figures_of(work.config),
        )

    def _hash_if_unchanged(self, work: Work) -> str:
        """Return the workbook's hash; "" if it changed while it was read, so it is done again."""
        if work.config.get("in_place"):
            return work.sha256
        return work.sha256 if sha256_of(work.path) == work.sha256 else ""

    def _scheme_files_hash(self, path: Path) -> str:
        """Return a hash of the scheme files a workbook could name: those in its folder."""
        folder = path.parent
        if folder not in self._rules:
            scheme_files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
            self._rules[folder] = _hash([(file.name, sha256_of(file)) for file in scheme_files])
        return self._rules[folder]

    def _clear(self, path: Path, config: Config) -> None:
        folders = {path.parent}
        if config.get("folder"):
            folders.add(Path(config["folder"]))
        uncleared = {folder for folder in folders - self._cleared if folder.is_dir()}
        self._cleared |= folders
        clear(uncleared)


_ENDED_WELL = (State.DONE.value, State.FINDINGS.value)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()
