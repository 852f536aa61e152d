"""Material of a report: the rows that may be published, with what they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date

from kpibook.domain.actions.action import Action
from kpibook.domain.consolidation.consolidation import ConsolidatedRow
from kpibook.domain.consolidation.loose_actions import of_services
from kpibook.domain.measures.period import Quarter
from kpibook.domain.report.figure import Origin
from kpibook.domain.report.origins import HeadFacts, WorkbookCells
from kpibook.domain.report.report import SourceFile
from kpibook.domain.report.words.wording import Wording
from kpibook.domain.returns.returned import Returns, ReturnState
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.sign_off.agreement import Agreement
from kpibook.domain.wording import listed
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

_NOT_IN_IDS = regex("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Material:
    """Rows of one or many workbooks, ready to be reported.

    Attributes:
        period: The quarter.
        council: The council that all workbooks name; "" if they name several or none.
        rows: The measures as they may be published, small numbers withheld in their history too.
        schemes: The schemes in use, with the scheme of most measures first.
        sources: The workbooks in use.
        cells: The cells of each workbook's figures, by the workbook's name.
        committees: The committee that each workbook's settings name, by the workbook's name.
        completeness: Which returns are late or missing, in sentences.
        scope: Sentences that say which part of the workbooks the rows are; empty for all.
        agreements: Whether each workbook's return is agreed, by the workbook's name; a name that is
            not there is a draft.
        actions: Actions without a measure among the rows: those of a service or a directorate.
        on: The day on which the state of actions is told; None is the last day of the quarter, so
            that the same workbooks make the same report on every day.
    """

    period: Quarter
    council: str
    rows: tuple[ConsolidatedRow, ...]
    schemes: tuple[Scheme, ...]
    sources: tuple[SourceFile, ...]
    cells: Mapping[str, WorkbookCells] = field(default_factory=dict)
    committees: Mapping[str, str] = field(default_factory=dict)
    completeness: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    on: date | None = None

    @property
    def day(self) -> date:
        """The day on which the state of actions is told."""
        return self.on or self.period.end

    @property
    def is_of_several(self) -> bool:
        """True if it is of several workbooks."""
        return len(self.sources) > 1

    @property
    def committee(self) -> str:
        """The committee that all workbooks name; "" if they name several or none."""
        names = set(self.committees.values())
        return names.pop() if len(names) == 1 else ""

    def scheme(self, row: ConsolidatedRow) -> Scheme:
        """Return the scheme that a row was rated under."""
        return next(scheme for scheme in self.schemes if scheme.key == row.scheme)

    def cells_of(self, row: ConsolidatedRow) -> WorkbookCells:
        """Return the cells of a row's workbook."""
        return self.cells.get(row.source) or WorkbookCells(row.source)

    def head_facts(self, wording: Wording, agreement: str, *, is_title_filled: bool) -> HeadFacts:
        """Return the facts at the head of the report; those of several workbooks have no cell.

        Args:
            wording: The council's words.
            agreement: Whether it is agreed, in no language.
            is_title_filled: True if the title holds words from the workbooks.
        """
        cells = self.cells.get(self.sources[0].name) if len(self.sources) == 1 else None
        council = committee = directorate = sign_off = Origin()
        if cells is not None:
            council, committee = cells.origin(cells.council), cells.origin(cells.committee)
            directorate, sign_off = cells.origin(cells.directorate), cells.origin(cells.sign_off)
            # A draft has no cell: that there is none is a fact of the workbook.
            sign_off = sign_off or Origin(cells.workbook, sha256=cells.sha256)
        return HeadFacts(
            None if wording.council else council,
            None if wording.committee else committee,
            directorate,
            sign_off,
            agreement,
            is_title_filled,
        )

    def directorate_of(self, row: ConsolidatedRow) -> str:
        """Return a row's directorate as headings name it, after its council if there are several.

        "" where all rows are of one workbook, whose directorate the title gives.
        """
        if not self.is_of_several:
            return ""
        councils = {each.council for each in self.rows}
        names = [row.council] if len(councils) > 1 else []
        return ": ".join(filter(None, [*names, row.directorate or row.source]))

    def in_order(self) -> tuple[ConsolidatedRow, ...]:
        """Return the rows by directorate and workbook, in the order of each register."""
        owners = {(each.council, each.directorate): None for each in self.rows}
        if not self.is_of_several:
            owners = {}
        owner_places = {owner: place for place, owner in enumerate(owners)}
        book_places = {source.name: place for place, source in enumerate(self.sources)}

        def place(row: ConsolidatedRow) -> tuple[int, int, int]:
            key = row.rated.measure.key
            return (
                owner_places.get((row.council, row.directorate), 0),
                book_places.get(row.source, 0),
                self.cells_of(row).of(key).place,
            )

        return tuple(sorted(self.rows, key=place))

    def only(self, rows: Iterable[ConsolidatedRow], sentence: str) -> Material:
        """Return it with a part of its rows, and the sentence that says so.

        The workbooks without a row in it are left out, and so are actions without a measure but
        those of a service that has a row in it.
        """
        part = tuple(rows)
        names = {row.source for row in part}
        is_whole = len(part) == len(self.rows)
        return replace(
            self,
            rows=part,
            actions=self.actions if is_whole else of_services(self.actions, part),
            sources=tuple(source for source in self.sources if source.name in names),
            scope=(*self.scope, *([] if is_whole else [sentence])),
        )


def ids_of(rows: Sequence[ConsolidatedRow]) -> list[str]:
    """Return an id for each row, with its workbook in it: references repeat between workbooks."""
    taken: set[str] = set()
    ids = []
    for row in rows:
        base = f"{workbook_id(row.source)}.{_slug(row.rated.measure.ref)}"
        ident, number = base, 1
        while ident in taken:
            number += 1
            ident = f"{base}-{number}"
        taken.add(ident)
        ids.append(ident)
    return ids


def workbook_id(name: str) -> str:
    """Return what the ids of a workbook's measures begin with, in front of a full stop.

    >>> workbook_id("Housing Q3.xlsx")
    'm-housing-q3'
    """
    return f"m-{_slug(name.rsplit('.', 1)[0])}"


def _slug(text: str) -> str:
    return _NOT_IN_IDS.sub("-", text.casefold()).strip("-") or "x"


def completeness_of(returns: Returns) -> tuple[str, ...]:
    """Return the sentences that say which expected returns are in, late and missing, by name."""
    late = [item.name for item in returns.items if item.state is ReturnState.LATE]
    sentences = [returns.incomplete or returns.in_words]
    if late:
        sentences.append(f"Late: {listed(late)}.")
    return tuple(sentences)
