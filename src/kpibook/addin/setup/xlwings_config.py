"""The configuration that xlwings' runtime inside the add-in reads: which Python to start, and how.

VBA reads it pair by pair with `Input #` and takes the first pair whose name matches, so ours go
first: a line of someone else's that is not a pair would shift all that follow it. Every other
line stays as the bytes it was.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.errors import AddinError

INTERPRETER_WINDOWS = "INTERPRETER_WIN"
INTERPRETER_MAC = "INTERPRETER_MAC"
WORKBOOK_ON_PATH = "ADD_WORKBOOK_TO_PYTHONPATH"
USE_SERVER = "USE UDF SERVER"
OWN_SERVER = "DEBUG UDFS"

_PAIR = re.compile(rb'\s*"?([^",\r\n]*)"?\s*,\s*"?([^"\r\n]*)"?')
_UNSAFE_ON_MAC = re.compile(r"[^A-Za-z0-9_@%+=./-]")
_UNSAFE_ON_WINDOWS = re.compile(r'["\r\n]|%[^%\\/]+%')


def settings(machine: Machine, interpreter: Path, *, helper: bool) -> dict[str, str]:
    """The settings of kpibook, in the runtime's words.

    Args:
        machine: Which system's setting names the Python.
        interpreter: The Python, by its full path: a name would be looked up on the PATH.
        helper: Connect to a helper that is running, for buttons as for functions, and start
            no process from Excel.

    Raises:
        AddinError: See `check_path` and `check_letters`.
    """
    check_letters(machine, interpreter)
    check_path(machine, interpreter)
    key = INTERPRETER_WINDOWS if machine.is_windows else INTERPRETER_MAC
    return {
        key: str(interpreter),
        # True would put the workbook's folder first on Python's path, so that a file json.py
        # beside a workbook would run in place of Python's own.
        WORKBOOK_ON_PATH: "False",
        USE_SERVER: str(helper),
        OWN_SERVER: str(helper),
    }


def check_letters(machine: Machine, path: Path) -> None:
    """Refuse a path with letters that VBA cannot read from a file, or find a file by.

    Raises:
        AddinError: ``path-outside-code-page``.
    """
    said = str(path)
    try:
        said.encode(machine.config_codec)
    except UnicodeEncodeError as error:
        raise AddinError(
            f"the path {said} holds a letter ({said[error.start]!r}) that Excel's macros cannot "
            "read here.",
            code="path-outside-code-page",
            why=f"Macros read files in this computer's code page ({machine.config_codec}).",
            fix="Install kpibook in a folder whose path has plain letters only (with uv, set "
            "UV_TOOL_DIR to one first), or use the command line.",
        ) from error


def check_home(machine: Machine, config: Path) -> None:
    """Refuse a person whose own folder VBA cannot find, and so not the configuration in it.

    Raises:
        AddinError: ``home-outside-code-page``.
    """
    try:
        check_letters(machine, config)
    except AddinError as error:
        raise AddinError(
            error.what,
            code="home-outside-code-page",
            why=f"{error.why} The add-in's settings lie in your own folder, so it could not "
            "find them.",
            fix="Use the command line, which takes any name: kpibook fill, kpibook check, "
            "kpibook return.",
        ) from error


def check_path(machine: Machine, path: Path) -> None:
    """Refuse a path with signs that VBA, the runtime or the shell take as their own.

    On a Mac xlwings' script gives the path to a shell without quotation marks; on Windows the
    runtime quotes it, but replaces a name between two percent signs.

    Raises:
        AddinError: ``path-not-usable``.
    """
    said = str(path)
    bad = _UNSAFE_ON_MAC.search(said) if machine.is_mac else _UNSAFE_ON_WINDOWS.search(said)
    if bad:
        plain = "plain path without spaces" if machine.is_mac else "plain path"
        raise AddinError(
            f"the path {said} holds {bad.group()!r}, which Excel cannot pass on to Python.",
            code="path-not-usable",
            fix=f"Install kpibook in a folder with a {plain}, and run this again from there.",
        )


def value_of(data: bytes, key: str, encoding: str) -> str | None:
    """What the runtime would read for `key`: the first pair with that name, in any case.

    >>> value_of(b'"Interpreter_Mac","/usr/local/bin/python3"', "INTERPRETER_MAC", "ascii")
    '/usr/local/bin/python3'
    """
    found = next((value for name, value in _pairs(data) if name == key.casefold()), None)
    return None if found is None else found.decode(encoding, errors="replace")


def with_settings(data: bytes, wanted: Mapping[str, str], machine: Machine) -> bytes:
    """The file with `wanted` first and no other pair of those names, all else as it was."""
    end = "\r\n" if machine.is_windows else "\n"
    lines = [f'"{key}","{value}"{end}' for key, value in wanted.items()]
    return "".join(lines).encode(machine.config_codec) + without(data, set(wanted))


def without(data: bytes, keys: AbstractSet[str]) -> bytes:
    """The file without the pairs of those names."""
    gone = {key.casefold() for key in keys}
    return b"".join(line for line in data.splitlines(keepends=True) if _name(line) not in gone)


def _pairs(data: bytes) -> list[tuple[str, bytes]]:
    found = (_PAIR.match(line) for line in data.splitlines())
    return [(_folded(pair[1]), pair[2]) for pair in found if pair]


def _name(line: bytes) -> str:
    pair = _PAIR.match(line)
    return _folded(pair[1]) if pair else ""


def _folded(name: bytes) -> str:
    return name.decode("ascii", errors="replace").strip().casefold()
