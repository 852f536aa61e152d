"""Trial of a scheme: figures rated under it, and two schemes compared on a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kpibook.domain.finding import Finding
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rules.rule_in_words import rounding_in_words
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.on_use.dataclass import dataclass
from kpibook.services.rating.rate_table import rate_rows
from kpibook.sources.tabular import read_rows
from kpibook.workbook import layout


@dataclass(frozen=True, slots=True)
class RatingDifference:
    """Row whose status differs under two schemes.

    Attributes:
        ref: The measure's reference; without a reference, its line.
        measure: Its title; "" if not given.
        one: Its rating under the first scheme.
        other: Its rating under the second scheme.
    """

    ref: str
    measure: str
    one: Rating
    other: Rating


@dataclass(frozen=True, slots=True)
class Comparison:
    """Table rated under two schemes.

    Attributes:
        rows: Number of its rows.
        differences: The rows whose status changes, in their order.
        findings: Values that could not be read.
    """

    rows: int
    differences: tuple[RatingDifference, ...]
    findings: tuple[Finding, ...]


def compare_schemes(path: Path, first: Scheme, second: Scheme) -> Comparison:
    """Rate a plain table under two schemes, and return the rows whose status changes.

    Two statuses are the same if they mean the same (met, within, off ...), whatever each
    scheme calls them.

    Raises:
        KpibookError: The file cannot be read, or has no column ``actual``.
    """
    findings: list[Finding] = []
    rows = read_rows(path, (layout.ACTUAL,), findings)
    differences = []
    ratings = rate_rows(rows, [first, second], findings)
    for row, before, after in zip(rows, *ratings, strict=True):
        if before.status is not after.status:
            ref = row.text(layout.REF) or str(row.where())
            differences.append(RatingDifference(ref, row.text(layout.MEASURE), before, after))
    return Comparison(len(rows), tuple(differences), tuple(findings))


def as_dict(scheme: Scheme) -> dict[str, Any]:
    """Return a scheme for ``--json``: its council, its words and their meanings, its needs."""
    return {
        "key": scheme.key,
        "title": scheme.title,
        "council": scheme.council or None,
        "years": scheme.years or None,
        "source": scheme.source,
        "quote": scheme.quote or None,
        "note": scheme.note or None,
        "needs": list(scheme.rule.needs),
        "rounding": scheme.rounding.value,
        "statuses": {s.value: _look(look) for s, look in scheme.statuses.items()},
        "directions": {d.value: _look(look) for d, look in scheme.directions.items()},
    }


def _look(appearance: Appearance) -> dict[str, str]:
    return {"label": appearance.label, "meaning": appearance.meaning}


def in_words(scheme: Scheme) -> Sequence[str]:
    """Describe a scheme for people: its council, words, meanings, needs and source."""
    council_and_years = " ".join(part for part in (scheme.council, scheme.years) if part)
    lines = [
        scheme.title
        + (
            f" ({council_and_years})"
            if council_and_years and council_and_years not in scheme.title
            else ""
        ),
        "",
    ]
    width = max(len(word) for word, _ in scheme.in_words())
    lines += [f"{word.ljust(width)}  {meaning}" for word, meaning in scheme.in_words()]
    lines.append("")
    if scheme.rule.needs:
        lines.append(f"Each measure must give: {', '.join(scheme.rule.needs)}.")
    lines.append(rounding_in_words(scheme.rounding))
    lines += [
        f"{label}: {text}"
        for label, text in (
            ("Note", scheme.note),
            ("In its own words", scheme.quote),
            ("Source", scheme.source),
        )
        if text
    ]
    return lines
