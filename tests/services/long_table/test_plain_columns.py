from __future__ import annotations

import math

import numpy as np
import pytest

from kpibook.services.long_table.plain_columns import columns_of, digits


def test_digits_are_read_as_the_double_nearest_to_them() -> None:
    texts = ["72.1", "0.1", "", "-5", "007", ".5", "5.", "123456789012.345"]

    numbers = digits(texts)

    assert numbers is not None
    assert numbers[[0, 1, 3, 4, 5, 6, 7]].tolist() == [
        *(72.1, 0.1, -5.0, 7.0, 0.5, 5.0, 123456789012.345)
    ]
    assert math.isnan(numbers[2])


def test_nought_with_a_minus_is_nought() -> None:
    numbers = digits(["-0", "-0.0"])

    assert numbers is not None
    assert not np.signbit(numbers).any()


def test_a_percent_sign_is_a_unit_but_in_a_tolerance() -> None:
    numbers = digits(["72.1%", "5"])

    assert numbers is not None
    assert numbers.tolist() == [72.1, 5.0]
    assert digits(["5%"], "tolerance") is None


@pytest.mark.parametrize(
    "text",
    [
        *("%", "-", "-%", "5%5", "5-", "--5", "1.2.3", ".", "1,234", "1e5", "inf", "nan", "1_000"),
        *("\u0665", "+5", "5\n6", "12345678901234567", "[c]", "£5"),
    ],
)
def test_any_other_text_leaves_its_column_to_the_readers_of_words(text: str) -> None:
    assert digits(["5", text, "6"]) is None


def test_a_column_with_a_marker_is_read_once_for_each_text() -> None:
    columns, plain = columns_of({"actual": ["5", "[c]", ""], "target": ["6", "", "7"]}, 3)

    assert plain == {"target"}
    assert columns.figures["actual"].tolist()[0] == 5.0
    assert columns.marked.tolist() == [False, True, False]
    assert not columns.slow.any()
