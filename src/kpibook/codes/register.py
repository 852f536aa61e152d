"""Codes of the register of measures, the settings and the tables of a workbook."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "alias-ambiguous",
        STOP,
        "An earlier reference could be one of several measures.",
        "Take it out of 'Also known as' of all but one measure.",
    ),
    Code(
        "basis-unknown",
        STOP,
        "A measure's basis is not one that kpibook knows.",
        "Choose a basis from the list.",
    ),
    Code(
        "column-next-to-table",
        LOOK,
        "A column is directly next to a table, which does not reach it, so it is not used.",
        "Drag the corner of the table over the column, or leave a blank column between.",
    ),
    Code(
        "column-not-live",
        NOTE,
        "A column holds values, because no formula can work it out under the scheme.",
        "Press Fill in Excel, or run 'kpibook fill', when the actuals are in.",
    ),
    Code(
        "compared-with-unknown",
        STOP,
        "A word under Compared with is no baseline that kpibook knows.",
        "Write one or two of the words on the sheet Lists, with a comma.",
    ),
    Code(
        "decimals-unusable",
        LOOK,
        "A number of decimals is not a whole number from 0 to 6, so it is not used.",
        "Enter a whole number from 0 to 6.",
    ),
    Code(
        "frequency-unknown",
        STOP,
        "A measure's frequency is not one that kpibook knows.",
        "Choose a frequency from the list.",
    ),
    Code(
        "heading-duplicate",
        STOP,
        "Two columns have the same heading, so it is not known which is meant.",
        "Rename or remove one of the two columns.",
    ),
    Code(
        "heading-missing",
        STOP,
        "A table has no column with a heading that is needed.",
        "Give the column its heading back, in the first row.",
    ),
    Code(
        "heading-unknown",
        LOOK,
        "A column is not used, and its heading is nearly that of a column that would be.",
        "Rename the column if it is the one that is meant.",
    ),
    Code(
        "headings-not-used",
        NOTE,
        "A file of actuals has columns that kpibook does not know; they are not used.",
        "Rename those that hold something kpibook needs.",
    ),
    Code(
        "measure-row-added",
        NOTE,
        "A measure of the register had no row on 'This quarter' and has one now.",
        "Nothing is to be done, unless a figure is still to be typed.",
    ),
    Code(
        "measure-without-row",
        STOP,
        "A measure of the register has no row on 'This quarter', so it is not rated.",
        "Press Fill in Excel, or run 'kpibook fill': the row is added.",
    ),
    Code(
        "neutral-has-target",
        LOOK,
        "A neutral measure has a target, against which it is not rated.",
        "Remove the target, or say which way is good.",
    ),
    Code(
        "no-measure-selected",
        STOP,
        "The selected cell is not in the row of a measure.",
        "Select a cell in the row of a measure.",
    ),
    Code(
        "no-measures",
        STOP,
        "The workbook has no measure to report.",
        "Add measures to the register, with a row each on 'This quarter'.",
    ),
    Code(
        "not-a-performance-workbook",
        STOP,
        "The workbook is not a performance workbook made by kpibook.",
        "Go to your performance workbook, or start one with 'kpibook new'.",
    ),
    Code(
        "polarity-missing",
        STOP,
        "It is not said which way is good, so the measure is not rated.",
        "Choose higher, lower, closest, range or neutral.",
    ),
    Code(
        "polarity-unknown",
        STOP,
        "The way that is good is not one that kpibook knows, so the measure is not rated.",
        "Choose higher, lower, closest, range or neutral.",
    ),
    Code(
        "profile-unknown",
        STOP,
        "A measure's profile is not one that kpibook knows.",
        "Choose a profile from the list, or enter the four quarters' targets.",
    ),
    Code(
        "quarter-from-unknown",
        STOP,
        "The way a measure's quarter is worked out from its months is not one that kpibook knows.",
        "Choose one from the list.",
    ),
    Code(
        "range-missing",
        STOP,
        "A measure is to stay within a range, and neither end of the range is given.",
        "Enter 'Range low', 'Range high' or both.",
    ),
    Code(
        "ref-duplicate",
        STOP,
        "A reference is used in two rows of one table: the first is used, or none if they differ.",
        "Keep one row a measure.",
    ),
    Code(
        "ref-is-date",
        STOP,
        "Excel has made a date of a reference, so its row is not used.",
        "Give the column the format Text, then type the reference again.",
    ),
    Code(
        "ref-look-alike",
        LOOK,
        "Two references look the same and are different.",
        "Type the reference again if it is meant to be the same measure.",
    ),
    Code(
        "ref-missing",
        STOP,
        "A row has no reference, so it is not used.",
        "Enter the measure's reference.",
    ),
    Code(
        "ref-unknown",
        STOP,
        "A reference is not in the register.",
        "Correct the reference, or add the measure to the register.",
    ),
    Code(
        "register-column-missing",
        LOOK,
        "A column of the register is not in the template, so the new workbook does not say it.",
        "Add the column to the register of the new workbook, and fill it in.",
    ),
    Code(
        "row-under-table",
        STOP,
        "A row is typed directly under a table, which does not reach it, so it is not used.",
        "Drag the corner of the table down over the row, or move it into the table.",
    ),
    Code(
        "setting-missing",
        STOP,
        "A named cell of the settings is missing from the workbook.",
        "Define the name again for the cell that holds the setting.",
    ),
    Code(
        "suppress-column-missing",
        STOP,
        "Measures ask for small numbers to be withheld, and the template has no column that "
        "says so.",
        "Add the column to the register of the new workbook, and Yes in the rows of these "
        "measures.",
    ),
    Code(
        "suppress-unknown",
        LOOK,
        "It is neither yes nor no whether small numbers are withheld, so it is taken for yes.",
        "Enter Yes or No.",
    ),
    Code(
        "table-missing",
        STOP,
        "A table that is needed is not in the workbook.",
        "Give the table its name back, or start again from the template.",
    ),
    Code(
        "target-contradicts-polarity",
        STOP,
        "A target in words says the opposite of the way that is good.",
        "Correct the target, or the way that is good.",
    ),
    Code(
        "target-in-words",
        STOP,
        "A target in words cannot be read, so the measure is not rated.",
        'Write a figure, or words such as "fewer than 85" or "at least 90%".',
    ),
    Code(
        "target-not-live",
        LOOK,
        "A target is in words, which no formula in the workbook reads.",
        "Write the target as a figure, or run 'kpibook fill' when the actuals are in.",
    ),
    Code(
        "target-not-profiled",
        LOOK,
        "A measure has no target for the quarter, only one for the year, so it is not rated.",
        "Enter what should be reached by the end of the quarter.",
    ),
    Code(
        "targets-of-last-year",
        LOOK,
        "The new year is rated against the targets of the year before until they are changed.",
        "Enter the targets of the new year in the register, then press Fill.",
    ),
    Code(
        "template-missing",
        STOP,
        "The template for new workbooks did not come with this copy of kpibook.",
        "Install kpibook again.",
    ),
    Code(
        "template-unreadable",
        STOP,
        "The template for new workbooks cannot be read.",
        "Close it where it is open, and check that you may read it.",
    ),
    Code(
        "tolerance-negative",
        STOP,
        "A tolerance is below zero.",
        "Enter how far short of target still counts as within tolerance, as 0 or more.",
    ),
    Code(
        "unit-missing",
        STOP,
        "A measure has no unit, so its figures are read as counts.",
        "Choose a unit from the list.",
    ),
    Code(
        "unit-unknown",
        STOP,
        "A unit is not one that kpibook knows, so the figures are read as counts.",
        "Choose a unit from the list.",
    ),
)
