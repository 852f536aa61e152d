"""Rules by which many workbooks become one, in the words people read."""

from __future__ import annotations

#: The rules by which workbooks become one: code of the finding, and the rule in a sentence.
RULES: tuple[tuple[str, str], ...] = (
    (
        "consolidate-same-file",
        (
            "A workbook that is given twice, byte for byte, is used once: under the name that"
            " comes first in the alphabet."
        ),
    ),
    (
        "consolidate-two-versions",
        (
            "Two different workbooks of one council, directorate and period that share half of "
            "the measures of the smaller or more are two versions of one return. Where the "
            "properties of either do not say when it was saved, or both say the same, both are "
            "refused and a person has to choose."
        ),
    ),
    (
        "consolidate-earlier-version",
        (
            "Of two versions of one return the one whose own properties say that it was saved "
            "last is used, and the other is refused whole."
        ),
    ),
    (
        "consolidate-same-ref",
        (
            "A reference is unique only within its directorate: where two directorates use "
            "one, both measures are kept."
        ),
    ),
    (
        "consolidate-same-measure",
        (
            "A measure that two workbooks report for one council and directorate counts once. "
            "Where they say the same, the row of the workbook whose name comes first is used."
        ),
    ),
    (
        "consolidate-measures-differ",
        (
            "Where two workbooks report one measure and do not say the same, all of its rows "
            "are refused and a person has to choose."
        ),
    ),
    (
        "consolidate-other-period",
        "A workbook of another period is refused whole.",
    ),
    (
        "consolidate-mixed-schemes",
        (
            "Each workbook is rated under the scheme it names. Where the schemes differ, "
            "measures are counted by what a status means, whichever word the scheme has for "
            "it."
        ),
    ),
    (
        "consolidate-other-council",
        (
            "Workbooks of different councils may stand in one consolidation; each row says "
            "whose it is."
        ),
    ),
    (
        "consolidate-open",
        "A workbook that somebody has open is used as it was last saved.",
    ),
    (
        "consolidate-has-findings",
        (
            "A workbook with findings is used, and its findings are listed. "
            "Statuses are always worked out again from the figures. A measure without a "
            "figure that can be read is not reported; it is never zero."
        ),
    ),
    (
        "consolidate-unreadable",
        (
            "A file that cannot be read, that the guard turns away or that is not a "
            "performance workbook is refused whole and listed with its own code; the others "
            "are used."
        ),
    ),
    (
        "consolidate-consolidated",
        "A consolidated workbook is never read as a source.",
    ),
    (
        "consolidate-row-refused",
        (
            "A row without a reference, with a reference that is not in the workbook's register, "
            "or with that of a row above it is refused and listed with its cell."
        ),
    ),
)
