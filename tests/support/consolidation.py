"""Consolidation drawn in memory: the plain reference that the form on disk is held to."""

from __future__ import annotations

import io
from pathlib import Path

from kpibook.domain.comparison.consolidations import Changes
from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.returns.returned import Returns
from kpibook.outputs.consolidated.book import write_consolidated
from kpibook.outputs.consolidated.contents import MadeHow


def draw_consolidated(
    consolidation: Consolidation,
    changes: Changes | None,
    made: MadeHow,
    scratch: Path | None = None,
    returns: Returns | None = None,
) -> bytes:
    """Draw the workbook for finance in memory; see `write_consolidated`."""
    target = io.BytesIO()
    write_consolidated(target, consolidation, changes, made, scratch, returns)
    return target.getvalue()
