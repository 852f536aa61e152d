"""The one door for numbers: what an officer types, Excel stores and a CSV holds."""

from __future__ import annotations

import math
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpibook.domain.measures.number import (
    BLANK,
    MARKERS,
    MISSING_MARKERS,
    Figure,
    parse_figure,
    plain,
    plain_figure,
    round_half_away,
    to_decimal,
)
from kpibook.errors import NotANumber
from tests.support.shared import SHARED, needs_shared

FINITE = st.floats(allow_nan=False, allow_infinity=False, min_value=-9e307, max_value=9e307)
FIGURES = st.decimals(-(10**12), 10**12, places=6)


def the_number(said: str, **rest: object) -> Figure:
    return Figure(Decimal(said), **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        pytest.param("72.1", the_number("72.1"), id="plain"),
        pytest.param("12.0 ", the_number("12"), id="trailing space"),
        pytest.param("\u00a072.1\u00a0", the_number("72.1"), id="no-break spaces"),
        pytest.param("72.1\u200b", the_number("72.1"), id="zero-width space"),
        pytest.param("72.1%", the_number("72.1", percent_sign=True), id="percent"),
        pytest.param("72.1 %", the_number("72.1", percent_sign=True), id="percent apart"),
        pytest.param("-3%", the_number("-3", percent_sign=True), id="negative percent"),
        pytest.param("1,234", the_number("1234"), id="grouped"),
        pytest.param("1,234,567.89", the_number("1234567.89"), id="grouped twice"),
        pytest.param("£1,234", the_number("1234"), id="pounds"),
        pytest.param("£ 5", the_number("5"), id="pounds apart"),
        pytest.param("-£5", the_number("-5"), id="minus before pounds"),
        pytest.param("£-5", the_number("-5"), id="minus after pounds"),
        pytest.param("(5)", the_number("-5"), id="accountants' minus"),
        pytest.param("(£1,234.50)", the_number("-1234.5"), id="accountants' pounds"),
        pytest.param("(0)", the_number("0"), id="no minus nought"),
        pytest.param("−5", the_number("-5"), id="typographic minus"),
        pytest.param("+5", the_number("5"), id="plus before"),
        pytest.param(".5", the_number("0.5"), id="no leading nought"),
        pytest.param("5.", the_number("5"), id="full stop behind"),
        pytest.param("1e3", the_number("1000"), id="exponent"),
        pytest.param("1E-2", the_number("0.01"), id="negative exponent"),
        pytest.param("84.9 [p]", the_number("84.9", marker="[p]"), id="marker"),
        pytest.param("84.9[P]", the_number("84.9", marker="[p]"), id="marker close, capital"),
        pytest.param(
            "72.1% [r]", the_number("72.1", percent_sign=True, marker="[r]"), id="percent, marker"
        ),
        pytest.param("12 [x]", the_number("12", marker="[x]"), id="a figure that says it is none"),
        pytest.param("84.9 prov", the_number("84.9", marker="[p]"), id="marker, shortened"),
        pytest.param("84.9 estimate", the_number("84.9", marker="[p]"), id="marker in words"),
        pytest.param(
            "72.1% revised",
            the_number("72.1", percent_sign=True, marker="[r]"),
            id="percent, marker in words",
        ),
        pytest.param("91.8+", the_number("91.8", note="+"), id="plus behind"),
        pytest.param("91.8% *", the_number("91.8", percent_sign=True, note="*"), id="star behind"),
        pytest.param(72.1, the_number("72.1"), id="float"),
        pytest.param(0.1 + 0.2, the_number("0.3"), id="0.1 + 0.2 is 0.3"),
        pytest.param(4.35 * 100, the_number("435"), id="4.35 x 100 is 435"),
        pytest.param(1.1 * 1.1, the_number("1.21"), id="1.1 x 1.1 is 1.21"),
        pytest.param(0.721 * 100, the_number("72.1"), id="an Excel percent cell"),
        pytest.param(-0.0, the_number("0"), id="minus nought"),
        pytest.param(5, the_number("5"), id="integer"),
        pytest.param(1234567890123456789, the_number("1.23456789012346E18"), id="15 digits"),
        pytest.param(Decimal("0.30000000000000004"), the_number("0.3"), id="decimal"),
        pytest.param("0.30000000000000004", the_number("0.3"), id="as pandas writes a float"),
        pytest.param("0." + "9" * 5000, the_number("1"), id="thousands of digits"),
    ],
)
def test_a_figure_is_read_as_meant(said: object, figure: Figure) -> None:
    assert parse_figure(said) == figure
    assert to_decimal(said) == figure.value


