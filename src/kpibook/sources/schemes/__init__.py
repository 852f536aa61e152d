"""Built-in schemes, a TOML file for each, and the reader of a scheme file."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.rules.scheme_copy import SchemeCopy
from kpibook.domain.rules.scheme_file import scheme_from
from kpibook.errors import Location, SchemeError
from kpibook.files.bare_name import file_within, is_bare_name, looks_like_path
from kpibook.files.reading import read_regular, unreadable
from kpibook.sources.schemes.standard import STANDARD

DEFAULT = "standard"

LARGEST = 1_000_000
"""Most bytes of a scheme file or of ``kpibook.toml``; a scheme has a few thousand."""

_ENDING = ".toml"
_BUILT_IN = Path(__file__).parent


def built_in() -> list[str]:
    """Return the keys of the schemes that come with kpibook, in alphabetical order."""
    return sorted(file.stem for file in _BUILT_IN.glob(f"*{_ENDING}"))


def load_scheme(name: str | Path = DEFAULT) -> Scheme:
    """Return the scheme of that key, or in that TOML file, as a person or a program names it.

    A name in a workbook or in ``kpibook.toml`` goes through `scheme_in_folder`.

    Args:
        name: A built-in key ("standard"), or a path that ends in ``.toml``.

    Raises:
        SchemeError: No such scheme, or the file is not a valid scheme.
    """
    if str(name).casefold().endswith(_ENDING):
        return _from_file(Path(name), str(name))
    key = str(name).strip().casefold()
    scheme = _built_in_scheme(key)
    if scheme is None:
        raise SchemeError(
            f"there is no scheme named '{str(name)[:40]}'.",
            code="scheme-unknown",
            fix=_nearest(key),
        )
    return scheme


@lru_cache(maxsize=8)  # the workbooks of a consolidation name the same few
def _built_in_scheme(key: str) -> Scheme | None:
    if key == DEFAULT:
        return scheme_from(STANDARD, f"{key}{_ENDING}")
    if key not in built_in():
        return None
    import tomllib

    text = (_BUILT_IN / f"{key}{_ENDING}").read_text(encoding="utf-8")
    return scheme_from(tomllib.loads(text), f"{key}{_ENDING}")


def scheme_in_folder(name: str, folder: Path, copy: SchemeCopy | None = None) -> Scheme:
    """Return the scheme that a file in `folder` names: a built-in key, or a scheme file next to it.

    Args:
        name: A built-in key, or the bare name of a ``.toml`` file of that folder, never a path.
        folder: The folder of the workbook or settings file that names it.
        copy: The copy of a scheme file that the workbook keeps. A sound copy of a file of that name
            is used whatever the file says, so that a workbook is rated the same everywhere.

    Raises:
        SchemeError: ``scheme-place`` for a path or a link out of the folder, about which nothing
            else is said; ``scheme-copy-damaged`` for a copy that was changed, without the file;
            otherwise as for `load_scheme`.
    """
    path = scheme_path(name, folder)
    if path is None:
        return load_scheme(name)
    if copy is not None and copy.is_of(name):
        if copy.is_sound:
            return _from_text(_within_bounds(copy), copy.file)
        if not path.exists():
            raise _damaged()
    return _from_file(path, str(folder / name.strip()))


def file_text(name: str, folder: Path) -> str | None:
    """Return the text of the scheme file that a file in `folder` names; None for a built-in key.

    Raises:
        SchemeError: As for `scheme_in_folder`; the file is missing or is not text.
    """
    path = scheme_path(name, folder)
    return None if path is None else _text_of(path, str(folder / name.strip()))


def _within_bounds(copy: SchemeCopy) -> str:
    if len(copy.text.encode("utf-8", "replace")) > LARGEST:
        raise _damaged()
    return copy.text


def _damaged() -> SchemeError:
    return SchemeError(
        "the workbook's copy of the scheme is not as it was copied, so it is not used.",
        code="scheme-copy-damaged",
        why="Its text does not have the hash that is noted next to it.",
        fix="Put the scheme's file next to the workbook and run `kpibook scheme keep`, or take an "
        "earlier copy of the workbook.",
    )


def scheme_path(name: str, folder: Path) -> Path | None:
    """Return the path of the scheme file that a file in `folder` names; None for another name.

    Raises:
        SchemeError: ``scheme-place``, as for `scheme_in_folder`. Nothing has been opened.
    """
    bare = name.strip()
    if not bare.casefold().endswith(_ENDING):
        if looks_like_path(bare):
            raise _elsewhere()
        return None
    path = file_within(folder, bare) if is_bare_name(bare) else None
    if path is None:
        raise _elsewhere()
    return path


def _elsewhere() -> SchemeError:
    return SchemeError(
        "a scheme's file has to be in the same folder, and is named without its path.",
        code="scheme-place",
        why="A path in a file from elsewhere chooses what is read on this computer.",
        fix="Put the file next to the workbook, and enter its name alone, such as our-scheme.toml.",
    )


def _nearest(key: str) -> str:
    import difflib

    close = difflib.get_close_matches(key, built_in(), n=1, cutoff=0.6)
    guess = f"Did you mean '{close[0]}'? " if close else ""
    return f"{guess}`kpibook scheme list` names them all; 'standard' is kpibook's own."


def _from_file(path: Path, where: str) -> Scheme:
    return _from_text(_text_of(path, where), where)


def _text_of(path: Path, where: str) -> str:
    try:
        return read_regular(path, LARGEST).decode("utf-8-sig")
    except OSError as error:
        raise unreadable(error, where, SchemeError) from error
    except UnicodeDecodeError as error:
        raise SchemeError(
            "is not text in UTF-8.",
            code="file-unreadable",
            where=where,
            fix="Save it as UTF-8 in a text editor.",
        ) from error


def _from_text(text: str, where: str) -> Scheme:
    import tomllib

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also huge integers and deep nesting
        raise SchemeError(
            f"is not valid TOML: {error}.", code="scheme-syntax", where=where
        ) from error
    return _with_line(data, where, text)


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
