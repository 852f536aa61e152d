"""Codes of sign-off: the return that a post agreed."""

from __future__ import annotations

from kpibook.codes.code import LOOK, STOP, Code

CODES = (
    Code(
        "called-agreed",
        LOOK,
        "Cover or Settings says that the return is agreed, and it is a draft or was changed.",
        "Have the return agreed (Sign off, or kpibook sign-off), or clear the cell.",
    ),
    Code(
        "changed-since-agreed",
        LOOK,
        "A measure of the return was changed after the return was agreed, so that it is a draft "
        "again.",
        "Have the return agreed again, or put back what was agreed.",
        "PI.426: the commentary was changed since Head of Service on 12th January 2022 agreed "
        "the return.",
    ),
    Code(
        "sign-off-by-missing",
        STOP,
        "A return is agreed by a post, and none was named, or its name is too long.",
        'Name the post, as in --by "Head of Service".',
    ),
    Code(
        "sign-off-day",
        STOP,
        "The day on which a return was agreed is still to come, or is before its quarter began.",
        "Give the day on which it was agreed.",
    ),
    Code(
        "sign-off-missing",
        STOP,
        "There is no sign-off of the quarter that could be withdrawn.",
        "Check the period on Settings; the sheet Sign-off lists the sign-offs.",
    ),
    Code(
        "sign-off-record-changed",
        LOOK,
        "The council, directorate, committee or scheme is another than was agreed, or the record "
        "was edited.",
        "Have the return agreed again, or put back what was agreed.",
    ),
    Code(
        "sign-off-version-long",
        STOP,
        "The version of a return is longer than 40 characters.",
        "Give a short one, such as 1.2.",
    ),
)