@pytest.mark.parametrize(
    "blank",
    [
        None,
        "",
        "   ",
        "\u00a0",
        "\u200b",
        float("nan"),
        Decimal("NaN"),
        Decimal("sNaN"),
        "NaN",
        "null",
        "None",
        "NaT",
        "<NA>",
        "#N/A",
        "(blank)",
        "-",
        "--",
        "–",
        "—",
    ],
    ids=repr,
)
def test_blank_and_nan_are_both_no_value(blank: object) -> None:
    assert parse_figure(blank) == BLANK
    assert to_decimal(blank) is None


@pytest.mark.parametrize(
    ("said", "marker"),
    [
        pytest.param("...", "[x]", id="dots"),
        pytest.param("…", "[x]", id="ellipsis"),
        pytest.param("[x]", "[x]", id="not available"),
        pytest.param(" [X] ", "[x]", id="capital and spaces"),
        pytest.param("TBC", "[x]", id="to be confirmed"),
        pytest.param("Awaiting", "[x]", id="awaiting"),
        pytest.param("n/a", "[x]", id="n/a"),
        pytest.param("N/A", "[x]", id="N/A"),
        pytest.param("..", "[x]", id="two dots"),
        pytest.param(":", "[x]", id="a colon"),
        pytest.param("x", "[x]", id="x"),
        pytest.param("Data not available", "[x]", id="no data in words"),
        pytest.param("No cases", "[z]", id="no cases"),
        pytest.param("Reported in Q4", "[z]", id="not due"),
        pytest.param("*", "[c]", id="asterisk"),
        pytest.param("c", "[c]", id="c"),
        pytest.param("<5", "[c]", id="fewer than five"),
        pytest.param("< 5", "[c]", id="fewer than five with a space"),
        pytest.param("fewer than 5", "[c]", id="fewer than five in words"),
        pytest.param("Below 10", "[c]", id="below ten"),
        pytest.param("1 to 4", "[c]", id="one to four"),
        pytest.param("low", "[c]", id="low in words"),
        pytest.param("(p)", "[p]", id="provisional in brackets"),
        pytest.param("not applicable", "[z]", id="in words"),
        pytest.param("[z]", "[z]", id="not applicable"),
        pytest.param("[c]", "[c]", id="confidential"),
        pytest.param("suppressed", "[c]", id="suppressed"),
        pytest.param("[low]", "[low]", id="low"),
        pytest.param("[p]", "[p]", id="provisional, and no figure"),
    ],
)
def test_a_missing_figure_keeps_the_reason(said: str, marker: str) -> None:
    assert parse_figure(said) == Figure(None, marker)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param("£1.2m", "number-scaled", id="millions"),
        pytest.param("1.2 million", "number-scaled", id="million in words"),
        pytest.param("£3bn", "number-scaled", id="billions"),
        pytest.param("12k", "number-scaled", id="thousands"),
        pytest.param("(£1.2M)", "number-scaled", id="negative millions"),
        pytest.param("six", "number-unreadable", id="a word"),
        pytest.param("1,23", "number-unreadable", id="a comma for a point"),
        pytest.param("1,2345", "number-unreadable", id="grouped wrongly"),
        pytest.param("1234,567", "number-unreadable", id="half grouped"),
        pytest.param("1 234", "number-unreadable", id="grouped by a space"),
        pytest.param("1.2.3", "number-unreadable", id="two points"),
        pytest.param("5-7", "number-unreadable", id="a range"),
        pytest.param("<500", "number-unreadable", id="fewer than a large number"),
        pytest.param("<0.1%", "number-unreadable", id="rounds to zero"),
        pytest.param("c. 5", "number-unreadable", id="about"),
        pytest.param("5 days", "number-unreadable", id="a unit"),
        pytest.param("- 5", "number-unreadable", id="a dash apart is no minus"),
        pytest.param("--5", "number-unreadable", id="two minuses"),
        pytest.param("(-5)", "number-unreadable", id="two signs"),
        pytest.param("(+5)", "number-unreadable", id="two signs, one plus"),
        pytest.param("(−£5)", "number-unreadable", id="two signs and pounds"),
        pytest.param("()", "number-unreadable", id="empty brackets"),
        pytest.param("(5", "number-unreadable", id="one bracket"),
        pytest.param("1£2", "number-unreadable", id="pounds inside"),
        pytest.param("5£", "number-unreadable", id="pounds behind"),
        pytest.param("££5", "number-unreadable", id="pounds twice"),
        pytest.param("£", "number-unreadable", id="pounds alone"),
        pytest.param("%", "number-unreadable", id="percent alone"),
        pytest.param("5%%", "number-unreadable", id="percent twice"),
        pytest.param("+", "number-unreadable", id="plus alone"),
        pytest.param("5++", "number-unreadable", id="two notes"),
        pytest.param("1_000", "number-unreadable", id="Python's grouping"),
        pytest.param("0x10", "number-unreadable", id="hexadecimal"),
        pytest.param("1e", "number-unreadable", id="half an exponent"),
        pytest.param("1e9999", "number-unreadable", id="exponent of four figures"),
        pytest.param("inf", "number-unreadable", id="infinity in words"),
        pytest.param("#DIV/0!", "number-unreadable", id="Excel's error"),
        pytest.param("=1+1", "number-unreadable", id="a formula"),
        pytest.param("84.9 [q]", "marker-unknown", id="no such marker"),
        pytest.param("[]", "number-unreadable", id="an empty marker"),
        pytest.param(math.inf, "number-infinite", id="infinity"),
        pytest.param(-math.inf, "number-infinite", id="minus infinity"),
        pytest.param(Decimal("Infinity"), "number-infinite", id="decimal infinity"),
        pytest.param("1e308", "number-too-large", id="beyond a cell"),
        pytest.param("-1e999", "number-too-large", id="far beyond a cell"),
        pytest.param("9" * 400, "number-too-large", id="hundreds of digits"),
        pytest.param(10**400, "number-too-large", id="integer beyond a float"),
        pytest.param(10**5000, "number-too-large", id="integer too long to print"),
        pytest.param(True, "number-is-boolean", id="true"),
        pytest.param(False, "number-is-boolean", id="false"),
        pytest.param(date(2022, 1, 17), "number-is-not", id="a date"),
        pytest.param(b"5", "number-is-not", id="bytes"),
        pytest.param([5], "number-is-not", id="a list"),
        pytest.param(5j, "number-is-not", id="a complex number"),
    ],
)
def test_what_is_no_figure_is_refused_with_a_way_out(said: object, code: str) -> None:
    with pytest.raises(NotANumber) as refused:
        parse_figure(said)

    assert refused.value.code == code
    assert refused.value.fix


