"""Progress of a batch: counts, and the time left."""

from __future__ import annotations

from collections.abc import Iterator

from kpibook.domain.wording import counted
from kpibook.on_use.dataclass import dataclass
from kpibook.services.batch.outcome import Outcome, State


@dataclass(slots=True)
class Tally:
    """Counts of a batch, which grow with each workbook.

    Attributes:
        total: Number of workbooks.
        seen: Number that are finished, with any outcome.
        skipped: Number of these that an earlier run had done.
        findings: Number with something to put right.
        failed: Number that could not be done.
    """

    total: int
    seen: int = 0
    skipped: int = 0
    findings: int = 0
    failed: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count the outcome of a workbook."""
        self.seen += 1
        self.skipped += outcome.skipped
        self.findings += outcome.state is State.FINDINGS
        self.failed += outcome.state is State.FAILED

    @property
    def done(self) -> int:
        """Number done in this run."""
        return self.seen - self.skipped - self.failed

    @property
    def exit_code(self) -> int:
        """0 nothing to put right; 1 something is, or some failed; 3 if every workbook failed."""
        if self.failed and self.failed == self.seen:
            return 3
        return 1 if self.failed or self.findings else 0

    def as_dict(self) -> dict[str, int]:
        """Return the counts for ``--json``."""
        return {
            "workbooks": self.total,
            "done": self.done,
            "skipped": self.skipped,
            "with_findings": self.findings,
            "failed": self.failed,
            "not_begun": self.total - self.seen,
        }

    def in_words(self) -> str:
        """Return the counts as a sentence."""
        return f"{counted(self.total, 'workbook')}: {', '.join(self._parts())}."

    def how_far(self, seconds: float) -> str:
        """Describe progress after so many seconds, and the time left."""
        text = f"{self.seen:,} of {self.total:,} workbooks"
        text += f", {self.failed:,} failed" if self.failed else ""
        worked = self.seen - self.skipped
        if worked and self.seen < self.total:
            text += f", {_duration(seconds / worked * (self.total - self.seen))} left"
        return text

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
    """Write a time in words, no finer than an estimate allows."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    if seconds < 5400:
        return f"about {round(seconds / 60)} min"
    return f"about {round(seconds / 3600)} h"
