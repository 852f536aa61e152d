"""State of a return in brief: what a list of many returns says of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from kpibook.domain.sign_off.agreement import Agreement, AgreementState
from kpibook.domain.sign_off.sign_off import by_in_words
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class AgreedBrief:
    """State of a return, without the hashes and the changes.

    Attributes:
        state: Draft, agreed, or changed since it was agreed.
        by: The post of the sign-off; "" for a draft.
        on: Its day; None for a draft.
        version: The version; "" if not given.
    """

    state: AgreementState
    by: str = ""
    on: date | None = None
    version: str = ""

    @property
    def words(self) -> str:
        """The state in words, as the report has them by default.

        >>> AgreedBrief(AgreementState.AGREED, "Director", date(2022, 1, 12)).words
        'Agreed by Director on 12th January 2022'
        """
        if self.state is AgreementState.CHANGED:
            return "Draft: changed since it was agreed"
        if self.state is AgreementState.DRAFT or self.on is None:
            return "Draft: not yet agreed"
        return f"Agreed by {by_in_words(self.by, self.on, self.version)}"

    def as_dict(self) -> dict[str, Any]:
        """Return the state as plain values, for ``--json``."""
        return {
            "state": self.state.value,
            "by": self.by or None,
            "on": self.on.isoformat() if self.on else None,
            "version": self.version or None,
        }


def brief_of(agreement: Agreement) -> AgreedBrief:
    """Return the state of a return in brief."""
    sign_off = agreement.sign_off
    if sign_off is None:
        return AgreedBrief(agreement.state)
    return AgreedBrief(agreement.state, sign_off.by, sign_off.on, sign_off.version)
