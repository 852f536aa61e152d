"""Content of a column: what share of its cells can be read as a figure, a unit, a status."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from kpibook.domain.measures.calendar import parse_period
from kpibook.domain.measures.nothing import is_nothing
from kpibook.domain.measures.number import parse_figure
from kpibook.domain.measures.vocabulary.reading import polarity_meaning, target_meaning
from kpibook.domain.measures.vocabulary.unit_meaning import unit_meaning
from kpibook.errors import KpibookError
from kpibook.on_use.regex import regex
from kpibook.workbook.mapped.words.status_words import usual_direction, usual_status

_REF = regex(r"(?=.*\d)[A-Za-z0-9][\w./ -]{0,19}")
_LONGEST_UNIT = 30
_PLAIN = regex(r"[\d.,\s]+")
_CODE = regex(r"[A-Z]{2,5}[-_/]?[A-Z]{0,4}")
_AREA_CODE = regex(r"[A-Z]\d{8}")
_BOUND = regex(
    r"(?:[<>=\u2264\u2265/]+\s*)?[\u00a3]?\d[\d,.]*\s*(?:%|k|m|days?)?(?:\s+or\s+\w+)?\+?"
)


def is_figure(text: str) -> bool:
    """Return True for a figure, or a marker or bound in its place."""
    try:
        parse_figure(text)
    except KpibookError:
        return _BOUND.fullmatch(text) is not None
    return not is_nothing(text)


def _is_number(text: str) -> bool:
    try:
        return parse_figure(text).value is not None
    except KpibookError:
        return _BOUND.fullmatch(text) is not None


def _is_target(text: str) -> bool:
    return is_figure(text) or bool(target_meaning(text).word) or _BOUND.match(text) is not None


def _is_unit(text: str) -> bool:
    # "Number of complaints upheld" says the unit too, and is a measure.
    is_short = len(text) <= _LONGEST_UNIT
    return is_short and unit_meaning(text).word not in ("", "quantity") and not text.isdigit()


def _is_polarity(text: str) -> bool:
    meaning = polarity_meaning(text)
    return bool(meaning.word or meaning.choices)


def is_period(text: str) -> bool:
    """Return True for a text that names a period with its year."""
    try:
        parse_period(text)
    except KpibookError:
        return False
    return not _PLAIN.fullmatch(text)


def _is_ref(text: str) -> bool:
    return bool(_REF.fullmatch(text) or _CODE.fullmatch(text)) and len(text.split()) <= 3


def _is_name(text: str) -> bool:
    return len(text) >= 8 and len(text.split()) >= 2 and not _is_number(text)


_TESTS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "figure": is_figure,
        "number": _is_number,
        "target": _is_target,
        "unit": _is_unit,
        "polarity": _is_polarity,
        "status": lambda text: usual_status(text) is not None,
        "direction": lambda text: usual_direction(text) is not None,
        "period": is_period,
        "ref": _is_ref,
        "name": _is_name,
        "area": lambda text: _AREA_CODE.fullmatch(text) is not None,
        "text": lambda text: not _is_number(text),
    }
)


def share(samples: Sequence[str], what: str) -> float:
    """Return the share of texts that are such, from 0 to 1; 0 without texts.

    >>> share(["12%", "n/a", "good"], "number")
    0.3333333333333333
    """
    test = _TESTS[what]
    return sum(map(test, samples)) / len(samples) if samples else 0.0


def distinct_share(samples: Sequence[str]) -> float:
    """Return how many of the texts are different, as a share; 0 without texts."""
    return len(set(samples)) / len(samples) if samples else 0.0
