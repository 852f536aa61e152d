"""Opening a workbook's file, and finding a sheet in it, with words for what goes wrong."""

from __future__ import annotations

import os
from pathlib import Path

from kpibook.errors import Location, RefusedEdit
from kpibook.package import foreign, locked, sheetlist
from kpibook.package.container import Container, open_for_reading
from kpibook.package.limits import Limits
from kpibook.package.sheetlist import SheetEntry


def open_container(path: Path, limits: Limits, password: str | None) -> Container:
    """The package in a file, or within one that a password encrypts."""
    if password is None:
        return Container.open(path, limits)
    with open_for_reading(path) as stream:
        if stream.seek(0, 2) > limits.file_size or not foreign.is_encrypted(stream):
            return Container.open(path, limits)
        stream.seek(0)
        return Container.from_bytes(locked.unlock(stream, password, path.name), path.name, limits)


def scratch_container(scratch: str | os.PathLike[str] | bytes, limits: Limits) -> Container:
    """The package of a workbook made to take a sheet from, by its path or its bytes."""
    if isinstance(scratch, bytes):
        return Container.from_bytes(scratch, "the sheet to put in", limits)
    return Container.open(scratch, limits)


def worksheet(entries: list[SheetEntry], name: str, file: str) -> SheetEntry:
    """The worksheet of that name, whatever the case.

    Raises:
        RefusedEdit: ``sheet-missing``, ``sheet-not-cells``, ``sheet-part-missing``.
    """
    entry = next((e for e in entries if e.name.lower() == name.lower()), None)
    if entry is None:
        listed = ", ".join(f"'{entry.name}'" for entry in entries[:10])
        raise RefusedEdit(
            f"there is no sheet named {name!r}.",
            code="sheet-missing",
            where=file,
            fix=f"The sheets are {listed}: rename one of them, or choose one.",
        )
    if entry.kind != sheetlist.WORKSHEET or not entry.part:
        raise _not_cells(entry, file)
    return entry


def _not_cells(entry: SheetEntry, file: str) -> RefusedEdit:
    where = Location(file, sheet=entry.name)
    if entry.kind == sheetlist.WORKSHEET:
        return RefusedEdit(
            "the file lists this sheet but does not hold it.",
            code="sheet-part-missing",
            where=where,
            fix="Open the workbook in Excel, let it repair the file, and save it again.",
        )
    return RefusedEdit(
        f"this is a {entry.kind or 'sheet of an unknown kind'}, which has no cells.",
        code="sheet-not-cells",
        where=where,
        fix="Choose a worksheet.",
    )
