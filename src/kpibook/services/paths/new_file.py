"""A new file for a person to change: one that is there is never replaced."""

from __future__ import annotations

from pathlib import Path

from kpibook.errors import KpibookError
from kpibook.files.atomic import atomic_write


def write_new_file(output: Path, content: bytes, taken: KpibookError) -> Path:
    """Write a new file.

    Args:
        output: The file.
        content: Its bytes.
        taken: The error to raise if a file, or a link, of that name is there already.

    Raises:
        KpibookError: `taken`.
        SaveError: It cannot be written.
    """
    if output.exists() or output.is_symlink():
        raise taken
    return atomic_write(output, lambda stream: stream.write(content), backup=False)
