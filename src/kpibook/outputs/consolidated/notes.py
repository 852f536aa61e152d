"""Notes sheet: the rules of consolidation, and how to read the counts."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.consolidation.consolidation import Publication
from kpibook.domain.consolidation.rules_in_words import RULES
from kpibook.domain.reporting.quarterly_return import notes_on
from kpibook.domain.wording import counted
from kpibook.outputs.consolidated.contents import Contents
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import consolidated_layout as sheets

#: How the figures of the workbook are made, for its reader: subject and sentence.
ABOUT = (
    (
        "Counts",
        (
            "Each count on the summaries is a formula over the table on the sheet Data, stored "
            "with its result. It counts what a status means, so measures of different schemes add "
            "up."
        ),
    ),
    (
        "Percentages",
        (
            "Shares are of rated measures only: those with a status other than not rated or not "
            "reported."
        ),
    ),
    (
        "Missing figures",
        (
            "A blank is never zero. A measure without an actual is counted as not reported, or as "
            "not rated where its marker says that there is nothing to report."
        ),
    ),
    (
        "Links",
        (
            "An actual on Scorecard or Exceptions leads to its row on Data, which names the "
            "workbook, sheet and cell it came from. Filtering keeps that true; sorting Data does "
            "not."
        ),
    ),
    (
        "Nothing outside",
        (
            "The workbook has no macros, no add-in and no links to other files: where a figure "
            "came from is written as text."
        ),
    ),
)


def notes_page() -> Page:
    """Return the notes of the workbook for finance."""
    rows = [*((subject, text, "") for subject, text in ABOUT), *_rules()]
    return Page(
        name=sheets.NOTES,
        title="Notes: how workbooks become one, and how to read the counts",
        lines=("The code is that of the findings a rule leads to, on the sheet Findings.",),
        table=sheets.NOTES_TABLE,
        header=("Number", "Subject", "What it says", "Code"),
        widths=(10, 24, 100, 30),
        rows=[
            [PageCell(n, "0"), PageCell(subject), PageCell(text), PageCell(code)]
            for n, (subject, text, code) in enumerate(rows, start=1)
        ],
    )


def _rules() -> list[tuple[str, str, str]]:
    return [("Rule of consolidation", text, code) for code, text in RULES]


def published_notes_page(publication: Publication) -> Page:
    """Return the notes of the published copy: on its measures first, then on the figures."""
    numbered = numbered_notes(publication)
    rows = [
        *((f"note {n}", text, ", ".join(refs)) for n, (text, refs) in numbered.items()),
        *((subject, sentence, "All") for subject, sentence in _about_published(publication)),
    ]
    return Page(
        name=sheets.NOTES,
        title="Notes",
        lines=("What the notes on the Scorecard say, and how the figures were made.",),
        table=sheets.NOTES_TABLE,
        header=("Note", "What it says", "Measures"),
        widths=(20, 90, 30),
        rows=[[PageCell(cell) for cell in row] for row in rows],
    )


def _about_published(publication: Publication) -> list[tuple[str, str]]:
    notes = [about for about in ABOUT if about[0] in ("Percentages", "Missing figures")]
    if publication.asked:
        notes.append(
            (
                "Small numbers",
                (
                    "Where a measure asks for it, counts of 1 to 5 are suppressed and shown as "
                    "[c], and so is every figure from which one could be worked out. "
                    f"{counted(publication.withheld, 'measure has', 'measures have')} a figure "
                    "withheld."
                ),
            )
        )
    return notes


def numbered_notes(contents: Contents) -> dict[int, tuple[str, Sequence[str]]]:
    """Return each different note on a measure by number, with the references of its measures."""
    refs_by_note: dict[str, list[str]] = {}
    for row in contents.rows:
        for text in notes_on(row.rated):
            refs_by_note.setdefault(text, []).append(row.rated.measure.ref)
    return {n: (text, refs) for n, (text, refs) in enumerate(refs_by_note.items(), start=1)}
