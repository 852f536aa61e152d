"""Each kind of second look, in turn, at a contradiction."""

from __future__ import annotations

from kpibook.domain.commentary.claim import Claim
from kpibook.domain.commentary.claims.context import Context
from kpibook.domain.commentary.second_look.behind import is_of_a_part_behind
from kpibook.domain.commentary.second_look.complement import is_of_the_rest
from kpibook.domain.commentary.second_look.counts import is_of_counts
from kpibook.domain.commentary.second_look.fronted import is_of_next_period
from kpibook.domain.commentary.second_look.lists import is_in_a_list
from kpibook.domain.commentary.second_look.other_times import is_of_then
from kpibook.domain.commentary.second_look.passage import passage_of
from kpibook.domain.commentary.second_look.quarters import is_of_quarters
from kpibook.domain.commentary.second_look.rough import is_a_rough_figure
from kpibook.domain.commentary.second_look.states import is_of_any_state
from kpibook.domain.commentary.second_look.stretches import is_of_other_stretch
from kpibook.domain.commentary.second_look.sums import is_of_wider_sum

_KINDS = (
    is_of_the_rest,
    is_of_other_stretch,
    is_of_quarters,
    is_in_a_list,
    is_of_then,
    is_of_counts,
    is_of_wider_sum,
    is_of_next_period,
    is_a_rough_figure,
    is_of_a_part_behind,
    is_of_any_state,
)


def is_doubtful(claim: Claim, contexts: list[Context]) -> bool:
    """Return True if the words of a contradiction can be about another reckoning.

    Args:
        claim: The claim that the figures contradict.
        contexts: The sentences of the text.
    """
    passage = passage_of(claim, contexts)
    return passage is not None and any(kind(passage) for kind in _KINDS)
