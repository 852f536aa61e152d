"""Folders of texts about invented measures: what the grammar of commentary tells of each text.

A folder has a register (measures.csv), earlier figures (history.csv), this quarter's (actuals.csv)
and the texts (sentences.csv), each with its verdict, true or false.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kpibook.domain.commentary.check import verdicts
from kpibook.domain.commentary.facts import MeasureFacts, facts_of
from kpibook.domain.commentary.verdict import Verdict
from kpibook.domain.measures.period import Quarter
from kpibook.services.fill import fill_file
from kpibook.services.new import new_workbook
from kpibook.services.paths.output import Destination
from kpibook.services.rating.check import check_file
from kpibook.workbook.performance import Settings

NOW = Quarter(2024, 3)


@dataclass(frozen=True)
class Told:
    """Text with what is told of it."""

    id: str
    ref: str
    text: str
    is_false: bool
    kind: str
    wrong: str
    contradictions: tuple[Verdict, ...]

    @property
    def is_right(self) -> bool:
        """True if a false text is found, or a true text is let alone."""
        return self.is_false == bool(self.contradictions)


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def facts_in(source: Path, scratch: Path) -> dict[str, MeasureFacts]:
    """Return the facts of a folder's measures by ref, out of a workbook made of them."""
    made = new_workbook(
        source / "measures.csv",
        Settings(NOW),
        scratch / "new.xlsx",
        history_file=source / "history.csv",
    ).output
    full = scratch / "full.xlsx"
    fill_file(made, source / "actuals.csv", NOW, Destination(file=full))
    card = check_file(full).scorecard
    return {
        rated.measure.ref: facts_of(rated, figures, card.scheme)
        for rated, figures in zip(card.rated, card.figures, strict=True)
    }


def told_of(source: Path, scratch: Path) -> Iterator[Told]:
    """Yield what is told of each text of a folder."""
    facts = facts_in(source, scratch)
    for row in rows_of(source / "sentences.csv"):
        found = tuple(v for v in verdicts(row["text"], facts[row["ref"]]) if v.contradicts)
        yield Told(
            row["id"],
            row["ref"],
            row["text"],
            row["verdict"] == "false",
            row["kind"],
            row["wrong"],
            found,
        )


def score(told: list[Told]) -> tuple[int, int, int, int]:
    """Return found, false, alarms and true, as numbers of texts."""
    counts = Counter((each.is_false, bool(each.contradictions)) for each in told)
    found, alarms = counts[True, True], counts[False, True]
    return found, found + counts[True, False], alarms, alarms + counts[False, False]
