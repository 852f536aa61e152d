"""Cells of a workbook's figures, from its scorecard before small numbers are withheld."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.report.origins import MeasureCells, WorkbookCells
from kpibook.errors import Location
from kpibook.on_use.replacing import replace
from kpibook.services.rating.scorecard import Scorecard
from kpibook.workbook.performance import PerformanceWorkbook


def cells_of(scorecard: Scorecard, workbook: str, sha256: str = "") -> WorkbookCells:
    """Return the cells of every figure that a report may print.

    Args:
        scorecard: The workbook's measures as they are, with small numbers.
        workbook: Name of the workbook in the report.
        sha256: Hash of its bytes; "" if it has not been saved.
    """
    contents, sign_off = scorecard.workbook, scorecard.agreement.sign_off
    settings = contents.settings
    places = {key: place for place, key in enumerate(contents.measures)}
    past = _history(contents)
    return WorkbookCells(
        workbook,
        sha256,
        MappingProxyType(
            {
                rated.measure.key: _cells(
                    contents, rated, places[rated.measure.key], past.get(rated.measure.key, ())
                )
                for rated in scorecard.rated
            }
        ),
        sign_off=None if sign_off is None else sign_off.where,
        council=settings.council_place,
        committee=settings.committee_place,
        directorate=settings.directorate_place,
    )


def _history(contents: PerformanceWorkbook) -> dict[str, list[tuple[Quarter, Reading]]]:
    past: dict[str, list[tuple[Quarter, Reading]]] = {}
    for (key, quarter), reading in contents.history.items():
        past.setdefault(key, []).append((quarter, reading))
    return past


def _cells(
    contents: PerformanceWorkbook,
    rated: RatedMeasure,
    place: int,
    past: Iterable[tuple[Quarter, Reading]],
) -> MeasureCells:
    reading, key = rated.reading, rated.measure.key
    measure = contents.measures[key]
    actuals = {quarter: earlier.source for quarter, earlier in past}
    typed = contents.readings.get(key)
    # A figure worked out from months or from its parts has no cell: that of the actual is empty.
    if typed is not None and (typed.actual is not None or reading.actual is None):
        actuals[reading.period] = reading.source
    targets = {q: earlier.places["target"] for q, earlier in past if "target" in earlier.places}

    def seen(where: Location) -> Location:
        return replace(where, sheet=where.sheet_from(contents.file))

    return MeasureCells(
        place=place,
        target=seen(_target_cell(measure, rated.measure, reading.period)),
        comparator=seen(measure.places.get("comparator", Location())),
        forecast=seen(reading.places.get("forecast", Location())),
        actuals=MappingProxyType({q: seen(where) for q, where in actuals.items()}),
        targets=MappingProxyType({q: seen(where) for q, where in targets.items()}),
    )


def _target_cell(registered: Measure, rated: Measure, quarter: Quarter) -> Location:
    """Return the cell of the target of a quarter; an empty location if it was worked out."""
    number, target = quarter.number, rated.target
    if target.relative_now is not None or number in target.worked_out:
        return Location()
    own = number in registered.target.by_quarter
    return registered.places.get(f"target_q{number}" if own else "target", Location())
