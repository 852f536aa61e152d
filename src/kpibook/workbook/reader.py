"""Read a performance workbook: its contents, and the findings on them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpibook.domain.actions.action import Action
from kpibook.domain.doubts.settlement import Settlement
from kpibook.domain.doubts.two_rows import figures_differ, rules_differ
from kpibook.domain.finding import Finding, one_a_word
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import near_duplicates, ref_key
from kpibook.domain.rating.target_change import TargetChange
from kpibook.domain.reporting.outside_tables import cells_outside
from kpibook.domain.rules.scheme_copy import SchemeCopy, copy_from
from kpibook.domain.wording import counted, listed, nearest, shortened
from kpibook.errors import KpibookError, Location, WorkbookError
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout
from kpibook.workbook.actions import action_in
from kpibook.workbook.aliases import (
    aliases_in_doubt,
    key_of,
    report_look_alike,
    report_unknown,
    with_aliases,
)
from kpibook.workbook.fields import Row
from kpibook.workbook.past.history import Past, PastRow, read_past
from kpibook.workbook.past.plain_past import MeasuresByText, plain_past_row
from kpibook.workbook.past.sign_offs import called_agreed_in, sign_offs_in
from kpibook.workbook.performance import (
    PerformanceWorkbook,
    RegisterRead,
    Settings,
    settlement_in,
    target_change_in,
)
from kpibook.workbook.protocol import Book, TableRows
from kpibook.workbook.register import history_from, measure_from, reading_from
from kpibook.workbook.words.council_words import council_words_in
from kpibook.workbook.words.relative_targets import with_relative_targets
from kpibook.xlsx import Cell

_MOST_PARTS = 200  # of a copy of a scheme; the largest has 63
_START_AGAIN = "Rename it back, or start again from the template with `kpibook new`."


def read_workbook(book: Book, before: PerformanceWorkbook | None = None) -> PerformanceWorkbook:
    """Read the settings, the register, this quarter and the history.

    Args:
        book: The workbook.
        before: Its contents as they were read before; a register that was not changed since is not
            read again.

    Raises:
        WorkbookError: A table or a setting that every task needs is missing.
    """
    findings: list[Finding] = []
    settings = read_settings(book)
    council_words_in(book, findings)
    for name in layout.TYPED_TABLES:
        if (table := book.table(name)) is not None:
            findings.extend(table.findings)
            findings.extend(cells_outside(book.name, name, table))
    register = _register(book, None if before is None else before.register)
    findings.extend(register.findings)
    measures: Mapping[str, Measure] = register.measures
    findings.extend(aliases_in_doubt(measures))
    by_name = with_aliases(measures)
    rows, second_rows = _this_quarter(book, by_name, settings.period, findings)
    readings = {
        key: reading_from(row, settings.period, measures[key].read_in) for key, row in rows.items()
    }
    for key, row in second_rows:
        other = reading_from(row, settings.period, measures[key].read_in)
        if figures_differ(readings[key], other):
            readings[key] = replace(readings[key], contradicted=True)
    past = past_before(book, by_name, settings.period, findings)
    sound = past.without_contradicted()
    measures = with_relative_targets(measures, settings.period, sound.quarters, findings)
    settlements = _settlements(book, by_name, findings)
    target_changes = _target_changes(book, by_name, findings)
    actions = _actions(book, by_name, settings, findings)
    return PerformanceWorkbook(
        file=book.name,
        settings=settings,
        measures=measures,
        readings=readings,
        rows=rows,
        history=past.quarters,
        findings=_told(book, one_a_word(_about_reported(findings, by_name, settings.period))),
        settlements=settlements,
        target_changes=target_changes,
        months=past.months,
        years=sound.years,
        actions=actions,
        has_actions_table=book.table(layout.ACTIONS_TABLE) is not None,
        sign_offs=sign_offs_in(book, settings.period),
        called_agreed=tuple(called_agreed_in(book)),
        not_past=frozenset(each.measure.key for each in past.not_past),
        register=register,
    )


def _told(book: Book, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings; those on a council's own workbook say what its layout may answer."""
    register = book.table(layout.MEASURES_TABLE)
    if register is None or register.places is None:
        return tuple(findings)
    from kpibook.workbook.mapped.told_once import told_once

    return told_once(tuple(findings))