@pytest.mark.parametrize(
    ("said", "marker"),
    [("72.1% (p)", "[p]"), ("72.1 est", "[p]"), ("72.1 (Revised)", "[r]"), ("72.1% [p]", "[p]")],
)
def test_a_word_behind_a_figure_qualifies_it(said: str, marker: str) -> None:
    figure = parse_figure(said)

    assert (figure.value, figure.marker) == (Decimal("72.1"), marker)


def test_a_figure_that_rounds_to_zero_is_asked_for_with_its_marker() -> None:
    with pytest.raises(NotANumber, match=r"0 \[low\]"):
        parse_figure("<0.5")


def test_a_scaled_number_is_to_be_written_out() -> None:
    with pytest.raises(NotANumber, match=r"'£1\.2m' is written in .*millions.* out in full"):
        parse_figure("£1.2m")


def test_a_sentence_in_a_number_cell_is_not_repeated() -> None:
    with pytest.raises(NotANumber, match=r"^a text of 39 characters is not a number\."):
        parse_figure("see the child named in the other letter")


@pytest.mark.parametrize("at_most", ["9.99999999999999e307", "-9.99999999999999e307"])
def test_the_largest_number_of_a_cell_is_taken(at_most: str) -> None:
    assert to_decimal(at_most) == Decimal(at_most)


