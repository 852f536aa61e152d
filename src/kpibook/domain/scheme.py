"""A scheme: a council's named set of rules, as data.

The TOML a scheme is written in is read by ``kpibook.sources.schemes``; this module says what
a scheme holds, refuses what makes no sense, and puts the rule into words for Key sheets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import Enum
from typing import Any

from kpibook.domain.measure import Tolerance
from kpibook.domain.number import parse_figure
from kpibook.domain.words import nearest
from kpibook.errors import KpibookError, Location, SchemeError

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Status(Enum):
    """How the actual stands against the target. The value is the key used in data."""

    EXCEEDING = "exceeding"
    MET = "met"
    WITHIN = "within"
    OFF = "off"
    NOT_RATED = "not_rated"
    NOT_REPORTED = "not_reported"

    @property
    def is_rated(self) -> bool:
        """Whether it counts in the base of percentages."""
        return self not in (Status.NOT_RATED, Status.NOT_REPORTED)


class Direction(Enum):
    """Direction of travel against a named baseline. The value is the key used in data."""

    IMPROVED = "improved"
    DECLINED = "declined"
    NO_CHANGE = "no_change"
    INCREASED = "increased"
    DECREASED = "decreased"
    NO_HISTORY = "no_history"
    NOT_COMPARABLE = "not_comparable"


class Rounding(Enum):
    """Which value is rated: the one people read, or the one the system holds."""

    AS_REPORTED = "as_reported"
    FULL = "full"


@dataclass(frozen=True, slots=True)
class Appearance:
    """How one status or direction looks and what it means.

    Attributes:
        label: The word in the cell. Meaning is never read back out of it.
        symbol: One character, an addition to the label; "" for none.
        colour: Text colour, "#RRGGBB".
        fill: Background colour, "#RRGGBB"; contrast with `colour` at least 4.5:1.
        meaning: The rule in words, as printed on the Key sheet.
    """

    label: str
    symbol: str = ""
    colour: str = "#000000"
    fill: str = "#FFFFFF"
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A named set of rules.

    Attributes:
        key: Its name in commands and settings ("standard").
        title: Its name in a sentence.
        source: Where the rule is written down.
        tolerance: Applies where a measure has none of its own.
        rounding: Which value is rated.
        statuses: Appearance of each status, in the order they are listed.
        directions: Appearance of each direction.
    """

    key: str
    title: str
    source: str
    tolerance: Tolerance
    rounding: Rounding
    statuses: Mapping[Status, Appearance]
    directions: Mapping[Direction, Appearance]

    def label(self, meaning: Status | Direction) -> str:
        """The word people read for a status or a direction."""
        return self.appearance(meaning).label

    def appearance(self, meaning: Status | Direction) -> Appearance:
        """How a status or a direction looks."""
        if isinstance(meaning, Status):
            return self.statuses[meaning]
        return self.directions[meaning]

    def in_words(self) -> list[tuple[str, str]]:
        """The rule as printed on Key sheets and returns: (word, what it means) in order."""
        return [
            (look.label, look.meaning)
            for look in (*self.statuses.values(), *self.directions.values())
        ]


def scheme_from(data: Mapping[str, Any], where: Location | str = "") -> Scheme:
    """Build a scheme from the data of its TOML file.

    Args:
        data: The parsed file.
        where: The file, for messages.

    Raises:
        SchemeError: Something is missing, unknown or of the wrong kind; the message names
            it and what is allowed.
    """
    try:
        return Scheme(
            key=_text(data, "key"),
            title=_text(data, "title"),
            source=_text(data, "source"),
            tolerance=parse_tolerance(_text(data, "default_tolerance")) or Tolerance(Decimal(0)),
            rounding=_member(Rounding, _text(data, "rounding"), "rounding"),
            statuses=_appearances(Status, data.get("status", {}), "status"),
            directions=_appearances(Direction, data.get("direction", {}), "direction"),
        )
    except KpibookError as error:
        raise SchemeError(error.what, code=error.code, where=where, fix=error.fix) from error