def _about_reported(
    findings: Sequence[Finding], by_name: Mapping[str, Measure], period: Quarter
) -> Iterator[Finding]:
    """Yield the findings without those about measures whose last period is over."""
    for finding in findings:
        measure = by_name.get(ref_key(finding.ref)) if finding.ref else None
        is_over = measure is not None and measure.has_ended(period)
        if not is_over or finding.code == "figure-after-last-period":
            yield finding


def read_settings(book: Book) -> Settings:
    """Read the workbook's settings.

    Raises:
        WorkbookError: ``not-a-performance-workbook``, or the period is missing or is not a quarter.
    """
    needs_performance_workbook(book)
    values = {setting.name: _setting(book, setting) for setting in layout.SETTINGS_ROWS}
    period, location = values[layout.PERIOD_SETTING.name]
    try:
        quarter = Quarter.parse(period)
    except KpibookError as error:
        raise WorkbookError(error.what, code=error.code, where=location, fix=error.fix) from error
    text = {name: str(value or "").strip() for name, (value, _) in values.items()}
    return Settings(
        period=quarter,
        council=text[layout.COUNCIL.name],
        directorate=text[layout.DIRECTORATE_SETTING.name],
        committee=text[layout.COMMITTEE.name],
        scheme=text[layout.SCHEME_SETTING.name] or layout.SCHEME_SETTING.default,
        scheme_place=values[layout.SCHEME_SETTING.name][1],
        scheme_copy=_scheme_copy(book),
        council_place=values[layout.COUNCIL.name][1],
        committee_place=values[layout.COMMITTEE.name][1],
        directorate_place=values[layout.DIRECTORATE_SETTING.name][1],
    )


def _scheme_copy(book: Book) -> SchemeCopy | None:
    """Return the workbook's copy of a scheme file; None if it has no copy.

    Rows beyond the largest scheme are not read: the hash then shows that it is not the copy.
    """
    table = book.table(layout.SCHEME_COPY_TABLE)
    if table is None:
        return None
    rows = itertools.islice(table.filled_rows(), _MOST_PARTS)
    texts = [[_text_of(row.get(name)) for name in layout.SCHEME_COPY_HEADINGS] for row in rows]
    return copy_from([(file, sha256, part) for file, sha256, part in texts])


def _text_of(cell: Cell | None) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)


def needs_performance_workbook(book: Book) -> None:
    """Refuse a workbook that was not made to be filled by kpibook, such as a council's own.

    A workbook that has lost a table or a name passes: the reader says what is missing.

    Raises:
        WorkbookError: ``not-a-performance-workbook``.
    """
    if book.named_cell(layout.PERIOD_SETTING.name) or book.table(layout.THIS_QUARTER_TABLE):
        return
    raise WorkbookError(
        "this is not a performance workbook made by kpibook.",
        code="not-a-performance-workbook",
        where=book.name,
        fix="Use your performance workbook instead; to start one from a list of measures, run "
        "`kpibook new`. A council's own workbook is read through its layout: `kpibook inspect "
        "--layout` proposes one, and --layout names it. A plain list is rated by `kpibook rate`.",
    )


def needed_table(book: Book, name: str, columns: tuple[layout.Column, ...]) -> TableRows:
    """Return the table of that name with all the headings of its layout.

    Raises:
        WorkbookError: No such table, or a heading is missing.
    """
    table = book.table(name)
    if table is None:
        raise WorkbookError(
            f"there is no table named '{name}'. "
            f"The sheets are {listed(list(book.sheet_names), 8)}.",
            code="table-missing",
            where=book.name,
            fix=_START_AGAIN,
        )
    missing_headings = [c.heading for c in columns if c.heading not in table.headings]
    if missing_headings:
        raise WorkbookError(
            f"table '{name}' has no column headed '{missing_headings[0]}'. "
            f"{nearest(missing_headings[0], table.headings)}",
            code="heading-missing",
            where=Location(book.name, table.sheet),
            fix=_START_AGAIN,
        )
    return table


def rows_of(book: Book, table: TableRows, findings: list[Finding]) -> list[Row]:
    """Return the rows of a table in which something is typed."""
    places = table.places
    filled = list(table.filled_places())
    if not filled:
        return []
    words, name, sheet = council_words_in(book, []), book.name, table.sheet
    rows = [
        Row(
            *(name, sheet, cells, findings),
            own_words=words,
            # A council's own columns may hold figures as text: that is no fault there.
            is_imported=places is not None,
            places=None if places is None else places[at],
        )
        for at, cells in filled
    ]
    return [row for row in rows if not row.is_blank]


