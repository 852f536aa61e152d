"""The scheme that a worksheet function is asked to rate under."""

from __future__ import annotations

import functools
from pathlib import Path, PureWindowsPath
from typing import Any

from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import guessed, quoted
from kpibook.errors import SchemeError
from kpibook.sources.schemes import DEFAULT, built_in, load_scheme
from kpibook.xlsx import CellError


def scheme_named(said: Any) -> Scheme:
    """The scheme that a cell names; `standard` where nothing is said (None).

    A council's own scheme is named by its file's full path. A place on another computer is
    refused: a formula in a workbook from anywhere must not make this computer log in there.

    Raises:
        SchemeError: There is no such scheme, it is not a valid one, or not in such a place.

    >>> scheme_named("Maidstone ").key, scheme_named(None).key
    ('maidstone', 'standard')
    """
    if isinstance(said, CellError):
        raise SchemeError(
            f"the cell shows {said}.",
            code="formula-error",
            where="scheme",
            fix="Put the formula right, or type the scheme's name.",
        )
    name = DEFAULT if said is None else " ".join(str(said).split())
    if not name.casefold().endswith(".toml"):
        return _built_in(name.casefold())
    path = Path(name)
    elsewhere = name[:2].replace("\\", "/") == "//"
    if elsewhere or not (path.is_absolute() or PureWindowsPath(name).is_absolute()):
        raise SchemeError(
            "a scheme's file has to be named in full, on this computer or a mapped drive.",
            code="scheme-place",
            where="scheme",
            fix="Write its path with the drive's letter.",
        )
    return _from_file(path, path.stat().st_mtime_ns if path.is_file() else 0)


@functools.cache
def _built_in(key: str) -> Scheme:
    if key not in built_in():
        raise SchemeError(
            f"there is no scheme named {quoted(key)}.",
            code="scheme-unknown",
            where="scheme",
            fix=f"{guessed(key, built_in())} `kpibook scheme list` names them all.".lstrip(),
        )
    return load_scheme(key)


@functools.lru_cache(maxsize=16)
def _from_file(path: Path, changed: int) -> Scheme:  # noqa: ARG001 a changed file is read again
    return load_scheme(path)
