"""Rule of directions in a scheme file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kpibook.domain.measures.compared_with import ComparedWith, read_compared_with
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.rules.rule import DirectionRule, Method
from kpibook.domain.rules.scheme_values import (
    choice_of,
    member_of,
    only,
    table_of,
    tolerance_of,
    unknown_value,
)
from kpibook.domain.wording import nearest
from kpibook.errors import SchemeError

_NAMES = ("method", "dead_band", "constant_target", "neutral", "compared_with", "at_best",
          "cumulative")  # fmt: skip
_NOT_COMPARABLE = "not_comparable"


def direction_tables(data: Mapping[str, Any]) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return the rule of directions and their looks.

    A line of the rule may be in [direction] too, where the looks are.

    Raises:
        SchemeError: A line is in both.
    """
    rule, direction = table_of(data, "direction_rule"), table_of(data, "direction")
    moved = {name: value for name, value in direction.items() if name in _NAMES}
    for name in moved:
        if name in rule:
            raise SchemeError(
                f"'{name}' is in [direction] and in [direction_rule].",
                code="scheme-value-unknown",
                fix="Keep one of the two lines.",
            )
    looks = {name: look for name, look in direction.items() if name not in moved}
    return {**rule, **moved}, looks


def _compared_with(value: object) -> tuple[ComparedWith, ...]:
    """Read the baselines of a scheme: a text, or a list of one or two."""
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise unknown_value(
            "compared_with", value, 'Write a list, such as ["last year\'s outturn"].'
        )
    keys: dict[str, str] = {b.name.casefold(): str(b.value) for b in ComparedWith}
    return read_compared_with(", ".join(keys.get(str(name), str(name)) for name in names))


def direction_rule_of(table: Mapping[str, Any]) -> DirectionRule:
    """Read the rule of directions from its table.

    Raises:
        SchemeError: A name or a value is not known; the message says which are.
    """
    only(table, _NAMES, "direction_rule.")
    constant = table.get("constant_target", False)
    if not isinstance(constant, bool):
        raise unknown_value("constant_target", constant, "Write true or false, without quotes.")
    return DirectionRule(
        method=member_of(Method, table.get("method", "difference"), "direction_rule.method"),
        dead_band=tolerance_of(
            "dead_band",
            table.get("dead_band", "0"),
            'Write "5%" of the earlier figure, or "2" in the measure\'s unit.',
        ),
        constant_target=constant,
        neutral_is_judged=choice_of(table, "neutral", ("increased", "improved"), "increased")
        == "improved",
        compared_with=_compared_with(table.get("compared_with", [])),
        at_best=Direction(choice_of(table, "at_best", ("no_change", "improved"), "no_change")),
        restarting_by_year=_by_year(table.get("cumulative", _NOT_COMPARABLE)),
    )


def _by_year(value: object) -> bool:
    """Return True if figures that start again each year are set against those of last year."""
    allowed = (_NOT_COMPARABLE, ComparedWith.PREVIOUS_YEAR.value)
    if value == _NOT_COMPARABLE:
        return False
    try:
        is_last_year = _compared_with(value) == (ComparedWith.PREVIOUS_YEAR,)
    except SchemeError:
        is_last_year = False
    if not is_last_year:
        raise unknown_value("cumulative", value, nearest(str(value), allowed))
    return True
