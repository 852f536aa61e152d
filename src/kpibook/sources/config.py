"""Configuration file ``kpibook.toml``: a council's settings for all commands."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kpibook.domain.wording import nearest
from kpibook.errors import SchemeError
from kpibook.sources.schemes import DEFAULT

NAME = "kpibook.toml"
_KEYS = ("scheme",)


def configured_scheme(folder: Path) -> str:
    """Return the scheme named in ``kpibook.toml`` of a folder; `standard` if there is no such file.

    Returns:
        The key of a built-in scheme, or the name of a scheme file in the same folder, as written.

    Raises:
        SchemeError: The file is not valid TOML, or has a key that kpibook does not know.
    """
    path = folder / NAME
    if not path.is_file():
        return DEFAULT
    try:
        # utf-8-sig, as Notepad puts a byte order mark at the start, which TOML does not allow.
        settings = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SchemeError(
            f"cannot be read: {error}.", code="config-unreadable", where=NAME
        ) from error
    for key in settings:
        if key not in _KEYS:
            raise SchemeError(
                f"'{key[:40]}' is not something kpibook knows.",
                code="config-unknown",
                where=NAME,
                fix=nearest(key, _KEYS),
            )
    name = settings.get("scheme", DEFAULT)
    if not isinstance(name, str) or not name.strip():
        raise SchemeError(
            "'scheme' is not text.", code="config-unknown", where=NAME, fix='Write scheme = "...".'
        )
    return name
