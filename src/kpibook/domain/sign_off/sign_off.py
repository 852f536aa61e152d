"""Sign-offs: a post agreed the return of a quarter, as it was then."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from enum import Enum

from kpibook.domain.measures.period import Quarter, long_date
from kpibook.domain.sign_off.canonical import Marks
from kpibook.errors import Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


class Standing(Enum):
    """State of a sign-off; the value is the word on its sheet."""

    HOLDS = "Agreed"
    REPLACED = "Replaced by a later one"
    WITHDRAWN = "Withdrawn"


@dataclass(frozen=True, slots=True)
class SignOff:
    """Return of a quarter that a post agreed.

    Attributes:
        period: The quarter.
        by: The post.
        on: The day.
        version: The version, as the council counts them; "" if not given.
        sha256: Hash of the whole return.
        standing: What became of it.
        marks: Hashes of its measures; empty for a return of an earlier quarter.
        where: The cell of the post in the list of sign-offs; empty before it is written there.
    """

    period: Quarter
    by: str
    on: date
    version: str = ""
    sha256: str = ""
    standing: Standing = Standing.HOLDS
    marks: tuple[Marks, ...] = ()
    where: Location = field(default=Location(), compare=False)

    @property
    def by_in_words(self) -> str:
        """The post, the day and the version.

        >>> SignOff(Quarter(2021, 3), "Head of Service", date(2022, 1, 12), "2").by_in_words
        'Head of Service on 12th January 2022 (version 2)'
        """
        return by_in_words(self.by, self.on, self.version)


def by_in_words(by: str, on: date, version: str = "") -> str:
    """Return a post, a day and a version in words; no version if it is ""."""
    return f"{by} on {long_date(on)}" + (f" (version {version})" if version else "")


def with_new(before: tuple[SignOff, ...], new: SignOff) -> tuple[SignOff, ...]:
    """Return sign-offs with a new one at the end; an earlier one of its quarter is replaced."""
    return (*_ended(before, new.period, Standing.REPLACED), new)


def withdrawn(before: tuple[SignOff, ...], period: Quarter) -> tuple[SignOff, ...]:
    """Return sign-offs with that of a quarter withdrawn."""
    return _ended(before, period, Standing.WITHDRAWN)


def current(sign_offs: tuple[SignOff, ...], period: Quarter) -> SignOff | None:
    """Return the sign-off of a quarter that was neither replaced nor withdrawn; None if none is."""
    held = (s for s in reversed(sign_offs) if s.period == period and s.standing is Standing.HOLDS)
    return next(held, None)


def _ended(before: tuple[SignOff, ...], period: Quarter, standing: Standing) -> tuple[SignOff, ...]:
    return tuple(
        replace(each, standing=standing, marks=())
        if each.period == period and each.standing is Standing.HOLDS
        else each
        for each in before
    )
