"""Locks on workbooks: one run of kpibook at a time, also over a shared folder."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.errors import SaveError
from kpibook.files.own_files import LOCK, PREFIX, is_lockable, is_own_file, named
from kpibook.files.system_errors import WITHOUT_LOCKS

if TYPE_CHECKING:
    import filelock

try:
    import fcntl
except ImportError:  # Windows, all of whose disks have locks
    fcntl = None  # type: ignore[assignment]

WITHOUT_LOCK = (
    "The disk knows no locks: make sure that no other person changes the workbook at the same time."
)
"""Note for a person whose workbook was changed without a lock."""

SUFFIX = ".lock"

_PATIENCE = 10.0  # seconds; another run is done with a workbook in a fraction of one
_LONGEST = 200  # bytes of a name, which the disk limits to 255


def lock_for(path: Path) -> Path:
    """Return the path of a file's lock: a hidden file in the same folder.

    >>> lock_for(Path("Housing.xlsx")).name
    '.kpibook-Housing.xlsx.lock'
    """
    name = path.name
    if len(os.fsencode(name)) > _LONGEST:
        name = hashlib.sha256(os.fsencode(name)).hexdigest()
    return path.with_name(f"{PREFIX}{name}{SUFFIX}")


@contextlib.contextmanager
def locked(path: Path, *, code: str = "workbook-busy", wait: float = _PATIENCE) -> Iterator[bool]:
    """Keep every other run of kpibook from changing a file, until the block ends.

    The system frees the lock when the process dies, in whatever way; the next run then removes the
    lock file.

    Args:
        path: The file, which need not exist; its folder does.
        code: Code of the error when another run has the lock.
        wait: Seconds to wait for another run to finish.

    Yields:
        True if it is locked; False on a disk that knows no locks, where the task goes on without.

    Raises:
        SaveError: `code`; ``lock-failed`` where no file can be made in the folder;
            ``lock-not-ours`` where a link, a folder or a pipe has the name of the lock.
    """
    import filelock

    target = Path(os.path.realpath(path))
    lock_file = lock_for(target)
    # To open the lock file is to empty it: a link would choose which file is emptied.
    if not is_lockable(lock_file):
        raise SaveError(
            f"the lock {lock_file.name!r} in its folder is not a file that kpibook made.",
            code="lock-not-ours",
            where=target.name,
            why="It may be a link that leads to another file.",
            fix="Find out who put it there, and remove it.",
        )
    lock = filelock.FileLock(lock_file, timeout=wait)
    try:
        if not target.parent.is_dir():  # filelock would make the folder
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        has_locks = disk_has_locks(lock_file)
        if has_locks:
            lock.acquire()
    except filelock.Timeout as error:
        raise SaveError(
            "another run of kpibook is working on this file.",
            code=code,
            where=target.name,
            fix="Wait until it is done, then run the command again.",
        ) from error
    except OSError as error:
        raise SaveError(
            f"no lock can be made next to the file ({error.strerror or type(error).__name__}).",
            code="lock-failed",
            where=target.name,
            fix="Ask for the right to write into its folder, or write the result elsewhere.",
        ) from error
    if not has_locks:
        yield False
        return
    try:
        yield True
    finally:
        release_and_remove(lock)


def disk_has_locks(lock_file: Path) -> bool:
    """Return False if the disk knows no locks; the lock file is then gone.

    filelock falls back on such a disk to a file that counts as the lock while it exists: a killed
    process would lock everyone out for ever.

    Raises:
        OSError: The lock file cannot be made.
    """
    if fcntl is None:
        return True
    descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in WITHOUT_LOCKS:
            return True  # another run has it
        with contextlib.suppress(OSError):
            lock_file.unlink()
        return False
    finally:
        os.close(descriptor)
    return True


def sweep_locks(folder: Path) -> None:
    """Remove the empty lock files that this person's killed processes left; never a lock in use."""
    import filelock

    for path in named(folder, LOCK):
        if not is_own_file(path) or path.stat().st_size:
            continue
        lock = filelock.FileLock(path, timeout=0)
        with contextlib.suppress(filelock.Timeout, OSError):
            if not disk_has_locks(path):
                continue
            lock.acquire()
            release_and_remove(lock)


def release_and_remove(lock: filelock.BaseFileLock) -> None:
    """Free a lock and remove its file, still under the lock where the system allows that."""
    # The name goes first, so that no other run waits for the lock of a file that is gone.
    if os.name == "nt":  # Windows removes no file that is open
        lock.release()
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink()
    lock.release()
