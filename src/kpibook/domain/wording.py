"""Small words for messages: a cell's text, the nearest name, a list in a sentence, a count."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

_MOST = 12  # names in a message; of a register of hundreds only the nearest are named


def shortened(text: object, most: int = 24) -> str:
    """A cell's text for a message, on one line; of a long one, which may be personal, its length.

    >>> shortened("PI. 2250"), shortened("The family moved out of the area in May")
    ('PI. 2250', 'a text of 39 characters')
    """
    said = " ".join(str(text).split())
    return said if len(said) <= most else f"a text of {len(said):,} characters"


def quoted(text: object, most: int = 24) -> str:
    """The same, in quotation marks where it is the text itself.

    >>> quoted("purple"), quoted("The family moved out of the area in May")
    ("'purple'", 'a text of 39 characters')
    """
    said = " ".join(str(text).split())
    return f"'{said}'" if len(said) <= most else shortened(said, most)


def guessed(said: str, known: Iterable[str], most: int = 2) -> str:
    """The names nearest to one that is not recognised, as a question; "" when none is near.

    >>> guessed("PI. 246", ["PI. 426", "HSG03"])
    "Did you mean 'PI. 426'?"
    """
    names = {name.casefold(): name for name in known}
    close = difflib.get_close_matches(said.casefold(), names, n=most, cutoff=0.6)
    return f"Did you mean {' or '.join(quoted(names[name]) for name in close)}?" if close else ""


def nearest(said: str, known: Iterable[str]) -> str:
    """What to suggest when a name is not one of a few.

    >>> nearest("higer", ["higher", "lower"])
    "Did you mean 'higher'? Allowed: higher, lower."
    """
    names = list(dict.fromkeys(known))
    allowed = ", ".join(shortened(name, 40) for name in names[:_MOST])
    more = " ..." if len(names) > _MOST else ""
    return f"{guessed(said, names, most=1)} Allowed: {allowed}{more}.".lstrip()


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
