r"""Names of files that a workbook or a settings file may use: a name, never a path.

A path in a file from elsewhere chooses what is read on this computer: ``../../x.toml`` climbs out
of the folder, and Windows logs in to the server of ``\\server\share\x.toml`` by itself. Every rule
holds on every system, because a workbook goes from one system to another.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from kpibook.files.own_files import is_link
from kpibook.on_use.regex import regex

# A slash of either kind, a drive or an NTFS stream (a:b), a variable (%USERPROFILE%), and what no
# file of Windows can have in its name.
_REFUSED = regex(r'[/\\:%<>"|?*]')
_DRIVE = regex(r"[A-Za-z]:[/\\]")
_PATH = regex(r"[/\\:%]")
_VARIABLE_OR_HOME = ("~", "$")
_DEVICE = regex(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
_LONGEST = 255
_LONGEST_PART = 60


def is_bare_name(name: str) -> bool:
    """Return True for the name of a file in whatever folder it is looked for.

    >>> is_bare_name("Our scheme (2026).toml")
    True
    >>> [is_bare_name(n) for n in ("../x.toml", "C:x.toml", "a.toml:b", "NUL.toml", "~x.toml")]
    [False, False, False, False, False]
    """
    return (
        bool(name.strip(" ."))
        and name == name.rstrip(" .")
        and name.isprintable()
        and len(name.encode()) <= _LONGEST
        and not _REFUSED.search(name)
        and not name.startswith(_VARIABLE_OR_HOME)
        and not _DEVICE.fullmatch(name.split(".", 1)[0].strip())
    )


def looks_like_path(name: str) -> bool:
    r"""Return True for a name with a folder, a drive, a stream or a variable in it.

    >>> [looks_like_path(name) for name in ("../../x", r"\\server\x", "C:x", "standard")]
    [True, True, True, False]
    """
    return bool(_PATH.search(name)) or name.startswith(_VARIABLE_OR_HOME)


def is_local_path(path: str) -> bool:
    r"""Return True for a path in full on a drive of this computer, all of whose parts are names.

    >>> is_local_path(r"C:\Users\Ann\our.toml"), is_local_path("/home/ann/our.toml")
    (True, True)
    >>> is_local_path(r"\\server\share\our.toml"), is_local_path("/home/../etc/our.toml")
    (False, False)
    """
    rest = path[3:] if _DRIVE.match(path) else path[1:] if path.startswith("/") else ""
    return bool(rest) and all(is_bare_name(part) for part in re.split(r"[/\\]", rest))


def file_within(folder: Path, name: str) -> Path | None:
    """Return the path of a file in `folder`, links followed; None if it leads out of the folder.

    The name is one that `is_bare_name` accepts. A link within the folder may be followed to another
    file of the same folder. The file need not exist.
    """
    path = folder / name
    try:
        linked = is_link(path.lstat())
    except OSError:
        return path
    if not linked:
        return path
    real = Path(os.path.realpath(path))
    return real if real.parent == Path(os.path.realpath(folder)) else None


def in_file_name(text: str) -> str:
    r"""Return a text as part of a file's name, without what no system takes in one.

    >>> in_file_name("Children's / Adults: scrutiny"), in_file_name("../x")
    ("Children's Adults scrutiny", 'x')
    """
    allowed = "".join(c if c.isprintable() else " " for c in _REFUSED.sub(" ", text))
    return " ".join(allowed.split())[:_LONGEST_PART].strip(" .")
