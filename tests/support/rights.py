"""Rights to files as an ordinary person has them: an administrator may read everything."""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterator
from pathlib import Path

_VERSION_3 = 0x20080522  # of the structure that the system calls capget and capset take
_READS_EVERYTHING = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


@contextlib.contextmanager
def without_right_to(folder: Path) -> Iterator[None]:
    """Take every right to `folder` away until the block ends, from an administrator too."""
    mode = folder.stat().st_mode
    folder.chmod(0)
    try:
        with _as_an_ordinary_person():
            yield
    finally:
        folder.chmod(mode)


@contextlib.contextmanager
def _as_an_ordinary_person() -> Iterator[None]:
    """Give up, until the block ends, an administrator's power over the modes of files (Linux)."""
    if os.getuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    powers = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, powers) == 0, os.strerror(ctypes.get_errno())
    effective = powers[0]
    powers[0] = effective & ~_READS_EVERYTHING
    assert libc.capset(header, powers) == 0, os.strerror(ctypes.get_errno())
    try:
        yield
    finally:
        powers[0] = effective
        assert libc.capset(header, powers) == 0, os.strerror(ctypes.get_errno())
