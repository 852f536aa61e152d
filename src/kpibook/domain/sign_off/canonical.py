"""Figures and texts that are agreed of a measure, in a fixed form, and the hashes of that form.

docs/decisions/0017 describes the form, so that another program can work out the same hashes. It
holds values as the domain reads them, never the bytes of a file: a workbook that Excel or
LibreOffice saved without a change has the same hashes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from kpibook.domain.actions.action import Action
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.on_use.dataclass import dataclass

_LENGTH = 32  # of the hash of a part, in hexadecimal: 128 bits


@dataclass(frozen=True, slots=True)
class Marks:
    """Hashes of what is agreed about a measure.

    Attributes:
        key: The measure's key; "" for the actions that no measure has.
        hashes: The hash of each part, in the order of `AgreedPart`.
    """

    key: str
    hashes: tuple[str, ...]

    def changed_from(self, before: Marks) -> tuple[AgreedPart, ...]:
        """Return the parts that have another hash than before."""
        pairs = zip(AgreedPart, self.hashes, before.hashes, strict=True)
        return tuple(part for part, now, then in pairs if now != then)


def marks_of(rated: Iterable[RatedMeasure], actions: Sequence[Action]) -> tuple[Marks, ...]:
    """Return the hashes of measures, then of the actions without a measure, if there are any.

    Args:
        rated: The measures of the whole workbook, rated.
        actions: The actions that the return reports.
    """
    by_key: dict[str, list[Action]] = {}
    for action in actions:
        by_key.setdefault(action.key, []).append(action)
    marks = [
        _marks(each.measure.key, texts_of(each, by_key.get(each.measure.key, ()))) for each in rated
    ]
    if "" in by_key:
        marks.append(_marks("", {AgreedPart.ACTIONS: _actions(by_key[""])}))
    return tuple(marks)


def whole_mark(period: Quarter, heads: Sequence[str], marks: Iterable[Marks]) -> str:
    """Return the SHA-256 of a whole return, in hexadecimal; the order of the rows is no matter.

    Args:
        period: The quarter.
        heads: The council, the directorate, the committee and the scheme's key.
        marks: The hashes of its measures.
    """
    lines = sorted("\t".join((each.key, *each.hashes)) for each in marks)
    text = "\n".join((str(period), *map(_text, heads), *lines))
    return sha256(text.encode()).hexdigest()


def texts_of(rated: RatedMeasure, actions: Sequence[Action] = ()) -> dict[AgreedPart, str]:
    """Return what is agreed about a measure as text, by part.

    Args:
        rated: The measure.
        actions: Its actions.
    """
    reading, measure = rated.reading, rated.measure
    parts: Mapping[AgreedPart, Sequence[object]] = {
        AgreedPart.FIGURE: (
            reading.actual,
            reading.numerator,
            reading.denominator,
            reading.as_at,
            reading.marker,
            reading.forecast,
        ),
        AgreedPart.TARGET: (rated.target, measure.target.words),
        AgreedPart.RATING: (
            rated.rating.status,
            rated.rating.direction,
            rated.rating.direction_year,
            rated.rating.variance,
            rated.forecast.status if rated.forecast else None,
            rated.previous,
            rated.previous_year,
            *(each.value for each in rated.compared),
        ),
        AgreedPart.COMMENTARY: (reading.commentary,),
        AgreedPart.ACTION: (reading.action,),
        AgreedPart.NOTE: (measure.ref, measure.title, measure.unit, measure.polarity, measure.note),
    }
    texts = {part: _joined(values) for part, values in parts.items()}
    return {**texts, AgreedPart.ACTIONS: _actions(actions)}


def _actions(actions: Iterable[Action]) -> str:
    """Return actions as sorted lines: the order of the rows is no matter, nor is the day."""
    return "\n".join(
        sorted(_joined((a.text, a.owner, a.service, a.due, a.state, str(a.since))) for a in actions)
    )


def _marks(key: str, texts: Mapping[AgreedPart, str]) -> Marks:
    hashes = (sha256(texts.get(part, "").encode()).hexdigest() for part in AgreedPart)
    return Marks(key, tuple(each[:_LENGTH] for each in hashes))


def _joined(values: Iterable[object]) -> str:
    return "\t".join(map(_text, values))


def _text(value: object) -> str:
    """Write a value in the fixed form; None is "", which no number is.

    >>> _text(Decimal("72.10")), _text(Decimal("-0")), _text(Decimal("1E+3")), _text(None)
    ('72.1', '0', '1000', '')
    >>> _text(date(2021, 12, 31)), _text(" two   lines ")
    ('2021-12-31', 'two lines')
    """
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return " ".join(unicodedata.normalize("NFC", str(value)).split())
