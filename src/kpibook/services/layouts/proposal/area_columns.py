"""A column of figures for each area: the council's own is the actual, England's compares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kpibook.domain.measures.vocabulary.folding import folded
from kpibook.on_use.regex import regex
from kpibook.services.layouts.proposal.content import share
from kpibook.services.layouts.proposal.heading_words import roles_of_heading
from kpibook.services.layouts.proposal.values import Column, Guess, Sure

_FITS = 0.8
_NATION = regex(r"\b(?:england|wales|scotland|lloegr|cymru|national|nation)\b", re.IGNORECASE)


def area_guesses(
    columns: Sequence[Column], guesses: Sequence[Guess], names: Sequence[str]
) -> Iterator[Guess]:
    """Yield the actual and the comparator among columns headed by areas; nothing with an actual.

    Args:
        columns: The columns of the table.
        guesses: The roles that they have already.
        names: Names of the file, the sheet and its titles: the council's area is in one of them.
    """
    roles = {guess.role for guess in guesses}
    if roles & {"actual", "numerator"} or not roles & {"ref", "measure"}:
        return
    used = {guess.column.number for guess in guesses}
    areas = [c for c in columns if c.number not in used and _may_be_area(c)]
    if len(areas) < 2:
        return
    text = folded(" ".join(names))
    own = [column for column in areas if folded(column.heading) in text]
    if not own and not any(_NATION.search(column.heading) for column in areas):
        return
    column = (own or [c for c in areas if not _NATION.search(c.heading)] or areas)[0]
    why = "a title, the sheet or the file names it" if own else "it may be the council's own area"
    yield Guess("actual", column, column.heading, why, Sure.LIKELY if own else Sure.ASK)
    nation = next((c for c in areas if _NATION.search(c.heading) and c is not column), None)
    if nation is not None and "comparator" not in roles:
        yield Guess("comparator", nation, nation.heading, "figures to compare with", Sure.LIKELY)


def _may_be_area(column: Column) -> bool:
    """Return True for figures under a heading of letters that means nothing else."""
    heading = column.heading
    is_name = bool(heading) and not any(character.isdigit() for character in heading)
    return (
        is_name
        and not roles_of_heading(heading)
        and bool(column.samples)
        and share(column.samples, "number") >= _FITS
    )
