"""Pages of the quarterly return: the return itself, its counts, the key and the notes."""

from __future__ import annotations

from collections.abc import Sequence

from kpibook.domain.measures.number import MARKERS, MISSING_MARKERS
from kpibook.domain.rating.rated_measure import RatedMeasure, against_comparator
from kpibook.domain.reporting.direction_words import DirectionColumn
from kpibook.domain.reporting.order import NO_PRIORITY
from kpibook.domain.reporting.quarterly_return import (
    SHORTHAND_MISSING,
    SHORTHAND_NO_TARGET,
    QuarterlyReturn,
    notes_on,
)
from kpibook.domain.reporting.summary import Summary
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.rule import Rates
from kpibook.domain.wording import counted
from kpibook.outputs.figures import (
    actual_cell,
    figure_cell,
    previous_cell,
    target_cell,
    wide_enough,
)
from kpibook.outputs.page import Page, PageCell
from kpibook.workbook import layout

_WIDTHS, _DIRECTION_WIDTH = (17, 9, 27, 9, 18, 10, 10, 13, 46, 14), 14
_FORECAST_WIDTHS = (10, 13)


def return_page(content: QuarterlyReturn, *, numbered_notes: bool = False) -> Page:
    """Return the return, with a row for each measure.

    Args:
        content: The return.
        numbered_notes: True for notes as "[note 1]" with a separate sheet of notes (published
            copy); False for notes in full, in the measure's row.
    """
    columns = content.direction_columns
    rows = [
        _row(content, rated, note, columns) for rated, note in _with_notes(content, numbered_notes)
    ]
    return Page(
        name=layout.RETURN,
        title=content.title,
        lines=(
            *(_for_committee(content)),
            *content.sentences(),
            content.rule(),
            *_shorthand_line(rows),
        ),
        table=layout.RETURN_TABLE,
        header=_header(content),
        widths=wide_enough(
            (
                *_WIDTHS[:8],
                *_FORECAST_WIDTHS[: len(_forecast_headings(content))],
                *[_DIRECTION_WIDTH] * len(columns),
                *_WIDTHS[8:],
            ),
            rows,
        ),
        rows=rows,
    )


def _forecast_headings(content: QuarterlyReturn) -> list[str]:
    """Return the headings of the forecast, if any measure has one.

    A scheme that rates the forecast has its status in the column of the status.
    """
    if not content.has_forecast:
        return []
    if content.scheme.rule.rates is Rates.FORECAST:
        return [layout.FORECAST]
    return [layout.FORECAST, layout.FORECAST_STATUS]


def _forecast_cells(content: QuarterlyReturn, rated: RatedMeasure) -> list[PageCell]:
    scheme, marker = content.scheme, rated.reading.marker
    hidden = marker if marker in MISSING_MARKERS else ""
    value = None if hidden else rated.reading.forecast
    status = rated.forecast.status if rated.forecast is not None else Status.NOT_REPORTED
    cells = [
        figure_cell(rated.measure, value, scheme, hidden),
        PageCell(scheme.label(status), look=scheme.appearance(status)),
    ]
    return cells[: len(_forecast_headings(content))]


def summary_page(content: QuarterlyReturn) -> Page:
    """Return counts of status and direction, with the base of the percentages."""
    summary, scheme = content.summary, content.scheme
    shares = summary.shares()
    status_rows = [
        [
            PageCell("Status against target"),
            PageCell(scheme.label(status), look=scheme.appearance(status)),
            PageCell(count, "0"),
            PageCell(shares.fraction(status), shares.number_format, shares.written(status))
            if status in shares.percentages
            else PageCell(SHORTHAND_NO_TARGET),
        ]
        for status, count in summary.statuses.items()
        if status in scheme.statuses or (status is Status.NOT_DUE and count)
    ]
    direction_rows = [
        [
            PageCell(f"Direction {since}"),
            PageCell(label),
            PageCell(count, "0"),
            PageCell(SHORTHAND_NO_TARGET),
        ]
        for since, counts in content.counts_of_directions().items()
        for label, count in counts.items()
    ]
    return Page(
        name="Summary",
        title=f"Summary of measures, {content.period}",
        lines=(
            *content.sentences(),
            f"Shorthand: {SHORTHAND_NO_TARGET} not applicable.",
            _base_of_shares(summary),
        ),
        table="ReturnSummary",
        header=("What is counted", "Result", "Measures", "Share of rated measures"),
        widths=(32, 24, 14, 20),
        rows=[*status_rows, *direction_rows],
    )


def _base_of_shares(summary: Summary) -> str:
    base = f"Percentages are of the {counted(summary.rated, 'rated measure')}."
    return f"{base} {summary.shares().rounding}".rstrip()


