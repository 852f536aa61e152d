"""Agreement: whether a return is a draft, is agreed, or was changed after it was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.canonical import Marks, whole_mark
from kpibook.domain.sign_off.sign_off import SignOff, current
from kpibook.on_use.dataclass import dataclass


class AgreementState(Enum):
    """State of a return; the value is its name for programs."""

    DRAFT = "draft"
    AGREED = "agreed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ChangeSince:
    """Change of a measure since the return was agreed.

    Attributes:
        key: The measure's key; "" for the actions that no measure has.
        parts: The parts that are different now; empty if the measure came or went.
        is_new: True if it was not in the return that was agreed.
        is_gone: True if it is not in the return any more.
    """

    key: str
    parts: tuple[AgreedPart, ...] = ()
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """State of a return now: draft, agreed, or changed since.

    Attributes:
        sign_off: Its sign-off; None for a draft.
        changes: The measures that were changed since, in the order of the return.
        is_sound: False if the record of the sign-off itself is not as it was written, or the
            council, the directorate, the committee or the scheme is another.
    """

    sign_off: SignOff | None = None
    changes: tuple[ChangeSince, ...] = ()
    is_sound: bool = True

    @property
    def state(self) -> AgreementState:
        """Draft, agreed, or changed since it was agreed."""
        if self.sign_off is None:
            return AgreementState.DRAFT
        is_same = self.is_sound and not self.changes
        return AgreementState.AGREED if is_same else AgreementState.CHANGED

    @property
    def agreed(self) -> SignOff | None:
        """The sign-off that holds; None for a draft, and for a return that was changed since."""
        return self.sign_off if self.state is AgreementState.AGREED else None

    @property
    def sentence(self) -> str:
        """The state in a sentence. A return that was changed since is called a draft.

        >>> Agreement().sentence
        'Draft: not yet agreed.'
        """
        if self.sign_off is None:
            return "Draft: not yet agreed."
        if self.agreed is None:
            return f"Draft: changed since {self.sign_off.by_in_words} agreed it."
        return f"Agreed by {self.sign_off.by_in_words}."


DRAFT = Agreement()


def agreement_of(
    sign_offs: tuple[SignOff, ...], period: Quarter, heads: Sequence[str], marks: Sequence[Marks]
) -> Agreement:
    """Hold a return against its sign-off.

    Args:
        sign_offs: The sign-offs that the workbook keeps.
        period: The quarter of the return.
        heads: As in `whole_mark`.
        marks: The hashes of its measures now.
    """
    held = current(sign_offs, period)
    if held is None:
        return DRAFT
    is_sound = held.sha256 == whole_mark(period, heads, held.marks)
    # Without its hashes every measure would look new; that the record is damaged says it.
    return Agreement(held, _changes(held.marks, marks) if held.marks else (), is_sound)


def _changes(before: Sequence[Marks], now: Sequence[Marks]) -> tuple[ChangeSince, ...]:
    then, keys = {each.key: each for each in before}, {each.key for each in now}
    changed = [
        ChangeSince(each.key, is_new=True)
        if each.key not in then
        else ChangeSince(each.key, each.changed_from(then[each.key]))
        for each in now
    ]
    gone = [ChangeSince(each.key, is_gone=True) for each in before if each.key not in keys]
    return (*(each for each in changed if each.is_new or each.parts), *gone)
