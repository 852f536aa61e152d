"""The scheme for a worksheet function, by the name in its argument."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import guessed, quoted
from kpibook.errors import SchemeError
from kpibook.files.bare_name import is_local_path
from kpibook.sources.schemes import DEFAULT, built_in, load_scheme
from kpibook.xlsx import CellError


def scheme_named(value: Any) -> Scheme:
    """Return the scheme that a cell names; `standard` for a blank (None).

    A council's scheme file is named by its full path, on this computer or a mapped drive.

    Raises:
        SchemeError: The scheme is unknown or not valid, or its path is not in full.

    >>> scheme_named("Maidstone ").key, scheme_named(None).key
    ('maidstone', 'standard')
    """
    if isinstance(value, CellError):
        raise SchemeError(
            f"the cell shows {value}.",
            code="formula-error",
            where="scheme",
            fix="Put the formula right, or type the scheme's name.",
        )
    name = DEFAULT if value is None else " ".join(str(value).split())
    if not name.casefold().endswith(".toml"):
        return _built_in(name.casefold())
    path = Path(name)
    # Windows logs in to the server of a \\server path by itself: a formula in a workbook from
    # elsewhere must not make it do so.
    if not is_local_path(name):
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


# With the time of the last change as part of the key, so that an edited file is read again.
@functools.lru_cache(maxsize=16)
def _from_file(path: Path, changed: int) -> Scheme:  # noqa: ARG001 part of the cache key
    try:
        return load_scheme(path)
    except SchemeError as error:
        if error.code in ("file-missing", "not-a-file"):
            raise
        # A formula in a workbook from elsewhere chose the file: the cell must not show what is in
        # it.
        raise SchemeError(
            "this file is not a scheme that kpibook can use.",
            code=error.code,
            where="scheme",
            fix="`kpibook scheme check FILE` says what is wrong and where.",
        ) from error
