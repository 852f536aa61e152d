"""Codes of schemes, of settings files and of formulas made from a scheme."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "config-unknown",
        STOP,
        "The file kpibook.toml holds a key or a value that kpibook does not know.",
        'Write scheme = "..." with the name of a scheme, and remove what is not known.',
    ),
    Code(
        "config-unreadable",
        STOP,
        "The file kpibook.toml cannot be read.",
        "Correct the line that the message names.",
    ),
    Code(
        "formula-too-long",
        STOP,
        "A formula is longer or nests deeper than Excel allows.",
        "Shorten it, or build it on a column that holds a part of it.",
    ),
    Code(
        "formula-unsupported",
        STOP,
        "A formula cannot follow the scheme, because it is not given a column that the "
        "scheme needs.",
        "Add the column, or let 'kpibook fill' write the results.",
    ),
    Code(
        "scheme-contrast",
        STOP,
        "The colours of a status or direction are too close to each other to be read.",
        "Choose a pair with a contrast of at least 4.5 to 1.",
    ),
    Code(
        "scheme-copy-damaged",
        STOP,
        "The workbook's copy of its scheme file was changed.",
        "Put the file next to the workbook and run 'kpibook scheme keep'.",
    ),
    Code(
        "scheme-copy-differs",
        LOOK,
        "The scheme file next to a workbook is not the one it keeps a copy of; the copy is used.",
        "Run 'kpibook scheme keep' to rate under the file, or take the file away.",
    ),
    Code(
        "scheme-file-unreachable",
        STOP,
        "The scheme is a file next to a workbook that has no folder on this computer.",
        "Open the workbook from its synced folder, or name a scheme that comes with kpibook.",
    ),
    Code(
        "scheme-incomplete",
        STOP,
        "A scheme's file lacks a key or a table that every scheme needs.",
        "Add what the message names.",
    ),
    Code(
        "scheme-not-a-file",
        STOP,
        "The workbook names a scheme that comes with kpibook, of which it needs no copy.",
        "Do nothing, or enter the name of your scheme's file on the sheet Settings.",
    ),
    Code(
        "scheme-status-unused",
        STOP,
        "A scheme describes a status that its rule never gives.",
        "Add to the rule what gives the status, or remove its table.",
    ),
    Code(
        "scheme-syntax",
        STOP,
        "A scheme's file is not valid TOML.",
        "Correct the line that the message names.",
    ),
    Code(
        "scheme-takes",
        NOTE,
        "The scheme takes a tolerance, a floor or an earlier figure from each measure, and some "
        "measures give none.",
        "Fill in the column that the finding names, or choose another scheme.",
    ),
    Code(
        "scheme-tolerance-unreachable",
        STOP,
        "A scheme counts more as met than as within tolerance, so nothing is ever within "
        "tolerance.",
        "Make the tolerance the wider of the two.",
    ),
    Code(
        "scheme-unknown",
        STOP,
        "There is no scheme of that name.",
        "Choose a name that 'kpibook scheme list' prints, or give a file.",
    ),
    Code(
        "scheme-value-unknown",
        STOP,
        "A scheme's file holds a key or a value that kpibook does not know.",
        "Correct what the message names, or remove it.",
    ),
)
