"""Values of a scheme file: each refusal names the value and what is allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpibook.domain.measures.measure import Tolerance
from kpibook.domain.rules.outcomes import Rounding
from kpibook.domain.rules.scheme_values import (
    choice_of,
    member_of,
    only,
    table_of,
    text_of,
    tolerance_of,
)
from kpibook.errors import SchemeError


def test_a_value_that_is_allowed_is_returned() -> None:
    assert table_of({"rule": {"a": 1}}, "rule") == {"a": 1}
    assert table_of({}, "rule") == {}
    assert text_of({"key": "k"}, "key") == "k"
    assert choice_of({}, "needs", ("any", "all"), "any") == "any"
    assert member_of(Rounding, "full", "rounding") is Rounding.FULL
    assert tolerance_of("band", "5%", "") == Tolerance(Decimal(5), of_target=True)


def test_a_value_that_is_not_allowed_is_named_with_those_that_are() -> None:
    with pytest.raises(SchemeError, match="'rounding' is 'ful'") as refused:
        member_of(Rounding, "ful", "rounding")
    assert refused.value.fix == "Did you mean 'full'? Allowed: as_reported, full."

    with pytest.raises(SchemeError, match=r"'rule\.tolerence' is not something kpibook knows"):
        only({"tolerence": "5%"}, ("tolerance",), "rule.")
    with pytest.raises(SchemeError, match="'needs' is 'both'"):
        choice_of({"needs": "both"}, "needs", ("any", "all"), "any")
    with pytest.raises(SchemeError, match="'rule' is not a table"):
        table_of({"rule": 5}, "rule")
    with pytest.raises(SchemeError, match="'key' is missing or is not text"):
        text_of({"key": " "}, "key")


def test_a_tolerance_is_refused_by_the_name_of_its_setting() -> None:
    with pytest.raises(SchemeError, match="'band': a tolerance of -5% is below zero") as negative:
        tolerance_of("band", "-5%", "Write it as 5%.")
    assert negative.value.fix == "Write it as 5%."
