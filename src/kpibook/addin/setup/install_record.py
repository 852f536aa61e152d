"""What install put in and what was there before, kept so that uninstall takes out just that."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of the configuration: what we set, and what was set before.

    Attributes:
        ours: The value that install wrote.
        before: The value that was there; None if there was none.
    """

    ours: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What install did.

    Attributes:
        version: The kpibook that did it.
        files: SHA-256 of each file put in, by its path.
        settings: The settings written into the configuration.
        helper: Whether the helper mode was chosen.
        named: Whether the add-in was a file that the person named, not the one in kpibook.
    """

    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    helper: bool = False
    named: bool = False

    def as_bytes(self) -> bytes:
        """The record as it is kept: JSON in ASCII."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode("ascii")


def read_record(path: Path) -> Record | None:
    """The record of the last install; None if there is none or it cannot be read as one."""
    try:
        said = json.loads(path.read_bytes())
        return Record(
            str(said["version"]),
            {str(name): str(digest) for name, digest in said["files"].items()},
            {
                str(key): Setting(str(was["ours"]), _text_or_none(was["before"]))
                for key, was in said["settings"].items()
            },
            bool(said["helper"]),
            bool(said["named"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def digest_of(path: Path) -> str:
    """SHA-256 of a file; "" if there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
