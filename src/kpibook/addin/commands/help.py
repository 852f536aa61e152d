"""The button Help: kpibook's version, each button's purpose, and the path of the guide."""

from __future__ import annotations

from pathlib import Path

from kpibook.addin.commands.answer import Answer
from kpibook.addin.commands.command_context import Click
from kpibook.version import __version__

#: Each button and its effect, in the order of the ribbon.
BUTTONS = (
    ("Fill", "takes actuals from a file or as typed, rates every measure, makes the return"),
    ("Check", "lists what to put right, each line linked to its cell"),
    ("Return", "makes the return sheet again, from the figures as they are"),
    ("Sign off", "records which post agreed the return, so that what changes since is told"),
    ("Publish", "writes the accessible copy of the return to send"),
    ("Report", "writes the committee report in Word and PDF, in the workbook's folder"),
    ("Consolidate", "puts several directorates' workbooks into one"),
    ("Roll forward", "moves the figures into History and starts the next quarter"),
    ("Measures", "adds a measure to the register, or retires one"),
    ("Explain", "says why the selected measure has its status"),
    ("Take back", "undoes the last button, also after saving; what was typed since stays"),
    ("Settings", "council, directorate, period and scheme"),
    ("Help", "this"),
)

GUIDE = "in-excel.md"
_PACKAGE = Path(__file__).parents[2]
#: A wheel carries the guide inside the package; a checkout has it in docs.
_FOLDERS = (_PACKAGE / "docs", _PACKAGE.parents[1] / "docs")


def help_(click: Click) -> Answer:  # noqa: ARG001 every button is called with its click
    """List the buttons and the guide. Works in any workbook."""
    return Answer(
        (
            f"KPI Book {__version__}",
            "\n".join(f"{button}: {does}." for button, does in BUTTONS),
            f"The guide: {guide_path()}" if guide_path() else "The guide is kpibook's docs folder.",
            "If a button does not work, run `kpibook addin status`: it says what is in the way.",
        )
    )


def guide_path(folders: tuple[Path, ...] = _FOLDERS) -> Path | None:
    """Return the path of the guide to the add-in; None if this copy came without it."""
    return next((folder / GUIDE for folder in folders if (folder / GUIDE).is_file()), None)