def parse_tolerance(said: object) -> Tolerance | None:
    """A tolerance as written: "5%" of target, or "2" in the measure's unit; None for blank.

    Raises:
        NotANumber: The text is not a number.
        SchemeError: The number is below zero.

    >>> parse_tolerance("5%")
    Tolerance(amount=Decimal('5'), of_target=True)
    """
    figure = parse_figure(said)
    if figure.value is None:
        return None
    if figure.value < 0:
        raise SchemeError(
            f"a tolerance of {said} is below zero.",
            code="tolerance-negative",
            fix="Enter how far short of target still counts as within tolerance, as 0 or more.",
        )
    return Tolerance(figure.value, of_target=figure.percent_sign)


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str) or not value.strip():
        raise SchemeError(
            f"'{name}' is missing or is not text.",
            code="scheme-incomplete",
            fix=f'Add {name} = "...".',
        )
    return value


def _member(kind: type[Rounding], said: str, name: str) -> Rounding:
    try:
        return kind(said)
    except ValueError:
        allowed = [member.value for member in kind]
        raise SchemeError(
            f"'{name}' is '{said}'.", code="scheme-value-unknown", fix=nearest(said, allowed)
        ) from None


def _appearances(kind: type[Any], table: object, name: str) -> dict[Any, Appearance]:
    known = {member.value: member for member in kind}
    if not isinstance(table, Mapping):
        raise _not_a_table(name)
    for key in table:
        if key not in known:
            raise SchemeError(
                f"[{name}.{key}] is not a {name} kpibook knows.",
                code="scheme-value-unknown",
                fix=nearest(key, known),
            )
    missing = [key for key in known if key not in table and key != Status.EXCEEDING.value]
    if missing:
        raise SchemeError(
            f"[{name}.{missing[0]}] is missing.",
            code="scheme-incomplete",
            fix=f"Add a table [{name}.{missing[0]}] with label and meaning.",
        )
    looks = {known[key]: _appearance(look, f"{name}.{key}") for key, look in table.items()}
    for key, look in looks.items():
        if contrast(look.colour, look.fill) < 4.5:
            raise SchemeError(
                f"{look.colour} on {look.fill} in [{name}.{key.value}] has a contrast of "
                f"{contrast(look.colour, look.fill):.1f}:1.",
                code="scheme-contrast",
                fix="Choose a pair with at least 4.5:1.",
            )
    return looks


def _appearance(look: object, place: str) -> Appearance:
    """The appearance one table of the file describes."""
    if not isinstance(look, Mapping):
        raise _not_a_table(place)
    known = [field.name for field in fields(Appearance)]
    for name, value in look.items():
        if name not in known:
            raise SchemeError(
                f"'{name}' in [{place}] is not something kpibook knows.",
                code="scheme-value-unknown",
                fix=nearest(name, known),
            )
        colour = name in ("colour", "fill")
        if not isinstance(value, str) or (colour and not _COLOUR.fullmatch(value)):
            raise SchemeError(
                f"'{name}' in [{place}] is not {'a colour' if colour else 'text'}.",
                code="scheme-value-unknown",
                fix=f'Write {name} = "{"#0B4F2A" if colour else "..."}".',
            )
    if not look.get("label", "").strip():
        raise SchemeError(
            f"[{place}] has no label.",
            code="scheme-incomplete",
            fix='Add label = "...", the word people read.',
        )
    return Appearance(**look)


def _not_a_table(place: str) -> SchemeError:
    return SchemeError(
        f"'{place}' is not a table.",
        code="scheme-value-unknown",
        fix=f"Write [{place}], and what belongs to it on the lines below.",
    )


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two "#RRGGBB" colours, 1 to 21, as WCAG 2.2 defines it.

    >>> contrast("#000000", "#FFFFFF")
    21.0
    """
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
