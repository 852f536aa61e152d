"""Earlier references of measures: which measure one stands for, and where that is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measure import Measure
from kpibook.domain.ref import ref_key
from kpibook.domain.words import listed


def with_aliases(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Measures by their key and by the keys of their earlier references.

    A reference that two measures had stands for neither; a measure's own comes first.
    """
    aliases = {key: had[0] for key, had in _who_had(measures).items() if len(had) == 1}
    return {**aliases, **measures}


def aliases_in_doubt(measures: Mapping[str, Measure]) -> Iterator[Finding]:
    """A finding for each earlier reference that could stand for several measures."""
    for key, had in _who_had(measures).items():
        now = measures.get(key)
        possible = had if now is None or now in had else [now, *had]
        if len(possible) > 1:
            yield Finding(
                "alias-ambiguous",
                f"{key} could be {listed([measure.ref for measure in possible])}.",
                possible[-1].source,
                "Take it out of 'Also known as' of all but one.",
                ref=possible[-1].ref,
            )


def _who_had(measures: Mapping[str, Measure]) -> dict[str, list[Measure]]:
    """The measures that say they had a reference, by its key."""
    had: dict[str, list[Measure]] = {}
    for measure in measures.values():
        for key in dict.fromkeys(ref_key(alias) for alias in measure.aliases):
            had.setdefault(key, []).append(measure)
    return had
