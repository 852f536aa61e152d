"""The record of an install, so that uninstall takes out just that and restores the rest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, field
from pathlib import Path

from kpibook.files.reading import read_regular
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting of the configuration, with its value before install.

    Attributes:
        ours: The value that install wrote.
        before: The value before that; None if it was not set.
    """

    ours: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The record of an install.

    Attributes:
        version: The version of kpibook.
        files: SHA-256 of each installed file, by path.
        settings: The settings written into the configuration.
        helper: True if the helper mode was chosen.
        named: True if the person named the add-in file, so that it is not the one in kpibook.
    """

    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, Setting] = field(default_factory=dict)
    helper: bool = False
    named: bool = False

    def as_bytes(self) -> bytes:
        """Return the record as JSON in ASCII."""
        return (json.dumps(asdict(self), indent=2) + "\n").encode("ascii")


def read_record(path: Path) -> Record | None:
    """Read the record of the last install; None if it is missing or damaged."""
    try:
        fields = json.loads(read_regular(path))
        return Record(
            str(fields["version"]),
            {str(name): str(digest) for name, digest in fields["files"].items()},
            {
                str(key): Setting(str(setting["ours"]), _text_or_none(setting["before"]))
                for key, setting in fields["settings"].items()
            },
            bool(fields["helper"]),
            bool(fields["named"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _text_or_none(value: object) -> str | None:
    return None if value is None else str(value)


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; "" if it is missing or cannot be read."""
    try:
        return hashlib.sha256(read_regular(path)).hexdigest()
    except OSError:
        return ""
