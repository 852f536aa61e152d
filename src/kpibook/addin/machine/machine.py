"""The computer an add-in is put on: each thing install and status ask of it, as a value."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kpibook.addin.machine.helper_process import is_running
from kpibook.addin.machine.registry import Registry, WindowsRegistry

WINDOWS, MAC = "win32", "darwin"


def _version(package: str) -> str | None:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None


def _has(module: str) -> bool:
    return importlib.util.find_spec(module) is not None


@dataclass(frozen=True)
class Machine:
    """A computer, as far as the add-in is concerned; `Machine()` is this one.

    Attributes:
        platform: `win32`, `darwin`, or another that has no Excel.
        env: Environment variables.
        executable: The Python that runs this, which Excel is to start as well.
        registry: Where policies are read; empty away from Windows.
        version_of: A distribution's installed version; None if it is not installed.
        has: Whether a module can be imported.
        helper_runs: Whether a helper of this person's is running.
        packaged: The add-in file that comes with kpibook.
        config_encoding: Codec of the configuration file; "" for the system's.
        batch_encoding: Codec of a .cmd file; "" for the system's.
    """

    platform: str = sys.platform
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    executable: Path = field(default_factory=lambda: Path(sys.executable))
    registry: Registry = field(default_factory=WindowsRegistry)
    version_of: Callable[[str], str | None] = _version
    has: Callable[[str], bool] = _has
    helper_runs: Callable[[], bool] = is_running
    packaged: Path = field(default_factory=lambda: Path(__file__).parents[1] / "kpibook.xlam")
    config_encoding: str = ""
    batch_encoding: str = ""

    @property
    def is_windows(self) -> bool:
        """Whether this is Windows, where worksheet functions and policies are."""
        return self.platform == WINDOWS

    @property
    def is_mac(self) -> bool:
        """Whether this is a Mac."""
        return self.platform == MAC

    @property
    def config_codec(self) -> str:
        """What VBA's `Input #` reads a file in.

        On Windows the code page for programs that are not Unicode (1252 in Britain). What it is
        on a Mac is written down nowhere we could find, so only ASCII goes there.
        """
        return self.config_encoding or ("mbcs" if self.is_windows else "ascii")

    @property
    def batch_codec(self) -> str:
        """What the command prompt reads a .cmd file in: its code page, 850 in Britain."""
        return self.batch_encoding or ("oem" if self.is_windows else "ascii")
