"""Reading the Windows registry, where Office and Defender keep what an organisation allows."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

CURRENT_USER = "HKEY_CURRENT_USER"
LOCAL_MACHINE = "HKEY_LOCAL_MACHINE"

OFFICE = "16.0"
"""What Office calls itself in the registry: 2016, 2019, 2021, 2024 and Microsoft 365 alike. The
versions before it have another number and are out of support, and xlwings' ribbon with them."""


class Registry(Protocol):
    """Somewhere values can be read; nothing here can write one."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """The value `name` under `key`, case ignored as Windows does; None if there is none."""


class WindowsRegistry:
    """The registry of this computer; empty on any other system."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """The value; None also for a key that this person may not read."""
        if sys.platform != "win32":
            return None
        import winreg

        # Policies lie in the 64-bit half, which a 32-bit Python would not be shown by default.
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
                found: object = winreg.QueryValueEx(opened, name)[0]
        except OSError:
            return None
        return found


@dataclass(frozen=True)
class RegistryValues:
    r"""A registry written down: `{(hive, key): {name: value}}`.

    >>> values = RegistryValues({("HKEY_CURRENT_USER", r"Software\A"): {"On": 1}})
    >>> values.value("HKEY_CURRENT_USER", r"SOFTWARE\a", "on")
    1
    """

    values: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)

    def value(self, hive: str, key: str, name: str) -> object | None:
        """The value that was written down; None if there is none."""
        for (its_hive, its_key), under in self.values.items():
            if (its_hive, its_key.casefold()) == (hive, key.casefold()):
                return next((v for n, v in under.items() if n.casefold() == name.casefold()), None)
        return None


def number(value: object | None) -> int | None:
    """A value as a number: policies are stored as numbers by some tools, as text by others.

    >>> number("1"), number(6), number("on"), number(None)
    (1, 6, None, None)
    """
    try:
        return int(str(value), 0)
    except ValueError:
        return None
