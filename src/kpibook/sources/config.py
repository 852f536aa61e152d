"""Configuration file ``kpibook.toml``: a council's settings for all commands."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from kpibook.domain.wording import nearest
from kpibook.errors import SchemeError
from kpibook.files.bare_name import file_within
from kpibook.files.reading import read_regular
from kpibook.sources.schemes import DEFAULT, LARGEST, scheme_path

NAME = "kpibook.toml"
_KEYS = ("scheme",)


def configured_scheme(folder: Path) -> str:
    """Return the scheme named in ``kpibook.toml`` of a folder; `standard` if there is no such file.

    Returns:
        The key of a built-in scheme, or the bare name of a scheme file in the same folder.

    Raises:
        SchemeError: The file is not valid TOML, has a key that kpibook does not know, or names a
            scheme file in another folder (``scheme-place``).
    """
    if not os.path.lexists(folder / NAME):
        return DEFAULT
    settings = _settings(folder)
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
    scheme_path(name, folder)
    return name.strip()


def _settings(folder: Path) -> dict[str, Any]:
    path = file_within(folder, NAME)
    if path is None:
        raise _unreadable("this is a link to a file in another folder")
    try:
        # utf-8-sig, as Notepad puts a byte order mark at the start, which TOML does not allow.
        return tomllib.loads(read_regular(path, LARGEST).decode("utf-8-sig"))
    except OSError as error:
        raise _unreadable(error.strerror or type(error).__name__) from error
    except UnicodeDecodeError as error:
        raise _unreadable("it is not text in UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise _unreadable(str(error)) from error


def _unreadable(reason: str) -> SchemeError:
    return SchemeError(
        f"cannot be read: {reason}.",
        code="config-unreadable",
        where=NAME,
        fix="Put it right in a text editor, or move it away.",
    )
