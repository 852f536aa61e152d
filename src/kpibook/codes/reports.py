"""Codes of committee reports: the council's own words, and the files that are written."""

from __future__ import annotations

from kpibook.codes.code import LOOK, STOP, Code

CODES = (
    Code(
        "report-ending",
        STOP,
        "A report is to be written in a format that kpibook does not write.",
        "Name a file that ends as the message says, or a folder.",
    ),
    Code(
        "report-is-several",
        STOP,
        "The council's words name committees, each of which gets a report, and one file is named.",
        "Name a folder.",
    ),
    Code(
        "report-name-empty",
        LOOK,
        "The council's words for a report have a name in braces for which there is no value.",
        "Enter it in the workbook's settings or in the file of words, or do without the name.",
    ),
    Code(
        "report-name-unknown",
        LOOK,
        "The council's words for a report have a name in braces that is not filled in.",
        "Correct the name; the new file of words lists all that there are.",
    ),
    Code(
        "wording-exists",
        STOP,
        "The file for the council's words is there already, and is not replaced.",
        "Name another file, or move that one away.",
    ),
    Code(
        "wording-unknown",
        STOP,
        "The file of the council's words has something that kpibook does not know.",
        "Use the names that a new file of words has.",
    ),
    Code(
        "wording-unreadable",
        STOP,
        "The file of the council's words is not valid TOML.",
        "Put it right in a text editor, or make a new one with `kpibook report new-wording`.",
    ),
    Code(
        "wording-value",
        STOP,
        "The file of the council's words has a value of the wrong kind.",
        "Write it as a new file of words has it.",
    ),
)
