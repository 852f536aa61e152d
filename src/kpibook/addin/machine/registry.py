"""The Windows registry, read only: Office and Defender keep an organisation's policies there."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

CURRENT_USER = "HKEY_CURRENT_USER"
LOCAL_MACHINE = "HKEY_LOCAL_MACHINE"

OFFICE = "16.0"
"""Office's version number in the registry for 2016, 2019, 2021, 2024 and Microsoft 365. Older
versions have other numbers and are out of support."""


class Registry(Protocol):
    """A registry to read values from; no method writes."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """Return the value `name` under `key`, without regard to case; None if it is not set."""

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """Return every value directly under `key`, by its name; {} if there is no such key."""


class WindowsRegistry:
    """The registry of this computer; empty on a system other than Windows."""

    def value(self, hive: str, key: str, name: str) -> object | None:
        """Return the value; None also for a key that this person may not read."""
        if sys.platform != "win32":
            return None
        import winreg

        # Policies are in the 64-bit view; Windows shows a 32-bit Python the other by default.
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
                value: object = winreg.QueryValueEx(opened, name)[0]
        except OSError:
            return None
        return value

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """Return every value; {} also for a key that this person may not read."""
        if sys.platform != "win32":
            return {}
        import winreg

        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(getattr(winreg, hive), key, 0, access) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                pairs = [winreg.EnumValue(opened, index) for index in range(count)]
        except OSError:
            return {}
        return {name: value for name, value, _ in pairs}


@dataclass(frozen=True)
class RegistryValues:
    r"""A registry as a dictionary: `{(hive, key): {name: value}}`.

    >>> values = RegistryValues({("HKEY_CURRENT_USER", r"Software\A"): {"On": 1}})
    >>> values.value("HKEY_CURRENT_USER", r"SOFTWARE\a", "on")
    1
    """

    held: Mapping[tuple[str, str], Mapping[str, object]] = field(default_factory=dict)

    def value(self, hive: str, key: str, name: str) -> object | None:
        """Return the value, without regard to case; None if it is not set."""
        under = self.values(hive, key).items()
        return next((v for n, v in under if n.casefold() == name.casefold()), None)

    def values(self, hive: str, key: str) -> Mapping[str, object]:
        """Return every value under `key`, without regard to the key's case."""
        wanted = (hive, key.casefold())
        keys = ((its_hive, its_key.casefold()) for its_hive, its_key in self.held)
        pairs = zip(keys, self.held.values(), strict=True)
        return next((under for its_key, under in pairs if its_key == wanted), {})


def number(value: object | None) -> int | None:
    """Convert a value to a number: some tools store policies as numbers, others as text.

    None if it is neither a number nor a text of a number.

    >>> number("1"), number(6), number("on"), number(None)
    (1, 6, None, None)
    """
    try:
        return int(str(value), 0)
    except ValueError:
        return None
