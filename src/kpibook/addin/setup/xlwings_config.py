"""The configuration that xlwings' runtime in the add-in reads: the Python to start, and how.

VBA reads it pair by pair with `Input #` and takes the first pair whose name matches, so ours go
first: a foreign line that is not a pair would shift all that follow it. All other lines keep
their bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.errors import AddinError
from kpibook.on_use.regex import regex

INTERPRETER_WINDOWS = "INTERPRETER_WIN"
INTERPRETER_MAC = "INTERPRETER_MAC"
WORKBOOK_ON_PATH = "ADD_WORKBOOK_TO_PYTHONPATH"
USE_SERVER = "USE UDF SERVER"
OWN_SERVER = "DEBUG UDFS"

_PAIR = regex(rb'\s*"?([^",\r\n]*)"?\s*,\s*"?([^"\r\n]*)"?')
_UNSAFE_ON_MAC = regex(r"[^A-Za-z0-9_@%+=./-]")
_UNSAFE_ON_WINDOWS = regex(r'["\r\n]|%[^%\\/]+%')


def settings(machine: Machine, interpreter: Path, *, helper: bool) -> dict[str, str]:
    """Return kpibook's settings, with the runtime's names for them.

    Args:
        machine: The computer, whose system decides which setting names the Python.
        interpreter: The full path of the Python: a bare name would be looked up on the PATH.
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
        # next to a workbook would run in place of Python's own.
        WORKBOOK_ON_PATH: "False",
        USE_SERVER: str(helper),
        OWN_SERVER: str(helper),
    }


def check_letters(machine: Machine, path: Path) -> None:
    """Refuse a path with letters that VBA cannot read from a file or open a file with.

    Raises:
        AddinError: ``path-outside-code-page``.
    """
    text = str(path)
    try:
        text.encode(machine.config_codec)
    except UnicodeEncodeError as error:
        raise AddinError(
            f"the path {text} holds a letter ({text[error.start]!r}) that Excel's macros cannot "
            "read here.",
            code="path-outside-code-page",
            why=f"Macros read files in this computer's code page ({machine.config_codec}).",
            fix="Install kpibook in a folder whose path has plain letters only (with uv, set "
            "UV_TOOL_DIR to one first), or use the command line.",
        ) from error


def check_home(machine: Machine, config: Path) -> None:
    """Refuse a home folder that VBA cannot open, since the configuration is in it.

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
    """Refuse a path with characters that mean something to VBA, the runtime or the shell.

    Raises:
        AddinError: ``path-not-usable``.
    """
    text = str(path)
    # On a Mac xlwings' script gives the path to a shell without quotation marks; on Windows the
    # runtime quotes it, but replaces a name between two percent signs.
    bad = _UNSAFE_ON_MAC.search(text) if machine.is_mac else _UNSAFE_ON_WINDOWS.search(text)
    if bad:
        plain = "plain path without spaces" if machine.is_mac else "plain path"
        raise AddinError(
            f"the path {text} holds {bad.group()!r}, which Excel cannot pass on to Python.",
            code="path-not-usable",
            fix=f"Install kpibook in a folder with a {plain}, and run this again from there.",
        )


def value_of(data: bytes, key: str, encoding: str) -> str | None:
    """Return the value the runtime reads for `key`, from the first pair of that name in any case.

    None if the file has no such pair.

    >>> value_of(b'"Interpreter_Mac","/usr/local/bin/python3"', "INTERPRETER_MAC", "ascii")
    '/usr/local/bin/python3'
    """
    raw = next((value for name, value in _pairs(data) if name == key.casefold()), None)
    return None if raw is None else raw.decode(encoding, errors="replace")


def with_settings(data: bytes, wanted: Mapping[str, str], machine: Machine) -> bytes:
    """Return the file with `wanted` first, no other pair of those names, and all other lines."""
    end = "\r\n" if machine.is_windows else "\n"
    lines = [f'"{key}","{value}"{end}' for key, value in wanted.items()]
    return "".join(lines).encode(machine.config_codec) + without(data, set(wanted))


def without(data: bytes, keys: AbstractSet[str]) -> bytes:
    """Return the file without the pairs of those names."""
    dropped = {key.casefold() for key in keys}
    return b"".join(line for line in data.splitlines(keepends=True) if _name(line) not in dropped)


def _pairs(data: bytes) -> list[tuple[str, bytes]]:
    matches = (_PAIR.match(line) for line in data.splitlines())
    return [(_folded(pair[1]), pair[2]) for pair in matches if pair]


def _name(line: bytes) -> str:
    pair = _PAIR.match(line)
    return _folded(pair[1]) if pair else ""


def _folded(name: bytes) -> str:
    return name.decode("ascii", errors="replace").strip().casefold()
