"""Cover sheet: facts about the workbook, a list of its sheets, and the control totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.domain.consolidation.consolidation import Consolidation, Publication
from kpibook.domain.consolidation.row_brief import distinct_briefs
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.period import long_date
from kpibook.domain.returns.returned import Returns
from kpibook.domain.wording import counted
from kpibook.outputs.consolidated.contents import Contents, MadeHow, directorate_of, one_line
from kpibook.outputs.consolidated.counting import column_of, data, this_row
from kpibook.outputs.consolidated.reconciliation import (
    DOES_NOT_TIE,
    FIGURES,
    ROWS,
    TIES,
    TOTALS,
    same_amount,
    total_on_data,
)
from kpibook.outputs.consolidated.returns.returns_page import incomplete_lines, returns_control
from kpibook.outputs.consolidated.words import summary_sentences
from kpibook.outputs.page import Page, PageCell, PageLine, sheet_reference
from kpibook.workbook import consolidated_layout as sheets
from kpibook.workbook import layout

#: Content of each sheet, for the list on the cover.
HOLDS = {
    sheets.SCORECARD: "every measure with its figures, status and direction",
    sheets.SUMMARY: "status and direction by directorate",
    sheets.SUMMARY_BY_PRIORITY: "status and direction by priority",
    sheets.EXCEPTIONS: "off target, declined or missing, with the commentary",
    sheets.ACTIONS: "what is being done, by which post and by when, overdue first",
    sheets.RETURNS: "which expected returns are in, late or missing",
    sheets.TRENDS: "a small chart of each measure's last eight quarters",
    sheets.TREND_DATA: "the figures behind the charts",
    sheets.DATA: "one tidy table, to filter and to count",
    sheets.RECONCILIATION: "what became of each workbook, with its control totals",
    sheets.REFUSED: "rows that are not used, and why",
    sheets.FINDINGS: "what to put right, and where",
    sheets.CHANGES: "what is new, revised or gone since an earlier consolidation",
    sheets.KEY: "what each status, direction and shorthand means",
    sheets.NOTES: "the rules by which workbooks become one",
}
_IN, _USED, _REFUSED, _CHECK = "In", "Used", "Refused", "Check"


def cover_title(contents: Contents) -> str:
    """Return the title of the workbook."""
    whose = f"{one_line(contents.council)}: " if contents.council else ""
    return f"{whose}Consolidated performance, {contents.period.long_label}"


def cover_page(
    consolidation: Consolidation,
    made: MadeHow,
    pages: Sequence[Page],
    returns: Returns | None = None,
) -> Page:
    """Return the cover of the workbook for finance.

    Args:
        consolidation: Its content.
        made: Version, command and time.
        pages: The sheets that follow.
        returns: The expected returns; None if no list of them was given.
    """
    return Page(
        name=sheets.COVER,
        title=cover_title(consolidation),
        lines=[
            *incomplete_lines(returns),
            *_about(consolidation),
            *_how(made),
            "",
            PageLine("Sheets", section=True),
            *_contents(pages),
            "",
            PageLine("Is everything accounted for?", section=True),
            (
                f"Excel works these out from the sheets {sheets.RECONCILIATION} and {sheets.DATA}. "
                f"Check says '{TIES}' while used and refused add up to in, and what is used is on "
                f"{sheets.DATA}."
            ),
        ],
        table=sheets.COVER_TABLE,
        header=("Counted", _IN, _USED, _REFUSED, _CHECK),
        widths=(46, 16, 16, 16, 16),
        rows=[*_controls(consolidation), *(returns_control(returns) if returns else ())],
    )


def published_cover_page(
    publication: Publication, pages: Sequence[Page], returns: Returns | None = None
) -> Page:
    """Return the cover of the published copy: facts in a table, without the sources."""
    facts = [
        ("Council", one_line(publication.council) or "Several councils"),
        ("Period", publication.period.long_label),
        ("As at", _as_at(publication)),
        ("Directorates", str(_directorates(publication))),
        ("Measures", f"{len(publication.rows):,}"),
        ("Measures with a figure withheld", f"{publication.withheld:,}"),
        ("Rated under", "; ".join(scheme.title for scheme in publication.schemes) or "No scheme"),
    ]
    return Page(
        name=sheets.COVER,
        title=cover_title(publication),
        lines=[
            *incomplete_lines(returns, in_public=True),
            "This workbook holds one table a sheet. The sheets are:",
            *_contents(pages),
            *summary_sentences(publication),
        ],
        table="ConsolidatedFacts",
        header=("About this workbook", "What it says"),
        widths=(40, 80),
        rows=[[PageCell(about), PageCell(text)] for about, text in facts],
    )


def _contents(pages: Sequence[Page]) -> list[PageLine]:
    return [
        PageLine(f"{page.name}: {HOLDS[page.name]}", f"{sheet_reference(page.name)}!A1")
        for page in pages
    ]


def _about(consolidation: Consolidation) -> Iterator[str]:
    used = sum(source.used for source in consolidation.sources)
    total = len(consolidation.sources)
    yield (
        f"{counted(len(consolidation.rows), 'measure')} of "
        f"{counted(_directorates(consolidation), 'directorate')}, from {used:,} of "
        f"{counted(total, 'workbook')} given. As at {_as_at(consolidation)}."
    )
    yield from summary_sentences(consolidation)
    yield from (
        f"Rated under the scheme '{scheme.title}'. {scheme.source}"
        for scheme in consolidation.schemes
    )


def _how(made: MadeHow) -> Iterator[str]:
    by = f"Made by kpibook {made.version}"
    yield f"{by}: {made.command}" if made.command else f"{by}."


def _directorates(contents: Contents) -> int:
    rows = distinct_briefs(contents.rows)
    return len({(r.council.casefold(), directorate_of(r).casefold()) for r in rows})


def _as_at(contents: Contents) -> str:
    """Return the days of the figures; the last day of the period for a row without a day."""
    days = {row.as_at or contents.period.end for row in distinct_briefs(contents.rows)}
    if not days:
        return long_date(contents.period.end)
    first, last = min(days), max(days)
    return long_date(last) if first == last else f"{long_date(first)} to {long_date(last)}"


def _controls(consolidation: Consolidation) -> Iterator[list[PageCell]]:
    totals = consolidation.totals
    used = sum(source.used for source in consolidation.sources)
    total = len(consolidation.sources)
    ties = TIES if all(source.ties for source in consolidation.sources) else DOES_NOT_TIE
    yield _row("Workbooks", (total, used, total - used), _workbooks(), ties, "")
    yield _row(
        "Rows with something typed",
        (totals.rows_in, totals.rows_used, totals.rows_refused),
        tuple(_sum(heading) for heading in ROWS),
        ties,
        f"COUNTA({data(layout.REF)})",
    )
    yield _row(
        "Figures (actuals)",
        (totals.actuals_in, totals.actuals_used, totals.actuals_refused),
        tuple(_sum(heading) for heading in FIGURES),
        ties,
        f"COUNT({data(layout.ACTUAL)})",
    )
    amounts = (totals.total_in, totals.total_used, totals.total_refused)
    cells = [
        PageCell(float(amount), "#,##0.00", plain(amount), formula=_sum(heading))
        for amount, heading in zip(amounts, TOTALS, strict=True)
    ]
    yield [
        PageCell("All figures added up, whatever their unit"),
        *cells,
        _check(ties, total_on_data()),
    ]


def _row(
    name: str, numbers: Sequence[int], formulas: Sequence[str], ties: str, on_data: str
) -> list[PageCell]:
    cells = [
        PageCell(number, "#,##0", f"{number:,}", formula=formula)
        for number, formula in zip(numbers, formulas, strict=True)
    ]
    return [PageCell(name), *cells, _check(ties, on_data)]


def _workbooks() -> tuple[str, str, str]:
    names = column_of(sheets.RECONCILIATION_TABLE, "Workbook")
    codes = column_of(sheets.RECONCILIATION_TABLE, "Code")
    return (
        f"ROWS({names})",
        f'COUNTIFS({codes},"used")',
        f'COUNTIFS({codes},"<>used")',
    )


def _sum(heading: str) -> str:
    return f"SUM({column_of(sheets.RECONCILIATION_TABLE, heading)})"


def _check(ties: str, on_data: str) -> PageCell:
    total, used, refused = (this_row(sheets.COVER_TABLE, h) for h in (_IN, _USED, _REFUSED))
    on_data_check = f",{same_amount(used, on_data)}" if on_data else ""
    adds_up = same_amount(total, f"({used}+{refused})")
    return PageCell(ties, formula=f'IF(AND({adds_up}{on_data_check}),"{TIES}","{DOES_NOT_TIE}")')
