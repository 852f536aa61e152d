"""One run at a time on a workbook: a lock beside it that everybody who shares the folder sees."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import SaveError
from kpibook.files.temporary import PREFIX

if TYPE_CHECKING:
    import filelock

SUFFIX = ".lock"

_PATIENCE = 10.0  # seconds; another run is done with a workbook in a fraction of one
_LONGEST = 200  # bytes of a name, which the disk limits to 255


def lock_for(path: Path) -> Path:
    """The lock of a file: a hidden file beside it.

    >>> lock_for(Path("Housing.xlsx")).name
    '.kpibook-Housing.xlsx.lock'
    """
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return path.with_name(f"{PREFIX}{name}{SUFFIX}")


@contextlib.contextmanager
def locked(path: Path, *, code: str = "workbook-busy", wait: float = _PATIENCE) -> Iterator[None]:
    """Keep every other run of kpibook from changing a file, until the block ends.

    The system frees the lock when the process dies, however it dies; the file that stands for it
    is then removed by the next run.

    Args:
        path: The file, there or not; its folder is there.
        code: Code of the error when another run has it.
        wait: Seconds to wait for another run to be done with it.

    Raises:
        SaveError: `code`; ``lock-failed`` where no file can be made in the folder.
    """
    import filelock

    target = Path(os.path.realpath(path))
    held = filelock.FileLock(lock_for(target), timeout=wait)
    try:
        if not target.parent.is_dir():  # which the lock would make
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        held.acquire()
    except filelock.Timeout as error:
        raise SaveError(
            "another run of kpibook is working on this file.",
            code=code,
            where=target.name,
            fix="Wait until it is done, then run the command again.",
        ) from error
    except OSError as error:
        raise SaveError(
            f"no lock can be made beside the file ({error.strerror or type(error).__name__}).",
            code="lock-failed",
            where=target.name,
            fix="Ask for the right to write into its folder, or write the result elsewhere.",
        ) from error
    try:
        yield
    finally:
        _removed(held)


def sweep_locks(folder: Path) -> None:
    """Remove the locks that killed processes left in a folder; never one that is held."""
    import filelock

    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        held = filelock.FileLock(left, timeout=0)
        with contextlib.suppress(filelock.Timeout, OSError):
            held.acquire()
            _removed(held)


def _removed(held: filelock.BaseFileLock) -> None:
    """Free a lock and remove its file: first the name, so that nobody waits for a file gone."""
    if os.name == "nt":  # which removes no file that is open
        held.release()
    with contextlib.suppress(OSError):
        Path(held.lock_file).unlink()
    held.release()
