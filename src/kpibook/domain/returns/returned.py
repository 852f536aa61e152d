"""State of each expected return: returned, late, not filled in, not used or missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import Enum

from kpibook.codes.code import Severity
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.sign_off.agreed_brief import AgreedBrief
from kpibook.domain.wording import counted, listed
from kpibook.on_use.dataclass import dataclass

_NAMED = 6  # returns in a sentence


class ReturnState(Enum):
    """State of a return; the value is the word on the sheet."""

    RETURNED = "Returned"
    LATE = "Late"
    NOT_FILLED_IN = "Not filled in"
    NOT_USED = "Not used"
    MISSING = "Missing"
    NOT_EXPECTED = "Not on the list"

    @property
    def is_in(self) -> bool:
        """True if its figures are among those that are added up."""
        return self in (ReturnState.RETURNED, ReturnState.LATE, ReturnState.NOT_EXPECTED)


@dataclass(frozen=True, slots=True)
class ReturnStatus:
    """State of a return.

    Attributes:
        expected: The return, as the list says.
        state: Its state.
        workbooks: Names of the workbooks it came in, in order.
        on: The day it came in: as the list says, else the day a workbook of it was last saved;
            None if neither says.
        counts: Number of findings on these workbooks by severity; empty if none came in.
        reason: Why its figures are not there, a sentence; "" if they are.
        agreed: Whether each of these workbooks is agreed, in their order; None for a workbook that
            was not rated.
    """

    expected: ExpectedReturn
    state: ReturnState
    workbooks: tuple[str, ...] = ()
    on: date | None = None
    counts: Mapping[Severity, int] = field(default_factory=dict)
    reason: str = ""
    agreed: tuple[AgreedBrief | None, ...] = ()

    @property
    def name(self) -> str:
        """The name people know it by."""
        return self.expected.name or ", ".join(self.workbooks)

    @property
    def agreed_in_words(self) -> str:
        """The post and the day, or that it is a draft; by workbook if they differ. "" if unknown.

        A return that came in several workbooks is agreed only if each of them is.
        """
        named = [
            (name, brief.words)
            for name, brief in zip(self.workbooks, self.agreed, strict=True)
            if brief is not None
        ]
        words = {text for _, text in named}
        if len(words) == 1 and len(named) == len(self.workbooks):
            return words.pop()
        return "; ".join(f"{name}: {text}" for name, text in named)


@dataclass(frozen=True, slots=True)
class Returns:
    """Expected returns and their state.

    Attributes:
        file: Name of the list.
        items: The expected returns, in the order of the list.
        others: Workbooks in use that the list does not name, in order of name.
    """

    file: str
    items: tuple[ReturnStatus, ...]
    others: tuple[ReturnStatus, ...] = ()

    @property
    def outstanding(self) -> tuple[ReturnStatus, ...]:
        """The expected returns whose figures are not there."""
        return tuple(item for item in self.items if not item.state.is_in)

    def count(self, state: ReturnState) -> int:
        """Return the number of returns in a state."""
        return sum(item.state is state for item in (*self.items, *self.others))

    @property
    def in_words(self) -> str:
        """The sentence that says how many are in, and by state which are not."""
        late = self.count(ReturnState.LATE)
        came = len(self.items) - len(self.outstanding)
        were = f"{came:,} of {counted(len(self.items), 'expected return')} "
        text = f"{were}{'is' if came == 1 else 'are'} in" + (f", {late:,} late." if late else ".")
        return " ".join([text, *self._not_in()])

    def _not_in(self) -> Sequence[str]:
        states = (ReturnState.MISSING, ReturnState.NOT_FILLED_IN, ReturnState.NOT_USED)
        groups = {
            state: [item.name for item in self.items if item.state is state] for state in states
        }
        return [
            f"{state.value}: {listed(names, _NAMED)}." for state, names in groups.items() if names
        ]

    @property
    def incomplete(self) -> str:
        """The sentence that says that totals are incomplete; "" if every return is in."""
        return f"These totals are incomplete: {self.in_words}" if self.outstanding else ""

    @property
    def incomplete_in_public(self) -> str:
        """The same for readers outside, without the names; "" if every return is in."""
        missing = len(self.outstanding)
        return (
            f"These totals are incomplete: {missing:,} of {counted(len(self.items), 'return')} "
            f"{'is' if missing == 1 else 'are'} not in them."
            if missing
            else ""
        )
