"""Check a workbook: its structure, its figures, and whether its ratings are up to date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from kpibook.domain.actions.checks import action_findings
from kpibook.domain.commentary.untold import unchecked
from kpibook.domain.finding import Finding
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.reporting.part import Part
from kpibook.domain.wording import counted, listed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.scorecard import Scorecard, rate_workbook
from kpibook.services.rating.sheet_texts import total_findings
from kpibook.services.rating.shown_directions import directions_otherwise
from kpibook.services.rating.shown_statuses import shown_otherwise
from kpibook.workbook import layout
from kpibook.workbook.closed import ClosedBook
from kpibook.workbook.protocol import Book, Opener
from kpibook.workbook.reader import read_workbook
from kpibook.workbook.sizes.row_heights import row_number
from kpibook.workbook.writer import changes_in, computed_values
from kpibook.xlsx.tables.headed_row import has_formulas

#: The code of computed cells that differ from what the figures give.
OUT_OF_DATE = "rating-out-of-date"


@dataclass(frozen=True, slots=True)
class Checked:
    """Result of a check.

    Attributes:
        scorecard: The workbook's measures as rated now.
        findings: The findings, on structure first.
        out_of_date: A finding for each measure whose computed cells differ from what its figures
            give; in `findings` they are one.
    """

    scorecard: Scorecard
    findings: tuple[Finding, ...]
    out_of_date: tuple[Finding, ...] = ()

    @property
    def unchecked(self) -> list[Finding]:
        """Notes on the statements of texts that could not be told, one for each measure."""
        card, others = self.scorecard, self.scorecard.others
        notes = (
            unchecked(rated, figures, card.scheme, others)
            for rated, figures in zip(card.rated, card.figures, strict=True)
        )
        return [note for note in notes if note is not None]


def check_file(
    path: Path,
    wanted: str | None = None,
    on: date | None = None,
    opened: Opener = ClosedBook.open,
) -> Checked:
    """Check the workbook at `path`, or what is for `wanted` in it; nothing is written.

    Args:
        path: The workbook.
        wanted: As in `check`.
        on: As in `check`.
        opened: Opens the workbook; `open_book` opens a council's own through its layout too.

    Raises:
        KpibookError: The file is not a performance workbook that can be read.
    """
    with opened(path) as book:
        checked = check(book, path.parent, wanted, on)
        book.check_unchanged()
        return checked


def check(book: Book, folder: Path, wanted: str | None = None, on: date | None = None) -> Checked:
    """Check an open workbook.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.
        wanted: The committee, priority, service or directorate whose measures are checked; None
            for all.
        on: The day on which an action is overdue; None takes the last day of the quarter, so that
            a workbook has the same findings on every day.

    Raises:
        KpibookError: It is not a performance workbook, its scheme is not known, or no measure is
            for `wanted`.
    """
    workbook = read_workbook(book)
    whole = rate_workbook(workbook, folder)
    scorecard = whole.only(whole.part_for(wanted))
    out_of_date = tuple(_out_of_date(scorecard))
    findings = (
        *findings_for(scorecard.part, workbook.findings),
        *scorecard.findings,
        *action_findings(
            scorecard.actions,
            scorecard.rated,
            on or workbook.settings.period.end,
            has_table=workbook.has_actions_table,
            keeps_actions=_keeps_actions(whole),
            told={each.measure.key for each in scorecard.without_words},
        ),
        *_as_one(out_of_date, len(scorecard.rated)),
        *_shown_otherwise(book, scorecard),
        *_hidden_rows(book, scorecard),
        *total_findings(book, whole, is_rated=not out_of_date),
    )
    return Checked(scorecard, _in_place(book, findings), out_of_date)


def _in_place(book: Book, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings; those on a council's own workbook name its own sheets to mend."""
    table = book.table(layout.THIS_QUARTER_TABLE)
    if table is None or table.places is None:
        return findings
    from kpibook.workbook.mapped.told_once import in_place

    return in_place(findings)


def _keeps_actions(whole: Scorecard) -> bool:
    """Return True if the whole workbook states any action, in the list or in the column."""
    return bool(whole.workbook.actions) or any(each.reading.action for each in whole.rated)


def findings_for(part: Part | None, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings on a part's measures, and those on no one measure; None is all."""
    return (f for f in findings if part is None or part.covers(ref_key(f.ref) if f.ref else ""))


def _out_of_date(scorecard: Scorecard) -> Iterator[Finding]:
    """Report computed cells that differ from what the figures give."""
    for rated in scorecard.rated:
        row = scorecard.workbook.rows[rated.measure.key]
        values = computed_values(rated, scorecard.scheme)
        # A formula is as good as a value where its stored result is right.
        formulas: dict[str, str] = {}
        if has_formulas(row.cells):
            cells = {h: row.cells[h] for h in values if h in row.cells}
            formulas = {h: cell.formula for h, cell in cells.items() if cell.formula}
        stale = list(changes_in(row, values, formulas))
        if not stale or (rated.reading.actual is None and all(c.old is None for c in stale)):
            continue
        headings = listed([change.heading for change in stale])
        yield Finding(
            OUT_OF_DATE,
            f"{rated.measure.ref}: {headings} "
            f"{'does' if len(stale) == 1 else 'do'} not say what the figures give "
            f"({rated.status_in_words(scorecard.scheme)}, "
            f"{rated.direction_in_words(rated.rating.direction, scorecard.scheme)}).",
            row.where(layout.STATUS),
            "To rate it again, press Fill in Excel, or run `kpibook fill`.",
            ref=rated.measure.ref,
        )


def _as_one(out_of_date: Sequence[Finding], measures: int) -> Iterator[Finding]:
    """Yield findings on measures that are out of date as one: a fill rates them all."""
    if len(out_of_date) == 1:
        yield from out_of_date
    elif out_of_date:
        refs = [finding.ref for finding in out_of_date]
        first = out_of_date[0]
        of = f"{len(refs):,} of {counted(measures, 'measure')}"
        what = f"the ratings of {of} are not what their figures give: {listed(refs, 8)}."
        yield replace(first, what=what, ref="")


def _shown_otherwise(book: Book, scorecard: Scorecard) -> Iterator[Finding]:
    table = book.table(layout.THIS_QUARTER_TABLE)
    if table is not None and table.statuses:
        yield from shown_otherwise(table.statuses, scorecard)
    if table is not None and table.directions:
        yield from directions_otherwise(table.directions, scorecard)


def _hidden_rows(book: Book, scorecard: Scorecard) -> Iterator[Finding]:
    """Yield a note on measures in rows that are not shown: they are rated like the others."""
    rated = {each.measure.key for each in scorecard.rated}
    rows = {key: row for key, row in scorecard.workbook.rows.items() if key in rated}
    places = {row_number(row.where(layout.REF).cell): key for key, row in rows.items()}
    if not places:
        return
    sheet = next(iter(rows.values())).where(layout.REF).sheet
    hidden = sorted(book.hidden_rows(sheet, min(places), max(places)) & set(places))
    if hidden:
        refs = [scorecard.workbook.measures[places[number]].ref for number in hidden]
        be = "is" if len(hidden) == 1 else "are"
        yield Finding(
            "rows-hidden",
            f"{counted(len(hidden), 'measure')} {be} in rows that are hidden or filtered out: "
            f"{listed(refs, 8)}.",
            rows[places[hidden[0]]].where(layout.REF),
            "Clear the filter (Data, Clear) or unhide the rows to see their figures.",
            "They are rated and published like the others.",
            refs[0] if len(refs) == 1 else "",
        )
