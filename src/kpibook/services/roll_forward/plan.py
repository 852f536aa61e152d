"""Plan of rolling a workbook forward, refused if a figure would be lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.wording import counted, listed
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.doubted import with_worked_out
from kpibook.services.rating.scorecard import measures_with_targets
from kpibook.services.roll_forward.carried_actions import CarriedActions, carried_actions
from kpibook.services.roll_forward.findings import findings_of_rolling
from kpibook.services.roll_forward.last_words import words_to_read
from kpibook.services.roll_forward.refusals import refuse_what_would_be_lost
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.formats import number_format
from kpibook.workbook.new_rows import NewRow, history_row
from kpibook.workbook.performance import PerformanceWorkbook
from kpibook.workbook.protocol import Book, CellWrite
from kpibook.workbook.reader import history_before, needed_table, read_workbook, setting_cell
from kpibook.workbook.writer import Change, target_shown

#: Columns an officer types each quarter; Forecast where a council has added it.
OFFICERS = layout.OFFICERS_COLUMNS
#: Fields of a reading that the history stores.
KEPT = ("actual", "numerator", "denominator", "as_at", "marker")
#: Columns that the history stores too where a council has added them.
_WORDS = (layout.COMMENTARY, layout.ACTION)


@dataclass(frozen=True, slots=True)
class RollPlan:
    """Plan of rolling a workbook forward.

    Attributes:
        workbook: The workbook's contents now.
        opened: The quarter that begins.
        rows: Rows for the history, a row a measure.
        moved: References of the measures with these rows.
        already: References of measures whose figures are in the history already.
        cleared: The officer's cells that are emptied; a formula stays, without its result.
        to_read: Cells under 'Said last quarter' that get this quarter's words.
        period: The write of the new quarter into its cell.
        lost_words: Columns of words that are cleared and that the history has no column for.
        findings: Findings for the new quarter.
        actions: What becomes of the actions.
    """

    workbook: PerformanceWorkbook
    opened: Quarter
    rows: tuple[NewRow, ...]
    moved: tuple[str, ...]
    already: tuple[str, ...]
    cleared: tuple[Change, ...]
    to_read: tuple[Change, ...]
    period: CellWrite
    lost_words: tuple[str, ...]
    findings: tuple[Finding, ...]
    actions: CarriedActions = field(default_factory=CarriedActions)

    @property
    def closed(self) -> Quarter:
        """The quarter whose figures go into the history."""
        return self.workbook.settings.period

    def sentences(self) -> list[str]:
        """Write the plan in sentences, for a person to agree to."""
        figures = f"The figures of {counted(len(self.moved), 'measure')} go into the history"
        emptied = sum(change.write.formula is None for change in self.cleared)
        already_there = (
            f"; those of {len(self.already)} stand there already" if self.already else ""
        )
        sentences = [
            f"{self.closed} is closed and {self.opened} begins.",
            f"{figures}{already_there}.",
            f"'{layout.THIS_QUARTER}' is ready to type in: {counted(emptied, 'cell')} emptied.",
        ]
        sentences += self.actions.sentences()
        silent = [
            finding.ref for finding in self.findings if finding.code == "rolled-without-actual"
        ]
        if silent:
            sentences.append(
                f"{counted(len(silent), 'measure')} without a figure or a marker "
                f"({listed(silent, 5)}): {self.closed} stays empty there."
            )
        if self.lost_words:
            stays = (
                f"is to be read under '{layout.SAID_LAST_QUARTER}' until {self.opened} is closed."
                if self.to_read
                else "stays only in the workbook as it is now."
            )
            sentences.append(
                f"The history has no column for {listed(self.lost_words)}: what {self.closed} said "
                f"there {stays}"
            )
        return sentences


def plan_roll(book: Book, folder: Path) -> RollPlan:
    """Plan rolling an open workbook forward; nothing is written.

    Args:
        book: The workbook.
        folder: The folder of a scheme file named in the settings.

    Raises:
        WorkbookError: ``nothing-to-roll``, ``roll-unreadable``, ``roll-row-unused``,
            ``history-differs``, ``period-is-formula``; or it is not a performance workbook.
        SchemeError: Its scheme is not known, so that the new quarter could not be rated.
    """
    workbook = read_workbook(book)
    # An actual that its parts give goes into the history as any other.
    readings = with_worked_out(workbook, workbook.readings)
    workbook = replace(workbook, readings=readings)
    with_targets = measures_with_targets(workbook, folder)
    refuse_what_would_be_lost(book, workbook)
    opened, measures = workbook.settings.period.next, workbook.measures
    # Its rows were read a moment ago: mostly none is of this quarter.
    has_rows = workbook.not_past & workbook.rows.keys()
    history = history_before(book, with_aliases(measures), opened, []) if has_rows else {}
    moved, already = _sorted_out(workbook, history)
    headings = needed_table(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS).headings
    cleared = tuple(_cleared(workbook))
    return RollPlan(
        workbook=workbook,
        opened=opened,
        rows=tuple(_row(with_targets[key], workbook.readings[key], headings) for key in moved),
        moved=tuple(measures[key].ref for key in moved),
        already=tuple(measures[key].ref for key in already),
        cleared=cleared,
        to_read=tuple(words_to_read(workbook)),
        period=_period(book, opened),
        lost_words=tuple(
            heading
            for heading in _WORDS
            if heading not in headings and any(change.heading == heading for change in cleared)
        ),
        findings=tuple(findings_of_rolling(workbook)),
        actions=carried_actions(book, workbook),
    )


def _sorted_out(
    workbook: PerformanceWorkbook, history: Mapping[tuple[str, Quarter], Reading]
) -> tuple[list[str], list[str]]:
    """Split keys of readings into new rows of the history and rows it has already.

    A reading without any field that the history stores is in neither list.

    Raises:
        WorkbookError: ``history-differs``.
    """
    moved, already = [], []
    for key in workbook.rows:
        reading = workbook.readings[key]
        stored = history.get((key, reading.period))
        if not _stored_fields(reading):
            continue
        if stored is None:
            moved.append(key)
        elif _says_all_of(stored, reading):
            already.append(key)
        else:
            raise _differs(workbook.measures[key], stored)
    return moved, already


def _stored_fields(reading: Reading) -> dict[str, object]:
    """Return the fields of a reading that the history stores."""
    values = {name: getattr(reading, name) for name in KEPT}
    return {name: value for name, value in values.items() if value not in (None, "")}


def _says_all_of(stored: Reading, reading: Reading) -> bool:
    return all(getattr(stored, name) == value for name, value in _stored_fields(reading).items())


def _differs(measure: Measure, stored: Reading) -> WorkbookError:
    return WorkbookError(
        f"{measure.ref} has figures for {stored.period} here that are not those on "
        f"'{layout.THIS_QUARTER}'.",
        code="history-differs",
        where=stored.source,
        why="Rolling forward would lose one of the two.",
        fix="Correct the one that is wrong, or delete this row; then roll forward again.",
    )


def _row(measure: Measure, reading: Reading, headings: Sequence[str]) -> NewRow:
    words = {layout.COMMENTARY: reading.commentary, layout.ACTION: reading.action}
    added_columns = {
        heading: (text or None, None) for heading, text in words.items() if heading in headings
    }
    # The target goes with its quarter: the register holds the next one's by then.
    target = target_shown(measure, reading.period)
    then = {layout.TARGET: (target, number_format(measure))}
    return {**history_row(measure, reading), **then, **added_columns}


def _cleared(workbook: PerformanceWorkbook) -> Iterator[Change]:
    """Empty the officer's cells. A formula stays: it is the officer's work, not a figure."""
    for row in workbook.rows.values():
        ref = row.text(layout.REF)
        for heading in OFFICERS:
            cell = row.cells.get(heading)
            if cell is None or (cell.value is None and cell.formula is None):
                continue
            write = CellWrite(row.sheet, cell.address, None, formula=cell.formula)
            yield Change(ref, heading, cell.value, write, old_format=cell.number_format)


def _period(book: Book, opened: Quarter) -> CellWrite:
    """Return the write that sets the workbook's period to the new quarter.

    Raises:
        WorkbookError: ``period-is-formula``.
    """
    sheet, cell = setting_cell(book, layout.PERIOD_SETTING)
    if cell.formula is not None:
        raise WorkbookError(
            "the period is worked out by a formula, which rolling forward would replace.",
            code="period-is-formula",
            where=Location(book.name, sheet, cell.address),
            fix="Type the period into the cell, then roll forward again.",
        )
    return CellWrite(sheet, cell.address, str(opened))
