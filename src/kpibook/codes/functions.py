"""Codes of worksheet functions and of ratings of a plain table."""

from __future__ import annotations

from kpibook.codes.code import STOP, Code

CODES = (
    Code(
        "cells-unread",
        STOP,
        "Excel was busy and did not hand over the cells of a formula.",
        "Press Ctrl+Alt+F9 to calculate again.",
    ),
    Code(
        "function-failed",
        STOP,
        "A worksheet function failed in a way that was not foreseen.",
        "Check the cells of the formula; if they are right, report it with this code.",
    ),
    Code(
        "ranges-differ",
        STOP,
        "The ranges that a formula is given are not of the same size.",
        "Give ranges of the same size, or a single cell that counts for all.",
    ),
    Code(
        "ranges-several",
        STOP,
        "The cells that a formula is given are in several ranges.",
        "Give one range.",
    ),
    Code(
        "scheme-place",
        STOP,
        "A scheme's file is named with a path where only a name is allowed, or the other "
        "way round.",
        "In a workbook enter the name alone; in a formula write the whole path.",
    ),
    Code(
        "scheme-several",
        STOP,
        "A formula is given several schemes where it needs one.",
        "Give one cell.",
    ),
    Code(
        "share-of-none",
        STOP,
        "No measure of the range is rated, so there is no share.",
        "Give a range with statuses of measures that are rated.",
    ),
    Code(
        "since-unknown",
        STOP,
        "The word for what a direction is measured from is not known.",
        "Write one of the words that the message names.",
    ),
    Code(
        "status-unknown",
        STOP,
        "A status is not one of the scheme's words.",
        "Write the status as the scheme has it, or name the scheme it is from.",
    ),
    Code(
        "strict-unknown",
        STOP,
        "It is neither true nor false whether a target has to be passed, so meeting it counts.",
        "Write true or false.",
    ),
    Code(
        "tolerance-ambiguous",
        STOP,
        "A tolerance could be a share of the target or an amount in its unit.",
        'Write "5%" or "0.05", in quotation marks.',
    ),
)
