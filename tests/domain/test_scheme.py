"""A scheme is data: what makes no sense is refused with the place and what is allowed."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.contrast import contrast
from kpibook.domain.measure import Tolerance, parse_tolerance
from kpibook.domain.outcomes import Direction, Rounding, Status
from kpibook.domain.scheme import Appearance
from kpibook.domain.scheme_file import scheme_from
from kpibook.errors import NotANumber, SchemeError

_COLOURS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


def a_scheme(**changes: object) -> dict[str, Any]:
    """The data of a small valid scheme; a change of None leaves the key out."""
    data: dict[str, Any] = {
        "key": "small",
        "title": "Small",
        "source": "Made for a test.",
        "default_tolerance": "5%",
        "rounding": "as_reported",
        "status": {
            status.value: {"label": status.name.title(), "meaning": f"{status.value}."}
            for status in Status
            if status is not Status.EXCEEDING
        },
        "direction": {direction.value: {"label": direction.name} for direction in Direction},
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def with_look(table: str, key: str, **look: object) -> dict[str, Any]:
    data = copy.deepcopy(a_scheme())
    data[table][key].update(look)
    return data


def test_a_scheme_is_built_from_its_data() -> None:
    scheme = scheme_from(a_scheme())

    assert (scheme.key, scheme.title, scheme.source) == ("small", "Small", "Made for a test.")
    assert scheme.tolerance == Tolerance(Decimal(5), of_target=True)
    assert scheme.rounding is Rounding.AS_REPORTED
    assert scheme.label(Status.MET) == "Met"
    assert scheme.label(Direction.IMPROVED) == "IMPROVED"
    assert scheme.appearance(Status.OFF) == Appearance("Off", meaning="off.")


def test_the_rule_in_words_lists_statuses_then_directions_in_the_file_s_order() -> None:
    words = scheme_from(a_scheme()).in_words()

    assert words[0] == ("Met", "met.")
    assert words[-1] == ("NOT_COMPARABLE", "")
    assert len(words) == len(Status) - 1 + len(Direction)


def test_a_band_above_target_is_optional() -> None:
    data = a_scheme()
    data["status"]["exceeding"] = {"label": "Exceeding"}

    assert scheme_from(data).label(Status.EXCEEDING) == "Exceeding"
    assert Status.EXCEEDING not in scheme_from(a_scheme()).statuses


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        pytest.param(a_scheme(key=None), "scheme-incomplete", "'key'", id="no key"),
        pytest.param(a_scheme(title=" "), "scheme-incomplete", "'title'", id="blank title"),
        pytest.param(a_scheme(source=5), "scheme-incomplete", "'source'", id="source no text"),
        pytest.param(
            a_scheme(default_tolerance=5),
            "scheme-incomplete",
            "'default_tolerance'",
            id="a tolerance without its unit",
        ),
        pytest.param(
            a_scheme(default_tolerance="-5%"), "tolerance-negative", "-5%", id="below nought"
        ),
        pytest.param(
            a_scheme(default_tolerance="five"), "number-unreadable", "'five'", id="no number"
        ),
        pytest.param(
            a_scheme(rounding="reported"), "scheme-value-unknown", "'reported'", id="rounding"
        ),
        pytest.param(a_scheme(status=None), "scheme-incomplete", "status.met", id="no statuses"),
        pytest.param(a_scheme(status=5), "scheme-value-unknown", "'status'", id="a number"),
        pytest.param(a_scheme(status="met"), "scheme-value-unknown", "'status'", id="a text"),
        pytest.param(
            a_scheme(direction=[]), "scheme-value-unknown", "'direction'", id="directions a list"
        ),
        pytest.param(
            a_scheme(status={**a_scheme()["status"], "green": {"label": "Green"}}),
            "scheme-value-unknown",
            "[status.green]",
            id="a status of its own",
        ),
        pytest.param(
            a_scheme(status={**a_scheme()["status"], "met": "Met"}),
            "scheme-value-unknown",
            "'status.met'",
            id="a look that is a text",
        ),
        pytest.param(
            with_look("status", "met", color="#000000"),
            "scheme-value-unknown",
            "'color' in [status.met]",
            id="a misspelt field",
        ),
        pytest.param(
            with_look("status", "met", label=5),
            "scheme-value-unknown",
            "'label' in [status.met]",
            id="a label that is a number",
        ),
        pytest.param(
            with_look("status", "met", label=""),
            "scheme-incomplete",
            "[status.met]",
            id="a blank label",
        ),
        pytest.param(
            with_look("direction", "improved", colour="green"),
            "scheme-value-unknown",
            "'colour' in [direction.improved]",
            id="a colour by name",
        ),
        pytest.param(
            with_look("status", "met", fill="#FFF"),
            "scheme-value-unknown",
            "'fill' in [status.met]",
            id="a short colour",
        ),
        pytest.param(
            with_look("status", "met", colour="#777777", fill="#FFFFFF"),
            "scheme-contrast",
            "4.5:1",
            id="grey on white, just too faint",
        ),
        pytest.param(
            with_look("direction", "improved", colour="#FFFFFF"),
            "scheme-contrast",
            "1.0:1",
            id="white on white",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(data: dict[str, Any], code: str, said: str) -> None:
    with pytest.raises(SchemeError) as refused:
        scheme_from(data, "small.toml")

    assert refused.value.code == code
    assert said in str(refused.value)
    assert str(refused.value).startswith("small.toml: ")
    assert refused.value.fix


@pytest.mark.parametrize("key", [status.value for status in Status if status.value != "exceeding"])
def test_no_status_may_be_left_out(key: str) -> None:
    data = a_scheme()
    del data["status"][key]

    with pytest.raises(SchemeError, match=rf"\[status\.{key}\] is missing"):
        scheme_from(data)


@pytest.mark.parametrize("key", [direction.value for direction in Direction])
def test_no_direction_may_be_left_out(key: str) -> None:
    data = a_scheme()
    del data["direction"][key]

    with pytest.raises(SchemeError, match=rf"\[direction\.{key}\] is missing"):
        scheme_from(data)


def test_a_misspelt_rounding_is_answered_with_the_nearest() -> None:
    with pytest.raises(SchemeError, match="Did you mean 'as_reported'"):
        scheme_from(a_scheme(rounding="as reported"))


def test_contrast_of_exactly_4_5_is_enough() -> None:
    data = with_look("status", "met", colour="#767676", fill="#FFFFFF")

    assert scheme_from(data).appearance(Status.MET).colour == "#767676"


@pytest.mark.parametrize(
    ("said", "tolerance"),
    [
        pytest.param("5%", Tolerance(Decimal(5), of_target=True), id="percent of target"),
        pytest.param(" 2.5 % ", Tolerance(Decimal("2.5"), of_target=True), id="spaces"),
        pytest.param("2", Tolerance(Decimal(2)), id="points"),
        pytest.param(2, Tolerance(Decimal(2)), id="a number"),
        pytest.param(0.1 + 0.2, Tolerance(Decimal("0.3")), id="a float"),
        pytest.param("0", Tolerance(Decimal(0)), id="none at all"),
        pytest.param("0%", Tolerance(Decimal(0), of_target=True), id="none at all, in percent"),
        pytest.param("-0", Tolerance(Decimal(0)), id="minus nought"),
        pytest.param("1e300", Tolerance(Decimal("1e300")), id="huge"),
        pytest.param("", None, id="blank takes the scheme's"),
        pytest.param(None, None, id="none takes the scheme's"),
        pytest.param("n/a", None, id="not applicable takes the scheme's"),
    ],
)
def test_a_tolerance_is_read(said: object, tolerance: Tolerance | None) -> None:
    assert parse_tolerance(said) == tolerance


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        pytest.param("-2", SchemeError, id="negative"),
        pytest.param("(2)", SchemeError, id="negative in brackets"),
        pytest.param(-1e-9, SchemeError, id="just below nought"),
        pytest.param("two", NotANumber, id="in words"),
        pytest.param(True, NotANumber, id="true"),
    ],
)
def test_no_tolerance_is_guessed(said: object, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        parse_tolerance(said)


@given(st.decimals(0, 10**6, places=3), st.booleans())
def test_a_tolerance_reads_back_as_printed(amount: Decimal, of_target: bool) -> None:
    tolerance = Tolerance(amount, of_target)

    assert parse_tolerance(str(tolerance)) == tolerance


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        pytest.param("#000000", "#FFFFFF", 21.0, id="black on white"),
        pytest.param("#777777", "#FFFFFF", 4.48, id="the grey that just fails"),
        pytest.param("#767676", "#ffffff", 4.54, id="the grey that just passes"),
        pytest.param("#FF0000", "#FFFFFF", 4.0, id="red on white"),
        pytest.param("#333333", "#FFFFFF", 12.63, id="dark grey on white"),
        pytest.param("#0A0A0A", "#FFFFFF", 19.8, id="nearly black on white"),
    ],
)
def test_contrast_is_what_wcag_says(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)


@given(_COLOURS, _COLOURS)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


def test_not_rated_and_not_reported_are_outside_the_base_of_percentages() -> None:
    assert {status for status in Status if not status.is_rated} == {
        Status.NOT_RATED,
        Status.NOT_REPORTED,
    }