def history_before(
    book: Book, by_name: Mapping[str, Measure], period: Quarter, findings: list[Finding]
) -> dict[tuple[str, Quarter], Reading]:
    """Read the earlier readings that have a row, by key and quarter; see `past_before`.

    A quarter that only its months give has none.
    """
    past = past_before(book, by_name, period, findings)
    return {place: r for place, r in past.quarters.items() if place not in past.worked_out}


def past_before(
    book: Book, by_name: Mapping[str, Measure], period: Quarter, findings: list[Finding]
) -> Past:
    """Read earlier readings; rows that are not used are added to `findings`.

    Args:
        book: The workbook.
        by_name: Measures by their key and their earlier keys.
        period: The quarter that all of them are before; months may be within it.
        findings: The list problems are added to.

    Raises:
        WorkbookError: The table or a heading of it is missing.
    """
    table = needed_table(book, layout.HISTORY_TABLE, layout.HISTORY_COLUMNS)
    rows: list[PastRow] = []
    by_text: MeasuresByText = {}
    for row in rows_of(book, table, findings):
        plain = plain_past_row(row, by_name, by_text)
        if plain is not None:
            rows.append(plain)
            continue
        if not (key := key_of(row)):
            continue
        measure = by_name.get(key)
        if measure is None:
            # The history of a measure that was taken out of the register stays, and says nothing.
            report_look_alike(row, by_name)
            continue
        reading = history_from(row, measure.read_in)
        if reading is not None:
            rows.append(PastRow(row, measure, reading))
    past = read_past(rows, period)
    _report_not_past(past.not_past, period)
    return past


def _report_not_past(rows: Sequence[PastRow], period: Quarter) -> None:
    """Report history that is not before the quarter: a wrong setting makes many rows of it."""
    if not rows:
        return
    reading = rows[0].reading
    latest = max(each.reading.period for each in rows)
    rows[0].row.report(
        "history-not-past",
        f"{reading.ref} has history for {reading.covers or reading.period}, which is not before "
        f"{period}."
        if len(rows) == 1
        else f"{counted(len(rows), 'row')} of the history are for {period} or later, up to "
        f"{latest}, and so not used.",
        layout.PERIOD,
        "Correct the period, here or on the Settings sheet.",
    )


def _settlements(
    book: Book, by_name: Mapping[str, Measure], findings: list[Finding]
) -> tuple[Settlement, ...]:
    """Read the settled doubts; a row that cannot be read settles nothing."""
    table = book.table(layout.SETTLED_TABLE)
    rows = [] if table is None else rows_of(book, table, findings)
    read = (settlement_in(row, by_name) for row in rows)
    return tuple(settled for settled in read if settled is not None)


def _target_changes(
    book: Book, by_name: Mapping[str, Measure], findings: list[Finding]
) -> tuple[TargetChange, ...]:
    """Read the recorded changes of targets; a row that cannot be read records nothing."""
    table = book.table(layout.TARGET_CHANGES_TABLE)
    rows = [] if table is None else rows_of(book, table, findings)
    read = (target_change_in(row, by_name) for row in rows)
    return tuple(change for change in read if change is not None)


def _actions(
    book: Book, by_name: Mapping[str, Measure], settings: Settings, findings: list[Finding]
) -> tuple[Action, ...]:
    """Read the list of actions; a workbook made before there were any has none."""
    table = book.table(layout.ACTIONS_TABLE)
    rows = [] if table is None else rows_of(book, table, findings)
    read = (action_in(row, by_name, settings.directorate, settings.period) for row in rows)
    return tuple(action for action in read if action is not None)


def setting_cell(book: Book, setting: layout.Setting) -> tuple[str, Cell]:
    """Return the sheet and the cell that hold a setting.

    Raises:
        WorkbookError: ``setting-missing``.
    """
    sheet_and_cell = book.named_cell(setting.name)
    if sheet_and_cell is None:
        raise WorkbookError(
            f"the cell for the {setting.label.casefold()} cannot be found: the name that marked it "
            f"has been deleted, or the row of the sheet '{layout.SETTINGS}' that held it.",
            code="setting-missing",
            where=book.name,
            fix="Go back to an earlier copy of the workbook, or ask the person who looks after "
            "kpibook.",
        )
    return sheet_and_cell


