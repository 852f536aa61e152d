"""Facts of a measure: every figure that a verdict on its commentary may use, with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from types import MappingProxyType

from kpibook.domain.doubts.figures import LabelledFigure, MeasureFigures
from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.measure import Basis, Measure, Polarity, Unit
from kpibook.domain.measures.number import plain
from kpibook.domain.measures.period import Quarter
from kpibook.domain.measures.units.counted_in import CountedIn
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Figure of a measure.

    Attributes:
        label: Its name in a sentence: "the figure of Q2 2024/25".
        value: In the measure's unit; a numerator or a denominator as it is.
        where: Its cell.
        role: The part it plays.
        quarter: The quarter it is of; None for a figure of the register.
        target: The target that applied then, of an earlier figure; None if that is not kept.
    """

    label: str
    value: Decimal
    where: Location = field(default_factory=Location)
    role: Role = Role.ACTUAL
    quarter: Quarter | None = None
    target: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """Figures of a measure in a quarter; a figure that is missing, withheld or in doubt is None.

    Attributes:
        ref: The reference.
        title: What is measured.
        period: The quarter.
        actual: The figure of the quarter.
        previous: That of the quarter before.
        previous_year: That of the same quarter last year.
        target: The target of the quarter.
        year_target: The target that the year is to end at.
        comparator: The figure from elsewhere.
        comparator_name: Its name; "" without a comparator.
        numerator: The count above the line.
        denominator: The count below the line.
        history: Every earlier figure by quarter, `previous` and `previous_year` among them.
        unit: What it is counted in; None if that is not known, and then no unit contradicts it.
        counted: The unit with the council's word.
        decimals: Places it is reported to; None if not stated.
        polarity: Which way is good.
        basis: The stretch of time a figure covers.
        status: The rating.
        status_words: The scheme's word for it.
        scheme_words: The scheme's words for every status, in small letters.
        quality_words: Its words for improved and declined, in small letters.
        direction: The rating's first direction.
        direction_words: The scheme's word for it.
        measure: The row of the register, for the targets of earlier quarters; None without one.
    """

    ref: str
    title: str
    period: Quarter
    actual: Fact | None = None
    previous: Fact | None = None
    previous_year: Fact | None = None
    target: Fact | None = None
    year_target: Fact | None = None
    comparator: Fact | None = None
    comparator_name: str = ""
    numerator: Fact | None = None
    denominator: Fact | None = None
    history: Mapping[Quarter, Fact] = field(default_factory=lambda: MappingProxyType({}))
    unit: Unit | None = None
    counted: CountedIn | None = None
    decimals: int | None = None
    polarity: Polarity = Polarity.NEUTRAL
    basis: Basis = Basis.IN_PERIOD
    status: Status = Status.NOT_RATED
    status_words: str = ""
    scheme_words: tuple[str, ...] = ()
    quality_words: tuple[str, ...] = ()
    direction: Direction = Direction.NOT_COMPARABLE
    direction_words: str = ""
    measure: Measure | None = None

    @property
    def in_unit(self) -> tuple[Fact, ...]:
        """The figures in the measure's unit that are there, the actual first."""
        named = (
            self.actual,
            self.previous,
            self.previous_year,
            self.target,
            self.year_target,
            self.comparator,
        )
        return tuple(fact for fact in (*named, *self.history.values()) if fact is not None)

    def target_in(self, quarter: Quarter) -> Decimal | None:
        """Return the target of the present quarter or of an earlier one; None if it is not known.

        It is the one that the history keeps, or for the year's quarters that of the register. Where
        this quarter's target is not that of the register, the register says nothing of the others.
        """
        if self.target is None:
            return None
        if quarter == self.period:
            return self.target.value
        kept = self.history.get(quarter)
        if kept is not None and kept.target is not None:
            return kept.target
        if self.measure is None or quarter.year != self.period.year:
            return None
        if self.measure.target_in(self.period) != self.target.value:
            return None
        return self.measure.target_in(quarter)

    def written(self, value: Decimal) -> str:
        """Write a figure in the measure's unit, as people read it."""
        return plain(value) if self.counted is None else self.counted.written(value)


