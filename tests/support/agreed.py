"""Workbooks whose return is a draft, agreed, or was changed since it was agreed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kpibook.services.paths.output import Destination
from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file
from tests.support.books import cell_under, typed
from tests.support.returns import a_return

ASKED = SignOffAsked("Head of Service", date(2022, 1, 12), "2")
AGREED = "Agreed by Head of Service on 12th January 2022 (version 2)"
DRAFT, CHANGED = "Draft: not yet agreed", "Draft: changed since it was agreed"


def signed(path: Path) -> Path:
    """The workbook signed off in place."""
    sign_off_file(path, ASKED, Destination(in_place=True))
    return path


def changed(path: Path, ref: str = "HR.02") -> Path:
    """The workbook with another commentary of a measure."""
    return typed(path, {cell_under(path, "Commentary", ref): "Two posts are vacant."})


def in_three_states(folder: Path) -> dict[str, Path]:
    """A workbook of two measures in each state, by its state in words."""
    books = {
        state: a_return(
            folder / f"{directorate}.xlsx".casefold(),
            {"Ref": "HR.01", "Target": "85%", "Actual": "90.5%"},
            {"Ref": "HR.02", "Target": "80%", "Actual": "60%"},
            directorate=directorate,
        )
        for state, directorate in ((DRAFT, "Adults"), (AGREED, "Housing"), (CHANGED, "Roads"))
    }
    signed(books[AGREED])
    changed(signed(books[CHANGED]))
    return books
