"""Schemes: a council's named set of rules, as data.

``kpibook.domain.rules.scheme_file`` makes one from the data of its TOML file; this module says what
it holds and puts the rule into words for Key sheets and returns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from kpibook.domain.rules.default_colours import DEFAULT_COLOURS
from kpibook.domain.rules.outcomes import Direction, Rounding, Status
from kpibook.domain.rules.rule import DirectionRule, StatusRule
from kpibook.domain.rules.rule_in_words import NOT_DUE
from kpibook.on_use.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Appearance:
    """Look and meaning of a status or a direction.

    Attributes:
        label: The word in the cell. Meaning is never read back out of it.
        symbol: One character, an addition to the label; "" for none.
        colour: Text colour, "#RRGGBB".
        fill: Background colour, "#RRGGBB"; contrast with `colour` at least 4.5:1.
        meaning: What it means, as printed on the Key sheet; written from the rule.
        phrases: What one measure did and what several did, for the summary ("met its target",
            "met their targets"); of a direction what is counted ("improved").
    """

    label: str
    symbol: str = ""
    colour: str = "#000000"
    fill: str = "#FFFFFF"
    meaning: str = ""
    phrases: tuple[str, str] = ("", "")


#: A measure between two figures is no matter of the rules, so that no scheme need speak of it.
_NOT_DUE = Appearance(
    "Not due",
    "",
    *DEFAULT_COLOURS[Status.NOT_DUE],
    meaning=NOT_DUE,
    phrases=("is not due", "are not due"),
)


@dataclass(frozen=True, slots=True)
class Scheme:
    """Named set of rules.

    Attributes:
        key: Its name in commands and settings ("standard").
        title: Its name in a sentence.
        source: The document the rule is written in.
        statuses: Appearance of each status, in the order they are listed.
        directions: Appearance of each direction.
        rule: What makes a status.
        direction_rule: What makes a direction.
        rounding: The value that is rated.
        council: The council whose rule it is; "" if it belongs to no council.
        years: The years it applied to; "" if not stated.
        quote: The rule in the council's own words; "" if there are none.
        note: What a reader should know, such as figures the council has not published.
    """

    key: str
    title: str
    source: str
    statuses: Mapping[Status, Appearance]
    directions: Mapping[Direction, Appearance]
    rule: StatusRule = field(default_factory=StatusRule)
    direction_rule: DirectionRule = field(default_factory=DirectionRule)
    rounding: Rounding = Rounding.AS_REPORTED
    council: str = ""
    years: str = ""
    quote: str = ""
    note: str = ""

    def label(self, meaning: Status | Direction) -> str:
        """Return the word people read for a status or a direction."""
        return self.appearance(meaning).label

    def appearance(self, meaning: Status | Direction) -> Appearance:
        """Return the appearance of a status or a direction."""
        if isinstance(meaning, Status):
            return self.statuses.get(meaning) or _NOT_DUE
        return self.directions[meaning]

    def in_words(self) -> list[tuple[str, str]]:
        """Return the rule as printed on Key sheets and returns: (word, meaning) in order."""
        return [
            (appearance.label, appearance.meaning)
            for appearance in (*self.statuses.values(), *self.directions.values())
        ]