def _setting(book: Book, setting: layout.Setting) -> tuple[object, Location]:
    sheet, cell = setting_cell(book, setting)
    return cell.value, Location(book.name, sheet, cell.address)


def _register(book: Book, before: RegisterRead | None) -> RegisterRead:
    """Read the register; as it was read before where its table is the same object still."""
    table = needed_table(book, layout.MEASURES_TABLE, layout.MEASURES_COLUMNS)
    own_words = council_words_in(book, [])
    if before is not None and before.table is table and before.own_words == own_words:
        return before
    findings: list[Finding] = []
    measures = _measures(book, table, findings)
    return RegisterRead(table, own_words, measures, tuple(findings))


def _measures(book: Book, table: TableRows, findings: list[Finding]) -> dict[str, Measure]:
    measures: dict[str, Measure] = {}
    for row in rows_of(book, table, findings):
        if not (key := key_of(row)):
            continue
        if key in measures:
            first = measures[key]
            differs = rules_differ(first, measure_from(replace(row, findings=[])))
            row.report(
                "ref-duplicate",
                f"{row.name} is in the register twice, first in {first.source.cell}"
                + (", and the two differ: it is not rated." if differs else "."),
                layout.REF,
                "Keep one row a measure; an earlier reference goes under 'Also known as'.",
            )
            if differs:
                measures[key] = replace(first, contradicted=True)
            continue
        measures[key] = measure_from(row)
    for group in near_duplicates(m.ref for m in measures.values()):
        measure = measures[_key_of(group[-1], measures)]
        findings.append(
            Finding(
                "ref-look-alike",
                f"{listed([shortened(ascii(ref)) for ref in group])} look the same "
                "but are different references.",
                measure.source,
                "Type the reference again if it is meant to be the same measure.",
                ref=measure.ref,
            )
        )
    return measures


def _key_of(ref: str, measures: Mapping[str, Measure]) -> str:
    return next(key for key, measure in measures.items() if measure.ref == ref)


def has_figures(row: Row) -> bool:
    """Return True if anything is typed for the quarter in a row of 'This quarter'."""
    return any(row.holds_something(heading) for heading in layout.OFFICERS_COLUMNS)


def _this_quarter(
    book: Book, by_name: Mapping[str, Measure], period: Quarter, findings: list[Finding]
) -> tuple[dict[str, Row], list[tuple[str, Row]]]:
    """Return the first row of each measure by key, and further rows, whose problems are not told.

    Rows that are not used are added to `findings`.
    """
    table = needed_table(book, layout.THIS_QUARTER_TABLE, layout.THIS_QUARTER_COLUMNS)
    rows: dict[str, Row] = {}
    second_rows: list[tuple[str, Row]] = []
    for row in rows_of(book, table, findings):
        if not (key := key_of(row)):
            continue
        measure = by_name.get(key)
        if measure is None:
            report_unknown(row, by_name, "the register")
        elif measure.has_ended(period):
            if has_figures(row):
                _report_after_last(row, measure, period)
        elif measure.key in rows:
            second_rows.append((measure.key, replace(row, findings=[])))
            row.report(
                "ref-duplicate",
                f"{row.name} is on the sheet twice. The first row is used if both have the same "
                "figures; else it is not rated.",
                layout.REF,
                "Delete one of the rows.",
            )
        else:
            rows[measure.key] = row
    sheet = Location(book.name, table.sheet)
    by_key = {measure.key: measure for measure in by_name.values()}
    findings.extend(
        Finding(
            "measure-without-row",
            f"{measure.ref} is in the register and has no row on this sheet.",
            sheet,
            "Press Fill in Excel, or run `kpibook fill`: the row is added. If the measure is no "
            "longer reported, take it out of the register.",
            ref=measure.ref,
        )
        for measure in by_key.values()
        if measure.key not in rows and not measure.has_ended(period)
    )
    return rows, second_rows


def _report_after_last(row: Row, measure: Measure, period: Quarter) -> None:
    row.report(
        "figure-after-last-period",
        f"{measure.ref} is reported until {measure.last_period}, and something is typed for it in "
        f"{period}: not used.",
        layout.ACTUAL,
        f"Empty the row, or empty {layout.LAST_PERIOD} on '{layout.MEASURES}' if the measure is "
        "reported again.",
    )