def facts_of(rated: RatedMeasure, figures: MeasureFigures, scheme: Scheme) -> MeasureFacts:
    """Return the facts of a rated measure, without what is withheld or in doubt.

    Args:
        rated: The measure with its rating.
        figures: Its figures with their cells.
        scheme: The scheme it is rated under.
    """
    measure, doubted = rated.measure, rated.doubt
    sound: Sequence[LabelledFigure] = figures.figures
    if doubted.roles or doubted.quarters:
        sound = [
            figure
            for figure in sound
            if figure.role not in doubted.roles and figure.quarter not in doubted.quarters
        ]
    history = {f.quarter: _fact(f) for f in sound if f.role.is_past and f.quarter is not None}
    first: dict[Role, Fact] = {}
    for figure in sound:
        if figure.role in _SINGLE and figure.role not in first:
            first[figure.role] = _fact(figure)
    scheme_words, quality_words = _words_in(scheme)
    period = rated.reading.period
    due = rated.waiting is None
    return MeasureFacts(
        ref=measure.ref,
        title=measure.title,
        period=period,
        actual=first.get(Role.ACTUAL),
        previous=history.get(period.previous),
        previous_year=history.get(period.same_last_year),
        target=_target(rated, first.get(Role.TARGET)),
        year_target=_year_target(rated),
        comparator=first.get(Role.COMPARATOR),
        comparator_name=measure.comparator.name if measure.comparator else "",
        numerator=first.get(Role.NUMERATOR),
        denominator=first.get(Role.DENOMINATOR),
        history=MappingProxyType(history),
        unit=figures.unit,
        counted=figures.counted,
        decimals=measure.decimals,
        polarity=measure.polarity,
        basis=measure.basis,
        status=rated.rating.status,
        status_words=rated.status_in_words(scheme),
        scheme_words=scheme_words,
        quality_words=quality_words,
        direction=rated.rating.direction if due else Direction.NOT_COMPARABLE,
        direction_words=rated.direction_in_words(rated.rating.direction, scheme),
        measure=measure,
    )


_known_words: list[tuple[Scheme, tuple[str, ...], tuple[str, ...]]] = []


def _words_in(scheme: Scheme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a scheme's words for statuses and for better and worse; all measures ask in turn."""
    if not _known_words or _known_words[0][0] is not scheme:
        better_or_worse = _words_of(scheme, Direction.IMPROVED, Direction.DECLINED)
        _known_words[:] = [(scheme, _words_of(scheme, *Status), better_or_worse)]
    return _known_words[0][1:]


def _words_of(scheme: Scheme, *outcomes: Status | Direction) -> tuple[str, ...]:
    return tuple(scheme.label(outcome).casefold() for outcome in outcomes)


_SINGLE = frozenset((Role.ACTUAL, Role.TARGET, Role.COMPARATOR, Role.NUMERATOR, Role.DENOMINATOR))


def _fact(figure: LabelledFigure) -> Fact:
    return Fact(
        figure.label, figure.value, figure.where, figure.role, figure.quarter, figure.target
    )


def _target(rated: RatedMeasure, typed: Fact | None) -> Fact | None:
    """Return the quarter's target: as typed, or as it is worked out of the year's."""
    value, doubted = rated.target, rated.doubt.roles
    if value is None or doubted & {Role.TARGET, Role.OTHER_TARGET}:
        return None
    if typed is not None and typed.value == value:
        return typed
    return Fact("target", value, rated.measure.place("target"), Role.TARGET)


def _year_target(rated: RatedMeasure) -> Fact | None:
    value, doubted = rated.measure.year_target, rated.doubt.roles
    if value is None or doubted & {Role.TARGET, Role.OTHER_TARGET}:
        return None
    name = "target" if rated.measure.target.value is not None else "target_q4"
    return Fact("target of the year", value, rated.measure.place(name), Role.OTHER_TARGET)