@needs_shared
def test_every_marker_is_one_of_the_analysis_function_s() -> None:
    assert SHARED is not None
    published = (SHARED / "data" / "shorthand.csv").read_text(encoding="utf-8-sig")

    assert set(MARKERS) <= {line.split(",")[0] for line in published.splitlines()}
    assert set(MISSING_MARKERS) == {"[x]", "[z]", "[c]"}


def test_a_scalar_of_numpy_is_its_number() -> None:
    numpy = pytest.importorskip("numpy")

    assert to_decimal(numpy.float64(0.1 + 0.2)) == Decimal("0.3")
    assert to_decimal(numpy.float32(0.5)) == Decimal("0.5")
    assert to_decimal(numpy.int64(5)) == 5
    assert to_decimal(numpy.float32("nan")) is None


@pytest.mark.parametrize("kind", ["bool_(True)", "array([1, 2])", "datetime64('2022-01-17', 'ns')"])
def test_what_numpy_does_not_count_is_refused(kind: str) -> None:
    numpy = pytest.importorskip("numpy")

    with pytest.raises(NotANumber):
        to_decimal(eval(f"numpy.{kind}", {"numpy": numpy}))


@given(st.text() | st.text("0123456789.,()+-−–£%[]pxz e*kmn\u00a0\u200b/", max_size=12))
@example("9" * 5000)
@example("1e999")
@example("[" * 1000)
@example("1" + " " * 1000 + "m")
def test_any_text_is_a_finite_number_or_none_or_refused(said: str) -> None:
    try:
        figure = parse_figure(said)
    except NotANumber:
        return
    assert figure.value is None or figure.value.is_finite()
    assert figure.value is None or math.isfinite(float(figure.value))
    assert figure.marker in ("", *MARKERS)


@given(FINITE)
@example(100000000000000.5)
@example(1e-320)
def test_a_float_is_the_number_excel_shows_in_15_digits(value: float) -> None:
    shown = to_decimal(value)

    assert shown is not None
    digits = shown.normalize().as_tuple().digits
    assert len(digits) <= 15
    if value:
        last_place = Fraction(10) ** (math.floor(_log10(abs(Fraction(value)))) - 14)
        assert abs(Fraction(shown) - Fraction(value)) <= last_place / 2


def _log10(value: Fraction) -> int:
    """The whole part of the logarithm, exactly."""
    power = len(str(value.numerator)) - len(str(value.denominator))
    return power if Fraction(10) ** power <= value else power - 1


@given(FINITE)
def test_what_has_been_through_the_door_goes_through_unchanged(value: float) -> None:
    once = to_decimal(value)

    assert to_decimal(once) == once
    assert to_decimal(str(once)) == once


@given(FIGURES)
def test_a_number_printed_for_people_reads_back(value: Decimal) -> None:
    assert to_decimal(plain(to_decimal(value) or Decimal(0))) == to_decimal(value)


@given(FIGURES)
def test_minus_and_brackets_are_one_thing(value: Decimal) -> None:
    said = plain(abs(value), 2)

    assert to_decimal(f"({said})") == to_decimal(f"-{said}") == to_decimal(f"−£{said}")


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        pytest.param("2.5", 0, "3", id="a half goes up"),
        pytest.param("-2.5", 0, "-3", id="a half below nought goes down"),
        pytest.param("1.5", 0, "2", id="odd half"),
        pytest.param("0.5", 0, "1", id="half alone"),
        pytest.param("2.4999999999999", 0, "2", id="just under a half"),
        pytest.param("2.5000000000001", 0, "3", id="just over a half"),
        pytest.param("72.05", 1, "72.1", id="at one place"),
        pytest.param("72.04", 1, "72.0", id="down at one place"),
        pytest.param("2.675", 2, "2.68", id="at two places"),
        pytest.param("99.95", 1, "100.0", id="carried over"),
        pytest.param("1234", -2, "1200", id="to hundreds"),
        pytest.param("1250", -2, "1300", id="half a hundred"),
        pytest.param("72.1", 3, "72.100", id="more places than it has"),
        pytest.param("1e300", 2, "1e300", id="huge"),
        pytest.param("1e-300", 2, "0.00", id="tiny"),
        pytest.param("0.05", 1, "0.1", id="half of the last place"),
        pytest.param("0.005", 1, "0", id="a tenth of that"),
        pytest.param("72.1", 10**10, "72.1", id="absurdly many places"),
        pytest.param("72.1", -(10**10), "0", id="absurdly few places"),
        pytest.param("999999999999999", 0, "999999999999999", id="15 digits"),
    ],
)
def test_a_half_goes_away_from_nought(value: str, decimals: int, rounded: str) -> None:
    assert round_half_away(Decimal(value), decimals) == Decimal(rounded)


