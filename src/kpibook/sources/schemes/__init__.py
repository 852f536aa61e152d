"""Built-in schemes, a TOML file for each, and the reader of a scheme file."""

from __future__ import annotations

import difflib
import re
import tomllib
from importlib import resources
from pathlib import Path
from typing import Any

from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.errors import Location, SchemeError

DEFAULT = "standard"


def built_in() -> list[str]:
    """Return the keys of the schemes that come with kpibook, in alphabetical order."""
    folder = resources.files(__name__)
    return sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )


def load_scheme(name: str | Path = DEFAULT) -> Scheme:
    """Return the scheme of that key, or in that TOML file.

    Args:
        name: A built-in key ("standard"), or a path that ends in ``.toml``.

    Raises:
        SchemeError: No such scheme, or the file is not a valid scheme.
    """
    if str(name).casefold().endswith(".toml"):
        return _from_file(Path(name))
    key = str(name).strip().casefold()
    if key not in built_in():
        raise SchemeError(
            f"there is no scheme named '{str(name)[:40]}'.",
            code="scheme-unknown",
            fix=_nearest(key),
        )
    text = resources.files(__name__).joinpath(f"{key}.toml").read_text(encoding="utf-8")
    return scheme_from(tomllib.loads(text), f"{key}.toml")


def _nearest(key: str) -> str:
    close = difflib.get_close_matches(key, built_in(), n=1, cutoff=0.6)
    guess = f"Did you mean '{close[0]}'? " if close else ""
    return f"{guess}`kpibook scheme list` names them all; 'standard' is kpibook's own."


def _from_file(path: Path) -> Scheme:
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except FileNotFoundError:
        raise SchemeError("there is no such file.", code="file-missing", where=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SchemeError(
            f"cannot be read: {error}.", code="file-unreadable", where=str(path)
        ) from error
    except (ValueError, RecursionError) as error:  # also huge integers and deep nesting
        raise SchemeError(
            f"is not valid TOML: {error}.", code="scheme-syntax", where=str(path)
        ) from error
    return _with_line(data, str(path), text)


def _with_line(data: dict[str, Any], where: str, text: str) -> Scheme:
    """Return the scheme; an error in it names its line if the line can be found."""
    try:
        return scheme_from(data, where)
    except SchemeError as error:
        line = _line_of(error.what, text)
        location = Location(where, line=line) if line else error.where
        raise SchemeError(
            error.what, code=error.code, where=location, why=error.why, fix=error.fix
        ) from error


def _line_of(what: str, text: str) -> int | None:
    """Return the number of the line that a message is about; None if it cannot be found."""
    # tomllib does not keep line numbers, so the line is searched for by the names in the message.
    table = re.search(r"\[([\w.]+)\]", what)
    name = re.search(r"'([\w.]+)'", what)
    in_table = table is None
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.split("#", 1)[0].strip()
        if table is not None and content == f"[{table[1]}]":
            if name is None:
                return number
            in_table = True
        elif in_table and name is not None:
            key = name[1].rsplit(".", 1)[-1]
            if content.split("=", 1)[0].strip() == key or content == f"[{name[1]}]":
                return number
    return None
