"""Codes of files and folders: where figures come from and where results go."""

from __future__ import annotations

from kpibook.codes.code import STOP, Code

CODES = (
    Code(
        "audit-not-published",
        STOP,
        "A file that is to be checked is not one that kpibook publishes.",
        "Give copies of the return, consolidations made with --publish, or tidy tables.",
    ),
    Code(
        "csv-unreadable",
        STOP,
        "A file is not text, or its quotation marks do not match.",
        "Save it as CSV again, or give the workbook with its own ending.",
    ),
    Code(
        "data-ending",
        STOP,
        "The tidy table cannot be written under that ending.",
        "Name the file .csv, .parquet or .xlsx.",
    ),
    Code(
        "data-too-long",
        STOP,
        "A table has more rows than a sheet of Excel holds.",
        "Write it as .csv or .parquet.",
    ),
    Code(
        "disk-full",
        STOP,
        "The disk is full; no file was changed.",
        "Make room, or save somewhere else.",
    ),
    Code(
        "ending-mismatch",
        STOP,
        "A workbook cannot be saved under the ending of another kind.",
        "Give it a name with its own ending.",
    ),
    Code(
        "file-in-cloud",
        STOP,
        "A file is in OneDrive or SharePoint, where only Excel can reach it.",
        "Choose it in your synced folder, or save a copy on this computer.",
    ),
    Code(
        "file-missing",
        STOP,
        "There is no file of that name.",
        "Check its name and folder.",
    ),
    Code(
        "file-unreadable",
        STOP,
        "A file is there and cannot be read.",
        "Close it wherever it is open, and check that you may read it.",
    ),
    Code(
        "folder-missing",
        STOP,
        "The folder of a result is not there.",
        "Make the folder first, or choose another.",
    ),
    Code(
        "folder-not-made",
        STOP,
        "A folder for results cannot be made.",
        "Name another folder.",
    ),
    Code(
        "folder-without-workbooks",
        STOP,
        "There is no workbook in the folder or below it.",
        "Check the path, or name the workbooks.",
    ),
    Code(
        "lock-failed",
        STOP,
        "No lock can be made next to a file, so another run could change it.",
        "Ask for the right to write into its folder, or write the result elsewhere.",
    ),
    Code(
        "lock-not-ours",
        STOP,
        "The lock next to a file is not one that kpibook made, and may lead to another file.",
        "Find out who put it there, and remove it.",
    ),
    Code(
        "no-workbook-given",
        STOP,
        "No workbook was named.",
        "Name workbooks, folders, or a pattern such as returns/*.xlsx.",
    ),
    Code(
        "not-a-file",
        STOP,
        "A folder is named where a file is needed.",
        "Choose another name.",
    ),
    Code(
        "output-is-input",
        STOP,
        "A result would be written over a file that is read.",
        "Name another file.",
    ),
    Code(
        "outputs-are-one",
        STOP,
        "Two results would be written to one file.",
        "Give each result a different name.",
    ),
    Code(
        "outputs-collide",
        STOP,
        "Two workbooks would be written to one file.",
        "Take them one at a time, or into different folders.",
    ),
    Code(
        "parquet-missing",
        STOP,
        "A Parquet file needs a library that is not installed.",
        "Install it, or name a .csv or .xlsx file.",
    ),
    Code(
        "save-failed",
        STOP,
        "A file could not be written; it is as it was.",
        "Try again, or save somewhere else.",
    ),
    Code(
        "save-where",
        STOP,
        "A workbook that was not opened from a file has no file to be saved to.",
        "Give a path.",
    ),
    Code(
        "scratch-failed",
        STOP,
        "No folder for temporary files can be made.",
        "Ask for the right to write there, or write the result into another folder.",
    ),
    Code(
        "source-ambiguous",
        STOP,
        "Several tables of a file have the headings that are needed.",
        "Keep one of them, or save the figures in a separate workbook.",
    ),
    Code(
        "source-changed",
        STOP,
        "A workbook was changed by somebody else while it was worked on.",
        "Run the command again when no other person is saving it.",
    ),
    Code(
        "source-date-epoch",
        STOP,
        "The environment's SOURCE_DATE_EPOCH is not a number of seconds.",
        "Unset it, or set it to a whole number.",
    ),
    Code(
        "source-empty",
        STOP,
        "A file holds no row that can be used.",
        "Check that it is the file you meant.",
    ),
    Code(
        "source-failed",
        STOP,
        "A workbook could not be read because of a fault in kpibook.",
        "Run 'kpibook check' on it and report what that says.",
    ),
    Code(
        "source-too-large",
        STOP,
        "A table is too large to be read.",
        "Keep the rows of this quarter only.",
    ),
    Code(
        "spool-failed",
        STOP,
        "What was read cannot be put aside; no file was changed.",
        "Make room, or write the result into a folder on another disk.",
    ),
    Code(
        "state-folder",
        STOP,
        "The folder in which kpibook keeps its own files cannot be used.",
        "Ask the person who looks after your computer.",
    ),
    Code(
        "workbook-busy",
        STOP,
        "Another run of kpibook is working on the file.",
        "Wait until it is done, then run the command again.",
    ),
    Code(
        "workbook-locked",
        STOP,
        "A file is in use or may not be written.",
        "Close it wherever it is open, wait for OneDrive to finish, and try again.",
    ),
    Code(
        "workbook-open",
        STOP,
        "A workbook is open in a spreadsheet program, so it is not written.",
        "Close it and try again.",
    ),
    Code(
        "workbook-read-only",
        STOP,
        "A workbook is marked read-only, so it is not written.",
        "Take off the mark in its properties, or save under another name.",
    ),
)
