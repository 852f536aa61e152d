"""The commands that put kpibook or one of its packages back, for the way it was installed.

Tried with uv 0.13.9: a second ``uv tool install`` leaves a missing file missing; ``uv tool install
--reinstall kpibook`` looks for the name on a package index, where kpibook is not; and ``uv tool
upgrade`` needs the wheel where it was at the first install. ``uv pip install`` on the environment's
Python needs none of these, and an environment of uv has no pip.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from kpibook.files.reading import read_regular

X64_PYTHON = "cpython-3.12-windows-x86_64-none"
"""uv's name for a Python for x64 processors, which Windows on ARM runs too."""

_RECEIPT = "uv-receipt.toml"
_SETTINGS = "pyvenv.cfg"


def package_command(interpreter: Path, requirement: str, *, restore: bool = False) -> str:
    """Return the command that installs a package into the environment of `interpreter`.

    Args:
        interpreter: The Python.
        requirement: The package, as in ``xlwings==0.37.8``.
        restore: True to write files again that are missing from an installed package.
    """
    if "uv" in environment_settings(interpreter):
        again = "--reinstall --no-deps " if restore else ""
        return f'uv pip install --python "{interpreter}" {again}{requirement}'
    again = "--force-reinstall --no-deps " if restore else ""
    return f'"{interpreter}" -m pip install {again}{requirement}'


def wheel_command(interpreter: Path, version: str, python: str = "--managed-python") -> str:
    """Return the command that installs kpibook from its wheel, in place of an earlier install.

    Args:
        interpreter: The Python of the earlier install, whose record names the wheel.
        version: The version of kpibook, for the wheel's name where no record names it.
        python: The option that says which Python to take: one of uv's, never that of the Store.
    """
    wheel = _wheel_of(interpreter) or Path(f"kpibook-{version}-py3-none-any.whl")
    return f'uv tool install --reinstall {python} "{wheel}"'


def environment_settings(interpreter: Path) -> dict[str, str]:
    """Return the settings of the environment of `interpreter`; {} if it is in none."""
    for folder in (interpreter.parent.parent, interpreter.parent):
        try:
            text = read_regular(folder / _SETTINGS).decode("utf-8", errors="replace")
        except OSError:
            continue
        pairs = (line.partition("=") for line in text.splitlines())
        return {key.strip().casefold(): value.strip() for key, _, value in pairs}
    return {}


def _wheel_of(interpreter: Path) -> Path | None:
    """Return the wheel that uv's record of a tool names; None if it is not there any more."""
    try:
        receipt = tomllib.loads(read_regular(interpreter.parent.parent / _RECEIPT).decode("utf-8"))
        named = (Path(str(r["path"])) for r in receipt["tool"]["requirements"] if "path" in r)
        return next((wheel for wheel in named if wheel.is_file()), None)
    except (OSError, ValueError, KeyError, TypeError):
        return None