@pytest.mark.parametrize("value", ["-0.04", "-0.0", "-0"])
def test_nothing_rounds_to_minus_nought(value: str) -> None:
    assert not round_half_away(Decimal(value), 1).is_signed()
    assert plain(Decimal(value), 1) == "0.0"


@given(st.decimals(-(10**9), 10**9, places=8), st.integers(-3, 8))
def test_rounding_agrees_with_a_naive_reference(value: Decimal, decimals: int) -> None:
    scale = Fraction(10) ** decimals
    size = Fraction(math.floor(abs(Fraction(value)) * scale + Fraction(1, 2))) / scale

    assert Fraction(round_half_away(value, decimals)) == (size if value >= 0 else -size)


@given(FIGURES, st.integers(0, 8))
def test_a_printed_number_has_the_places_asked_for(value: Decimal, decimals: int) -> None:
    assert len(plain(value, decimals).partition(".")[2]) == decimals


@given(FIGURES, FIGURES, st.integers(0, 4))
def test_rounding_never_changes_an_order(one: Decimal, other: Decimal, decimals: int) -> None:
    low, high = sorted((one, other))

    assert round_half_away(low, decimals) <= round_half_away(high, decimals)
    assert round_half_away(-low, decimals) == -round_half_away(low, decimals)


@pytest.mark.parametrize(
    ("value", "decimals", "said"),
    [
        pytest.param("1234.50", None, "1,234.5", id="grouped, no idle noughts"),
        pytest.param("1000", None, "1,000", id="noughts that count stay"),
        pytest.param("1E+3", None, "1,000", id="no exponent"),
        pytest.param("1E-7", None, "0.0000001", id="no negative exponent"),
        pytest.param("0.0", None, "0", id="nought"),
        pytest.param("-0", None, "0", id="no minus nought"),
        pytest.param("-1234.5", None, "-1,234.5", id="negative"),
        pytest.param("72.1", 2, "72.10", id="places filled up"),
        pytest.param("72.15", 1, "72.2", id="rounded"),
        pytest.param("1234567", 0, "1,234,567", id="whole"),
        pytest.param("1E+3", 0, "1,000", id="whole without exponent"),
        pytest.param("0.000", 1, "0.0", id="nought to one place"),
        pytest.param("0.001", 1, "0.0", id="tiny to one place"),
        pytest.param("1E-300", 2, "0.00", id="tiniest to two places"),
    ],
)
def test_a_number_is_printed_for_people(value: str, decimals: int | None, said: str) -> None:
    assert plain(Decimal(value), decimals) == said


@given(st.from_regex(r"-?[0-9]{1,10}(\.[0-9]{1,7})?%{0,2}", fullmatch=True))
@example("-0")
@example("007.10%")
@example("0.000")
def test_a_plain_figure_is_read_in_short_as_it_is_in_full(text: str) -> None:
    figure = plain_figure(text)

    if figure is not None:
        whole = parse_figure(text)
        assert figure == whole
        assert str(figure.value) == str(whole.value)


@pytest.mark.parametrize(
    "text", ["", "5 ", "+5", "1,234", "5.", ".5", "5%%", "\u0665", "5\n", "[c]"]
)
def test_any_other_text_is_left_to_the_full_reading(text: str) -> None:
    assert plain_figure(text) is None
