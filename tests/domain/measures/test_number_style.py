"""Decimal points and commas."""

from __future__ import annotations

import pytest

from kpibook.domain.measures.number_style import NumberStyle, in_style, style_of
from kpibook.errors import NotANumber


@pytest.mark.parametrize(
    ("texts", "comma_is_usual", "style"),
    [
        pytest.param(["1,234", "5"], False, NumberStyle.POINT, id="thousands, as in the UK"),
        pytest.param(["92.4", "1,018"], True, NumberStyle.POINT, id="semicolons, and a point"),
        pytest.param(["92,4", "1.018"], True, NumberStyle.COMMA, id="semicolons, and a comma"),
        pytest.param(["0,5%", "12"], True, NumberStyle.COMMA, id="a share with a comma"),
        pytest.param(["1.234.567", "3"], True, NumberStyle.COMMA, id="millions with points"),
        pytest.param(["1.018", "3,512"], True, NumberStyle.UNKNOWN, id="no sign of either"),
        pytest.param(["92.4", "88,1"], True, NumberStyle.UNKNOWN, id="signs of both"),
        pytest.param(["92.4", "88,1"], False, NumberStyle.UNKNOWN, id="both, with commas between"),
        pytest.param(["n/a", "", "[c]"], False, NumberStyle.POINT, id="no figures"),
    ],
)
def test_a_file_has_a_single_way_to_write_numbers(
    texts: list[str], comma_is_usual: bool, style: NumberStyle
) -> None:
    assert style_of(texts, comma_is_usual=comma_is_usual) is style


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("92,4", "92.4"),
        ("-3,5%", "-3.5%"),
        ("1.018,5", "1018.5"),
        ("72,1 [p]", "72.1 [p]"),
        ("12", "12"),
    ],
)
def test_a_figure_with_a_decimal_comma_is_read(text: str, read: str) -> None:
    assert in_style(text, NumberStyle.COMMA) == read


@pytest.mark.parametrize("style", [NumberStyle.COMMA, NumberStyle.UNKNOWN])
@pytest.mark.parametrize("text", ["1.018", "3,512", "£3,512", "-1.018%"])
def test_a_figure_of_two_readings_is_refused_with_both(text: str, style: NumberStyle) -> None:
    with pytest.raises(NotANumber) as caught:
        in_style(text, style)

    assert caught.value.code == "number-ambiguous"
    whole = "1,018" if "018" in text else "3,512"
    assert f"read as {whole.replace(',', '.')} or as {whole}" in caught.value.what


@pytest.mark.parametrize("text", ["1.018", "3,512", "1,23", "x"])
def test_a_file_with_decimal_points_stays_as_it_is(text: str) -> None:
    assert in_style(text, NumberStyle.POINT) == text
