"""Names of comparators: "the national figure" is England's, and no family of councils."""

from __future__ import annotations

from kpibook.domain.commentary.claims.context import Context

_NATIONAL = ("england", "english", "national", "nationally", "country")
_NEIGHBOURS = ("neighbour", "cipfa", "sn", "family", "peer", "nearest")
_REGION = ("region", "london")
_GROUPS = (_NATIONAL, _NEIGHBOURS, _REGION, ("wales", "welsh"), ("scotland", "scottish"))
# "The national minimum", "England's lower quartile": no average.
_LIMITS = frozenset(
    ("minimum", "floor", "threshold", "standard", "target", "lower", "upper", "quartile", "limit")
)


def same_name(word: str, name: str) -> bool:
    """Return True if a word of a text can be a comparator's name.

    >>> same_name("national", "england"), same_name("neighbours", "england")
    (True, False)
    """
    return (
        any(
            any(word.startswith(key) or key in word for key in group)
            and any(key in name for key in group)
            for group in _GROUPS
        )
        or word in name
    )


def is_the_comparator(context: Context, place: int) -> bool:
    """Return True if the name at a place is that of the measure's comparator."""
    name = context.facts.comparator_name.casefold()
    near = (context.word(at) for at in range(place + 1, place + 4))
    return bool(name) and _LIMITS.isdisjoint(near) and same_name(context.phrase(place), name)
