"""The uninstall of the add-in: files from install go, files from elsewhere stay."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from kpibook.addin.kept.store import FOLDER, remove_all
from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.addin_file import described, packaged
from kpibook.addin.setup.file_changes import check_free, put, take_out
from kpibook.addin.setup.install_record import Record, Setting, digest_of, read_record
from kpibook.addin.setup.paths import Places, places
from kpibook.addin.setup.xlwings_config import (
    INTERPRETER_MAC,
    INTERPRETER_WINDOWS,
    OWN_SERVER,
    USE_SERVER,
    WORKBOOK_ON_PATH,
    value_of,
    with_settings,
    without,
)
from kpibook.errors import AddinError
from kpibook.files.private import state_path
from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass

_OURS = (INTERPRETER_WINDOWS, INTERPRETER_MAC, WORKBOOK_ON_PATH, USE_SERVER, OWN_SERVER)


@dataclass(frozen=True, slots=True)
class Uninstalled:
    """The result of an uninstall.

    Attributes:
        removed: Files that were deleted.
        restored: The configuration file, if settings of others remain in it.
        left: Files that were left in place, each with the reason as a sentence.
        kept: How many records and copies, kept for Take back, were deleted.
    """

    removed: tuple[Path, ...]
    restored: Path | None
    left: tuple[tuple[Path, str], ...]
    kept: int = 0


def uninstall(machine: Machine) -> Uninstalled:
    """Take out the files and settings of install; a second time it does nothing.

    Raises:
        AddinError: ``addin-needs-excel``, ``addin-in-use``; nothing has been taken out.
    """
    where = places(machine)
    check_free(where.addin)
    record = read_record(where.record)
    files = dict(record.files) if record else {}
    # Even without a record: a person may have copied the add-in there by hand.
    files.setdefault(str(where.addin), "")
    removed: list[Path] = []
    left: list[tuple[Path, str]] = []
    for path in map(Path, files):
        if not (path.is_file() and where.may_hold(path)):
            continue
        digest = files[str(path)]
        if path == where.addin and _is_ours(machine, path):
            digest = digest_of(path)
        if take_out(path, digest):
            removed.append(path)
        else:
            left.append((path, "It is not the file that kpibook put there. Delete it if you wish."))
    restored = _restore(machine, where, record, removed, left)
    where.record.unlink(missing_ok=True)
    _drop_if_empty(where.config.parent if machine.is_windows else where.record.parent)
    kept = remove_all(state_path(FOLDER))
    return Uninstalled(tuple(removed), restored, tuple(left), len(kept))


def _is_ours(machine: Machine, path: Path) -> bool:
    """Return True if the add-in is of this version, signed or not, even if copied by hand."""
    try:
        ours = described(packaged(machine))
    except AddinError:  # nothing to compare with
        return False
    installed = described(read_regular(path))
    return installed.sha256 == ours.sha256 or installed.is_signed_copy_of(ours)


def _restore(
    machine: Machine,
    where: Places,
    record: Record | None,
    removed: list[Path],
    left: list[tuple[Path, str]],
) -> Path | None:
    """Put the configuration back, except settings that a person has changed since."""
    if not where.config.is_file():
        return None
    now = read_regular(where.config)
    restored = _as_before(
        machine, now, record.settings if record else {}, has_record=record is not None
    )
    if not restored.strip():
        where.config.unlink()
        removed.append(where.config)
        return None
    left.append((where.config, "It holds settings that kpibook did not make."))
    return where.config if put(where.config, restored) else None


def _as_before(
    machine: Machine, data: bytes, settings: Mapping[str, Setting], *, has_record: bool
) -> bytes:
    if not has_record:  # no record: these names in this file serve the add-in alone
        return without(data, set(_OURS))
    ours = {
        key: setting
        for key, setting in settings.items()
        if value_of(data, key, machine.config_codec) == setting.ours
    }
    before = {key: setting.before for key, setting in ours.items() if setting.before is not None}
    return with_settings(without(data, set(ours)), before, machine)


def _drop_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()
