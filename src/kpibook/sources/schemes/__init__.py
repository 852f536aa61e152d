"""The built-in schemes, one TOML file each, and the reading of any scheme."""

from __future__ import annotations

import tomllib
from importlib import resources
from pathlib import Path

from kpibook.domain.scheme import Scheme, scheme_from
from kpibook.domain.words import nearest
from kpibook.errors import SchemeError

DEFAULT = "standard"


def built_in() -> list[str]:
    """Keys of the schemes that come with kpibook, in alphabetical order."""
    folder = resources.files(__name__)
    return sorted(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )


def load_scheme(name: str | Path = DEFAULT) -> Scheme:
    """The scheme of that key, or in that TOML file.

    Args:
        name: A built-in key ("standard"), or a path that ends in ``.toml``.

    Raises:
        SchemeError: No such scheme, or the file is not a valid one.
    """
    if str(name).casefold().endswith(".toml"):
        return _from_file(Path(name))
    key = str(name).strip().casefold()
    if key not in built_in():
        raise SchemeError(
            f"there is no scheme named '{str(name)[:40]}'.",
            code="scheme-unknown",
            fix=nearest(key, built_in()),
        )
    text = resources.files(__name__).joinpath(f"{key}.toml").read_text(encoding="utf-8")
    return scheme_from(tomllib.loads(text), f"{key}.toml")


def _from_file(path: Path) -> Scheme:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
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
    return scheme_from(data, str(path))
