"""Role of each column of a table, from its heading and its cells, with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kpibook.domain.wording import quoted
from kpibook.services.layouts.proposal.content import distinct_share, share
from kpibook.services.layouts.proposal.heading_words import roles_of_heading
from kpibook.services.layouts.proposal.values import Column, Guess, Sure

FIGURES = (
    *("actual", "target", "numerator", "denominator", "previous", "previous_year"),
    *("previous_year_outturn", "comparator", "forecast", "tolerance"),
)
_TEXTS = ("commentary", "action", "note", "owner", "priority", "directorate", "service", "area")
_WORDS = {
    "unit": ("unit", "a unit"),
    "polarity": ("polarity", "a word for which way is good"),
    "status": ("status", "a word or letter for a status"),
    "direction": ("direction", "an arrow or word for a direction"),
    "period": ("period", "a period"),
}
#: Words of many kinds of columns, by which alone no role is taken.
_SAY_LITTLE = ("yes", "no", "y", "n", "none", "-", "\u2013", "\u2014")
#: A role by its cells alone is taken where at least this share of them fits.
_FITS_ALONE = 0.8


def roles_of(columns: Sequence[Column], *, is_long: bool = False) -> list[Guess]:
    """Return a role for each column that has one; each role once, to the column that fits best.

    Args:
        columns: The columns that name no period, or the period of which is of no matter.
        is_long: Each measure is in several rows.
    """
    scored = sorted(
        (pair for column in columns for pair in _candidates(column, is_long=is_long)),
        key=lambda pair: (-pair[0], pair[1].column.number),
    )
    taken: dict[str, Guess] = {}
    used: set[int] = set()
    for _, guess in scored:
        # Several columns may name areas: code and name.
        if guess.role == "area" and guess.column.number not in used:
            taken[f"area {guess.column.number}"] = guess
            used.add(guess.column.number)
        elif guess.role not in taken and guess.column.number not in used:
            taken[guess.role] = guess
            used.add(guess.column.number)
    return sorted(taken.values(), key=lambda guess: guess.column.number)


def _candidates(column: Column, *, is_long: bool) -> Iterator[tuple[float, Guess]]:
    """Yield the roles that a column may have, each with its score."""
    by_heading = roles_of_heading(column.heading)
    for role, unsure in by_heading.items():
        fits = fit(role, column, is_long=is_long)
        if fits > 0:
            sure = Sure.SURE if unsure <= 1 and fits >= _FITS_ALONE else Sure.LIKELY
            why = f"the heading says so{_fitting(column, fits)}"
            yield 3 - 0.5 * unsure + fits, Guess(role, column, column.heading, why, sure)
        elif role in ("unit", "status", "direction") and _are_short_words(column):
            # "Tonnes" is a unit too, unless another column holds the usual words for units; a
            # council's words for statuses are asked about.
            why = f"the heading says so; its cells hold words such as {quoted(column.samples[0])}"
            yield 1.5, Guess(role, column, column.heading, why, Sure.LIKELY)
    for role, (_, words) in _WORDS.items():
        fits = fit(role, column, is_long=is_long)
        # A word of two letters may be a unit and a status too: one kind of cell is not enough.
        says = any(text.casefold() not in _SAY_LITTLE for text in column.samples)
        if role not in by_heading and fits >= _FITS_ALONE and len(column.samples) > 1 and says:
            why = f"its cells hold {words}, such as {quoted(column.samples[0])}"
            sure = Sure.LIKELY if by_heading else Sure.ASK
            yield 1.9 * fits, Guess(role, column, column.heading, why, sure)
    yield from _names_by_content(column, by_heading, is_long=is_long)


def _are_short_words(column: Column) -> bool:
    samples = column.samples
    return bool(samples) and all(len(s) <= 24 for s in samples) and share(samples, "number") == 0


def _names_by_content(
    column: Column, by_heading: Mapping[str, int], *, is_long: bool
) -> Iterator[tuple[float, Guess]]:
    samples = column.samples
    if by_heading or len(samples) < 2 or share(samples, "number") > 0.2:
        return
    if share(samples, "ref") > 0.9 and (distinct_share(samples) > 0.9 or is_long):
        yield 1.2, Guess("ref", column, column.heading, "its cells look like references", Sure.ASK)
    if share(samples, "name") > 0.8 and (distinct_share(samples) > 0.9 or is_long):
        yield 1.0, Guess("measure", column, column.heading, "its cells look like names", Sure.ASK)


def _fitting(column: Column, fits: float) -> str:
    if not column.samples:
        return "; its cells are blank"
    return "" if fits >= _FITS_ALONE else ", though not all its cells fit"


def fit(role: str, column: Column, *, is_long: bool = False) -> float:
    """Return how well the cells of a column fit a role, from 0 (not at all) to 1."""
    samples = column.samples
    if not samples:
        # An empty column may be of a quarter to come; a measure without a name is none.
        if role == "status" and column.fills:
            return 1.0
        return 0.0 if role in ("ref", "measure", "period") else 0.5
    if role in FIGURES:
        what = "target" if role == "target" else "figure"
        fits = share(samples, what)
        return fits if fits >= 0.5 else 0.0
    if role in ("unit", "polarity", "status", "direction", "period"):
        if role == "status" and (column.fills or column.fonts):
            return 1.0
        fits = share(samples, role)
        return fits if fits >= 0.6 else (0.3 if role == "polarity" and fits > 0.3 else 0.0)
    return _fit_of_text(role, samples, is_long=is_long)


def _fit_of_text(role: str, samples: Sequence[str], *, is_long: bool) -> float:
    if role == "ref":
        fits = share(samples, "ref")
        repeats = not is_long and distinct_share(samples) < 0.8
        plain = share(samples, "number") > 0.9 and distinct_share(samples) > 0.9
        return 0.6 if plain else fits if fits >= 0.7 and not repeats else 0.0
    if role == "measure":
        words = share(samples, "text")
        is_unit = share(samples, "unit") > 0.7 or share(samples, "polarity") > 0.7
        long_enough = sum(map(len, samples)) >= 8 * len(samples)
        return words if words > 0.7 and long_enough and not is_unit else 0.0
    if role == "area":
        return 1.0 if share(samples, "text") > 0.7 else 0.0
    if role in _TEXTS:
        return 1.0 if share(samples, "text") > 0.6 else 0.0
    return 0.6
