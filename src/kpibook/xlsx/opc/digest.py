"""The hash of a file, by which it is known again."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpibook.xlsx.opc.limits import DEFAULT_LIMITS

_PIECE = 1024 * 1024


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal; "" if it cannot be read or the guard refuses its size.

    What is wrong with it is said, in words, by opening it.
    """
    digest = hashlib.sha256()
    try:
        if path.stat().st_size > DEFAULT_LIMITS.file_size:
            return ""
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except (OSError, ValueError):  # ValueError: not a name that a file can have
        return ""
    return digest.hexdigest()
