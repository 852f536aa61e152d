from __future__ import annotations

from datetime import date

from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.sign_off import SignOff, Standing, current, with_new, withdrawn

Q3 = Quarter(2021, 3)
FIRST = SignOff(Q3, "Head of Service", date(2022, 1, 12))
SECOND = SignOff(Q3, "Director", date(2022, 1, 14), "2")


def test_the_last_sign_off_of_a_quarter_holds_and_the_first_is_replaced() -> None:
    both = with_new((FIRST,), SECOND)

    assert current(both, Q3) == SECOND
    assert both[0].standing is Standing.REPLACED


def test_a_sign_off_holds_for_its_own_quarter_only() -> None:
    assert current((FIRST,), Q3.next) is None
    assert with_new((FIRST,), SignOff(Q3.next, "Director", date(2022, 4, 1)))[0] == FIRST


def test_nothing_holds_once_it_is_withdrawn() -> None:
    after = withdrawn(with_new((FIRST,), SECOND), Q3)

    assert current(after, Q3) is None
    assert [each.standing for each in after] == [Standing.REPLACED, Standing.WITHDRAWN]
