"""Codes of a run of a command, over one workbook or many."""

from __future__ import annotations

from kpibook.codes.code import STOP, Code

CODES = (
    Code(
        "cluster-missing",
        STOP,
        "The library for working on a cluster is not installed.",
        "Install kpibook with it, as the message says.",
    ),
    Code(
        "cluster-unreachable",
        STOP,
        "There is no cluster at the address.",
        "Give the address of the cluster's scheduler.",
    ),
    Code(
        "fault",
        STOP,
        "This is a fault in kpibook, not in your data.",
        "Run the command on this workbook alone and report what it says.",
    ),
    Code(
        "journal-busy",
        STOP,
        "Another run of kpibook is writing the journal.",
        "Wait until it is done, then run the command again.",
    ),
    Code(
        "journal-damaged",
        STOP,
        "The journal is damaged, so what it says was done cannot be relied on.",
        "Move it away and run the command again.",
    ),
    Code(
        "journal-foreign",
        STOP,
        "The file named for the journal is there already and is something else.",
        "Name another file with --journal.",
    ),
    Code(
        "journal-unreadable",
        STOP,
        "The journal cannot be read.",
        "Name another file with --journal.",
    ),
    Code(
        "out-of-memory",
        STOP,
        "There is not enough memory to read a workbook.",
        "Run the command on this workbook alone, or with fewer --jobs.",
    ),
    Code(
        "usage",
        STOP,
        "The command line was not understood.",
        "Read the help of the command.",
    ),
    Code(
        "worker-died",
        STOP,
        "The process that worked on a workbook ended without an answer.",
        "Run the command on this workbook alone.",
    ),
)
