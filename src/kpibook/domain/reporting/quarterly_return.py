"""The quarterly return: what is sent to committee, as values, before it is drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from kpibook.domain.measures.figure_role import Role
from kpibook.domain.measures.number import MARKERS
from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.measures.profile import profile_in_words
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.reporting.direction_words import (
    DirectionColumn,
    direction_columns,
    direction_sentences,
)
from kpibook.domain.reporting.summary import Summary, status_sentence, summarise
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.sign_off.agreement import DRAFT, Agreement
from kpibook.on_use.dataclass import dataclass

#: Shorthand printed in place of a missing actual and of a missing target.
SHORTHAND_MISSING = "[x]"
SHORTHAND_NO_TARGET = "[z]"
# A doubt about these leaves the rating as it is.
_SET_CHECKED = {
    Role.OTHER_TARGET: "no target is shown.",
    Role.COMPARATOR: "it is not shown.",
}


@dataclass(frozen=True, slots=True)
class QuarterlyReturn:
    """Return of a directorate for a quarter.

    Attributes:
        period: The quarter.
        scheme: The rules the measures were rated under.
        rated: The measures, in the order in which they are printed.
        council: Name of the council; "" if not given.
        directorate: Name of the directorate; "" if not given.
        committee: The committee it goes to; "" if not given.
        part: Sentence that says which part of the workbook it is; "" for all of it.
        agreement: Whether it is agreed.
    """

    period: Quarter
    scheme: Scheme
    rated: tuple[RatedMeasure, ...]
    council: str = ""
    directorate: str = ""
    committee: str = ""
    part: str = ""
    agreement: Agreement = DRAFT

    @property
    def title(self) -> str:
        """The title of the return, as committee reports word it."""
        of = f"{self.directorate}: " if self.directorate else ""
        return f"{of}Quarterly Performance Return – {self.period.long_label}"

    @property
    def has_forecast(self) -> bool:
        """True if any measure has a forecast for the year's end."""
        return any(rated.reading.forecast is not None for rated in self.rated)

    @property
    def summary(self) -> Summary:
        """Counts of its ratings."""
        return summarise([rated.rating for rated in self.rated])

    def sentences(self) -> list[str]:
        """Write the summary in sentences from the figures: status, then movement."""
        sentences = [
            *filter(None, [self.part]),
            status_sentence(self.summary, self.scheme),
            *direction_sentences(self.rated, 0, self.scheme),
        ]
        if self.rated and not self.summary.measures:
            return sentences[:1]
        second_printed = len(self.direction_columns) > 1
        if second_printed and any(rated.compared[1].value is not None for rated in self.rated):
            sentences += direction_sentences(self.rated, 1, self.scheme)
        return sentences

    @property
    def direction_columns(self) -> tuple[DirectionColumn, ...]:
        """The columns of directions, whose headings name what the directions are against."""
        return direction_columns(self.rated, self.period, self.scheme)

    def counts_of_directions(self) -> dict[str, dict[str, int]]:
        """Count the first directions by what they are against, and by the scheme's word.

        Words that no measure has are there with 0, unless there are several baselines.
        """
        groups: dict[str, list[RatedMeasure]] = {}
        for measure in (each for each in self.rated if each.waiting is None):
            groups.setdefault(measure.compared[0].since, []).append(measure)
        counts = {}
        for since, rated in (groups or {f"since {self.period.previous}": []}).items():
            labels = Counter(self.scheme.label(each.rating.direction) for each in rated)
            every = {self.scheme.label(direction): 0 for direction in Direction}
            counts[since] = {**(every if len(groups) < 2 else {}), **labels}
        return counts

    def rule(self) -> str:
        """Name the rules that were applied, in a sentence."""
        return f"Rated under the scheme '{self.scheme.title}'. {self.scheme.source}"


def notes_on(rated: RatedMeasure) -> list[str]:
    """List the notes that must travel with a measure's figure, each a sentence."""
    measure, reading = rated.measure, rated.reading
    notes = [measure.note] if measure.note else []
    if measure.introduced == reading.period.year:
        notes.append(f"New measure for {reading.period.financial_year}.")
    if reading.marker:
        meaning = MARKERS.get(reading.marker, "no shorthand kpibook knows")
        notes.append(f"{reading.marker} {meaning.capitalize()}.")
    if reading.as_at is not None and reading.as_at not in reading.period:
        notes.append(f"As at {long_date(reading.as_at)}, outside the quarter.")
    notes += _being_checked(rated.doubt.roles, reading.period)
    notes += (revised.sentence for revised in rated.revised)
    notes += notes_on_target(rated)
    if measure.target.benchmark:
        vintage = f" of {measure.target.vintage}" if measure.target.vintage else ""
        notes.append(f"Target taken from {measure.target.benchmark}{vintage}.")
    return [note if note.endswith((".", "!", "?")) else f"{note}." for note in notes]


def notes_on_target(rated: RatedMeasure) -> Iterator[str]:
    """Yield sentences on how the quarter's target was worked out, and what it was changed from."""
    period = rated.reading.period
    if profile := profile_in_words(rated.measure, period):
        reached = rated.measure.written(rated.target)
        yield f"Target {reached} by Q{period.number}, {profile}."
    if rated.target_change is not None:
        yield rated.target_change.sentence


def _being_checked(roles: Collection[Role], period: Quarter) -> Iterator[str]:
    """Yield a sentence for each part of a measure in doubt: a committee has no list of findings."""
    if not roles:
        return
    if any(role.is_reported for role in roles):
        yield f"The figure for {period} is being checked: it is neither shown nor rated."
    for role in (role for role in Role if role in roles and role.is_set):
        what_follows = _SET_CHECKED.get(role, "the measure is not rated.")
        yield f"The {role.value} is being checked: {what_follows}"
    for role, quarter in (
        (Role.PREVIOUS, period.previous),
        (Role.PREVIOUS_YEAR, period.same_last_year),
    ):
        if role in roles:
            yield f"The figure for {quarter} is being checked: nothing is compared with it."
