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
        "layout-direction-differs",
        LOOK,
        "A direction in the file is another than the direction that follows from its figures.",
        "Check the figures and the polarity, and what the sign means: better, or a higher figure.",
    ),
    Code(
        "layout-disagrees",
        LOOK,
        "Two layouts of one workbook, in two places, say different things.",
        "Remove the one that is out of date, or run `kpibook layout keep` with the right one.",
    ),
    Code(
        "layout-exists",
        STOP,
        "The file for a layout is there already, and is not replaced.",
        "Name another file, or move that one away.",
    ),
    Code(
        "layout-figure-kept",
        STOP,
        "A quarter has figures already and a file of actuals has others, so that they stay.",
        "Give the quarter of the file with --period, or put [r] in Marker for a correction.",
    ),
    Code(
        "layout-figure-replaced",
        LOOK,
        "A figure that the workbook had already for the quarter is written over by another.",
        "Check that it is a correction, and that the file is of that quarter.",
    ),
    Code(
        "layout-file-missing",
        STOP,
        "The layout takes a table from another file, which is not in the workbook's folder.",
        "Put the file next to the workbook, or correct its name in the layout.",
    ),
    Code(
        "layout-fill-not-written",
        LOOK,
        "Statuses of the quarter before have a letter and a fill, and the layout names the letter.",
        'Write as = ["letter", "fill"] for the status in the layout.',
    ),
    Code(
        "layout-formula-kept",
        LOOK,
        "A cell that a figure or text should go into holds a formula, which stays.",
        "Check that the formula gives that figure, or fill with --replace-formulas.",
    ),
    Code(
        "layout-headings-missing",
        STOP,
        "The headings that the layout names are on no row of the sheet.",
        "Correct the rows and the headings in the layout, or make it again with "
        "`kpibook inspect --layout`.",
    ),
    Code(
        "layout-marker-no-word",
        LOOK,
        "A measure has a marker, such as [x], for which the workbook has no column or word.",
        "Write under [words] the council's own word for it.",
    ),
    Code(
        "layout-moved",
        NOTE,
        "Headings are on another row than the layout says and were found by their words.",
        "Nothing is to be done; correct the rows in the layout if you like.",
    ),
    Code(
        "layout-next-missing",
        LOOK,
        "The next quarter has no column, row or sheet yet in a council's own workbook.",
        "Add it, with the heading that the layout expects; then its figures have their cells.",
    ),
    Code(
        "layout-no-cell",
        LOOK,
        "A figure or text has no cell in this quarter's columns, so that it is not written.",
        "Correct the heading in the layout, or add the column.",
    ),
    Code(
        "layout-no-period",
        STOP,
        "A council's own workbook does not say which quarter it reports.",
        "Give the quarter with --period.",
    ),
    Code(
        "layout-none",
        STOP,
        "A workbook has no layout: none is next to it, in kpibook.toml or kept in it.",
        "Make one with `kpibook inspect --layout`, or name one with --layout.",
    ),
    Code(
        "layout-not-saved",
        STOP,
        "A council's own workbook in Excel has no file that kpibook can read, or one that is out "
        "of date.",
        "Save it in Excel, and press the button again.",
    ),
    Code(
        "layout-not-taken",
        NOTE,
        "Columns or rows of a council's own workbook are not in the workbook made from it.",
        "Give them a role in the layout and make it again, or copy them by hand.",
    ),
    Code(
        "layout-not-written",
        STOP,
        "A file that is to be written is no .xlsx, .xlsm or CSV, or a CSV in two codes.",
        "Save it as .xlsx in Excel or LibreOffice, and take that.",
    ),
    Code(
        "layout-other-file",
        LOOK,
        "A figure belongs into another file than the workbook, which is only read.",
        "Fill that file, or write the figure there by hand.",
    ),
    Code(
        "layout-read-only",
        STOP,
        "A command that writes into kpibook's own workbooks was given a council's own.",
        "Write there by hand, or use `kpibook fill`, which writes into the council's own cells.",
    ),
    Code(
        "layout-ref-missing",
        STOP,
        "A measure has no reference, in a table whose other measures have theirs.",
        "Type its reference in the cell.",
    ),
    Code(
        "layout-ref-twice",
        LOOK,
        "A measure is in two rows of the same quarter.",
        "Leave one of them out with where, or correct the reference.",
    ),
    Code(
        "layout-roll-loses",
        STOP,
        "A council's own workbook has one column for every quarter, and no cell for the one before "
        "that can be written.",
        "Add a column without formulas for the quarter before; name it in the layout as previous.",
    ),
    Code(
        "layout-row-missing",
        LOOK,
        "A measure has figures of the last year and no row for the quarter.",
        "Add its row, or nothing if it is no longer reported.",
    ),
    Code(
        "layout-row-unmatched",
        LOOK,
        "A row of a table that says more about the measures, such as their targets, belongs to no "
        "measure.",
        "Correct its reference, there or in the workbook.",
    ),
    Code(
        "layout-said-twice",
        STOP,
        "Two tables of the layout say different things of the same measure, such as its target.",
        "Take the role out of the table that is not meant; docs/own-workbook.md has an example.",
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
        "Check the figures, polarity and tolerance; if they are right, the file is wrong.",
    ),
    Code(
        "layout-target-of-year",
        STOP,
        "A target looks like that of the whole year, and the figures are those of a quarter.",
        "Write the quarters' targets in the layout, or the basis of the measure.",
    ),
    Code(
        "layout-text-stays",
        LOOK,
        "A figure is new and the text next to it is the one that was there for an earlier quarter.",
        "Write what is to be said of the new figure, or empty the cell.",
    ),
    Code(
        "layout-text-undated",
        NOTE,
        "A column of comments names no quarter, while each quarter has columns for its figures.",
        "Read its texts: each must be of the quarter that is reported.",
    ),
    Code(
        "layout-title-of-quarter",
        LOOK,
        "A title above the table still names the quarter that was closed.",
        "Bring the title up to the new quarter.",
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
