"""Outcome of a batch for a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any


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
        """The end of its task: done, with findings, or failed."""
        if "error" in self.data:
            return State.FAILED
        return State.FINDINGS if self.data.get("findings") else State.DONE

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None if nothing is written."""
        return Path(self.data["output"]) if self.data.get("output") else None
