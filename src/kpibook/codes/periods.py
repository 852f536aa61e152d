"""Codes of months, years and other periods that are no quarters."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "actual-from-months",
        NOTE,
        "The actual of a quarter is worked out from its months, as the register says.",
        "Nothing need be done.",
        "The sum of the months gives 18 (October 2021 5, November 2021 6 and December 2021 7).",
    ),
    Code(
        "figure-revised",
        NOTE,
        "A figure of the history was corrected from a file, and the figure before is kept.",
        "Nothing need be done.",
    ),
    Code(
        "month-differs",
        STOP,
        "The figure of a month in a file is not the one in the history, so the file's is not used.",
        "Correct the figure that is wrong, in the history or in the file.",
    ),
    Code(
        "months-added",
        NOTE,
        "Figures of months from a file were added to the history.",
        "Nothing need be done.",
    ),
    Code(
        "months-contradict",
        STOP,
        "The figure of a quarter is not what its months give.",
        "Correct the figure of the quarter or its months; or say that it is right.",
    ),
    Code(
        "months-missing",
        LOOK,
        "A month has no figure, so its quarter is not worked out.",
        "Enter the figure of the month, or type the actual of the quarter.",
    ),
    Code(
        "months-not-used",
        LOOK,
        "A measure has figures of months and is not monthly, so they are not used.",
        "Choose monthly under Frequency, and how a quarter is worked out under Quarter from.",
    ),
    Code(
        "outturn-differs",
        LOOK,
        "The outturn of a year is not the figure of its last quarter, which for the measure is the "
        "same.",
        "Correct the figure that is wrong.",
    ),
    Code(
        "period-not-of-measure",
        STOP,
        "A figure is of a half year, a term or a year, and its measure is reported more often, so "
        "it is not used.",
        "Write the quarter it is of, or correct the frequency of the measure.",
    ),
    Code(
        "quarter-from-missing",
        STOP,
        "A monthly measure has months, and the register does not say how they make a quarter.",
        "Choose under Quarter from: last month, sum of months, mean of months, or numerators and "
        "denominators.",
        "A mean of percentages is never taken unless the register says so.",
    ),
    Code(
        "quarter-from-unusable",
        STOP,
        "The way in which a quarter is to be worked out gives no figure in the measure's unit.",
        "Choose another way: percentages do not add up, and only a share or a rate has parts.",
    ),
    Code(
        "revision-column-missing",
        LOOK,
        "A file corrects figures of a history without the column Revised from; they are not used.",
        "Type Revised from into the cell right of the last heading of the history, and fill again.",
    ),
    Code(
        "revision-not-made",
        LOOK,
        "A correction of the history by a file is not used: the figure cannot simply be replaced.",
        "Correct the history yourself, with [r] in Marker and the figure before in Revised from.",
    ),
)
