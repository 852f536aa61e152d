"""What came of one workbook of a batch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any


class State(Enum):
    """How a workbook's task ended."""

    DONE = "done"
    FINDINGS = "findings"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one workbook.

    Attributes:
        path: The workbook.
        data: The result as ``--json`` has it; with `error` when it failed.
        skipped: Whether an earlier run did it, and this one only says so.
    """

    path: Path
    data: Mapping[str, Any]
    skipped: bool = False

    @property
    def state(self) -> State:
        """How it ended."""
        if "error" in self.data:
            return State.FAILED
        return State.FINDINGS if self.data.get("findings") else State.DONE

    @property
    def output(self) -> Path | None:
        """The file that holds the result; None when nothing is written."""
        return Path(self.data["output"]) if self.data.get("output") else None
