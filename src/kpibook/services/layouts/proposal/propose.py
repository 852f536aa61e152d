"""Proposal of a layout for a file that no person has described."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from kpibook.domain.finding import Finding
from kpibook.domain.measures.calendar import Month, Year, parse_period
from kpibook.domain.measures.period import Quarter, quarters_in
from kpibook.domain.measures.vocabulary.council_words import CouncilWords
from kpibook.domain.wording import quoted
from kpibook.errors import KpibookError
from kpibook.on_use.replacing import replace
from kpibook.services.layouts.check import check_reading
from kpibook.services.layouts.proposal.area_columns import area_guesses
from kpibook.services.layouts.proposal.block_labels import block_labels, propose_blocks
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.filters import ASK, filters_of
from kpibook.services.layouts.proposal.heading_words import is_asked
from kpibook.services.layouts.proposal.joins import with_joins
from kpibook.services.layouts.proposal.on_sheet.heading_rows import HeadingRows, tables_on
from kpibook.services.layouts.proposal.on_sheet.sections import section_column, section_role
from kpibook.services.layouts.proposal.on_sheet.sheet_columns import (
    body_rows,
    columns_of,
    note_rows,
)
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
from kpibook.services.layouts.proposal.values import (
    Column,
    Guess,
    Proposal,
    Sure,
    TableProposal,
)
from kpibook.services.layouts.proposal.words_found import WordsFound
from kpibook.services.layouts.sign_meaning import moved_signs, sign_meaning, sign_questions
from kpibook.sources.grids.files import source_file
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.mapped.council_layout import (
    ROLES,
    CouncilLayout,
    Orientation,
    Shown,
    ShownAt,
    TableLayout,
)
from kpibook.workbook.mapped.fit.undated import undated_texts
from kpibook.workbook.mapped.grid import Grid
from kpibook.workbook.mapped.headings import RIGHT_OF
from kpibook.workbook.mapped.periods.expression import canonical, generalised
from kpibook.workbook.mapped.periods.period_words import Mention, mentions_in
from kpibook.workbook.mapped.periods.shifted import names_year
from kpibook.workbook.mapped.reading import SourceFile, read_mapped
from kpibook.xlsx.cells.references import column_name

#: Rows of a sheet by which a layout is proposed.
LOOKED_AT = 1_500
_MOST_SHEETS = 60
#: Roles of columns that may come again, with the same heading, next to each quarter's actual.
_REPEATED = ("status", "direction", "commentary", "action")
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
    stated, years = _stated(grid, file)
    if labels := block_labels(grid):
        now = period or stated or _latest_in_blocks(grid, years)
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


def _stated(grid: Grid, file: SourceFile) -> tuple[Quarter | None, list[int]]:
    """Return the quarter that a title, the sheet or the file names, and the years they name."""
    texts = [Path(file.name).stem, grid.name, *_titles(grid)]
    years = [m.number for text in texts for m in mentions_in(text) if m.kind == "year"]
    exact = {quarter for text in texts for quarter in quarters_in(text)}
    dated = (m for text in texts for m in mentions_in(text) if m.kind == "quarter" and m.year)
    exact |= {Quarter(m.year or UNKNOWN_YEAR, m.number) for m in dated}
    exact |= {_of_month(m) for m in mentions_in(grid.name) if m.kind == "month" and m.year}
    if len(exact) == 1:
        return next(iter(exact)), years
    numbers = {m.number for text in texts for m in mentions_in(text) if m.kind == "quarter"}
    if len(numbers) == 1 and years:
        return Quarter(max(years), next(iter(numbers))), years
    return None, years


def _of_month(month: Mention) -> Quarter:
    return Quarter(month.year or UNKNOWN_YEAR, (month.number + 2) // 3)


def _titles(grid: Grid) -> list[str]:
    return [
        text
        for number, texts in grid.lines()
        if number <= 10 and len(set(texts.values())) <= 2
        for text in texts.values()
    ]


def _latest_in_blocks(grid: Grid, years: Sequence[int]) -> Quarter:
    year = max(years, default=2024)
    filled = [
        mention.number
        for number, texts in grid.lines()
        for column, text in texts.items()
        for mention in mentions_in(text)
        if mention.kind == "quarter" and _has_figures_below(grid, number, column)
    ]
    return Quarter(year, max(filled, default=4))


def _has_figures_below(grid: Grid, row: int, column: int) -> bool:
    texts = [grid.text(number, column) for number in range(row + 1, row + 4)]
    return sum(bool(text) for text in texts) >= 2


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
    if stated is None and (last := _last_period(columns, used)) is not None:
        now = last
    guesses = list(by_period(dated, now))
    is_long = _is_long(columns, used)
    plain = [column for column in columns if column.number not in used]
    done = {guess.role for guess in guesses}
    others = roles_of(plain, is_long=is_long)
    guesses += [guess for guess in others if guess.role not in done or guess.role == "area"]
    guesses += area_guesses(plain, guesses, [Path(file.name).stem, grid.name, *_titles(grid)])
    rows = body_rows(grid, found)
    if not _is_table(guesses, rows):
        return None
    return _described(grid, found, file, guesses, columns, rows), now


def _is_long(columns: Sequence[Column], dated: set[int]) -> bool:
    return any(
        share(column.samples, "period") > 0.8 and column.filled > 0.7 * column.rows
        for column in columns
        if column.number not in dated and len(column.samples) > 1
    )


def _last_period(columns: Sequence[Column], dated: set[int]) -> Quarter | None:
    """Return the last quarter that the cells of a column name; None if none does."""
    found = []
    for column in columns:
        if column.number in dated or share(column.samples, "period") <= 0.8:
            continue
        for text in column.samples:
            with suppress(KpibookError):
                period = parse_period(text)
                found.append(Quarter.of(period) if isinstance(period, date) else _quarter(period))
    return max(found, default=None)


def _quarter(period: object) -> Quarter:
    if isinstance(period, Quarter):
        return period
    if isinstance(period, Month):
        return period.quarter
    return Quarter(period.year if isinstance(period, Year) else 2000, 4)


def _is_table(guesses: Sequence[Guess], rows: Sequence[int]) -> bool:
    """Return True for measures with figures, or a list of measures that other tables may join."""
    roles = {guess.role for guess in guesses}
    names = roles & {"ref", "measure"}
    figures = roles & {"actual", "numerator"}
    says = roles & {"target", "unit", "polarity", "status", "previous", "period", "year_target"}
    enough = bool(says) or (len([g for g in guesses if g.role == "actual"]) > 0 and len(roles) > 2)
    return bool(names) and bool(rows) and ((bool(figures) and enough) or len(roles) >= 3)


def _described(
    grid: Grid,
    found: HeadingRows,
    file: SourceFile,
    guesses: list[Guess],
    columns: Sequence[Column],
    rows: Sequence[int],
) -> TableProposal:
    is_long = any(guess.role == "period" for guess in guesses)
    guesses = _of_year(_addressed(guesses, columns))
    filters = filters_of(grid, rows, guesses, f"{file.name} {grid.name}")
    sections = section_column(grid, found)
    notes = note_rows(grid, found)
    first_note = grid.rows[notes[0]] if notes else {}
    note = grid.text(notes[0], min(first_note)) if notes else ""
    stop = re.match(r"\w+\s*:", note) if notes and notes[0] > rows[-1] else None
    table = TableLayout(
        sheet=grid.name if file.has_sheets else "*",
        orientation=Orientation.LONG if is_long else Orientation.ROWS,
        columns={g.role: g.at for g in guesses if g.role in ROLES},
        heading_rows=found.rows,
        sections=sections,
        section_role=section_role(grid, found, guesses, sections) if sections else "priority",
        stops_at=f"{stop[0]}*" if stop else "",
        status=status_shown(guesses),
        direction=direction_shown(guesses),
        where=filters.where,
    )
    asked = (*filters.questions, *_asked(columns, guesses), *_texts_asked(table))
    remarks = [f"? {question}" for question in asked]
    return TableProposal(grid, table, tuple(guesses), tuple(columns), tuple(remarks))


def _of_year(guesses: Sequence[Guess]) -> list[Guess]:
    """Return guesses in which a target that is headed by the year is the year's."""
    if any(guess.role == "year_target" for guess in guesses):
        return list(guesses)
    return [
        replace(guess, role="year_target")
        if guess.role == "target" and names_year(guess.at)
        else guess
        for guess in guesses
    ]


