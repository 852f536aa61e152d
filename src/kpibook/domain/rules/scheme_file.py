"""Read a scheme from the data of its TOML file, and refuse in words what makes no sense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.default_colours import DEFAULT_COLOURS
from kpibook.domain.rules.direction_rule_file import direction_rule_of, direction_tables
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.rule import Floor, Limit, Rates, StatusRule
from kpibook.domain.rules.rule_in_words import direction_meanings, status_meanings
from kpibook.domain.rules.scheme import Appearance, Scheme
from kpibook.domain.rules.scheme_values import (
    choice_of,
    member_of,
    not_a_table,
    only,
    table_of,
    text_of,
    tolerance_of,
    unknown_value,
)
from kpibook.domain.wording import nearest
from kpibook.errors import KpibookError, Location, SchemeError
from kpibook.on_use.regex import regex
from kpibook.on_use.replacing import replace

#: What unrated measures are called where a scheme does not say.
USUAL_STATUSES = {
    Status.NOT_RATED: Appearance("Not rated", "–", *DEFAULT_COLOURS[Status.NOT_RATED]),
    Status.NOT_REPORTED: Appearance("Not reported", "…", *DEFAULT_COLOURS[Status.NOT_REPORTED]),
}
#: What directions are called where a scheme does not say.
USUAL_DIRECTIONS = {
    Direction.IMPROVED: Appearance("Improved", "↑"),
    Direction.DECLINED: Appearance("Declined", "↓"),
    Direction.NO_CHANGE: Appearance("No change", "→", phrases=("unchanged", "unchanged")),
    Direction.INCREASED: Appearance("Increased", "↑"),
    Direction.DECREASED: Appearance("Decreased", "↓"),
    Direction.NO_HISTORY: Appearance("No history", phrases=("without history", "without history")),
    Direction.NOT_COMPARABLE: Appearance("Not comparable"),
}
_COLOUR = regex(r"#[0-9A-Fa-f]{6}")
_TOP = ("key", "title", "council", "years", "source", "quote", "note", "rounding",
        "rule", "direction_rule", "status", "direction")  # fmt: skip
_RULE = ("rates", "met_within", "tolerance", "floor", "within_if", "compared_with",
         "within_needs", "exceeding_by", "exceeding")  # fmt: skip


def scheme_from(data: Mapping[str, Any], source: Location | str = "") -> Scheme:
    """Build a scheme from the data of its TOML file.

    Args:
        data: The parsed file.
        source: The file, for messages.

    Raises:
        SchemeError: Something is missing, unknown or of the wrong kind; the message names
            it and what is allowed.
    """
    try:
        return _scheme(data)
    except KpibookError as error:
        raise SchemeError(
            error.what, code=error.code, where=error.where if str(error.where) else source,
            why=error.why, fix=error.fix,
        ) from error  # fmt: skip


def _scheme(data: Mapping[str, Any]) -> Scheme:
    only(data, _TOP, "")
    rounding = member_of(Rounding, data.get("rounding", "as_reported"), "rounding")
    rule = _status_rule(table_of(data, "rule"))
    direction_table, looks_of_directions = direction_tables(data)
    direction_rule = direction_rule_of(direction_table)
    own_statuses = _appearances(Status, data.get("status", {}), "status")
    _limits_agree(rule)
    _bands_agree(rule, own_statuses)
    all_statuses = {
        **own_statuses,
        **{key: look for key, look in USUAL_STATUSES.items() if key not in own_statuses},
    }
    statuses = {key: _with_phrases(look, key) for key, look in all_statuses.items()}
    directions = {
        **USUAL_DIRECTIONS,
        **_appearances(Direction, looks_of_directions, "direction"),
    }
    return Scheme(
        key=text_of(data, "key"),
        title=text_of(data, "title"),
        source=text_of(data, "source"),
        statuses=_with_meanings(statuses, status_meanings(rule)),
        directions=_with_meanings(
            {key: _with_phrase(look) for key, look in directions.items()},
            direction_meanings(direction_rule, rounding),
        ),
        rule=rule,
        direction_rule=direction_rule,
        rounding=rounding,
        **{
            name: text_of(data, name)
            for name in ("council", "years", "quote", "note")
            if name in data
        },
    )


def _status_rule(table: Mapping[str, Any]) -> StatusRule:
    only(table, _RULE, "rule.")
    floor = table.get("floor", "none")
    within_if = table.get("within_if", [])
    if not isinstance(within_if, list):
        raise unknown_value(
            "within_if", within_if, 'Write a list, such as ["improved", "no_change"].'
        )
    return StatusRule(
        rates=member_of(Rates, table.get("rates", "actual"), "rule.rates"),
        met_within=_limit(table, "met_within"),
        tolerance=_limit(table, "tolerance"),
        floor=None if floor == "none" else member_of(Floor, floor, "rule.floor", "none"),
        within_if=frozenset(member_of(Direction, name, "rule.within_if") for name in within_if),
        compared_with=member_of(
            Baseline, table.get("compared_with", "previous_year"), "rule.compared_with"
        ),
        all_of=choice_of(table, "within_needs", ("any", "all"), "any") == "all",
        exceeding_by=_limit(table, "exceeding_by"),
        exceeding_at=choice_of(table, "exceeding", ("more_than", "at_least"), "more_than")
        == "at_least",
    )


def _limit(table: Mapping[str, Any], name: str) -> Limit | None:
    """Read a limit: "5%", "2", "measure", "measure or 5%"; None for "none" or nothing."""
    value = table.get(name, "none")
    if not isinstance(value, str):
        raise unknown_value(name, value, f'Write it in quotes, such as {name} = "5%".')
    words = " ".join(value.casefold().split())
    if words == "none":
        return None
    if words == "measure":
        return Limit(per_measure=True)
    default = tolerance_of(
        name,
        words.removeprefix("measure or "),
        'Write "5%" of the target, "2" in the measure\'s unit, "measure" for each measure\'s own, '
        '"measure or 5%", or "none".',
    )
    return Limit(default, per_measure=words.startswith("measure or "))


def _bands_agree(rule: StatusRule, statuses: Mapping[Status, Appearance]) -> None:
    """Refuse a status the rule can give that has no table, and a table it never uses."""
    can_give = {Status.MET: True, Status.OFF: True, Status.WITHIN: rule.has_within}
    can_give[Status.EXCEEDING] = rule.exceeding_by is not None
    for status, possible in can_give.items():
        if possible and status not in statuses:
            raise SchemeError(
                f"[status.{status.value}] is missing.",
                code="scheme-incomplete",
                fix=f'Add a table [status.{status.value}] with label = "...".',
            )
        if not possible and status in statuses:
            raise SchemeError(
                f"[status.{status.value}] is there, but [rule] never gives it.",
                code="scheme-status-unused",
                fix="Add exceeding_by to [rule], or remove the table."
                if status is Status.EXCEEDING
                else "Add tolerance, floor or within_if to [rule], or remove the table.",
            )


def _limits_agree(rule: StatusRule) -> None:
    """Refuse a tolerance no wider than what still meets the target: it would never be used."""
    limits = (rule.met_within, rule.tolerance)
    met, band = (None if limit is None or limit.per_measure else limit.default for limit in limits)
    # 5% of the target and 2 points cannot be compared before a target is known.
    if met is None or band is None or met.of_target is not band.of_target:
        return
    if band.amount <= met.amount:
        raise SchemeError(
            f"'tolerance' is {band}, and 'met_within' is {met}: nothing is ever within.",
            code="scheme-tolerance-unreachable",
            fix="tolerance has to be the wider of the two.",
        )


def _with_phrases(appearance: Appearance, status: Status) -> Appearance:
    """Fill in the summary's words for a status: the scheme's, or made from its label."""
    if any(appearance.phrases):
        return appearance
    if status in (Status.NOT_RATED, Status.NOT_REPORTED):
        participle = "rated" if status is Status.NOT_RATED else "reported"
        return replace(appearance, phrases=(f"was not {participle}", f"were not {participle}"))
    label = appearance.label.casefold()
    return replace(appearance, phrases=(f"was {label}", f"were {label}"))


def _with_phrase(appearance: Appearance) -> Appearance:
    """Fill in the summary's word for a direction: the scheme's, or its label."""
    if any(appearance.phrases):
        return appearance
    word = appearance.label.casefold()
    return replace(appearance, phrases=(word, word))


def _with_meanings(
    appearances: Mapping[Any, Appearance], from_rule: Mapping[Any, str]
) -> dict[Any, Appearance]:
    """Put the rule's meaning before what the file adds, in each appearance."""
    return {
        key: replace(
            appearance,
            meaning=" ".join(text for text in (from_rule[key], appearance.meaning) if text),
        )
        for key, appearance in appearances.items()
    }


