"""Codes of the page in the browser: how it is built, and what is chosen on it."""

from __future__ import annotations

from kpibook.codes.code import STOP, Code

CODES = (
    Code(
        "books-chosen",
        STOP,
        "A button of the page works on another number of workbooks than are chosen.",
        "Choose the workbooks at the top of the page.",
    ),
    Code(
        "column-text-unclear",
        STOP,
        "A line under Columns does not say what goes into which column.",
        "Write a line for each column, such as: Target = 85%.",
    ),
    Code(
        "field-blank",
        STOP,
        "A field of the page that a button needs is blank.",
        "Fill it in, then press the button again.",
    ),
    Code(
        "page-not-built",
        STOP,
        "A folder that is to be served does not hold the page.",
        "Build it with kpibook browser build -o FOLDER.",
    ),
    Code(
        "port-taken",
        STOP,
        "A port of this computer cannot be used, because another program may use it.",
        "Give another number with --port, or --port 0 for any that is free.",
    ),
    Code(
        "pyodide-missing",
        STOP,
        "A file of Pyodide, which is Python for the browser, is not there.",
        "Install the version that the message names with npm, and name its folder.",
    ),
    Code(
        "pyodide-other",
        STOP,
        "A file of Pyodide is not the one that kpibook was tested with.",
        "Install the version that the message names with npm, and name its folder.",
    ),
)
