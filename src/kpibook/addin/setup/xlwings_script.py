"""xlwings' script, through which Excel on a Mac starts Python from its sandbox."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.addin.setup.paths import SCRIPT


def xlwings_script() -> Path:
    """Return the path of the script in xlwings' package."""
    # find_spec does not import xlwings, which would import pandas as well.
    spec = importlib.util.find_spec("xlwings")
    folders = (spec.submodule_search_locations if spec else None) or []
    return Path(next(iter(folders))) / SCRIPT.format(wanted_xlwings())
