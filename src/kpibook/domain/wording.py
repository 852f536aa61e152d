"""Wording shared by messages: a cell's text, the nearest name, a list in a sentence, a count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kpibook.on_use.regex import regex

_LEADING_ZEROS = regex(r"(?<!\d)0+(?=\d)")
_MOST = 12  # names in a message; of a register of hundreds only the nearest are named


def shortened(text: object, most: int = 24) -> str:
    """Return a cell's text on one line; a long text, which may be personal, as its length.

    >>> shortened("PI. 2250"), shortened("The family moved out of the area in May")
    ('PI. 2250', 'a text of 39 characters')
    """
    line = " ".join(str(text).split())
    return line if len(line) <= most else f"a text of {len(line):,} characters"


def quoted(text: object, most: int = 24) -> str:
    """Return a cell's text as `shortened` does, in quotation marks where it is the text itself.

    >>> quoted("purple"), quoted("The family moved out of the area in May")
    ("'purple'", 'a text of 39 characters')
    """
    line = " ".join(str(text).split())
    return f"'{line}'" if len(line) <= most else shortened(line, most)


def guessed(unknown: str, allowed: Iterable[str], most: int = 2, *, longest: int = 24) -> str:
    """Suggest the names nearest to an unknown name, as a question; "" if no name is near.

    A name of more than `longest` characters is not suggested: it could not be shown.

    >>> guessed("PI. 246", ["PI. 426", "HSG03"])
    "Did you mean 'PI. 426'?"
    """
    import difflib

    # difflib tells "Higher" from "higher", so both sides are compared in small letters.
    names = {name.casefold(): name for name in allowed if len(name) <= longest}
    asked = unknown.casefold()
    close = [name for name in names if _without_zeros(name) == _without_zeros(asked)][:most]
    close = close or difflib.get_close_matches(asked, names, n=most, cutoff=0.6)
    return (
        f"Did you mean {' or '.join(quoted(names[name], longest) for name in close)}?"
        if close
        else ""
    )


def _without_zeros(name: str) -> str:
    """Return a name whose numbers begin with no nought: HE1 is more like HE01 than like HE11."""
    return _LEADING_ZEROS.sub("", name)


def nearest(unknown: str, allowed: Iterable[str]) -> str:
    """Suggest the nearest of a few allowed names, and list them.

    >>> nearest("higer", ["higher", "lower"])
    "Did you mean 'higher'? Allowed: higher, lower."
    """
    names = list(dict.fromkeys(allowed))
    choices = ", ".join(shortened(name, 40) for name in names[:_MOST])
    ellipsis = " ..." if len(names) > _MOST else ""
    return f"{guessed(unknown, names, most=1)} Allowed: {choices}{ellipsis}.".lstrip()


def listed(items: Sequence[str], most: int | None = None) -> str:
    """Join items as a sentence lists them, cut after `most`.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c"], most=2)
    ('a, b and c', 'a, b and 1 more')
    """
    parts = list(items if most is None else items[:most])
    if most is not None and len(items) > most:
        parts.append(f"{len(items) - most} more")
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def counted(number: int, singular: str, plural: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "measure"), counted(6, "measure")
    ('1 measure', '6 measures')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def folded(name: str) -> str:
    """Return a name or a few words in the form in which they are compared: case and spaces.

    >>> folded("Children's  Services") == folded("children's services")
    True
    """
    return " ".join(name.casefold().split())
