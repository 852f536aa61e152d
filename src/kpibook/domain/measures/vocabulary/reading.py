"""The word of kpibook that a council's word means, in each column of choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.domain.measures.vocabulary.meaning import UNKNOWN, Meaning, index_of
from kpibook.domain.measures.vocabulary.near_words import slips_of
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.domain.measures.vocabulary.words import (
    AMBIGUOUS_POLARITIES,
    AMBIGUOUS_STATES,
    BASES,
    FREQUENCIES,
    NO_TARGET,
    POLARITIES,
    PROFILES,
    QUARTERS_FROM,
    STATES,
)

#: Roles of words: the column they are written in.
UNIT, POLARITY, BASIS, FREQUENCY = "unit", "polarity", "basis", "frequency"
QUARTER_FROM, PROFILE = "quarter from", "profile"
TARGET, MARKER = "target", "marker"
STATE = "state"
NO_TARGET_SET = "no target"

_POLARITIES, _BASES, _FREQUENCIES = map(index_of, (POLARITIES, BASES, FREQUENCIES))
_QUARTERS_FROM, _PROFILES, _NO_TARGET = map(index_of, (QUARTERS_FROM, PROFILES, NO_TARGET))
_STATES = index_of(STATES)
_AMBIGUOUS_STATES = {
    folded(word): choices for words, choices in AMBIGUOUS_STATES.items() for word in words
}
_AMBIGUOUS = {
    folded(word): choices for words, choices in AMBIGUOUS_POLARITIES.items() for word in words
}


def polarity_meaning(text: str) -> Meaning:
    """Return which way is good: "Bigger is better" is higher; a dash says neutral.

    >>> polarity_meaning("High is good").word, polarity_meaning("–").word
    ('higher', 'neutral')
    >>> list(polarity_meaning("Goldilocks").choices)
    ['closest', 'range']
    """
    key = folded(text)
    if not key:
        return Meaning("neutral") if text.strip() else UNKNOWN
    if key in _AMBIGUOUS:
        return Meaning(choices=_AMBIGUOUS[key])
    return Meaning(_POLARITIES.get(key) or _POLARITIES.get(_without_arrow(key), ""))


def basis_meaning(text: str) -> Meaning:
    """Return the stretch of time that a figure covers: "YTD" is year to date."""
    return Meaning(_BASES.get(folded(text), ""))


def frequency_meaning(text: str) -> Meaning:
    """Return how often a measure has a new figure: "Six-monthly" is half-yearly."""
    return Meaning(_FREQUENCIES.get(folded(text), ""))


def quarter_from_meaning(text: str) -> Meaning:
    """Return how a quarter is worked out from its months: "Average" is mean of months."""
    return Meaning(_QUARTERS_FROM.get(folded(text), ""))


def profile_meaning(text: str) -> Meaning:
    """Return how the year's target is spread over its quarters: "Linear" is straight line."""
    return Meaning(_PROFILES.get(folded(text), ""))


def state_meaning(text: str) -> Meaning:
    """Return the state of an action: "Completed" is done; a slip of the finger is asked about.

    >>> state_meaning("In progress").word, state_meaning("Complted").nearest
    ('open', ('done',))
    """
    key = folded(text)
    if key in _AMBIGUOUS_STATES:
        return Meaning(choices=_AMBIGUOUS_STATES[key])
    if word := _STATES.get(key):
        return Meaning(word)
    return Meaning(nearest=tuple(dict.fromkeys(_STATES[slip] for slip in slips_of(key, _STATES))))


def target_meaning(text: str) -> Meaning:
    """Return "no target" for a word that says that there is none: "Monitor", "TBC"."""
    return Meaning(_NO_TARGET.get(folded(text), ""))


#: Readings of a word, by role.
MEANINGS: Mapping[str, Callable[[str], Meaning]] = MappingProxyType(
    {
        UNIT: unit_meaning,
        POLARITY: polarity_meaning,
        BASIS: basis_meaning,
        FREQUENCY: frequency_meaning,
        QUARTER_FROM: quarter_from_meaning,
        PROFILE: profile_meaning,
        TARGET: target_meaning,
        STATE: state_meaning,
    }
)


def _without_arrow(key: str) -> str:
    """Return a word without the arrow next to it: "Higher ↑"."""
    bare = key.strip("↑↓")
    arrow = key.replace(bare, "", 1) if bare else ""
    # An arrow that says the opposite of its word leaves the word unknown.
    agrees = {"↑": "higher", "↓": "lower"}.get(arrow) == _POLARITIES.get(bare)
    return bare if agrees else key
