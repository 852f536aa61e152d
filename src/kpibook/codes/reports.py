"""Codes of committee reports: the council's own words, and the files that are written."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

CODES = (
    Code(
        "document-encrypted",
        STOP,
        "A Word document is protected by a password to open.",
        "Take the password off in Word: File, Info, Protect Document.",
    ),
    Code(
        "document-has-macros",
        STOP,
        "A Word document has macros, and what goes to a committee must not have any.",
        "Save it in Word as a Word Document (.docx).",
    ),
    Code(
        "not-a-word-document",
        STOP,
        "A file is not a Word document, whatever its name says.",
        "Name a file that Word saved as .docx.",
    ),
    Code(
        "report-book-unknown",
        STOP,
        "A report is checked against a workbook that it was not made from.",
        "Name the workbooks that the message lists.",
    ),
    Code(
        "report-ending",
        STOP,
        "A report is to be written in a format that kpibook does not write.",
        "Name a file that ends as the message says, or a folder.",
    ),
    Code(
        "report-is-several",
        STOP,
        "The council's words name committees, each of which gets a report, and one file is named.",
        "Name a folder.",
    ),
    Code(
        "report-letter-missing",
        LOOK,
        "A text of a report has a sign that the font of the PDF lacks, so a box is printed.",
        "Write it without the sign, or send the report in Word.",
    ),
    Code(
        "report-name-empty",
        LOOK,
        "The council's words for a report have a name in braces for which there is no value.",
        "Enter it in the workbook's settings or in the file of words, or do without the name.",
    ),
    Code(
        "report-name-unknown",
        LOOK,
        "The council's words for a report have a name in braces that is not filled in.",
        "Correct the name; the new file of words lists all that there are.",
    ),
    Code(
        "report-pdf-left-out",
        NOTE,
        "A folder of reports was written without PDF, which needs a library that is not installed.",
        "Install it and write the reports again, if they are to be sent as PDF.",
    ),
    Code(
        "report-pdf-missing",
        STOP,
        "A report in PDF needs a library that is not installed.",
        "Install it, or name a .docx or .html file.",
    ),
    Code(
        "report-record-edited",
        STOP,
        "The list inside a report of what kpibook printed was changed.",
        "Write the report again.",
    ),
    Code(
        "report-record-missing",
        STOP,
        "A Word document has no record of what kpibook printed, so that it cannot be checked.",
        "Name the report as kpibook wrote it, or write it again.",
    ),
    Code(
        "report-source-changed",
        LOOK,
        "A workbook was saved again after the report was written from it.",
        "Write the report again, or check that what matters is the same.",
    ),
    Code(
        "report-text-added",
        LOOK,
        "Text was typed next to a figure or sentence of a report in Word.",
        "Delete it in Word, or write it into the commentary.",
    ),
    Code(
        "report-text-deleted",
        LOOK,
        "A figure or sentence was deleted from a report in Word.",
        "Write the report again, or say in the report why it is not there.",
    ),
    Code(
        "report-text-deletion-tracked",
        LOOK,
        "A figure or sentence of a report in Word is marked as deleted in tracked changes.",
        "Reject the change in Word, or correct the workbook and write the report again.",
    ),
    Code(
        "report-text-out-of-date",
        LOOK,
        "A report in Word says something else than its workbook says now.",
        "Write the report again.",
    ),
    Code(
        "report-text-pasted-over",
        LOOK,
        "A figure or sentence of a report in Word was replaced by plain text.",
        "Undo it in Word, or correct the workbook and write the report again.",
    ),
    Code(
        "report-text-retyped",
        LOOK,
        "A figure or sentence of a report in Word was retyped.",
        "Put back what was printed, or correct the workbook and write the report again.",
    ),
    Code(
        "return-typed-over",
        LOOK,
        "The sheet Return was changed by hand and is made again, so that texts on it are gone.",
        "Type them on 'This quarter', which the return repeats; the workbook as it was before has "
        "them still.",
    ),
    Code(
        "template-exists",
        STOP,
        "The file for the council's template is there already, and is not replaced.",
        "Name another file, or move that one away.",
    ),
    Code(
        "template-is-report",
        STOP,
        "The template for a report is itself a report that kpibook wrote.",
        "Name the template that it was made with, or an empty document in the council's styles.",
    ),
    Code(
        "template-not-used",
        STOP,
        "A template is named, and no report in Word is written.",
        "Name a file that ends in .docx, or leave the template out.",
    ),
    Code(
        "template-strict",
        STOP,
        "The template for a report is in a form of .docx that is not filled in.",
        "Save it in Word as a Word Document (.docx), which is not the strict form.",
    ),
    Code(
        "template-style-missing",
        LOOK,
        "The template for a report lacks styles, and plain formatting is used in their place.",
        "Use each of them once in the template in Word and save it, or leave it as it is.",
    ),
    Code(
        "template-style-unknown",
        LOOK,
        "The file of words names a style that the template for a report in Word does not have.",
        "Write the name as Word shows it under Styles, or delete the line.",
    ),
    Code(
        "wording-exists",
        STOP,
        "The file for the council's words is there already, and is not replaced.",
        "Name another file, or move that one away.",
    ),
    Code(
        "wording-unknown",
        STOP,
        "The file of the council's words has something that kpibook does not know.",
        "Use the names that a new file of words has.",
    ),
    Code(
        "wording-unreadable",
        STOP,
        "The file of the council's words is not valid TOML.",
        "Put it right in a text editor, or make a new one with `kpibook report new-wording`.",
    ),
    Code(
        "wording-value",
        STOP,
        "The file of the council's words has a value of the wrong kind.",
        "Write it as a new file of words has it.",
    ),
)