def key_page(content: QuarterlyReturn) -> Page:
    """Return the scheme's rule in words."""
    scheme = content.scheme
    looks = [*scheme.statuses.values(), *scheme.directions.values()]
    return Page(
        name=layout.KEY,
        title="Key: what each status and direction means",
        lines=(content.rule(),),
        table=layout.KEY_TABLE,
        header=("Word", "What it means"),
        widths=(24, 90),
        rows=[
            [
                PageCell(look.label, look=look if look.fill != "#FFFFFF" else None),
                PageCell(look.meaning),
            ]
            for look in looks
        ],
    )


def notes_page(content: QuarterlyReturn) -> Page | None:
    """Return the notes of a published return; None if it has no notes."""
    notes = _numbered(content)
    if not notes:
        return None
    return Page(
        name="Notes",
        title="Notes to the return",
        table="ReturnNotes",
        header=("Note", "What it says", "Measures"),
        widths=(12, 90, 30),
        rows=[
            [PageCell(f"note {n}"), PageCell(text), PageCell(", ".join(refs))]
            for n, (text, refs) in enumerate(notes.items(), start=1)
        ],
    )


def published_pages(content: QuarterlyReturn) -> list[Page]:
    """Return all sheets of the published copy, in order."""
    notes = notes_page(content)
    pages = [
        return_page(content, numbered_notes=True),
        summary_page(content),
        key_page(content),
    ]
    return pages if notes is None else [*pages, notes]


def _header(content: QuarterlyReturn) -> list[str]:
    period = content.period
    return [
        layout.PRIORITY,
        layout.REF,
        layout.MEASURE,
        layout.TARGET,
        layout.COMPARATOR,
        f"{period.previous} position",
        f"{period} position",
        layout.STATUS,
        *_forecast_headings(content),
        *(column.heading for column in content.direction_columns),
        layout.COMMENTARY,
        "Notes",
    ]


def _row(
    content: QuarterlyReturn, rated: RatedMeasure, note: str, columns: Sequence[DirectionColumn]
) -> list[PageCell]:
    measure, reading, scheme, rating = rated.measure, rated.reading, content.scheme, rated.rating
    return [
        PageCell(measure.priority or NO_PRIORITY),
        PageCell(measure.ref),
        PageCell(measure.title or SHORTHAND_MISSING),
        target_cell(rated, scheme),
        PageCell(_comparator(rated)),
        previous_cell(rated, scheme),
        actual_cell(rated, scheme),
        PageCell(rated.status_in_words(scheme), look=scheme.appearance(rating.status)),
        *_forecast_cells(content, rated),
        *(PageCell(column.cell(rated, scheme)) for column in columns),
        PageCell(reading.commentary or "No commentary"),
        PageCell(note or "No notes"),
    ]


def _comparator(rated: RatedMeasure) -> str:
    comparator = rated.measure.comparator
    if comparator is None or comparator.value is None:
        return SHORTHAND_NO_TARGET
    comparison = against_comparator(rated)
    vintage = f" {comparator.vintage}" if comparator.vintage else ""
    figure = f"{comparator.name}{vintage} {rated.measure.written(comparator.value)}"
    return f"{figure}. {comparison}." if comparison else f"{figure}."


def _for_committee(content: QuarterlyReturn) -> Sequence[str]:
    names = [part for part in (content.council, content.committee) if part]
    return [f"{'. '.join(names)}."] if names else []


def _shorthand_line(rows: Sequence[Sequence[PageCell]]) -> list[str]:
    meanings = {**MARKERS, SHORTHAND_NO_TARGET: "not applicable (no target or comparator)"}
    shown = {cell.value for row in rows for cell in row if isinstance(cell.value, str)}
    used = [f"{marker} {meaning}" for marker, meaning in meanings.items() if marker in shown]
    return [f"Shorthand: {'; '.join(used)}."] if used else []


def _with_notes(content: QuarterlyReturn, numbered: bool) -> list[tuple[RatedMeasure, str]]:
    if not numbered:
        return [(rated, " ".join(notes_on(rated))) for rated in content.rated]
    # A note on several measures has a single number.
    numbers = {text: n for n, text in enumerate(_numbered(content), start=1)}
    return [
        (rated, " ".join(f"[note {numbers[text]}]" for text in notes_on(rated)))
        for rated in content.rated
    ]


def _numbered(content: QuarterlyReturn) -> dict[str, list[str]]:
    """Return each different note with the references of its measures, in order of appearance."""
    notes: dict[str, list[str]] = {}
    for rated in content.rated:
        for text in notes_on(rated):
            notes.setdefault(text, []).append(rated.measure.ref)
    return notes
