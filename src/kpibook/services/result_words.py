"""Results of tasks in the words and tables that people read, whichever way they asked."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kpibook.domain.finding import to_put_right
from kpibook.domain.measures.number import parse_figure, plain
from kpibook.domain.reporting.direction_words import second_direction
from kpibook.domain.wording import counted
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.workbook.formats import CLOCK_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kpibook.domain.comparison.workbooks import Difference
    from kpibook.domain.consolidation.consolidation import Source
    from kpibook.domain.measures.period import Quarter
    from kpibook.domain.rating.rated_measure import RatedMeasure
    from kpibook.domain.rules.scheme import Scheme
    from kpibook.services.diff import Compared
    from kpibook.services.layouts.fill_mapped import MappedFilled
    from kpibook.services.rating.check import Checked
    from kpibook.workbook.writer import Change


@dataclass(frozen=True, slots=True)
class WordTable:
    """Table of texts.

    Attributes:
        header: The headings of its columns.
        rows: A text a column.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def scorecard_table(rated: Sequence[RatedMeasure], scheme: Scheme) -> WordTable:
    """Return the measures with target, figures, status and directions, a row a measure."""
    header = (
        *("Ref", "Measure", "Target", "Previous"),
        *("Actual", "Status", "Direction", "Since last year"),
    )
    return WordTable(
        header,
        tuple(
            (
                r.measure.ref,
                r.measure.title,
                r.measure.target_in_words(r.reading.period) or r.measure.written(r.target, "none"),
                r.last_in_words or r.measure.written(r.previous, "none"),
                r.measure.written(r.reading.usable, r.reading.marker or "none"),
                r.status_in_words(scheme),
                r.direction_in_words(r.rating.direction, scheme),
                second_direction(r, scheme),
            )
            for r in rated
        ),
    )


def mapped_table(filled: MappedFilled) -> WordTable:
    """Return the measures of a council's own workbook with their status, a row a measure."""
    return WordTable(
        ("Ref", "Measure", "Status"),
        tuple(
            (m.row.ref, m.row.title, filled.scheme.label(m.rating.status))
            for m in filled.checked.measures
        ),
    )


def changes_table(changes: Iterable[Change]) -> WordTable:
    """Return the cells that change, with their old and new values as the cell shows them."""
    return WordTable(
        ("Cell", "Ref", "Column", "Old", "New"),
        tuple(
            (c.write.address, c.ref, c.heading, _shown(c, c.old), _shown(c, c.write.value))
            for c in changes
        ),
    )


def differences_table(compared: Compared) -> WordTable:
    """Return the differences between two workbooks, a row each."""
    return WordTable(
        ("Ref", "What", "Period", "Old", "New"),
        tuple(_difference(difference) for difference in compared.differences),
    )


def totals_table(totals: Source) -> WordTable:
    """Return the control totals of a consolidation: rows and figures in, used and refused."""
    return WordTable(
        ("Counted", "In", "Used", "Refused"),
        (
            _counts("Rows", totals.rows_in, totals.rows_used, totals.rows_refused),
            _counts("Figures", totals.actuals_in, totals.actuals_used, totals.actuals_refused),
        ),
    )


def check_headline(book: Path, checked: Checked) -> str:
    """Return how much there is to put right in a workbook, in a sentence."""
    count = len(to_put_right(checked.findings)) or "nothing"
    measures = counted(len(checked.scorecard.rated), "measure")
    part = checked.scorecard.part
    of = "" if part is None else f" for the {part.kind.value} {part.name}"
    return f"{book.name}: {count} to put right in {measures}{of}."


def comparison_headline(old: Path, new: Path, compared: Compared) -> str:
    """Return how many differences there are between two workbooks, in a sentence."""
    if not compared.differences:
        return f"{new.name} says the same as {old.name}."
    return f"{counted(len(compared.differences), 'difference')} of {new.name} from {old.name}."


def comparison_note(compared: Compared) -> str:
    """Return what may hide a difference, in a sentence; empty if nothing does."""
    if not compared.findings:
        return ""
    cells = counted(len(compared.findings), "finding")
    return f"Note: {cells} in what was read, which may hide a difference: run `kpibook check`."


def consolidate_command(
    inputs: Sequence[str],
    period: Quarter | None,
    since: Path | None,
    expect: Path | None,
    layout: Path | None = None,
) -> str:
    """Return the command for a consolidated workbook's cover: what decides the figures.

    Folders are left out: a folder can hold the name of a person, and the workbook may be published.
    """
    words = ["kpibook", "consolidate", *(Path(text).name or text for text in inputs)]
    words += ["--period", str(period)] if period is not None else []
    words += ["--since", since.name] if since is not None else []
    words += ["--expect", expect.name] if expect is not None else []
    words += ["--layout", layout.name] if layout is not None else []
    import shlex

    return shlex.join(words)


_FATE = {"new": "new", "removed": "gone"}


def _difference(difference: Difference) -> tuple[str, ...]:
    old, new = difference.in_words()
    what = difference.what or f"The measure is {_FATE[difference.kind.value]}"
    # An action of a service has no reference: its service is named.
    about = difference.ref or difference.title or "Settings"
    return (about, what, difference.period, old, new)


def _counts(name: str, *numbers: int) -> tuple[str, ...]:
    return (name, *(f"{number:,}" for number in numbers))


def _shown(change: Change, value: object) -> str:
    """Return a cell's value as text, a percentage or a day as its number format shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime) and value.time() == time():
        return str(value.date())
    code = change.write.number_format or change.old_format
    if isinstance(value, (int, float)) and code.endswith("%"):
        return _as_percentage(value)
    if isinstance(value, float) and code in CLOCK_FORMATS.values():
        return str(timedelta(seconds=round(value * 86_400)))
    return str(value)


def _as_percentage(value: float) -> str:
    """Return a number as a percentage, or as it is if it cannot be a figure, such as 1e308."""
    # The file is written by now, so an odd old value must not end the command.
    try:
        share = parse_figure(value).value
    except KpibookError:
        return str(value)
    return "" if share is None else f"{plain(share * 100)}%"
