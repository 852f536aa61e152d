"""Sheet of findings in the workbook itself, each finding linked to its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, count

from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.doubts.settlement import Settlement
from kpibook.domain.doubts.sheet import doubts_of_sheet
from kpibook.domain.doubts.words import with_choice
from kpibook.domain.finding import Finding, by_severity
from kpibook.domain.measures.reference import ref_key
from kpibook.on_use.replacing import replace
from kpibook.outputs.drawing import Document, draw
from kpibook.outputs.pages.findings_page import (
    CHOSEN,
    FINDINGS,
    FINDINGS_TABLE,
    IS_SETTLED,
    NO_CHOICE,
    OPEN,
    TO_CORRECT,
    Listed,
    findings_page,
    measure_words,
    where_words,
)
from kpibook.services.rating.check import Checked
from kpibook.services.rating.doubted import open_doubts, settled_by_ok
from kpibook.services.rating.scorecard import Scorecard
from kpibook.services.sheets.own_columns import OwnColumns, own_columns
from kpibook.workbook import layout
from kpibook.workbook.aliases import with_aliases
from kpibook.workbook.protocol import Book
from kpibook.xlsx.cells.references import cell_at

_TAKE_BACK = f"To have it doubted again, take its row out of the sheet '{layout.SETTLED}'."


def write_findings(book: Book, checked: Checked, more: Iterable[Finding] = ()) -> str:
    """Write the findings of a check onto their sheet, in place of the last check's.

    The most serious are first, then in the order of the workbook; figures that were settled are
    below. The sheet is recognised by its table, so it may be renamed and moved. A sheet of the
    user's named Findings is left alone: ours then is "Findings 2". What an officer added to the
    sheet is kept, see `own_columns`.

    Args:
        book: The workbook.
        checked: The check.
        more: Findings on choices made on the sheet, which no check of the workbook gives.

    Returns:
        The name of the sheet.

    Raises:
        RefusedEdit: The sheet cannot be replaced without damage.
    """
    existing = book.table(FINDINGS_TABLE)
    name = _free_name(book.sheet_names) if existing is None else existing.sheet
    card = checked.scorecard
    listed = [*_open((*more, *checked.findings), card, book.sheet_names), *_settled(card)]
    own = OwnColumns() if existing is None else own_columns(book, existing)
    links = frozenset(book.sheet_names)
    shown = (
        (
            measure_words(row.finding),
            row.finding.code,
            where_words(row.finding.where, book.name, links),
        )
        for row in listed
    )
    page = findings_page(
        own.placed(listed, shown),
        file=book.name,
        sheets=book.sheet_names,
        measures=len(card.rated),
        period=card.workbook.settings.period,
        own=own.headings,
    )
    book.replace_sheet(name, draw([replace(page, name=name)], Document(page.title)))
    return name


def _open(findings: Sequence[Finding], card: Scorecard, sheets: Sequence[str]) -> Iterator[Listed]:
    """Yield the findings of a check, the most serious first, then in the order of the sheets."""
    by_name = with_aliases(card.workbook.measures)
    doubted = {doubt.finding for _, doubt in open_doubts(card.figures)}
    places = {name: place for place, name in enumerate(sheets)}
    for group in by_severity(findings).values():
        for finding in sorted(group, key=lambda finding: _order(finding, places)):
            measure = by_name.get(ref_key(finding.ref)) if finding.ref else None
            open_ = finding in doubted
            words = TO_CORRECT if finding.severity.needs_a_person else NO_CHOICE
            fix = with_choice(finding.fix, f"{CHOSEN} in this line") if open_ else finding.fix
            yield Listed(
                replace(finding, fix=fix),
                measure.title if measure else "",
                OPEN if open_ else words,
                (OPEN, CHOSEN) if open_ else (),
            )


def _order(finding: Finding, places: Mapping[str, int]) -> tuple[int, int, int]:
    """Return the place of a finding in the workbook; a finding on the whole of it comes first."""
    row, column = cell_at(finding.where.cell) if finding.where.cell else (0, 0)
    return places.get(finding.where.sheet, -1), row, column


def _settled(card: Scorecard) -> Iterator[Listed]:
    """Yield the figures that are settled as they are now, each with who said so and when."""
    by_key = {figures.ref: figures for figures in card.figures}
    before = _doubts_before(card)
    for settlement in card.workbook.settlements:
        figures = by_key.get(settlement.ref)
        figure = _figure_of(settlement, figures) if figures else None
        if figures is None or figure is None:
            continue  # the figure has changed, and is doubted again if it is still unusual
        finding = before.get((settlement.ref, settlement.what))
        what = f"{settlement.ref}: its {figures.quoted(figure)} was in doubt."
        finding = finding or Finding(
            settlement.code.split(" ")[0], what, figure.where, ref=settlement.ref
        )
        by = settlement.by or "a person not known"
        on = f" on {settlement.on:%d/%m/%Y}" if settlement.on else ""
        yield _as_settled(finding, card, f"{CHOSEN} by {by}{on}", _TAKE_BACK)
    for _, doubts in settled_by_ok(card.figures):
        for doubt in doubts:
            what = f"{CHOSEN} by the marker [ok]"
            yield _as_settled(
                doubt.finding, card, what, "Press Fill: it keeps your name and the day."
            )


def _as_settled(finding: Finding, card: Scorecard, settled: str, fix: str) -> Listed:
    measure = card.workbook.measures[ref_key(finding.ref)]
    return Listed(replace(finding, fix=fix), measure.title, settled, heading=IS_SETTLED)


def _figure_of(settlement: Settlement, figures: MeasureFigures) -> LabelledFigure | None:
    wanted = (settlement.figure, settlement.quarter)
    return next((f for f in figures.figures if (f.value, f.quarter) == wanted), None)


def _doubts_before(card: Scorecard) -> dict[object, Finding]:
    """Return the doubts that there would be if nothing were settled, by measure and figure."""
    if not card.workbook.settlements:
        return {}
    unsettled = [replace(f, settled=False, settlements=frozenset()) for f in card.figures]
    return {
        (of_measure.ref, (doubt.settled_as, figure.value, figure.quarter)): doubt.finding
        for of_measure, doubts in zip(unsettled, doubts_of_sheet(unsettled), strict=True)
        for doubt in doubts
        for figure in doubt.figures
    }


def _free_name(sheet_names: Iterable[str]) -> str:
    # Excel compares the names of sheets without case.
    names = {name.casefold() for name in sheet_names}
    candidates = chain([FINDINGS], (f"{FINDINGS} {number}" for number in count(2)))
    return next(name for name in candidates if name.casefold() not in names)
