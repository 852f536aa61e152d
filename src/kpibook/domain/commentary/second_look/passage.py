"""The words of a claim, with the sentence that they are in and the one before it."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.reading.sentence import Item
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Claim that the figures contradict, and the words about it.

    Attributes:
        claim: The claim.
        context: Its sentence.
        before: The sentence before; None for the first.
        first: The place of its first item.
        last: The place of its last item.
    """

    claim: Claim
    context: Context
    before: Context | None
    first: int
    last: int

    @property
    def in_front(self) -> tuple[Item, ...]:
        """The items of the sentence before the claim's last."""
        return self.context.sentence.items[: self.last]

    @property
    def named_before(self) -> int | None:
        """The place of the last figure before the claim that repeats the actual; None for none."""
        return max((at for at in self.context.actuals if at < self.first), default=None)

    def words(self, first: int, last: int) -> str:
        """Return the text, in small letters, between the items at two places."""
        items = self.context.sentence.items
        start = items[first].start if first < len(items) else items[-1].end
        end = items[min(last, len(items)) - 1].end
        return self.context.sentence.text[start:end].lower()


def passage_of(claim: Claim, contexts: list[Context]) -> Passage | None:
    """Return a claim with its sentence; None if it is in no sentence, or in more than one."""
    for number, context in enumerate(contexts):
        items = context.sentence.items
        if not items or not items[0].start <= claim.place.start < items[-1].end:
            continue
        inside = [
            at
            for at, item in enumerate(items)
            if item.start >= claim.place.start and item.end <= claim.place.end
        ]
        if not inside or claim.place.end > items[-1].end:
            return None
        before = contexts[number - 1] if number else None
        return Passage(claim, context, before, inside[0], inside[-1])
    return None
