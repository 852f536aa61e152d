"""A scheme's file: what makes no sense is refused with the place and what is allowed."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.outcomes import Baseline, Direction, Rounding, Status
from kpibook.domain.rules.rule import DirectionRule, Floor, Limit, Method, Rates, StatusRule
from kpibook.domain.rules.scheme_file import USUAL_DIRECTIONS, USUAL_STATUSES, scheme_from
from kpibook.errors import SchemeError
from tests.domain.given import a_scheme, scheme_data

FIVE_PERCENT = Tolerance(Decimal(5), of_target=True)


def with_look(table: str, key: str, **look: object) -> dict[str, Any]:
    data = copy.deepcopy(scheme_data())
    data.setdefault(table, {}).setdefault(key, {}).update(look)
    return data


def test_a_scheme_is_built_from_its_data() -> None:
    scheme = scheme_from(
        scheme_data(
            council="Anytown", years="2024-25", quote="Green is on target.", note="Made up."
        )
    )

    assert (scheme.key, scheme.title, scheme.source) == ("small", "Small", "Made for a test.")
    assert (scheme.council, scheme.years) == ("Anytown", "2024-25")
    assert (scheme.quote, scheme.note) == ("Green is on target.", "Made up.")
    assert scheme.rule == StatusRule(tolerance=Limit(FIVE_PERCENT))
    assert scheme.direction_rule == DirectionRule()
    assert scheme.rounding is Rounding.AS_REPORTED
    assert scheme.label(Status.MET) == "Met"


@pytest.mark.parametrize(
    ("said", "limit"),
    [
        pytest.param("5%", Limit(FIVE_PERCENT), id="percent of target"),
        pytest.param(" 5 % ", Limit(FIVE_PERCENT), id="spaces"),
        pytest.param("2", Limit(Tolerance(Decimal(2))), id="points"),
        pytest.param("0", Limit(Tolerance(Decimal(0))), id="none at all is a limit"),
        pytest.param("measure", Limit(per_measure=True), id="each measure's own"),
        pytest.param("Measure  or 5%", Limit(FIVE_PERCENT, per_measure=True), id="or the usual"),
    ],
)
def test_a_limit_is_read(said: str, limit: Limit) -> None:
    rule = a_scheme(tolerance=said).rule

    assert rule.tolerance == limit
    assert rule.met_within is None
    assert a_scheme(met_within=said).rule.met_within == limit
    assert a_scheme(exceeding_by=said).rule.exceeding_by == limit


def test_no_limit_may_be_said_or_left_out() -> None:
    assert a_scheme(met_within="none").rule == a_scheme().rule == StatusRule()


def test_every_part_of_a_rule_is_read() -> None:
    scheme = a_scheme(
        {"method": "regression", "dead_band": "2%", "constant_target": True, "neutral": "improved"},
        rates="forecast",
        floor="reached_is_off",
        within_if=["improved", "no_change"],
        compared_with="previous",
        within_needs="all",
        exceeding_by="10",
        exceeding="at_least",
    )

    assert scheme.rule == StatusRule(
        rates=Rates.FORECAST,
        floor=Floor.REACHED_IS_OFF,
        within_if=frozenset({Direction.IMPROVED, Direction.NO_CHANGE}),
        compared_with=Baseline.PREVIOUS,
        all_of=True,
        exceeding_by=Limit(Tolerance(Decimal(10))),
        exceeding_at=True,
    )
    assert scheme.direction_rule == DirectionRule(
        method=Method.REGRESSION,
        dead_band=Tolerance(Decimal(2), of_target=True),
        constant_target=True,
        neutral_is_judged=True,
    )


def test_what_is_usual_need_not_be_said() -> None:
    scheme = scheme_from(scheme_data())

    for status, look in USUAL_STATUSES.items():
        assert scheme.label(status) == look.label
    for direction, look in USUAL_DIRECTIONS.items():
        assert scheme.label(direction) == look.label


def test_a_file_s_own_words_come_after_what_the_rule_says() -> None:
    scheme = scheme_from(with_look("status", "off", meaning="The panel is told."))

    said = scheme.appearance(Status.OFF).meaning
    assert said.startswith("The actual is short of the target by more than 5%")
    assert said.endswith(". The panel is told.")


def test_the_summary_s_words_are_the_file_s_or_made_from_the_label() -> None:
    scheme = scheme_from(with_look("status", "met", phrases=["met it", "met theirs"]))

    assert scheme.appearance(Status.MET).phrases == ("met it", "met theirs")
    assert scheme.appearance(Status.OFF).phrases == ("was off", "were off")
    assert scheme.appearance(Status.NOT_RATED).phrases == ("was not rated", "were not rated")
    assert scheme.appearance(Status.NOT_REPORTED).phrases[1] == "were not reported"


UNKNOWN, INCOMPLETE = "scheme-value-unknown", "scheme-incomplete"


@pytest.mark.parametrize(
    ("data", "code", "said", "fix"),
    [
        pytest.param(scheme_data(key=None), INCOMPLETE, "'key'", "Add key", id="no key"),
        pytest.param(scheme_data(title=" "), INCOMPLETE, "'title'", "Add title", id="blank title"),
        pytest.param(scheme_data(source=5), INCOMPLETE, "'source'", "Add source", id="no text"),
        pytest.param(scheme_data(council=5), INCOMPLETE, "'council'", "Add council", id="council"),
        pytest.param(scheme_data(counsil="A"), UNKNOWN, "'counsil'", "'council'", id="misspelt"),
        pytest.param(scheme_data(default_tolerance="5%"), UNKNOWN, "'default_", "rule", id="old"),
        pytest.param(
            {**scheme_data(), "rule": 5}, UNKNOWN, "'rule' is not a table", "[rule]", id="rule 5"
        ),
        pytest.param(
            {**scheme_data(), "direction_rule": []},
            UNKNOWN,
            "'direction_rule'",
            "[direction",
            id="list",
        ),
        pytest.param(
            scheme_data(rounding="reported"), UNKNOWN, "'reported'", "'as_rep", id="round"
        ),
        pytest.param(scheme_data(status=None), INCOMPLETE, "[status.met]", "label", id="none"),
        pytest.param(scheme_data(status=5), UNKNOWN, "'status'", "[status]", id="a number"),
        pytest.param(scheme_data(direction=[]), UNKNOWN, "'direction'", "[direction]", id="dirs"),
        pytest.param(
            with_look("status", "green", label="Green"), UNKNOWN, "[status.green]", "met", id="own"
        ),
        pytest.param(
            with_look("direction", "improve", label="Up"),
            UNKNOWN,
            "improve]",
            "'improved'",
            id="up",
        ),
        pytest.param(
            scheme_data(status={"met": "Met", "off": {"label": "Off"}}),
            UNKNOWN,
            "'status.met'",
            "[status.met]",
            id="a look that is a text",
        ),
        pytest.param(
            with_look("status", "met", color="#000000"),
            UNKNOWN,
            "'color' in [status.met]",
            "'colour'",
            id="a misspelt field",
        ),
        pytest.param(
            with_look("status", "met", label=5),
            UNKNOWN,
            "'label' in [status.met]",
            'label = "..."',
            id="a label that is a number",
        ),
        pytest.param(
            with_look("status", "met", label=" "), INCOMPLETE, "[status.met]", "label", id="blank"
        ),
        pytest.param(
            with_look("direction", "improved", label="Up", colour="green"),
            UNKNOWN,
            "'colour' in [direction.improved]",
            "#0B4F2A",
            id="a colour by name",
        ),
        pytest.param(
            with_look("status", "met", fill="#FFF"), UNKNOWN, "'fill'", "#0B4F2A", id="short"
        ),
        pytest.param(
            with_look("status", "met", phrases="met it"),
            UNKNOWN,
            "'phrases' in [status.met]",
            "for several",
            id="one phrase",
        ),
        pytest.param(
            with_look("status", "met", phrases=["a", "b", "c"]),
            UNKNOWN,
            "'phrases'",
            "for several",
            id="three phrases",
        ),
        pytest.param(
            with_look("status", "met", colour="#777777", fill="#FFFFFF"),
            "scheme-contrast",
            "[status.met] has a contrast of 4.5:1",
            "at least 4.5:1",
            id="grey on white, just too faint",
        ),
        pytest.param(
            with_look("direction", "improved", label="Up", colour="#FFFFFF"),
            "scheme-contrast",
            "1.0:1",
            "at least",
            id="white on white",
        ),
        pytest.param(
            scheme_data({"tolerence": "5%"}), UNKNOWN, "'rule.tolerence'", "'tolerance'", id="limit"
        ),
        pytest.param(
            scheme_data({"tolerance": 5}), UNKNOWN, "'tolerance' is 5", "in quotes", id="no quotes"
        ),
        pytest.param(
            scheme_data({"tolerance": ""}), UNKNOWN, "'tolerance' is ''", "measure", id="empty"
        ),
        pytest.param(
            scheme_data({"tolerance": "-5%"}),
            "tolerance-negative",
            "'tolerance': a tolerance of -5%",
            '"5%"',
            id="below nought",
        ),
        pytest.param(
            scheme_data({"met_within": "five"}),
            "number-unreadable",
            "'met_within': 'five'",
            '"measure or 5%"',
            id="in words",
        ),
        pytest.param(
            scheme_data({"exceeding_by": "measure or"}),
            "number-unreadable",
            "'exceeding_by'",
            '"measure or 5%"',
            id="or what?",
        ),
        pytest.param(
            scheme_data({"met_within": "10%", "tolerance": "5%"}),
            "scheme-tolerance-unreachable",
            "nothing is ever within",
            "the wider",
            id="limits swapped",
        ),
        pytest.param(
            scheme_data({"floor": "reached"}), UNKNOWN, "'rule.floor'", "reached_is_off", id="floor"
        ),
        pytest.param(
            scheme_data({"within_if": "improved"}), UNKNOWN, "'within_if'", "a list", id="no list"
        ),
        pytest.param(
            scheme_data({"within_if": ["better"]}), UNKNOWN, "'better'", "improved", id="better"
        ),
        pytest.param(
            scheme_data({"within_if": [["improved"]]}), UNKNOWN, "within_if", "improved", id="deep"
        ),
        pytest.param(
            scheme_data({"within_if": ["improved"], "compared_with": "last year"}),
            UNKNOWN,
            "'last year'",
            "previous_year",
            id="baseline",
        ),
        pytest.param(
            scheme_data({"within_if": ["improved"], "within_needs": "both"}),
            UNKNOWN,
            "'within_needs'",
            "any, all",
            id="any or all",
        ),
        pytest.param(
            scheme_data({"exceeding_by": "5%", "exceeding": "over"}),
            UNKNOWN,
            "'exceeding'",
            "more_than, at_least",
            id="exceeding how",
        ),
        pytest.param(
            scheme_data({"rates": "forcast"}), UNKNOWN, "'rule.rates'", "'forecast'", id="rates"
        ),
        pytest.param(
            scheme_data(None, {"methods": "x"}), UNKNOWN, "direction_rule.methods", "'me", id="name"
        ),
        pytest.param(
            scheme_data(None, {"method": "line"}), UNKNOWN, "'line'", "regression", id="method"
        ),
        pytest.param(
            scheme_data(None, {"dead_band": "small"}),
            "number-unreadable",
            "'dead_band': 'small'",
            "the earlier figure",
            id="dead band",
        ),
        pytest.param(
            scheme_data(None, {"dead_band": ""}), UNKNOWN, "'dead_band'", '"2"', id="no dead band"
        ),
        pytest.param(
            scheme_data(None, {"constant_target": "yes"}), UNKNOWN, "'yes'", "true or", id="yes"
        ),
        pytest.param(
            scheme_data(None, {"neutral": "improve"}), UNKNOWN, "'neutral'", "'improved'", id="way"
        ),
    ],
)
def test_what_makes_no_sense_is_refused(
    data: dict[str, Any], code: str, said: str, fix: str
) -> None:
    with pytest.raises(SchemeError) as refused:
        scheme_from(data, "small.toml")

    assert refused.value.code == code
    assert said in refused.value.what
    assert fix in refused.value.fix
    assert str(refused.value).startswith("small.toml: ")


@pytest.mark.parametrize("band", ["met", "within", "off", "exceeding"])
def test_a_status_the_rule_can_give_must_have_a_word(band: str) -> None:
    data = scheme_data({"tolerance": "5%", "exceeding_by": "5%"})
    del data["status"][band]

    with pytest.raises(SchemeError, match=rf"\[status\.{band}\] is missing"):
        scheme_from(data)


@pytest.mark.parametrize(
    ("band", "fix"), [("within", "tolerance, floor or within_if"), ("exceeding", "exceeding_by")]
)
def test_a_status_the_rule_never_gives_is_refused(band: str, fix: str) -> None:
    data = scheme_data({})
    data["status"][band] = {"label": "Never"}

    with pytest.raises(SchemeError, match=rf"\[status\.{band}\] is there") as refused:
        scheme_from(data)
    assert fix in refused.value.fix


def test_contrast_of_exactly_4_5_is_enough() -> None:
    data = with_look("status", "met", colour="#767676", fill="#FFFFFF")

    assert scheme_from(data).appearance(Status.MET).colour == "#767676"
