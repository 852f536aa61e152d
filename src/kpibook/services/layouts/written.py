"""Layout written to a new file."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import LayoutError
from kpibook.services.paths.new_file import write_new_file


def write_layout(output: Path, text: str) -> Path:
    """Write a layout to a new file; a file that is there is never replaced.

    Raises:
        LayoutError: ``layout-exists``.
        SaveError: It cannot be written.
    """
    taken = LayoutError(
        "is there already, and a person may have mended it.",
        code="layout-exists",
        where=str(output),
        fix="Name another file, or move that one away.",
    )
    return write_new_file(output, text.encode("utf-8"), taken)
