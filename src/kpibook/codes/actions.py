"""Codes of actions: what is done about a measure or in a service."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "action-incomplete",
        NOTE,
        "An open action has no owner, or no day by which it is done.",
        "Enter the post that does it, and the day.",
    ),
    Code(
        "action-missing",
        LOOK,
        "A measure is off target, and no open action is stated.",
        "Add an action on the sheet Actions, or write it in the column Action.",
        "PI.426 is off target, and no open action is stated.",
    ),
    Code(
        "action-overdue",
        LOOK,
        "An action is open after the day on which it was due.",
        "Enter its state, done or dropped, or the day by which it is done now.",
    ),
    Code(
        "action-owner-person",
        LOOK,
        "The owner of an action is a person's name or address, and the report is published.",
        "Enter the post in its place.",
    ),
    Code(
        "action-state-unknown",
        LOOK,
        "The state of an action is a word that is not known; the action counts as open until then.",
        "Choose open, done, overdue or dropped, or add the word to the council's words on Lists.",
    ),
    Code(
        "action-text-missing",
        LOOK,
        "A row on the sheet Actions does not say what is done, so it is not used.",
        "Write what is done, or empty the row.",
    ),
    Code(
        "actions-not-kept",
        NOTE,
        "Measures are off target, and the workbook states no action, on Actions or in the column.",
        "Nothing if actions are kept elsewhere; else add them on the sheet Actions.",
        "PI.426 is off target, and no open action is stated.",
    ),
    Code(
        "actions-sheet-taken",
        STOP,
        "The workbook has a sheet named Actions that is not the list of actions.",
        "Rename that sheet, then run the command again.",
    ),
)
