"""Small words for messages: the nearest name, a list in a sentence, a count with its noun."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

_MOST = 12  # names in a message; a register of hundreds of references is not listed


def nearest(said: str, known: Iterable[str]) -> str:
    """What to suggest when a name is not recognised.

    >>> nearest("higer", ["higher", "lower"])
    "Did you mean 'higher'? Allowed: higher, lower."
    """
    names = list(known)
    close = difflib.get_close_matches(said.casefold(), names, n=1, cutoff=0.6)
    guess = f"Did you mean '{close[0]}'? " if close else ""
    return f"{guess}Allowed: {', '.join(names[:_MOST])}{' ...' if len(names) > _MOST else ''}."


def listed(items: Sequence[str], most: int | None = None) -> str:
    """Items as a sentence lists them, cut after `most`.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a, b and c', 'a, b and 1 more')
    """
    shown = list(items if most is None else items[:most])
    if most is not None and len(items) > most:
        shown.append(f"{len(items) - most} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "measure"), counted(6, "measure")
    ('1 measure', '6 measures')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"
