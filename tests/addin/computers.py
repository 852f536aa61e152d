"""Computers to install on: folders in a temporary folder, as Windows or a Mac has them.

Their Python is a small script that starts this one, so that what Excel would start really runs.
"""

from __future__ import annotations

import base64
import hashlib
import io
import shlex
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.registry import RegistryValues
from kpibook.addin.machine.requirements import wanted_xlwings

DLL = b"MZ"
"""What is in xlwings' DLL on these computers."""

VALUES = Mapping[tuple[str, str], Mapping[str, object]]


def an_addin(macros: bytes = b"macros", *, signed: bool = False, more: bytes = b"") -> bytes:
    """A file as far as install looks into one: a package with a VBA project, perhaps signed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(zipfile.ZipInfo("[Content_Types].xml"), b"<Types/>" + more)
        parts.writestr(zipfile.ZipInfo("xl/vbaProject.bin"), macros)
        if signed:
            parts.writestr(zipfile.ZipInfo("xl/vbaProjectSignatureV3.bin"), b"signature")
    return buffer.getvalue()


def a_python(folder: Path, name: str, packages: Path | None = None) -> Path:
    """A file that can be started as Python is, and is this one; it looks into `packages` first."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    first = f"PYTHONPATH={shlex.quote(str(packages))} " if packages else ""
    program.write_text(f'#!/bin/sh\n{first}exec "{sys.executable}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def a_record(
    packages: Path, files: Mapping[str, bytes], name: str = "xlwings", version: str = ""
) -> None:
    """Put down the record of a package, as an installer does: its files by relative path."""
    version = version or wanted_xlwings()
    folder = packages / f"{name}-{version}.dist-info"
    folder.mkdir(parents=True, exist_ok=True)
    about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (folder / "METADATA").write_text(about, encoding="utf-8")
    rows = []
    for path, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")
        rows.append(f"{path},sha256={digest},{len(data)}\n")
    (folder / "RECORD").write_text("".join(rows), encoding="utf-8")


def a_pc(
    tmp_path: Path, user: str = "Siân", policies: VALUES | None = None, **more: Any
) -> Machine:
    """A Windows computer: kpibook in an environment of its own, with xlwings' DLLs."""
    home = tmp_path / "Users" / user
    environment = home / "AppData" / "Local" / "uv tools" / "kpibook"
    packages = environment / "Lib" / "site-packages"
    python = a_python(environment / "Scripts", "python.exe", packages)
    (environment / "Scripts" / "pythonw.exe").write_bytes(b"")
    dlls = [f"xlwings{bits}-{wanted_xlwings()}.dll" for bits in (32, 64)]
    for dll in dlls:
        (environment / dll).write_bytes(DLL)
    a_record(packages, {f"../../{dll}": DLL for dll in dlls})
    packaged = tmp_path / "packaged.xlam"
    packaged.write_bytes(an_addin())
    known = Machine(
        platform="win32",
        env={"APPDATA": str(home / "AppData" / "Roaming"), "USERPROFILE": str(home)},
        executable=python,
        registry=RegistryValues(policies or {}),
        has=lambda _module: True,
        helper_runs=lambda: True,
        packaged=packaged,
        config_encoding="cp1252",
        batch_encoding="cp850",
    )
    return replace(known, **more)


def a_mac(tmp_path: Path, **more: Any) -> Machine:
    """A Mac on which Excel has been started once."""
    home = tmp_path / "Users" / "sian"
    (home / "Library/Group Containers/UBF8T346G9.Office/User Content.localized").mkdir(parents=True)
    (home / "Library/Containers/com.microsoft.Excel/Data").mkdir(parents=True)
    packaged = tmp_path / "packaged.xlam"
    packaged.write_bytes(an_addin())
    known = Machine(
        platform="darwin",
        env={"HOME": str(home)},
        executable=a_python(home / ".local/share/uv/tools/kpibook/bin", "python3"),
        registry=RegistryValues(),
        has=lambda _module: True,
        packaged=packaged,
    )
    return replace(known, **more)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file under `folder`, by its path within."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
