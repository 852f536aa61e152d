"""Codes of commentary: texts that do not say what the figures say."""

from __future__ import annotations

from kpibook.codes.code import LOOK, NOTE, STOP, Code

_FIX = "Correct the text or the figure, or settle it if both are right."

CODES = (
    Code(
        "commentary-change",
        LOOK,
        "A text gives a change, a shortfall or a multiple that the figures do not give.",
        _FIX,
        'The text says "up by 5.3 points since Q2", and the change is 2.6 points.',
    ),
    Code(
        "commentary-date",
        LOOK,
        "A text gives the quarter's figure as that of another period.",
        _FIX,
        'The text says "as at 31 December 2023", and the figure is of Q3 2024/25.',
    ),
    Code(
        "commentary-direction",
        LOOK,
        "A text says that a measure rose, fell, improved or worsened, and the figures do not.",
        _FIX,
        'The text says "has fallen since Q2", and the figure rose from 10.17 to 10.42.',
    ),
    Code(
        "commentary-figure",
        LOOK,
        "A text gives a figure as the quarter's, an earlier one, the target or the comparator, and "
        "the workbook has another.",
        _FIX,
        'The text says "a target of 30 days", and the target is 25.',
    ),
    Code(
        "commentary-flow",
        LOOK,
        "The counts of a text do not add up: at the start, in, out and at the end.",
        _FIX,
        "167 + 298 - 313 is 152, and the text ends with 134.",
    ),
    Code(
        "commentary-jump",
        LOOK,
        "A figure rose to 100% or fell to 0 at once, and the text gives no reason.",
        "Check the figure, say why in the commentary, or settle it if both are right.",
        "It rose from 87.7% to 100%, and the text says only what staff are doing.",
    ),
    Code(
        "commentary-missing",
        LOOK,
        "Measures are off target, and have neither commentary nor action.",
        "Say why, and what is being done.",
        "The other measures have commentary, and PI.426 is off target without a word.",
    ),
    Code(
        "commentary-parts",
        LOOK,
        "A part of a whole in a text is not the numerator of its denominator, or not its share.",
        _FIX,
        'The text says "431 of the 1,572", and the denominator is 1,752.',
    ),
    Code(
        "commentary-repeated",
        LOOK,
        "A commentary is that of the quarter before again, but for dates, case and spaces.",
        "Say what is new in the quarter, or settle it if nothing is.",
        "The history has the same four sentences under Q2.",
    ),
    Code(
        "commentary-target",
        LOOK,
        "A text says that the target was met or missed, and the figures do not.",
        _FIX,
        'The text says "within the target", and 134 is more than the 120 of the target.',
    ),
    Code(
        "commentary-too-long",
        LOOK,
        "A text is longer than what is read of it: 20,000 characters of a cell or a paragraph.",
        "Shorten it, divide it into paragraphs, or read the rest yourself.",
    ),
    Code(
        "commentary-total",
        LOOK,
        "A typed summary does not count measures as the table does, or gives a wrong share.",
        "Correct the summary, or take the sentence that the return prints.",
        'The text says "all but one of the measures have shown a positive movement", and by the '
        "table it is 3 of 6.",
    ),
    Code(
        "commentary-unchecked",
        NOTE,
        "Statements in a measure's texts could not be held against its figures.",
        "Read them yourself; nothing says that they are wrong.",
    ),
    Code(
        "commentary-unit",
        LOOK,
        "A text gives a figure of the measure in another unit.",
        _FIX,
        'The text says "43.1%", and the measure is a rate per 10,000.',
    ),
    Code(
        "commentary-unsettled",
        LOOK,
        "The return is made, and texts of its measures still contradict their figures.",
        "Run kpibook check on the workbook, and correct the texts or settle the looks.",
    ),
    Code(
        "typed-report-encrypted",
        STOP,
        "A typed report is protected with a password.",
        "Save a copy without the password, and check that.",
    ),
    Code(
        "typed-report-ending",
        STOP,
        "A typed report is of a kind that is not read.",
        "Save it as a Word Document (.docx), a PDF (.pdf) or plain text (.txt).",
    ),
    Code(
        "typed-report-no-text",
        STOP,
        "A typed report in PDF has no text: its pages are pictures.",
        "Have the text recognised (OCR), or take the Word file it was made from.",
    ),
    Code(
        "typed-report-pdf-missing",
        STOP,
        "A typed report in PDF is read with pypdf, which is not installed.",
        "Install it with `pip install pypdf`, or give the report as .docx or .txt.",
    ),
    Code(
        "typed-report-too-long",
        STOP,
        "A typed report has more paragraphs than are read.",
        "Check the part of it that is about the measures.",
    ),
    Code(
        "typed-report-unreadable",
        STOP,
        "A typed report cannot be read as a PDF.",
        "Save it as PDF again, or give the report as .docx or .txt.",
    ),
)