def _appearances(kind: type[Any], table: object, name: str) -> dict[Any, Appearance]:
    members = {member.value: member for member in kind}
    if not isinstance(table, Mapping):
        raise not_a_table(name)
    for key in table:
        if key not in members:
            raise SchemeError(
                f"[{name}.{key}] is not a {name} kpibook knows.",
                code="scheme-value-unknown",
                fix=nearest(key, members),
            )
    looks = {
        members[key]: _appearance(look, f"{name}.{key}", DEFAULT_COLOURS.get(members[key]))
        for key, look in table.items()
    }
    for key, look in looks.items():
        # WCAG 2.2, success criterion 1.4.3: 4.5:1 for text of ordinary size.
        if contrast(look.colour, look.fill) < 4.5:
            raise SchemeError(
                f"{look.colour} on {look.fill} in [{name}.{key.value}] has a contrast of "
                f"{contrast(look.colour, look.fill):.1f}:1.",
                code="scheme-contrast",
                fix="Choose a pair with at least 4.5:1.",
            )
    return looks


def _appearance(
    table: object, table_name: str, colours: tuple[str, str] | None = None
) -> Appearance:
    """Build an appearance from its table in the file.

    Args:
        table: The table.
        table_name: Its name, for messages.
        colours: Colours where the table names neither; None for black on white.
    """
    if not isinstance(table, Mapping):
        raise not_a_table(table_name)
    field_names = [field.name for field in fields(Appearance)]
    for name, value in table.items():
        if name not in field_names:
            raise SchemeError(
                f"'{name}' in [{table_name}] is not something kpibook knows.",
                code="scheme-value-unknown",
                fix=nearest(name, field_names),
            )
        if name == "phrases":
            _check_phrases(value, table_name)
            continue
        # Three-digit and named colours are refused: Excel takes neither.
        colour = name in ("colour", "fill")
        if not isinstance(value, str) or (colour and not _COLOUR.fullmatch(value)):
            raise SchemeError(
                f"'{name}' in [{table_name}] is not {'a colour' if colour else 'text'}.",
                code="scheme-value-unknown",
                fix=f'Write {name} = "{"#0B4F2A" if colour else "..."}".',
            )
    if not table.get("label", "").strip():
        raise SchemeError(
            f"[{table_name}] has no label.",
            code="scheme-incomplete",
            fix='Add label = "...", the word people read.',
        )
    look = Appearance(**{**table, "phrases": tuple(table.get("phrases", ("", "")))})
    if colours is None or "colour" in table or "fill" in table:
        return look
    return replace(look, colour=colours[0], fill=colours[1])


def _check_phrases(value: object, table_name: str) -> None:
    if not isinstance(value, list) or len(value) != 2 or not all(isinstance(v, str) for v in value):
        raise SchemeError(
            f"'phrases' in [{table_name}] is not two texts.",
            code="scheme-value-unknown",
            fix='Write phrases = ["met its target", "met their targets"]: for one, for several.',
        )
