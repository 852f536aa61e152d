"""The share of measures that met their target."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpibook.addin.worksheet_functions.target_met_share import share_met
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.reporting.summary import summarise
from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.errors import KpibookError
from kpibook.sources.schemes import built_in, load_scheme
from tests.support.pywin32 import DIV0

STANDARD, BIRMINGHAM = load_scheme(), load_scheme("birmingham-2020")


@pytest.mark.parametrize("key", built_in())
@settings(max_examples=30)
@given(data=st.data())
def test_it_is_what_the_return_prints_of_the_same_ratings(key: str, data: st.DataObject) -> None:
    scheme = load_scheme(key)
    statuses = data.draw(st.lists(st.sampled_from([*scheme.statuses]), min_size=1))
    blanks = data.draw(st.integers(0, 3))
    ways = (Direction.NO_HISTORY, Direction.NO_HISTORY)
    summary = summarise([Rating(status, *ways, None) for status in statuses])
    shares = summary.shares().percentages
    words = [scheme.label(status) for status in statuses] + [""] * blanks

    if summary.rated:
        met = shares[Status.MET] + shares.get(Status.EXCEEDING, 0)
        assert share_met([[word] for word in words], key) == float(met) / 100
    else:
        with pytest.raises(KpibookError, match="none of the measures is rated"):
            share_met([[word] for word in words], key)


def test_a_measure_that_exceeded_its_target_has_met_it() -> None:
    words = [BIRMINGHAM.label(s) for s in (Status.EXCEEDING, Status.MET, Status.OFF, Status.OFF)]

    assert share_met(words, BIRMINGHAM.key) == 0.5


def test_keys_are_taken_as_well_as_words() -> None:
    assert share_met(["met", "Off Target", "not_rated", "not_reported", None]) == 0.5


def test_one_word_for_not_rated_and_not_reported_does_not_count() -> None:
    assert share_met(["White", "Dark green"], "newham-2007-08") == 1.0


def test_blank_cells_have_no_share() -> None:
    assert share_met([["", None], [float("nan"), "  "]]) == ""


@pytest.mark.parametrize(
    ("statuses", "scheme", "code"),
    [
        pytest.param(["Grin"], "maidstone", "status-unknown", id="another word"),
        pytest.param(["Green"], None, "status-unknown", id="a word of another scheme"),
        pytest.param(["actual: 'abc' is not a number."], None, "status-unknown", id="a sentence"),
        pytest.param([1.0], None, "status-unknown", id="a number"),
        pytest.param([DIV0], None, "formula-error", id="an error value"),
        pytest.param(["Not rated"], None, "share-of-none", id="none is rated"),
        pytest.param(["Green"], ["maidstone", "chorley"], "scheme-several", id="two schemes"),
        pytest.param(["Green"], "madestone", "scheme-unknown", id="no such scheme"),
    ],
)
def test_what_cannot_be_counted_is_said(statuses: Any, scheme: Any, code: str) -> None:
    with pytest.raises(KpibookError) as caught:
        share_met(statuses, scheme)

    assert caught.value.code == code


def test_the_words_of_the_scheme_are_offered() -> None:
    with pytest.raises(KpibookError) as caught:
        share_met("Grin", "maidstone")

    assert str(caught.value) == (
        "statuses: 'Grin' is not one of the scheme's words. Did you mean 'green'? Allowed: green, "
        "amber, red, data only, not reported. [status-unknown]"
    )
