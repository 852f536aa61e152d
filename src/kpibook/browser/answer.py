"""Answer to a button: what the page shows, and the files to download."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kpibook.domain.finding import Finding, by_severity
from kpibook.on_use.dataclass import dataclass
from kpibook.services.paths.output import Saved
from kpibook.services.result_words import WordTable


@dataclass(frozen=True, slots=True)
class Sheet:
    """Table on the page.

    Attributes:
        caption: What the table holds.
        table: Its texts.
        is_folded: It is shown only when a person opens it.
    """

    caption: str
    table: WordTable
    is_folded: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """Result of a button, for the page to show.

    Attributes:
        headline: The result in a sentence.
        sentences: More of it, a paragraph each.
        sheets: Tables, such as the measures with their status.
        findings: What is to be put right.
        notes: What a person may want to know of the files that were written.
        files: Files to download.
    """

    headline: str
    sentences: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as plain values for the page; files as paths from this folder."""
        return {
            "headline": self.headline,
            "sentences": [text for text in self.sentences if text],
            "sheets": [
                {
                    "caption": sheet.caption,
                    "folded": sheet.is_folded,
                    "header": list(sheet.table.header),
                    "rows": [list(row) for row in sheet.table.rows],
                }
                for sheet in self.sheets
                if sheet.table.rows
            ],
            "findings": [
                {
                    "heading": f"{severity.heading} ({len(group)})",
                    "severity": severity.value,
                    "items": [str(finding) for finding in group],
                }
                for severity, group in by_severity(self.findings).items()
            ],
            "notes": list(self.notes),
            "files": [str(path.absolute().relative_to(Path.cwd())) for path in self.files],
        }


def together(answers: Sequence[Answer], headline: str) -> Answer:
    """Return one answer for several workbooks; that of a single one stays as it is."""
    if len(answers) == 1:
        return answers[0]
    return Answer(
        headline,
        tuple(s for a in answers for s in (a.headline, *a.sentences)),
        tuple(sheet for a in answers for sheet in a.sheets),
        tuple(finding for a in answers for finding in a.findings),
        tuple(note for a in answers for note in a.notes),
        tuple(file for a in answers for file in a.files),
    )


def saved_files(saved: Saved) -> tuple[Path, ...]:
    """Return the file that was saved; empty if none was."""
    return () if saved.output is None else (saved.output,)
