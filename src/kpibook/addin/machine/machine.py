"""The computer that the add-in is installed on, as values that a test can set."""

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
    """A computer, as far as the add-in needs to know it; `Machine()` is this computer.

    Attributes:
        platform: `win32`, `darwin`, or another value for a system without Excel.
        env: Environment variables.
        executable: The Python that runs this, which Excel is to start as well.
        registry: The registry with the policies; empty except on Windows.
        version_of: Returns a distribution's installed version; None if it is not installed.
        has: Returns True if a module can be imported.
        helper_runs: Returns True if this person has a helper running.
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
        """True on Windows, the only system with worksheet functions and policies."""
        return self.platform == WINDOWS

    @property
    def is_mac(self) -> bool:
        """True on a Mac."""
        return self.platform == MAC

    @property
    def config_codec(self) -> str:
        """Encoding in which VBA's `Input #` reads a file.

        On Windows the code page for programs that are not Unicode (1252 in Britain). We found no
        document of it for a Mac, so only ASCII is written there.
        """
        return self.config_encoding or ("mbcs" if self.is_windows else "ascii")

    @property
    def batch_codec(self) -> str:
        """Encoding in which the command prompt reads a .cmd file: 850 in Britain, not 1252."""
        return self.batch_encoding or ("oem" if self.is_windows else "ascii")
