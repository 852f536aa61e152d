"""A busy Excel is asked again for a few seconds, with pauses, and then the click says so."""

from __future__ import annotations

import pytest

from kpibook.addin.excel.patience import LIMIT, Patience
from tests.support.clock import Clock


class Rejected(Exception):
    hresult, excepinfo = -2_147_418_111, None


def patient(clock: Clock) -> Patience:
    return Patience(lambda: clock.now, clock.sleep)


def test_a_call_that_excel_never_takes_ends_after_the_limit_and_sleeps_meanwhile() -> None:
    clock = Clock()

    def never() -> None:
        raise Rejected

    with pytest.raises(Rejected):
        patient(clock).call(never)

    assert LIMIT - 0.1 < clock.now <= LIMIT
    assert LIMIT < 10 - 1.5, "Python's start is within the ten seconds too"
    assert len(clock.pauses) < 30, "it sleeps, and does not turn in a circle"
    assert max(clock.pauses) <= 0.5, "an Excel that is free again is noticed soon"


def test_many_calls_to_a_busy_excel_wait_no_longer_than_one() -> None:
    clock = Clock()
    waiting = patient(clock)

    def never() -> None:
        raise Rejected

    for _ in range(5):
        with pytest.raises(Rejected):
            waiting.call(never)

    assert LIMIT - 0.1 < clock.now <= LIMIT


def test_another_error_is_not_repeated() -> None:
    clock, calls = Clock(), list[int]()

    def wrong() -> None:
        calls.append(1)
        raise TypeError

    with pytest.raises(TypeError):
        patient(clock).call(wrong)

    assert (len(calls), clock.pauses) == (1, [])
