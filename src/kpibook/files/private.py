"""Folders of the person who runs kpibook, which no other user can read or write."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from kpibook.errors import SaveError
from kpibook.files.own_files import is_own_folder

_OWNER_ONLY = 0o700


def temporary_folder() -> Path:
    """Return the folder for the person's temporary files: TMPDIR, or TEMP on Windows, if set.

    Otherwise ``/var/tmp`` where there is one: ``/tmp`` is often in memory, and rows may be many.
    Others may be able to write into it, as into ``/tmp``: what is made in it is for its owner
    alone, under a name that cannot be guessed.

    Raises:
        SaveError: ``scratch-failed`` where there is none.
    """
    large = Path("/var/tmp")  # noqa: S108 what is made in it has a secret name and mode 0700
    if os.name != "nt" and not os.environ.get("TMPDIR") and os.access(large, os.W_OK | os.X_OK):
        return large
    try:
        return Path(tempfile.gettempdir())
    except OSError as error:
        raise SaveError(
            "there is no folder for temporary files.",
            code="scratch-failed",
            fix="Set TMPDIR (on Windows TEMP) to a folder that you may write into.",
        ) from error


def state_path(name: str = "") -> Path:
    """Return the path of a folder among the person's own files, whether it is there or not.

    Args:
        name: What is kept in it; "" for the folder that holds all of them.
    """
    from platformdirs import user_state_path

    return user_state_path("kpibook", appauthor=False) / name


def state_folder(name: str) -> Path:
    """Return a folder among the person's own files, made if need be, that only they can open.

    Args:
        name: What is kept in it, such as "journals".

    Raises:
        SaveError: ``state-folder`` when it cannot be made, is a link, or belongs to another user.
    """
    folder = state_path(name)
    home = state_path()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for own in (home, folder):
            _make_private(own)
    except OSError as error:
        raise _refused(folder, error.strerror or type(error).__name__) from error
    return folder


def is_private(path: Path) -> bool:
    """Return True if a path lies among the person's own files for kpibook."""
    return state_path() in path.parents


def _make_private(folder: Path) -> None:
    if not is_own_folder(folder):
        raise _refused(folder, "it is a link, or belongs to another user")
    if os.name != "nt" and stat.S_IMODE(folder.lstat().st_mode) != _OWNER_ONLY:
        folder.chmod(_OWNER_ONLY)


def _refused(folder: Path, reason: str) -> SaveError:
    return SaveError(
        f"kpibook's own folder cannot be used ({reason}).",
        code="state-folder",
        where=str(folder),
        fix="Ask the person who looks after your computer.",
    )
