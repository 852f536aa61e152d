"""SHA-256 digest of a file, to recognise the file later."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kpibook.files.reading import open_regular
from kpibook.xlsx.opc.limits import DEFAULT_LIMITS

_PIECE = 1024 * 1024


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal; "" if unreadable or too large for the guard.

    A caller who needs the reason opens the file, which raises it in words.
    """
    digest = hashlib.sha256()
    try:
        if path.stat().st_size > DEFAULT_LIMITS.file_size:
            return ""
        with open_regular(path) as stream:
            while piece := stream.read(_PIECE):
                digest.update(piece)
    except (OSError, ValueError):  # ValueError: a name that no file can have
        return ""
    return digest.hexdigest()
