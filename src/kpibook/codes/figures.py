"""Codes of figures that were reported, and of what they say together."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "actual-duplicate",
        STOP,
        "Two rows give different actuals for one measure, so neither is used.",
        "Keep the row that is right and delete the other.",
    ),
    Code(
        "actual-missing",
        LOOK,
        "A measure has neither an actual nor a marker for the quarter.",
        "Enter the actual, or choose a marker that says why there is none, such as [x].",
    ),
    Code(
        "actual-without-row",
        STOP,
        "An actual is of a measure that has no row on 'This quarter', so it is not used.",
        "Add a row with the measure's reference, then fill again.",
    ),
    Code(
        "actuals-of-last-quarter",
        STOP,
        "Most figures of a file are those of the quarter before, so none of them is used.",
        "Give the period if they are right, or the file of this quarter.",
    ),
    Code(
        "as-at-outside-period",
        LOOK,
        "A figure is dated outside the quarter it is reported for.",
        "Report the figure of the quarter's last day, or correct the date.",
    ),
    Code(
        "benchmark-vintage",
        LOOK,
        "A target is taken from a benchmark without the period the benchmark is of.",
        "Enter the period of the benchmark, such as 2020/21.",
    ),
    Code(
        "commentary-repeats-suppressed",
        STOP,
        "A text states figures that may give away a figure that is withheld, so the text is "
        "not published.",
        "Word the text without figures.",
    ),
    Code(
        "csv-extra-fields",
        STOP,
        "A row has more fields than the header, so its figures may be in the wrong columns.",
        "Put every field that holds a comma in double quotes.",
    ),
    Code(
        "date-unreadable",
        STOP,
        "A cell that should hold a date holds something else.",
        "Write the date as 31/12/2021, the day first.",
    ),
    Code(
        "encoding-mixed",
        NOTE,
        "Some lines of a file are in another code than the rest; each is read in its own.",
        "Look at the signs in these lines.",
    ),
    Code(
        "figure-note",
        NOTE,
        "An actual has a sign such as * behind it, which is not kept.",
        "Say what the sign means in the measure's note or in the commentary.",
    ),
    Code(
        "findings-cut",
        NOTE,
        "A table has more different findings than are listed.",
        "Put right those that are listed and rate the table again.",
    ),
    Code(
        "formula-empty-operand",
        STOP,
        "A figure is worked out by a formula from an empty cell, which counts as 0, so the figure "
        "is neither rated nor shown.",
        "Enter the missing figure, or 0 if it is nought.",
    ),
    Code(
        "formula-error",
        STOP,
        "A cell that should hold a value shows one of Excel's errors, such as #N/A.",
        "Put the formula right, or type the value.",
    ),
    Code(
        "formula-kept",
        LOOK,
        "An actual is worked out by a formula, which rolling forward leaves in place.",
        "Bring what the formula reads up to the new quarter, or type over it.",
    ),
    Code(
        "formula-other-workbook",
        LOOK,
        "A figure is taken from another workbook, as it was when Excel last read that workbook.",
        "Open both workbooks in Excel, update the link and save; or type the value.",
    ),
    Code(
        "formula-replaced",
        LOOK,
        "A formula in the workbook is replaced by a figure from the file of actuals.",
        "Leave the measure out of the actuals if the formula is right.",
    ),
    Code(
        "formula-result-differs",
        LOOK,
        "The result stored with a formula is not what the formula gives; what it gives is used.",
        "Open the workbook in Excel, press F9 and save it.",
    ),
    Code(
        "hidden-passed-over",
        LOOK,
        "Rows or columns that Excel does not show are not used.",
        "Show them in Excel if they are meant.",
    ),
    Code(
        "history-differs",
        STOP,
        "The history holds figures for the quarter that are not those on 'This quarter'.",
        "Correct the figure that is wrong, or delete the row of the history.",
    ),
    Code(
        "history-duplicate",
        STOP,
        "The history has two rows for one measure and quarter; the first is used.",
        "Keep one row a measure and quarter.",
    ),
    Code(
        "history-not-past",
        LOOK,
        "The history has a row for a quarter that is not before the one reported, so the "
        "row is not used.",
        "Correct the quarter, or remove the row.",
    ),
    Code(
        "marker-contradicts",
        STOP,
        "A measure has both an actual and a marker that says there is none.",
        "Remove one of the two.",
    ),
    Code(
        "marker-unknown",
        STOP,
        "A marker is not in the shorthand list, so its figure is neither rated nor shown.",
        "Choose a marker from the list, such as [x] or [c].",
    ),
    Code(
        "not-calculated",
        STOP,
        "A cell holds a formula that has not been calculated since its cells last changed.",
        "Open the workbook in Excel and save it.",
    ),
    Code(
        "nothing-to-roll",
        STOP,
        "The quarter has no figure and no marker yet, so there is nothing to roll forward.",
        "Enter the figures first, or the marker [x] where there will be none.",
    ),
    Code(
        "nothing-typed-yet",
        LOOK,
        "Nothing has been typed yet for the quarter.",
        "Enter the figures, or fill the workbook from a file of actuals.",
    ),
    Code(
        "number-ambiguous",
        STOP,
        "A figure such as 1.018 can be read as about one or as about a thousand.",
        "Write it with a decimal point, or without a separator.",
    ),
    Code(
        "number-as-text",
        LOOK,
        "An actual is stored as text, which Excel's formulas and charts pass over.",
        "Type the number again.",
    ),
    Code(
        "number-infinite",
        STOP,
        "A figure is infinite.",
        "Enter a number, or a marker where there is none.",
    ),
    Code(
        "number-is-boolean",
        STOP,
        "A figure is true or false.",
        "Enter a number, or a marker where there is none.",
    ),
    Code(
        "number-is-not",
        STOP,
        "A figure is of a kind that is no number, such as a date.",
        "Enter a number, or a marker where there is none.",
    ),
    Code(
        "number-scaled",
        STOP,
        "A figure is written in thousands, millions or billions.",
        "Write the number out in full, in the measure's unit.",
    ),
    Code(
        "number-too-large",
        STOP,
        "A figure is too large for a cell.",
        "Check the figure and enter it again.",
    ),
    Code(
        "number-unreadable",
        STOP,
        "A figure cannot be read as a number.",
        "Enter a number, or a marker where there is none.",
    ),
    Code(
        "percent-as-fraction",
        LOOK,
        "A percentage of 1% or less may be a share that was meant a hundred times larger.",
        "Write the percentage that is meant, with its sign.",
    ),
    Code(
        "percent-as-points",
        STOP,
        "A percentage is a hundred times too large, because it is 72.1 where 72.1% is meant.",
        "Type the figure with its sign, such as 72.1%.",
    ),
    Code(
        "percent-format",
        LOOK,
        "A cell shows a percentage, and the measure is in another unit.",
        "Give the cell a number format without %, and check the figure.",
    ),
    Code(
        "percent-out-of-bounds",
        LOOK,
        "A percentage lies below 0% or above 100%.",
        "Check the figure.",
    ),
    Code(
        "period-is-formula",
        STOP,
        "The period is worked out by a formula, which rolling forward would replace.",
        "Type the period into the cell, then roll forward again.",
    ),
    Code(
        "period-mismatch",
        STOP,
        "Actuals are of another quarter than the one the workbook reports.",
        "Correct the period of the actuals or the one on the sheet Settings.",
    ),
    Code(
        "period-missing",
        STOP,
        "A row of the history has no period, so it is not used.",
        'Enter the quarter, such as "Q2 2021/22".',
    ),
    Code(
        "period-unknown",
        STOP,
        "A text was meant as a financial quarter and is not one.",
        'Write the quarter as "Q3 2021/22".',
    ),
    Code(
        "rating-lacks",
        STOP,
        "A measure with an actual and a target lacks a tolerance, floor or forecast that the "
        "scheme takes from it.",
        "Enter what the finding names, or choose another scheme on the sheet Settings.",
    ),
    Code(
        "rating-out-of-date",
        STOP,
        "A status or direction in the workbook is not what its figures give.",
        "Press Fill in Excel, or run 'kpibook fill'.",
    ),
    Code(
        "ratio-contradicts",
        STOP,
        "An actual is not what its numerator and denominator give.",
        "Correct the actual, the numerator or the denominator.",
    ),
    Code(
        "roll-row-unused",
        STOP,
        "Something is typed in a row that no measure is read from, and would look like a "
        "figure of the new quarter.",
        "Run 'kpibook check' and put the row right, then roll forward again.",
    ),
    Code(
        "roll-unreadable",
        STOP,
        "Something in the quarter cannot be read as a figure, and would be lost in rolling "
        "forward.",
        "Run 'kpibook check' and put the cell right, then roll forward again.",
    ),
    Code(
        "rolled-without-actual",
        LOOK,
        "A measure was rolled forward with neither an actual nor a marker.",
        "Add a row to the history when the figure is known.",
    ),
    Code(
        "suppression-alone",
        LOOK,
        "A return with withheld figures was looked at without those of other directorates.",
        "Draw all the returns in one command, or name the other workbooks.",
    ),
    Code(
        "suppression-not-enough",
        STOP,
        "A figure that is withheld can still be worked out from what is published.",
        "Leave the measure out of what is published, or withdraw what gives it away.",
    ),
    Code(
        "suppression-second",
        NOTE,
        "A figure is withheld because another that is withheld could be worked out from it.",
        "Do nothing, or leave the total out of what is published.",
    ),
    Code(
        "suppression-undecided",
        STOP,
        "A figure is withheld because it cannot be told whether it is based on a small number.",
        "Enter its numerator and denominator, also in the history.",
    ),
    Code(
        "suppression-whole",
        NOTE,
        "A measure is published with no figures, because withholding some did not protect "
        "its small numbers.",
        "Do nothing, or publish it for a longer time or for fewer directorates.",
    ),
    Code(
        "target-as-fraction",
        LOOK,
        "A target of 1% or less may be a share that was meant a hundred times larger.",
        "Write the percentage that is meant, with its sign.",
    ),
    Code(
        "text-garbled",
        LOOK,
        "A file has signs that an earlier program garbled.",
        "Export the file again as 'CSV UTF-8', or correct the text.",
    ),
    Code(
        "unit-contradicted",
        STOP,
        "An actual has a % sign, and the measure is in another unit.",
        "Remove the sign, or correct the measure's unit.",
    ),
    Code(
        "withheld-figure-in-text",
        LOOK,
        "A published text states figures, and a figure of that measure is withheld.",
        "Word the text without figures and publish the file again.",
    ),
    Code(
        "withheld-figure-narrowed",
        STOP,
        "Published files together leave only a few values that a withheld figure can have.",
        "Withhold another figure of the same measure and quarter, or withdraw one of the files.",
    ),
    Code(
        "withheld-figure-recoverable",
        STOP,
        "Published files together give away a figure that is withheld.",
        "Withhold another figure of the same measure and quarter, or withdraw one of the files.",
    ),
    Code(
        "year-unknown",
        STOP,
        "A text was meant as a financial year and is not one.",
        'Write the year as "2021/22".',
    ),
)
