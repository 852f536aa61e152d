"""Material of a report, read from workbooks: many are combined, and one is one of many."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path

from kpibook.domain.consolidation.consolidation import (
    Consolidation,
    Publication,
    Source,
    SourceBook,
)
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.disclosure.small_numbers import Withheld, concerned, withheld_of
from kpibook.domain.disclosure.suppression import suppress
from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.material import Material, completeness_of
from kpibook.domain.report.origins import WorkbookCells
from kpibook.domain.report.report import SourceFile
from kpibook.domain.reporting.withheld import doubted_figures, figures_withheld
from kpibook.domain.returns.match import returns_of
from kpibook.domain.returns.return_findings import return_findings
from kpibook.domain.sign_off.agreement import Agreement
from kpibook.domain.wording import listed
from kpibook.errors import Location, WorkbookError
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.layouts.open_book import Asked
from kpibook.services.paths.inputs import gather
from kpibook.services.publish_audit.published_figures import figures_in
from kpibook.services.rating.scorecard import Scorecard
from kpibook.services.report.origins import cells_of
from kpibook.sources.expected_returns import read_expected
from kpibook.workbook.protocol import Opener

_HAS_FINDINGS = "consolidate-has-findings"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Files that are read besides the workbooks that are reported.

    Attributes:
        together: Other workbooks of the council, so that nothing withheld follows from both.
        published: Files that are published already.
        expected: The list of expected returns; None for no list.
        layout: The layout of councils' own workbooks; None takes those that are found for them.
    """

    together: Sequence[str | Path] = ()
    published: Sequence[Path] = ()
    expected: Path | None = None
    layout: Path | None = None


_ALONE = Surroundings()


def read_material(
    given: Sequence[str | Path],
    *,
    period: Quarter | None = None,
    outputs: Sequence[Path] = (),
    around: Surroundings = _ALONE,
    on: date | None = None,
) -> tuple[Material, tuple[Finding, ...]]:
    """Read workbooks into the material of a report, with small numbers withheld.

    Args:
        given: Workbooks, folders and patterns.
        period: The quarter; None takes the quarter that they all report.
        outputs: The files to write, which are passed over in folders.
        around: What else is looked at.
        on: The day on which the state of actions is told; None is the last day of the quarter.

    Raises:
        KpibookError: No workbook can be used, or a file cannot be read.
    """
    books = gather(given, outputs)
    seen: dict[str, WorkbookCells] = {}
    agreements: dict[str, Agreement] = {}

    def observe(source: Source, scorecard: Scorecard) -> None:
        agreements[source.name] = scorecard.agreement
        seen[source.name] = cells_of(scorecard, source.name, source.sha256)

    opened = Asked(around.layout, period).open
    read = [read_source(path, name, observe, opened) for path, name in books]
    if len(read) == 1:
        _refuse_unusable(read[0])
    consolidation = combine(read, period)
    if not len(consolidation.rows):
        raise WorkbookError(
            f"{listed([name for _, name in books], 3)}: there is no measure to report.",
            code="no-measures",
            fix="Add measures to the register, with a row each on 'This quarter'.",
        )
    publication = _publication(consolidation, {path for path, _ in books}, around, opened)
    completeness, on_returns = _returns(consolidation, around.expected)
    used = [source for source in consolidation.sources if source.used]
    material = Material(
        period=consolidation.period,
        council=consolidation.council,
        rows=publication.rows,
        schemes=consolidation.schemes,
        sources=tuple(SourceFile(s.name, s.sha256, s.directorate) for s in used),
        cells=seen,
        committees={source.name: source.committee for source in used},
        completeness=completeness,
        agreements=agreements,
        actions=publication.actions,
        on=on,
    )
    own = (f for f in consolidation.findings if len(read) > 1 or f.code != _HAS_FINDINGS)
    return material, (*on_returns, *own, *publication.findings, *_withheld(publication))


def _refuse_unusable(book: SourceBook) -> None:
    """Raise the reason why a single workbook cannot be used."""
    for finding in book.findings if book.source.code else ():
        raise WorkbookError(
            finding.what,
            code=finding.code,
            where=finding.where,
            why=finding.why,
            fix=finding.fix,
        )


def _publication(
    consolidation: Consolidation, own: Collection[Path], around: Surroundings, opened: Opener
) -> Publication:
    """Return the rows as they may be published, next to everything that is looked at with them."""
    rows = tuple(consolidation.rows)
    others = [path for path, _ in gather(around.together)] if around.together else []
    further = [
        row
        for path in others
        if path not in own
        for row in read_source(path, path.name, None, opened).rows
    ]
    decided = withheld_of((*rows, *further), figures_in(around.published))
    publication = suppress(
        replace(consolidation, rows=rows), decided=_of_the_first(decided, len(rows))
    )
    alone = len(consolidation.sources) == 1 and not others and concerned(rows)
    if not alone:
        return publication
    return replace(
        publication, findings=(*publication.findings, _alone(consolidation.sources[0].name))
    )


def _of_the_first(decided: Withheld, number: int) -> Withheld:
    """Return what is withheld of the first rows, of those that were looked at together."""

    def first(positions: frozenset[int]) -> frozenset[int]:
        return frozenset(position for position in positions if position < number)

    return Withheld(
        {key: reason for key, reason in decided.reasons.items() if key[0] < number},
        protected=first(decided.protected),
        whole=first(decided.whole),
        exposed=first(decided.exposed),
        asking=first(decided.asking),
    )


def _returns(
    consolidation: Consolidation, expected: Path | None
) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
    """Return the sentences on the returns that are late or missing, and the findings on them."""
    if expected is None:
        return (), ()
    on_list: list[Finding] = []
    items = read_expected(expected, on_list)
    returns = returns_of(expected.name, items, consolidation)
    return completeness_of(returns), (*on_list, *return_findings(returns))


def _withheld(publication: Publication) -> Iterator[Finding]:
    """Yield a note on how many figures the report does not show."""
    in_doubt = sum(
        doubted_figures(row.rated, {past.quarter for past in row.history})
        for row in publication.rows
    )
    return figures_withheld(Location(), in_doubt, publication.figures)


def _alone(name: str) -> Finding:
    return Finding(
        "suppression-alone",
        "has measures with figures to withhold and was looked at alone. If other directorates "
        "report them too, a total in one report may give away a figure in another.",
        Location(name),
        "Report all the workbooks in one command, or name the others with --together-with.",
    )
