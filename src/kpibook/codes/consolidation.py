"""Codes of many workbooks as one: which are used, and what does not go together."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "consolidate-consolidated",
        STOP,
        "A consolidated workbook is given where a directorate's is needed.",
        "Give the directorates' workbooks.",
    ),
    Code(
        "consolidate-earlier-version",
        LOOK,
        "A workbook is an earlier version of another that is used, so it is not used.",
        "Take it out, or save it in Excel if it is the right one.",
    ),
    Code(
        "consolidate-has-findings",
        NOTE,
        "A workbook has findings and is used as it is.",
        "Put the findings right in the workbook and consolidate again.",
    ),
    Code(
        "consolidate-measures-differ",
        STOP,
        "Two workbooks report one measure and do not say the same, so neither is used.",
        "Report the measure in one workbook, or give each workbook its own directorate.",
    ),
    Code(
        "consolidate-mixed-schemes",
        LOOK,
        "A workbook is rated under another scheme than most.",
        "Agree on one scheme, or read each status by its own key.",
    ),
    Code(
        "consolidate-nothing",
        STOP,
        "None of the workbooks can be used.",
        "Put right what the message says of each, or ask for the quarter they report.",
    ),
    Code(
        "consolidate-one",
        STOP,
        "Only one workbook was chosen, and there is nothing to consolidate.",
        "Choose several workbooks in the same window.",
    ),
    Code(
        "consolidate-open",
        LOOK,
        "A workbook is open in a spreadsheet program, and is used as it was last saved.",
        "Save and close it, then consolidate again.",
    ),
    Code(
        "consolidate-other-council",
        LOOK,
        "A workbook is of another council than most.",
        "Take it out, unless several councils are meant to be consolidated together.",
    ),
    Code(
        "consolidate-other-period",
        STOP,
        "A workbook reports another quarter, so it is not used.",
        "Consolidate it with its own quarter, or correct the period on its sheet Settings.",
    ),
    Code(
        "consolidate-periods-differ",
        STOP,
        "The workbooks report different quarters, and none was asked for.",
        "Say which quarter to consolidate.",
    ),
    Code(
        "consolidate-row-refused",
        STOP,
        "A row of a workbook is not one that a measure is read from, so it is not used.",
        "Put the row right in the workbook and consolidate again.",
    ),
    Code(
        "consolidate-same-file",
        NOTE,
        "A workbook is given twice and is used once.",
        "Give it once.",
    ),
    Code(
        "consolidate-same-measure",
        LOOK,
        "Two workbooks report one measure and say the same, so it is counted once.",
        "Report the measure in one workbook.",
    ),
    Code(
        "consolidate-same-ref",
        NOTE,
        "Two directorates use one reference, and both measures are kept.",
        "Do nothing if they are different measures; else report it in one workbook.",
    ),
    Code(
        "consolidate-two-versions",
        STOP,
        "Workbooks are versions of one return, and the latest cannot be told, so none is used.",
        "Keep the right one, or save it in Excel.",
    ),
    Code(
        "diff-kinds-differ",
        STOP,
        "A consolidated workbook cannot be compared with one of a directorate.",
        "Give two workbooks of one kind.",
    ),
    Code(
        "expect-address-unreadable",
        LOOK,
        "The e-mail address of a contact in the list of returns is not one.",
        "Write the name, the sign @ and the domain, without spaces.",
    ),
    Code(
        "expect-column-unknown",
        NOTE,
        "A column of the list of returns is not one that it has, so it is not used.",
        "Rename the column, or take it out.",
    ),
    Code(
        "expect-contact-missing",
        LOOK,
        "A return in the list has no contact.",
        "Write whom to ask under Contact.",
    ),
    Code(
        "expect-date-unreadable",
        STOP,
        "A day in the list of returns cannot be read.",
        "Write it as 17/01/2022, the day first.",
    ),
    Code(
        "expect-due-missing",
        LOOK,
        "The list does not say when a return is due, so it cannot be late.",
        "Write the day under Due.",
    ),
    Code(
        "expect-empty",
        STOP,
        "The list of returns names no return.",
        "Write a row for each return that is expected.",
    ),
    Code(
        "expect-name-missing",
        STOP,
        "A row of the list of returns names no workbook and no directorate, so it is not used.",
        "Write the name, or take the row out.",
    ),
    Code(
        "expect-no-csv",
        STOP,
        "The list of returns is not a CSV file.",
        "Save it as CSV.",
    ),
    Code(
        "expect-twice",
        LOOK,
        "A return is in the list twice, so its second row is not used.",
        "Take one of the two rows out.",
    ),
    Code(
        "own-output-passed-over",
        NOTE,
        "A folder of workbooks holds a return or a consolidation that kpibook wrote for readers.",
        "Do nothing, or keep what is written in a folder apart from the workbooks.",
    ),
    Code(
        "return-day-unknown",
        NOTE,
        "Neither the list nor the workbook says on which day a return came in: it is in time.",
        "Write the day into the list, under Returned on.",
    ),
    Code(
        "return-late",
        NOTE,
        "A return came in after the day it was due.",
        "Do nothing, or correct the day in the list.",
    ),
    Code(
        "return-missing",
        LOOK,
        "No workbook of an expected return was given, so totals are incomplete.",
        "Ask for it with `kpibook chase`.",
    ),
    Code(
        "return-not-expected",
        LOOK,
        "A workbook is not on the list of expected returns; its figures are used.",
        "Add it to the list, or leave it out.",
    ),
    Code(
        "return-without-figures",
        LOOK,
        "The workbook of an expected return is blank or cannot be used, so totals are incomplete.",
        "Ask for it with `kpibook chase`, or put the workbook right.",
    ),
    Code(
        "since-heading-missing",
        STOP,
        "The earlier consolidated workbook lacks a column that it is compared by.",
        "Rename the column back, or give the workbook as kpibook made it.",
    ),
    Code(
        "since-not-consolidated",
        STOP,
        "The earlier workbook is not one that kpibook consolidated.",
        "Give a workbook that 'kpibook consolidate' made.",
    ),
    Code(
        "since-unreadable",
        STOP,
        "The earlier consolidated workbook holds something that cannot be read.",
        "Give the workbook as kpibook made it.",
    ),
)