def _addressed(guesses: Sequence[Guess], columns: Sequence[Column]) -> list[Guess]:
    """Return guesses that name their column without doubt: by letter, or as the second of two.

    Of columns that come again with each quarter, that to the right of the quarter's actual is
    named by it.
    """
    same: dict[str, list[int]] = {}
    for column in columns:
        same.setdefault(canonical(column.heading), []).append(column.number)
    figure = next((guess for guess in guesses if guess.role == "actual"), None)
    moving = figure.at if figure is not None and "{" in figure.at else ""
    actual = figure.column.number if figure is not None else 0
    addressed = []
    for guess in guesses:
        twins = same[canonical(guess.column.heading)]
        near = next((c for c in twins if len(twins) > 1 and c > actual), None)
        if moving and guess.role in _REPEATED and near is not None:
            column = next(c for c in columns if c.number == near)
            addressed.append(
                replace(guess, column=column, at=f"{moving}{RIGHT_OF}{guess.column.heading}")
            )
            continue
        nth = twins.index(guess.column.number) + 1
        at = f"{guess.at} [{nth}]" if nth > 1 else guess.at
        if not guess.column.heading:
            at = f"column {column_name(guess.column.number)}"
        addressed.append(replace(guess, at=at))
    return addressed


def status_shown(guesses: Iterable[Guess]) -> ShownAt | None:
    """Return where and how statuses are shown; None if no column shows any."""
    by_role = {guess.role: guess for guess in guesses}
    status, actual = by_role.get("status"), by_role.get("actual")
    if status is not None:
        samples = status.column.samples
        if not samples:
            return ShownAt(status.at, Shown.FILL) if status.column.fills else None
        if status.column.fonts:
            return ShownAt(status.at, Shown.FONT)
        has_fill = bool(status.column.fills)
        if all(len(text) == 1 and text.isalpha() for text in samples):
            return ShownAt(status.at, Shown.LETTER, has_fill)
        is_symbol = not any(character.isalpha() for text in samples for character in text)
        return ShownAt(status.at, Shown.SYMBOL if is_symbol else Shown.WORD, has_fill)
    if actual is not None and actual.column.fills:
        return ShownAt(actual.at, Shown.FILL)
    return None


