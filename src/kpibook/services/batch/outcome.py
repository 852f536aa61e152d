"""Outcome of a batch for a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import Any

from kpibook.codes.code import Severity
from kpibook.codes.table import severity_of
from kpibook.on_use.dataclass import dataclass


class State(Enum):
    """End of a workbook's task."""

    DONE = "done"
    FINDINGS = "findings"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Outcome for a workbook.

    Attributes:
        path: The workbook.
        data: The result as ``--json`` has it; with `error` when it failed.
        skipped: True if an earlier run did it, and this run only repeats the result.
    """

    path: Path
    data: Mapping[str, Any]
    skipped: bool = False

    @property
    def state(self) -> State:
        """The end of its task: done, with something to settle or look at, or failed."""
        if "error" in self.data:
            return State.FAILED
        serious = any(needs_a_person(finding) for finding in self.data.get("findings", ()))
        return State.FINDINGS if serious else State.DONE

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None if nothing is written."""
        return Path(self.data["output"]) if self.data.get("output") else None


def needs_a_person(finding: Mapping[str, Any]) -> bool:
    """Return True if a finding that is data has to be settled or looked at."""
    return severity_in(finding).needs_a_person


def severity_in(problem: Mapping[str, Any]) -> Severity:
    """Return how serious a finding or an error that is data is.

    The code decides, as everywhere.
    """
    return severity_of(problem["code"])


def data_by_severity(findings: Sequence[Mapping[str, Any]]) -> dict[Severity, list[Any]]:
    """Group findings that are data by how serious they are, the most serious first."""
    groups = {s: [data for data in findings if severity_in(data) is s] for s in Severity}
    return {severity: group for severity, group in groups.items() if group}
