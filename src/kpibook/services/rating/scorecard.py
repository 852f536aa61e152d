"""Scorecards: a performance workbook rated under its scheme, the first step of every task."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from pathlib import Path

from kpibook.domain.actions.action import Action
from kpibook.domain.commentary.looks import with_looks
from kpibook.domain.commentary.missing import missing_finding, without_words
from kpibook.domain.commentary.other_measures import OtherMeasures
from kpibook.domain.doubts.doubt import in_doubt
from kpibook.domain.doubts.figures import MeasureFigures
from kpibook.domain.doubts.sheet import unchanged
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.earlier import earlier_by_measure
from kpibook.domain.rating.plain_rating import plainly_rated
from kpibook.domain.rating.quarter_target import rests_on_history, with_targets
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure, without_doubted
from kpibook.domain.rating.target_change import with_day
from kpibook.domain.reporting.checks import run_checks
from kpibook.domain.reporting.order import grouped_by_priority
from kpibook.domain.reporting.part import Kind, Part, part_of
from kpibook.domain.reporting.quarterly_return import QuarterlyReturn
from kpibook.domain.reporting.without_earlier import rated_without_earlier
from kpibook.domain.reporting.year_targets import targets_of_last_year
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.sign_off.agreement import DRAFT, Agreement
from kpibook.errors import Location, SchemeError, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.rating.agreed import agreed_findings, agreement_in
from kpibook.services.rating.copied_scheme import copy_differs
from kpibook.services.rating.doubted import doubts_in, figures_in, ok_used, with_worked_out
from kpibook.services.rating.said_before import last_words
from kpibook.sources.schemes import scheme_in_folder
from kpibook.workbook import layout
from kpibook.workbook.performance import PerformanceWorkbook, Settings


@dataclass(frozen=True, slots=True)
class Scorecard:
    """Measures of a workbook, rated.

    Attributes:
        workbook: The workbook's contents.
        scheme: The rules applied.
        rated: Its measures in the order of 'This quarter'.
        figures: The figures each was rated from, in the same order.
        part: The part of the workbook these measures are; None for all of it.
        on_scheme: Findings on the scheme's file and the workbook's copy of it.
        agreement: Whether the whole return is agreed, and what was changed since.
        keeps_words: True if a commentary is written anywhere in the workbook.
    """

    workbook: PerformanceWorkbook
    scheme: Scheme
    rated: tuple[RatedMeasure, ...]
    figures: tuple[MeasureFigures, ...] = ()
    part: Part | None = None
    on_scheme: tuple[Finding, ...] = ()
    agreement: Agreement = DRAFT
    keeps_words: bool = False

    @property
    def others(self) -> OtherMeasures:
        """The measures by reference, for sentences in a text that begin with another's."""
        return OtherMeasures(zip(self.rated, self.figures, strict=True), self.scheme)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the checks on its measures, and on its sheet as a whole."""
        return (
            *self.on_scheme,
            *agreed_findings(self.workbook, self.agreement, self.part),
            *unchanged(self.figures),
            *ok_used(self.figures),
            *rated_without_earlier(self.rated, self.scheme),
            *targets_of_last_year(self.rated, self.workbook.history),
            *run_checks(self.rated),
            *missing_finding(self.without_words),
        )

    @property
    def without_words(self) -> list[RatedMeasure]:
        """The measures off target with neither commentary nor action, where others have words."""
        return without_words(self.rated, self.actions, keeps_words=self.keeps_words)

    @property
    def quarterly_return(self) -> QuarterlyReturn:
        """The return with these ratings, in the order of the register within each priority."""
        places = {key: place for place, key in enumerate(self.workbook.measures)}
        in_order = sorted(self.rated, key=lambda rated: places[rated.measure.key])
        settings, part = self.workbook.settings, self.part
        if part is None:
            content = quarterly_return_of(settings, self.scheme, in_order)
            return replace(content, agreement=self.agreement)
        if part.kind is Kind.COMMITTEE:
            settings = replace(settings, committee=part.name)
        content = quarterly_return_of(settings, self.scheme, in_order)
        return replace(content, part=part.sentence, agreement=self.agreement)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions on its measures; those without a measure too, unless it is a part."""
        keys = {rated.measure.key for rated in self.rated}
        every = self.workbook.reported_actions
        return every if self.part is None else tuple(each for each in every if each.key in keys)

    def only(self, part: Part | None) -> Scorecard:
        """Return the scorecard of a part of the measures, as they are rated; None for all."""
        if part is None:
            return self
        kept = [rated.measure.key in part.keys for rated in self.rated]
        return replace(
            self,
            rated=tuple(itertools.compress(self.rated, kept)),
            figures=tuple(itertools.compress(self.figures, kept)),
            part=part,
        )

    def part_for(self, wanted: str | None) -> Part | None:
        """Return the measures that are for a committee, priority, service or directorate.

        Args:
            wanted: Its name; None for all measures.

        Raises:
            WorkbookError: As `kpibook.domain.reporting.part.part_of`.
        """
        if wanted is None:
            return None
        workbook = self.workbook
        with_row = {rated.measure.key for rated in self.rated}
        measures = [m for key, m in workbook.measures.items() if key in with_row]
        settings = workbook.settings
        return part_of(
            measures,
            wanted,
            directorate=settings.directorate,
            committee=settings.committee,
            where=Location(workbook.file, layout.MEASURES),
        )