def direction_shown(guesses: Iterable[Guess]) -> ShownAt | None:
    """Return where and how directions are shown; None if no column shows any."""
    guess = next((guess for guess in guesses if guess.role == "direction"), None)
    if guess is None:
        return None
    is_word = any(character.isalpha() for text in guess.column.samples for character in text)
    return ShownAt(guess.at, Shown.WORD if is_word else Shown.SYMBOL)


def _asked(columns: Sequence[Column], guesses: Sequence[Guess]) -> Iterator[str]:
    used = {guess.column.number for guess in guesses}
    for column in columns:
        if column.number not in used and is_asked(column.heading):
            yield (
                f"is {quoted(column.heading, 40)} the same quarter last year or last year's "
                "outturn? It is not used until one of its two lines below has no mark in front."
            )
    for guess in guesses:
        if guess.sure is Sure.ASK:
            yield (
                f"is {quoted(guess.column.heading or guess.at, 40)} the {guess.role}? "
                f"{guess.reason.capitalize()}."
            )


def _texts_asked(table: TableLayout) -> Iterator[str]:
    for role in undated_texts(table):
        yield (
            f"does {quoted(table.columns[role], 40)} hold the {role} of one quarter alone? It "
            "names no quarter, and each quarter has columns for its figures: a text that is not "
            "written over is reported in the next quarter again. If there is a column for each "
            f"quarter, write it with {{quarter}}; if the text is no {role}, delete the line."
        )
