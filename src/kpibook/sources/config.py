"""``kpibook.toml``: what a council says once for all its commands."""

from __future__ import annotations

import tomllib
from pathlib import Path

from kpibook.domain.wording import nearest
from kpibook.errors import SchemeError
from kpibook.sources.schemes import DEFAULT

NAME = "kpibook.toml"
_KNOWN = ("scheme",)


def configured_scheme(folder: Path) -> str:
    """The scheme that ``kpibook.toml`` in a folder names; `standard` where there is no such file.

    Returns:
        The key of a built-in scheme, or the name of a scheme's file beside it, as written.

    Raises:
        SchemeError: The file is not valid TOML, or says something that kpibook does not know.
    """
    path = folder / NAME
    if not path.is_file():
        return DEFAULT
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise SchemeError(
            f"cannot be read: {error}.", code="config-unreadable", where=NAME
        ) from error
    for key in said:
        if key not in _KNOWN:
            raise SchemeError(
                f"'{key[:40]}' is not something kpibook knows.",
                code="config-unknown",
                where=NAME,
                fix=nearest(key, _KNOWN),
            )
    name = said.get("scheme", DEFAULT)
    if not isinstance(name, str) or not name.strip():
        raise SchemeError(
            "'scheme' is not text.", code="config-unknown", where=NAME, fix='Write scheme = "...".'
        )
    return name
