"""An invented council's scorecard, open in a pretended Excel."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.addin.commands.clicking import Desk, desk
from tests.support.books import a_csv
from tests.support.scorecards import LAYOUT, PERIOD, council_desk

SCORES = "Score 24-25"
WITH_PERIOD = f'period = "{PERIOD}"\n{LAYOUT}'


def own(folder: Path, layout: str = WITH_PERIOD) -> Desk:
    """The scorecard open, with the actual of its first measure selected."""
    opened = desk(council_desk(folder, layout=layout))
    opened.select(SCORES, "I6")
    return opened


def save(opened: Desk) -> None:
    """Save the workbook, as the officer does."""
    opened.path.write_bytes(opened.saved().read_bytes())
    opened.model.saved = True


def looks(path: Path) -> dict[str, tuple[object, str]]:
    """Value and fill of each cell of the scores."""
    sheet = openpyxl.load_workbook(path)[SCORES]
    return {cell.coordinate: (cell.value, _fill(cell)) for row in sheet for cell in row}


def _fill(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:].upper() if cell.fill.fill_type else ""


def actuals(folder: Path) -> Path:
    """A file of three actuals, of which two have another status than before."""
    rows = [{"Ref": "EN1", "Actual": "46%"}, {"Ref": "EN2", "Actual": "55"}]
    return a_csv(folder / "actuals.csv", *rows, {"Ref": "EN3", "Actual": "31"})
