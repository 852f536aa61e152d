"""The summary of a return, written from the figures and never typed.

Equal counts have equal percentages, and the base of percentages is always stated. Whole percentages
that add up to 100 are used where there are such, one decimal where that helps, and otherwise each
is rounded by itself and the sentence says that they may not add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from kpibook.domain.measures.number import plain, round_half_away
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Scheme
from kpibook.domain.wording import counted, listed
from kpibook.on_use.dataclass import dataclass

_Meaning = TypeVar("_Meaning", Status, Direction)


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a set of ratings.

    Attributes:
        measures: How many measures there are, without those that are not due.
        statuses: Measures by status; every status is present, 0 if none.
        directions: Measures by direction against the previous quarter, likewise.
        directions_year: The same against the same quarter last year.
    """

    measures: int
    statuses: Mapping[Status, int]
    directions: Mapping[Direction, int]
    directions_year: Mapping[Direction, int]

    @property
    def rated(self) -> int:
        """The base of percentages: measures with a status other than not rated or reported."""
        return sum(count for status, count in self.statuses.items() if status.is_rated)

    def shares(self) -> Shares:
        """Return the percentages of the rated measures by status; empty if none is rated."""
        rated = [status for status in self.statuses if status.is_rated]
        return shares_of({status: self.statuses[status] for status in rated})


@dataclass(frozen=True, slots=True)
class Shares:
    """Percentages of a set of counts as they are printed.

    Attributes:
        percentages: By what is counted, from 0 to 100; empty when every count is zero.
        places: Decimals they are printed with, 0 or 1.
        add_up: False if they may not add up to 100, because each is rounded by itself.
    """

    percentages: Mapping[Status, Decimal]
    places: int = 0
    add_up: bool = True

    def written(self, status: Status) -> str:
        """Return a percentage with its sign, at the decimals of all of them."""
        return f"{self.percentages[status]:.{self.places}f}%"

    def fraction(self, status: Status) -> float:
        """Return a percentage as a cell holds it, from 0 to 1."""
        return float(self.percentages[status]) / 100

    @property
    def number_format(self) -> str:
        """The number format of a cell that holds such a share, from 0 to 1."""
        return "0.0%" if self.places else "0%"

    @property
    def rounding(self) -> str:
        """The sentence that says how they are rounded; "" where nothing need be said."""
        return "" if self.add_up else "Percentages are rounded and may not add up to 100."


def shares_of(counts: Mapping[Status, int]) -> Shares:
    """Return fair percentages of `counts`: equal counts have equal ones.

    >>> shares = shares_of({Status.MET: 4, Status.WITHIN: 3, Status.OFF: 4})
    >>> [shares.written(status) for status in shares.percentages], shares.add_up
    (['36%', '27%', '36%'], False)
    >>> shares = shares_of({Status.MET: 1, Status.WITHIN: 6, Status.OFF: 1})
    >>> [shares.written(status) for status in shares.percentages], shares.add_up
    (['12.5%', '75.0%', '12.5%'], True)
    """
    base = sum(counts.values())
    if not base:
        return Shares({})
    for places in (0, 1):
        shares = largest_remainder(list(counts.values()), 100 * 10**places)
        if len(set(zip(counts.values(), shares, strict=True))) == len(set(counts.values())):
            values = (Decimal(share).scaleb(-places) for share in shares)
            return Shares(dict(zip(counts, values, strict=True)), places)
    rounded = {k: round_half_away(Decimal(100 * n) / base, 0) for k, n in counts.items()}
    return Shares(rounded, add_up=sum(rounded.values()) == 100)


def summarise(ratings: Sequence[Rating]) -> Summary:
    """Count `ratings`; those of measures that are not due count as such and as nothing else."""
    due = [r for r in ratings if r.status is not Status.NOT_DUE]
    return Summary(
        measures=len(due),
        statuses=_counts(Status, [r.status for r in ratings]),
        directions=_counts(Direction, [r.direction for r in due]),
        directions_year=_counts(Direction, [r.direction_year for r in due]),
    )