def quarterly_return_of(
    settings: Settings, scheme: Scheme, rated: Iterable[RatedMeasure]
) -> QuarterlyReturn:
    """Return the quarterly return with these ratings, under a workbook's settings.

    A figure in doubt is missing in it. Measures of a priority are together.

    Args:
        settings: The settings.
        scheme: The rules the measures were rated under.
        rated: The measures, in the order of the register.
    """
    return QuarterlyReturn(
        period=settings.period,
        scheme=scheme,
        rated=tuple(map(without_doubted, grouped_by_priority(rated))),
        council=settings.council,
        directorate=settings.directorate,
        committee=settings.committee,
    )


def scheme_of(settings: Settings, folder: Path) -> Scheme:
    """Load the scheme the settings name: a built-in scheme, or a file next to the workbook.

    Args:
        settings: The workbook's settings.
        folder: The workbook's folder.

    Raises:
        SchemeError: There is no such scheme, or its file is no scheme; the error names the cell.
    """
    name = settings.scheme
    try:
        return scheme_in_folder(name, folder, settings.scheme_copy)
    except SchemeError as error:
        if settings.scheme_place is None:
            raise
        of_file = f"the scheme file {error.where}: " if error.where.file else ""
        raise SchemeError(
            f"{of_file}{error.what}",
            code=error.code,
            where=settings.scheme_place,
            why=error.why,
            fix=error.fix,
        ) from error


def rate_workbook(
    workbook: PerformanceWorkbook,
    folder: Path,
    readings: Mapping[str, Reading] | None = None,
) -> Scorecard:
    """Rate every measure that has a row on 'This quarter', without the figures in doubt.

    Args:
        workbook: The workbook's contents.
        folder: The folder of a scheme file named in the settings.
        readings: Readings to rate instead of the workbook's own, by key.

    Raises:
        SchemeError: The workbook names a scheme that is not known.
    """
    scheme = scheme_of(workbook.settings, folder)
    typed = {**workbook.readings, **(readings or {})}
    current = with_worked_out(workbook, typed)
    earlier = earlier_by_measure(workbook.history)
    figures = figures_in(workbook, current, earlier)
    doubts = doubts_in(workbook, figures, current, typed)
    rated = tuple(
        plainly_rated(measure, current[key], earlier.get(measure.key, {}), scheme, doubt)
        or rate_measure(measure, current[key], workbook.history, scheme, doubt, workbook.years)
        for key, of_measure in zip(workbook.rows, doubts, strict=True)
        for measure, doubt in [(workbook.measures[key], in_doubt(of_measure))]
    )
    dated = tuple(_with_day(measure, workbook) for measure in rated)
    keeps_words = any(reading.commentary for reading in current.values())
    others = OtherMeasures(zip(dated, figures, strict=True), scheme)
    looked_at = [
        with_looks(
            *(m, f, scheme),
            last_words=last_words(workbook, m),
            keeps_words=keeps_words,
            others=others,
        )
        for m, f in zip(dated, figures, strict=True)
    ]
    return Scorecard(
        workbook,
        scheme,
        tuple(measure for measure, _ in looked_at),
        tuple(of_measure for _, of_measure in looked_at),
        on_scheme=tuple(copy_differs(workbook.settings, folder)),
        agreement=agreement_in(workbook, scheme.key, dated),
        keeps_words=keeps_words,
    )


def measures_with_targets(workbook: PerformanceWorkbook, folder: Path) -> dict[str, Measure]:
    """Return the measures on 'This quarter' by key, with the targets that `rate_workbook` uses.

    Nothing is rated, and doubts are only looked for where a target rests on earlier figures.

    Args:
        workbook: The workbook's contents.
        folder: The folder of a scheme file named in the settings.

    Raises:
        SchemeError: The workbook names a scheme that is not known.
    """
    scheme, period = scheme_of(workbook.settings, folder), workbook.settings.period
    measures = {key: workbook.measures[key] for key in workbook.rows}
    doubted: dict[str, frozenset[Quarter]] = {}
    if any(rests_on_history(measure) for measure in measures.values()):
        current = with_worked_out(workbook, workbook.readings)
        figures = figures_in(workbook, current, earlier_by_measure(workbook.history))
        doubts = doubts_in(workbook, figures, current, workbook.readings)
        doubted = {
            key: frozenset(in_doubt(of_measure).quarters)
            for key, of_measure in zip(measures, doubts, strict=True)
        }
    return {
        key: with_targets(measure, period, workbook.history, scheme, doubted.get(key, ()))
        for key, measure in measures.items()
    }


def _with_day(rated: RatedMeasure, workbook: PerformanceWorkbook) -> RatedMeasure:
    """Return the measure with the day on which the change of its target was recorded."""
    change = rated.target_change
    if change is None:
        return rated
    return replace(rated, target_change=with_day(change, workbook.target_changes))


def refuse_without_measures(scorecard: Scorecard) -> None:
    """Refuse to report a workbook without measures.

    Raises:
        WorkbookError: No measure has a row on 'This quarter'.
    """
    if not scorecard.rated:
        _refuse_without_columns(scorecard.workbook.findings)
        raise WorkbookError(
            "has no measure to report.",
            code="no-measures",
            where=scorecard.workbook.file,
            fix=f"Add measures to '{layout.MEASURES}', with a row each on '{layout.THIS_QUARTER}'.",
        )


def _refuse_without_columns(findings: Iterable[Finding]) -> None:
    """Refuse a council's own workbook of which the layout finds no table in the quarter."""
    for finding in findings:
        if finding.code in ("layout-sheet-missing", "layout-headings-missing"):
            raise WorkbookError(
                f"has no measure to report: {finding.what}",
                code="no-measures",
                where=finding.where,
                fix=finding.fix,
            )
