"""Measures read through a layout as rows of a table, which the rules of all tables then read."""

from __future__ import annotations

from collections.abc import Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.measures.vocabulary.council_words import CouncilWord, CouncilWords
from kpibook.domain.measures.vocabulary.reading import NO_TARGET_SET, TARGET
from kpibook.errors import Location
from kpibook.on_use.replacing import replace
from kpibook.workbook import layout as own
from kpibook.workbook.fields import Row
from kpibook.workbook.mapped.council_layout import CouncilLayout
from kpibook.workbook.mapped.found import MappedRow
from kpibook.workbook.mapped.periods.quarter_months import with_quarter_of_months
from kpibook.workbook.mapped.periods.quarter_target import quarters_target
from kpibook.workbook.mapped.periods.shifted import names_year
from kpibook.workbook.mapped.told_once import FIXES
from kpibook.xlsx import Cell
from kpibook.xlsx.cells.references import cell_at

#: The heading of kpibook's own tables for each role.
HEADINGS: Mapping[str, str] = {
    "ref": own.REF,
    "measure": own.MEASURE,
    "unit": own.UNIT,
    "polarity": own.POLARITY,
    "basis": own.BASIS,
    "tolerance": own.TOLERANCE,
    "frequency": own.FREQUENCY,
    "quarter_from": own.QUARTER_FROM,
    "decimals": own.DECIMALS,
    "priority": own.PRIORITY,
    "directorate": own.DIRECTORATE,
    "service": own.SERVICE,
    "owner": own.OWNER,
    "target": own.TARGET,
    "actual": own.ACTUAL,
    "numerator": own.NUMERATOR,
    "denominator": own.DENOMINATOR,
    "previous": own.PREVIOUS,
    "previous_year": own.PREVIOUS_YEAR,
    "previous_year_outturn": own.LAST_OUTTURN,
    "comparator": own.COMPARATOR_VALUE,
    "forecast": own.FORECAST,
    "commentary": own.COMMENTARY,
    "action": own.ACTION,
    "marker": own.MARKER,
    "note": own.NOTE,
    **{f"target_q{n}": heading for n, heading in enumerate(own.TARGETS_BY_QUARTER, 1)},
    "profile": own.PROFILE,
}


_ROLES = {heading: role for role, heading in HEADINGS.items()}

#: The reference under which a layout answers for every measure.
EVERY = "*"


def as_table_row(
    row: MappedRow,
    layout: CouncilLayout,
    file: str,
    findings: list[Finding],
    period: Quarter | None = None,
) -> Row:
    """Return a measure as a row under kpibook's own headings, with what the layout answers.

    Args:
        row: The measure.
        layout: The layout.
        file: The workbook's name, for messages.
        findings: The list that problems are added to.
        period: The quarter, whose target the row has; None leaves the year's where it is.
    """
    cells, lacks = cells_under_headings(row, layout), ""
    every = dict(cells)
    if period is not None:
        is_quarters = "target" in row.cells and not names_year(row.table.columns.get("target", ""))
        lacks = quarters_target(cells, words_of(layout), period, is_quarters=is_quarters)
    place = row.places.get("actual") or next(iter(row.places.values()), None)
    sheet = place.sheet if place else ""
    line = None if sheet or place is None else cell_at(place.address)[0]
    made = Row(place.file or file if place else file, sheet, cells, findings, line=line)
    made = replace(made, own_words=words_of(layout), places=_places(row, every, layout, made))
    if lacks:
        made.report(
            "target-not-profiled",
            f"{row.ref} has no target for {period}: {lacks}.",
            own.TARGET,
            FIXES["target-not-profiled"],
            "The year's target is for its last quarter: until then it is not rated.",
        )
    return made


def cells_under_headings(row: MappedRow, layout: CouncilLayout) -> dict[str, Cell]:
    """Return the cells of a measure under kpibook's own headings, with what the layout answers.

    An answer is a cell without an address.
    """
    cells = {HEADINGS[role]: cell for role, cell in row.cells.items() if role in HEADINGS}
    of_year = year_target_of(row, layout)
    if "target" not in row.cells and of_year is not None:
        cells[own.TARGET] = of_year
    for role, text in answers_of(layout, row.ref).items():
        heading = HEADINGS.get(role)
        is_general = role not in layout.answers.get(row.ref, {})
        if heading is not None and not (is_general and heading in cells):
            cells[heading] = Cell("", "text", text)
    cells.setdefault(own.REF, Cell("", "text", row.ref))
    heads = (row.table.columns.get(role, "") for role in ("actual", "target"))
    is_headed = any("%" in heading for heading in heads)
    if (unit := _unit_of_cells(cells) or "percent" * is_headed) and own.UNIT not in cells:
        cells[own.UNIT] = Cell("", "text", unit)
    own_row = Row("", "", cells, [], own_words=words_of(layout))
    return dict(with_quarter_of_months(own_row, row.months).cells)


def _places(
    row: MappedRow, cells: Mapping[str, Cell], layout: CouncilLayout, made: Row
) -> dict[str, Location]:
    """Return the place of each cell: another table's cell is in its own file and sheet."""
    first = next((row.place_of(role) for role in ("ref", "measure") if role in row.cells), None)
    start = made.where() if first is None else replace(made.where(), cell=first.address)
    places, said = {"": start}, answers_of(layout, row.ref)
    for heading, cell in cells.items():
        role = _ROLES.get(heading, "")
        if role == "target" and "target" not in row.cells:
            role = "year_target"
        if role in row.joined:
            of = row.joined[role]
            places[heading] = Location(of.file or made.file, of.sheet, of.address)
        elif cell.address:
            places[heading] = replace(start, cell=cell.address)
        elif role in said and layout.source:
            places[heading] = Location(layout.source)
    return places


def year_target_of(row: MappedRow, layout: CouncilLayout) -> Cell | None:
    """Return the year's target, by the layout's answer or in its cell; None if there is none.

    One that is in doubt is none.
    """
    if row.target_doubted:
        return None
    said = answers_of(layout, row.ref).get("year_target")
    return row.cells.get("year_target") if said is None else Cell("", "text", said)


def answers_of(layout: CouncilLayout, ref: str) -> Mapping[str, str]:
    """Return what a layout says of a measure itself, by role."""
    key = ref_key(ref)
    said = next((said for name, said in layout.answers.items() if ref_key(name) == key), {})
    return {**layout.answers.get(EVERY, {}), **said}


def words_of(layout: CouncilLayout) -> CouncilWords:
    """Return the words of a layout, those for "no target" with them."""
    none = tuple(CouncilWord(TARGET, word, NO_TARGET_SET) for word in layout.no_target)
    return CouncilWords((*layout.words.entries, *none))


def _unit_of_cells(cells: Mapping[str, Cell]) -> str:
    """Return "percent" where the figure's own cells show a percentage, else ""."""
    for heading in (own.ACTUAL, own.TARGET):
        cell = cells.get(heading)
        if cell is None or cell.value is None:
            continue
        shows = cell.kind == "number" and "%" in cell.number_format
        if shows or (cell.kind == "text" and str(cell.value).strip().endswith("%")):
            return "percent"
    return ""
