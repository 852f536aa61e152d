"""Proposal of a layout for a file that no person has described."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.vocabulary.council_words import CouncilWords
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.check import check_reading
from kpibook.services.layouts.proposal.area_columns import area_guesses
from kpibook.services.layouts.proposal.block_labels import block_labels, propose_blocks
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.described import described
from kpibook.services.layouts.proposal.filters import ASK
from kpibook.services.layouts.proposal.joins import with_joins
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows, tables_on
from kpibook.services.layouts.proposal.on_sheet.sheet_columns import body_rows, columns_of
from kpibook.services.layouts.proposal.on_sheet.sheet_patterns import merged_sheets
from kpibook.services.layouts.proposal.on_sheet.stacked import (
    StackedQuarter,
    last_with_figures,
    stacked_quarters,
)
from kpibook.services.layouts.proposal.periods import (
    UNKNOWN_YEAR,
    by_period,
    dated_columns,
    quarter_shown,
)
from kpibook.services.layouts.proposal.polarities import answers_by_status
from kpibook.services.layouts.proposal.roles import roles_of
from kpibook.services.layouts.proposal.sheet_quarter import (
    last_period,
    latest_in_blocks,
    stated_quarter,
    titles_of,
)
from kpibook.services.layouts.proposal.values import Column, Guess, Proposal, TableProposal
from kpibook.services.layouts.proposal.words_found import WordsFound
from kpibook.services.layouts.sign_meaning import moved_signs, sign_meaning, sign_questions
from kpibook.sources.grids.files import source_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.mapped.council_layout import CouncilLayout, Orientation
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.periods.expression import generalised
from kpibook.workbook.mapped.reading import SourceFile, read_mapped

#: Rows of a sheet by which a layout is proposed.
LOOKED_AT = 1_500
_MOST_SHEETS = 60
#: Rows of a sheet with a column a measure, each with its label.
_MOST_LABELS = 80


def propose_layout(path: Path, period: Quarter | None = None) -> Proposal:
    """Propose a layout for a workbook, a CSV or an .ods file.

    Args:
        path: The file.
        period: The quarter it is looked at in; None takes the last that has figures.

    Raises:
        KpibookError: It cannot be read.
    """
    return propose_for(source_file(path, LOOKED_AT), period)


def propose_for(file: SourceFile, period: Quarter | None = None) -> Proposal:
    """Propose a layout for the sheets of a file."""
    tables: list[TableProposal] = []
    without: list[str] = []
    quarters: list[Quarter] = []
    for grid in [grid for grid in file.grids if grid.is_shown][:_MOST_SHEETS]:
        found = list(_tables(grid, file, period))
        tables += [table for table, _ in found]
        quarters += [quarter for _, quarter in found]
        if not found:
            without.append(grid.name)
    now = period or max(quarters, default=Quarter(UNKNOWN_YEAR, 4))
    tables = with_joins(merged_sheets(tables, now, file))
    if not _have_measures(tables):
        names = [grid.name for grid in file.grids if grid.is_shown]
        return Proposal(file.name, (), CouncilLayout(), tuple(names))
    return with_words(file, tables, now, without)


def _have_measures(tables: Sequence[TableProposal]) -> bool:
    """Return True for figures with the names of what they measure, or with targets."""
    roles = {role for table in tables for role in table.table.columns}
    has_figures = any(table.table.has_figures for table in tables)
    return has_figures and bool(roles & {"measure", "target", "year_target"})


def with_words(
    file: SourceFile, tables: Sequence[TableProposal], now: Quarter, without: Sequence[str]
) -> Proposal:
    """Return the proposal of tables: with the words found in them, and the quarter looked at.

    Args:
        file: The file.
        tables: Its tables.
        now: The quarter that they are looked at in.
        without: Sheets that do not look like a table of measures.
    """
    words = WordsFound()
    questions: list[str] = []
    for table in tables:
        for found in _all_headings(table.grid):
            if found.rows == table.table.heading_rows:
                rows = body_rows(table.grid, found)
                words.read(table.grid, rows, table.table, table.guesses)
        questions += [remark[2:] for remark in table.remarks if remark.startswith("? ")]
    layout = CouncilLayout(
        tables=tuple(table.table for table in tables),
        words=CouncilWords(tuple(words.words.values())),
        no_target=tuple(words.no_target),
        statuses=words.statuses,
        directions=words.directions,
    )
    scheme = load_scheme("standard")
    checked = check_reading(file, layout, read_mapped(file, _unfiltered(layout), now), scheme)
    answers, asked = answers_by_status(checked.measures, scheme)
    layout = replace(layout, answers=answers)
    taken = {} if now.year == UNKNOWN_YEAR else {"period": str(now)}
    if words.directions:
        checked = check_reading(file, layout, read_mapped(file, layout, now), scheme)
        meaning = sign_meaning(checked.measures)
        questions += sign_questions(meaning)
        if meaning.is_moved:
            layout = replace(layout, directions=moved_signs(layout.directions))
    if checked.compared or words.directions:
        checked = check_reading(file, layout, read_mapped(file, layout, now), scheme)
    if checked.compared:
        taken["statuses"] = f"{checked.agreeing} of {checked.compared}"
    if checked.directions_compared:
        taken["directions"] = f"{checked.directions_agreeing} of {checked.directions_compared}"
    return Proposal(
        file.name,
        tuple(tables),
        layout,
        tuple(without),
        (*questions, *words.questions, *_on_targets(checked.findings)),
        taken,
        asked,
    )


def _on_targets(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the question whether targets are the year's, where figures are a part of them."""
    for finding in findings:
        if finding.code == "layout-target-of-year":
            yield f"{finding.what} {finding.why} {finding.fix}"


