"""How far a batch is: counts, and the time it will take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kpibook.domain.wording import counted
from kpibook.services.batch.outcome import Outcome, State


@dataclass(slots=True)
class Tally:
    """Counts of a batch, which grow with each workbook.

    Attributes:
        total: How many workbooks there are.
        seen: How many are done with, whatever came of them.
        skipped: Of those, how many an earlier run had done.
        findings: How many have something to put right.
        failed: How many could not be done.
    """

    total: int
    seen: int = 0
    skipped: int = 0
    findings: int = 0
    failed: int = 0

    def count(self, outcome: Outcome) -> None:
        """Take in what came of a workbook."""
        self.seen += 1
        self.skipped += outcome.skipped
        self.findings += outcome.state is State.FINDINGS
        self.failed += outcome.state is State.FAILED

    @property
    def done(self) -> int:
        """How many were done in this run."""
        return self.seen - self.skipped - self.failed

    @property
    def exit_code(self) -> int:
        """0 nothing to put right; 1 findings, or some failed; 3 when none could be done."""
        if self.failed and self.failed == self.seen:
            return 3
        return 1 if self.failed or self.findings else 0

    def as_dict(self) -> dict[str, int]:
        """The counts for ``--json``."""
        return {
            "workbooks": self.total,
            "done": self.done,
            "skipped": self.skipped,
            "with_findings": self.findings,
            "failed": self.failed,
            "not_begun": self.total - self.seen,
        }

    def in_words(self) -> str:
        """The counts as a sentence."""
        return f"{counted(self.total, 'workbook')}: {', '.join(self._parts())}."

    def how_far(self, seconds: float) -> str:
        """How far it is after so many seconds, and how long the rest will take."""
        said = f"{self.seen:,} of {self.total:,} workbooks"
        said += f", {self.failed:,} failed" if self.failed else ""
        worked = self.seen - self.skipped
        if worked and self.seen < self.total:
            said += f", {_duration(seconds / worked * (self.total - self.seen))} left"
        return said

    def _parts(self) -> Iterator[str]:
        yield f"{self.done:,} done"
        if self.skipped:
            yield f"{self.skipped:,} done before"
        if self.findings:
            yield f"{self.findings:,} with findings"
        if self.failed:
            yield f"{self.failed:,} failed"
        if self.seen < self.total:
            yield f"{self.total - self.seen:,} not begun"


def _duration(seconds: float) -> str:
    """A time in words, no finer than it can be known."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {round(seconds / 3600)} h"
