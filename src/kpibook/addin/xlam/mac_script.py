"""The script through which Excel on a Mac starts Python: xlwings' own, changed as its VBA is.

Excel on a Mac may start a program only through a script in its folder Application Scripts. Ours has
a name of kpibook, since xlwings' own add-ins may have theirs next to it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from kpibook.addin.xlam.exact_changes import Change, changed
from kpibook.files.reading import read_regular

NAME = "kpibook-{}.applescript"
"""The script's file name; the version is that of xlwings."""

OF_XLWINGS = "xlwings-{}.applescript"
"""The name under which an earlier kpibook installed xlwings' own script."""

CHANGES = (
    Change(
        "Modules would be looked for in the current folder, and compiled again at each click; "
        "and xlwings would import pandas, which a click does not use.",
        '" -B -u -W ignore -c \\"import xlwings.utils;xlwings.utils.prepare_sys_path(\'" '
        '& PYTHONPATH & "\');" & ',
        '" -P -u -W ignore -c \\"" & ',
    ),
)


def mac_script(version: str) -> bytes:
    """Return the bytes of the script.

    Args:
        version: The version of xlwings.

    Raises:
        RuntimeChanged: ``xlwings-runtime-changed`` if the installed xlwings has other text.
    """
    # find_spec does not import xlwings, which would import pandas as well.
    spec = find_spec("xlwings")
    folders = (spec.submodule_search_locations if spec else None) or []
    path = Path(next(iter(folders))) / OF_XLWINGS.format(version)
    return changed(read_regular(path).decode(), CHANGES).encode()