def largest_remainder(counts: Sequence[int], total: int = 100) -> list[int]:
    """Share out `total` in whole numbers; the largest remainders are rounded up.

    Equal remainders go to the larger count, then to the earlier. All zero when every count is.

    >>> largest_remainder([31, 1, 3])
    [89, 3, 8]
    """
    base = sum(counts)
    if not base:
        return [0] * len(counts)
    shares = [count * total // base for count in counts]
    # Whole-number arithmetic throughout: floating shares could tie or break ties by rounding error.
    order = sorted(range(len(counts)), key=lambda i: (-(counts[i] * total % base), -counts[i], i))
    for i in order[: total - sum(shares)]:
        shares[i] += 1
    return shares


def faults_in_totals(
    counts: Sequence[int], percentages: Sequence[str] = (), total: int | None = None
) -> list[str]:
    """List the faults in published totals, a sentence with the figures each; [] if they add up.

    A percentage is right when it is its count's share, rounded at the decimals it is printed
    with, or the share that largest remainder gives it so that all add up to 100.

    Args:
        counts: The counts, such as green, amber and red.
        percentages: Their shares as printed, without the sign ("89", "6.4", "<1"); empty if
            none are.
        total: What the counts are said to be of; None if it is not stated.

    >>> faults_in_totals([31, 1, 3], ["89", "3", "8"], total=35)
    []
    >>> faults_in_totals([28, 14], ["68", "33"])
    ['28 of 42 is 67%, not 68%.', 'The percentages add up to 101, not 100: 67/33 does.']
    """
    base = sum(counts)
    faults = []
    if total is not None and base != total:
        faults.append(f"The counts add up to {base}, not {total}.")
    if not percentages or not base:
        return faults
    places = max(_places(printed) for printed in percentages)
    fair = [Decimal(share).scaleb(-places) for share in largest_remainder(counts, 100 * 10**places)]
    for count, printed, share in zip(counts, percentages, fair, strict=True):
        exact = Decimal(count * 100) / base
        if not _is_share(printed, exact, share):
            expected = plain(round_half_away(exact, _places(printed)))
            faults.append(f"{count} of {base} is {expected}%, not {printed}%.")
    if not any(printed.startswith("<") for printed in percentages):
        total_percent = sum((Decimal(printed) for printed in percentages), Decimal(0))
        if total_percent != 100:
            fair_words = "/".join(plain(share) for share in fair)
            faults.append(
                f"The percentages add up to {plain(total_percent)}, not 100: {fair_words} does."
            )
    return faults


def status_sentence(summary: Summary, scheme: Scheme) -> str:
    """Return status against target in the scheme's words, with the base of the percentages.

    "Of 2 measures, 1 met its target (100% of the 1 rated) and 1 was not rated." Where all are
    rated, the base is the number of measures, with which the sentence begins.
    """
    shares = summary.shares()
    all_rated = summary.rated == summary.measures
    parts: list[str] = []
    for status, count in summary.statuses.items():
        if not count or status is Status.NOT_DUE:
            continue
        share = ""
        if status in shares.percentages:
            base = "" if all_rated or any("%" in part for part in parts) else _of_rated(summary)
            share = f" ({shares.written(status)}{base})"
        parts.append(f"{count} {scheme.appearance(status).phrases[count != 1]}{share}")
    not_due = _not_due(summary, scheme)
    if not parts:
        return not_due or "There are no measures."
    sentence = f"Of {counted(summary.measures, 'measure')}, {listed(parts)}."
    return " ".join(text for text in (sentence, shares.rounding, not_due) if text)


def _not_due(summary: Summary, scheme: Scheme) -> str:
    count = summary.statuses.get(Status.NOT_DUE, 0)
    if not count:
        return ""
    phrase = scheme.appearance(Status.NOT_DUE).phrases[count != 1]
    return f"{counted(count, 'measure')} {phrase} this quarter and not counted."


def _of_rated(summary: Summary) -> str:
    return f" of the {summary.rated} rated"


def _places(percentage: str) -> int:
    """Return the decimals a percentage is printed with."""
    return len(percentage.partition(".")[2])


def _is_share(printed: str, exact: Decimal, fair: Decimal) -> bool:
    if printed.startswith("<"):
        return exact < Decimal(printed[1:])
    return Decimal(printed) in (round_half_away(exact, _places(printed)), fair)


def _counts(kind: type[_Meaning], outcomes: Sequence[_Meaning]) -> dict[_Meaning, int]:
    tally = Counter(outcomes)
    return {member: tally[member] for member in kind}
