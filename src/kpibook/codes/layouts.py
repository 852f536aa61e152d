"""Codes of layouts: a council's own workbook read through a file that says where things are."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "layout-column-missing",
        STOP,
        "A column that the layout names is not on the sheet, or not in this quarter.",
        "Correct its heading in the layout, or on the sheet.",
    ),
    Code(
        "layout-exists",
        STOP,
        "The file for a layout is there already, and is not replaced.",
        "Name another file, or move that one away.",
    ),
    Code(
        "layout-headings-missing",
        STOP,
        "The headings that the layout names are on no row of the sheet.",
        "Correct the rows and the headings in the layout, or make it again with "
        "`kpibook inspect --layout`.",
    ),
    Code(
        "layout-moved",
        NOTE,
        "Headings are on another row than the layout says and were found by their words.",
        "Nothing is to be done; correct the rows in the layout if you like.",
    ),
    Code(
        "layout-ref-twice",
        LOOK,
        "A measure is in two rows of the same quarter.",
        "Leave one of them out with where, or correct the reference.",
    ),
    Code(
        "layout-sheet-missing",
        STOP,
        "No sheet has the name that the layout gives.",
        "Correct the pattern under sheet in the layout.",
    ),
    Code(
        "layout-status-differs",
        LOOK,
        "A status in the file is another than the status that follows from its figures.",
        "Check the figures, the polarity and the tolerance that the layout gives; if they are "
        "right, the status in the file is wrong.",
    ),
    Code(
        "layout-unknown",
        STOP,
        "A layout has a key that kpibook does not know.",
        "Use the keys that `kpibook inspect --layout` writes.",
    ),
    Code(
        "layout-unreadable",
        STOP,
        "A layout is not valid TOML.",
        "Put it right in a text editor, or make a new one with `kpibook inspect --layout`.",
    ),
    Code(
        "layout-value",
        STOP,
        "A layout has a value of the wrong kind.",
        "Write it as `kpibook inspect --layout` does.",
    ),
    Code(
        "layout-word-unknown",
        LOOK,
        "A word, letter, symbol or colour of the file has no meaning in the layout.",
        "Write under [words] what it means.",
    ),
)
