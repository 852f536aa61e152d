"""Writes and deletions of the add-in's files, each in a single step or refused with a reason."""

from __future__ import annotations

import contextlib
from pathlib import Path

from kpibook.addin.setup.addin_file import is_marked
from kpibook.addin.setup.install_record import digest_of
from kpibook.errors import AddinError, SaveError
from kpibook.files.atomic import atomic_write, check_target
from kpibook.files.reading import read_regular

_MAC_FOLDERS = frozenset({"Containers", "Group Containers", "Application Scripts"})
_IN_USE = frozenset({"workbook-open", "workbook-locked"})
_CLOSE_EXCEL = (
    "Save your work, close every Excel window (Task Manager shows a hidden one), and run this "
    "again."
)
_ASK_IT = "If no Excel runs, you may not write there: ask IT."
_LEFT_BEHIND = "If no Excel runs, one that crashed left '~${}' next to it: delete that."


def read_if_there(path: Path) -> bytes:
    """Return the bytes of a file; b"" if it does not exist.

    Raises:
        AddinError: ``file-unreadable``, so that its contents are never taken for empty, and
            ``mac-folder-refused`` for a folder of Excel's that macOS keeps from this program.
    """
    try:
        # Not before the try: macOS may refuse even to say whether there is a file.
        return read_regular(path) if path.is_file() else b""
    except OSError as error:
        if isinstance(error, PermissionError) and _MAC_FOLDERS & set(path.parts):
            raise AddinError(
                "A Mac does not let this program read Excel's folder.",
                code="mac-folder-refused",
                where=str(path),
                why="Excel's settings and start-up folder belong to Excel, and macOS asks once "
                "whether another program may read them.",
                fix="Run this again and choose Allow. If macOS does not ask, turn on Full Disk "
                "Access for Terminal in System Settings, Privacy & Security, and run it again; "
                "turn it off afterwards.",
            ) from error
        raise AddinError(
            f"what is there cannot be read ({error.strerror}), so it is not replaced.",
            code="file-unreadable",
            where=path.name,
            fix="Close what has it open, and run this again.",
        ) from error


def put(path: Path, data: bytes, *, opened_at_start: bool = False) -> bool:
    """Write a file of the add-in in a single step, unless it holds `data` already.

    A file that is written again has no mark of the internet.

    Args:
        path: The file.
        data: Its new contents.
        opened_at_start: True for a folder whose files Excel or Windows opens at its start, where
            even a temporary file must not appear.

    Returns:
        True if the file was written.

    Raises:
        AddinError: ``addin-in-use``.
        SaveError: It cannot be written for another reason; the file is unchanged.
    """
    if read_if_there(path) == data and not is_marked(path):
        return False
    # A file in the folder's place raises this; the write below then says so in our words.
    with contextlib.suppress(FileExistsError):
        path.parent.mkdir(parents=True, exist_ok=True)
    # `above` puts the temporary file into the parent folder: Excel opens all files of XLSTART.
    try:
        atomic_write(path, lambda stream: stream.write(data), above=opened_at_start)
    except SaveError as error:
        raise _in_excels_words(error, path) from error
    return True


def check_free(path: Path) -> None:
    """Refuse a file that could not be replaced, before anything is changed.

    Raises:
        AddinError: ``addin-in-use``, ``addin-read-only``.
        SaveError: ``not-a-file``, a folder in the way.
    """
    if path.parent.is_dir():
        try:
            check_target(path)
        except SaveError as error:
            raise _in_excels_words(error, path) from error


def take_out(path: Path, digest: str) -> bool:
    """Delete a file if its SHA-256 is still `digest`.

    Returns:
        True if it was deleted.

    Raises:
        AddinError: ``addin-in-use``.
    """
    if not digest or digest_of(path) != digest:
        return False
    try:
        path.unlink()
    except PermissionError as error:
        raise _in_use_error(path) from error
    return True


def _in_excels_words(error: SaveError, path: Path) -> AddinError | SaveError:
    """Turn a failed save into an error about Excel if Excel holds the file, else leave it as is."""
    if error.code == "workbook-read-only":
        return AddinError(
            "it is marked read-only.",
            code="addin-read-only",
            where=str(path),
            fix="Take off the mark in its properties, and run this again.",
        )
    if error.code not in _IN_USE:
        return error
    return _in_use_error(
        path, _LEFT_BEHIND.format(path.name) if error.code == "workbook-open" else _ASK_IT
    )


def _in_use_error(path: Path, otherwise: str = _ASK_IT) -> AddinError:
    return AddinError(
        "it is in use, most likely by Excel, or may not be written; it is as it was.",
        code="addin-in-use",
        where=str(path),
        fix=f"{_CLOSE_EXCEL} {otherwise}",
    )