def _all_headings(grid: Grid) -> Iterator[HeadingRows]:
    """Yield the headings of each table, of a quarter among others last."""
    for found in tables_on(grid):
        stacked = [each.found for each in stacked_quarters(grid, found)]
        yield from stacked or [found]


def _unfiltered(layout: CouncilLayout) -> CouncilLayout:
    """Return a layout that reads all rows where a person has to say which."""
    tables = [
        replace(t, where={h: "*" if text == ASK else text for h, text in t.where.items()})
        for t in layout.tables
    ]
    return replace(layout, tables=tuple(tables))


def _tables(
    grid: Grid, file: SourceFile, period: Quarter | None
) -> Iterator[tuple[TableProposal, Quarter]]:
    stated, years = stated_quarter(grid, file)
    if labels := block_labels(grid):
        now = period or stated or latest_in_blocks(grid, years)
        yield propose_blocks(grid, labels, now), now
        return
    tables = list(_in_rows(grid, file, period, stated, years))
    yield from tables or _in_columns(grid, file, period or stated, years)


def _in_rows(
    grid: Grid,
    file: SourceFile,
    period: Quarter | None,
    stated: Quarter | None,
    years: Sequence[int],
) -> Iterator[tuple[TableProposal, Quarter]]:
    for found in tables_on(grid):
        if stacked := stacked_quarters(grid, found):
            yield from _of_stacked(grid, stacked, file, period, years)
        elif (table := _table(grid, found, file, period or stated, years)) is not None:
            yield table


def _of_stacked(
    grid: Grid,
    stacked: Sequence[StackedQuarter],
    file: SourceFile,
    period: Quarter | None,
    years: Sequence[int],
) -> Iterator[tuple[TableProposal, Quarter]]:
    """Yield the table of one of the quarters below each other, with the title above it."""
    of_period = [each for each in stacked if period is not None and each.number == period.number]
    chosen = of_period[0] if of_period else last_with_figures(grid, stacked)
    now = period or Quarter(max(years, default=UNKNOWN_YEAR), chosen.number)
    if (found := _table(grid, chosen.found, file, now, years)) is not None:
        table = replace(found[0].table, title=generalised(chosen.title, now), stops_at="")
        yield replace(found[0], table=table), now


def _in_columns(
    grid: Grid, file: SourceFile, stated: Quarter | None, years: Sequence[int]
) -> Iterator[tuple[TableProposal, Quarter]]:
    """Yield the tables of a sheet with a column a measure: its rows are read as columns."""
    if len(grid.rows) > _MOST_LABELS:
        return
    turned = grid.turned()
    for found in tables_on(turned):
        if (read := _table(turned, found, file, stated, years)) is not None:
            table, now = read
            if {"target", "actual"} <= set(table.table.columns):
                layout = replace(table.table, orientation=Orientation.COLUMNS, sections="")
                yield replace(table, table=layout), now


def _table(
    grid: Grid,
    found: HeadingRows,
    file: SourceFile,
    stated: Quarter | None,
    years: Sequence[int],
) -> tuple[TableProposal, Quarter] | None:
    columns = columns_of(grid, found)
    dated = dated_columns(columns)
    used = {d.column.number for d in dated}
    now = quarter_shown(dated, stated, years)
    if stated is None and (last := last_period(columns, used)) is not None:
        now = last
    guesses = list(by_period(dated, now))
    is_long = _is_long(columns, used)
    plain = [column for column in columns if column.number not in used]
    done = {guess.role for guess in guesses}
    others = roles_of(plain, is_long=is_long)
    guesses += [guess for guess in others if guess.role not in done or guess.role == "area"]
    guesses += area_guesses(plain, guesses, [Path(file.name).stem, grid.name, *titles_of(grid)])
    rows = body_rows(grid, found)
    if not _is_table(guesses, rows):
        return None
    return described(grid, found, file, guesses, columns, rows), now


def _is_long(columns: Sequence[Column], dated: set[int]) -> bool:
    return any(
        share(column.samples, "period") > 0.8 and column.filled > 0.7 * column.rows
        for column in columns
        if column.number not in dated and len(column.samples) > 1
    )


def _is_table(guesses: Sequence[Guess], rows: Sequence[int]) -> bool:
    """Return True for measures with figures, or a list of measures that other tables may join."""
    roles = {guess.role for guess in guesses}
    names = roles & {"ref", "measure"}
    figures = roles & {"actual", "numerator"}
    says = roles & {"target", "unit", "polarity", "status", "previous", "period", "year_target"}
    enough = bool(says) or (len([g for g in guesses if g.role == "actual"]) > 0 and len(roles) > 2)
    return bool(names) and bool(rows) and ((bool(figures) and enough) or len(roles) >= 3)
