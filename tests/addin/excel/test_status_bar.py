from __future__ import annotations

from typing import Any

import pytest

from kpibook.addin.excel import status_bar as tested
from kpibook.addin.excel.status_bar import PATIENCE_SECONDS, StatusBar, officer_asked, step


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bar:
    """An application whose status bar is watched."""

    def __init__(self, at_first: object = False) -> None:
        self.set: list[object] = []
        self._now = at_first

    @property
    def status_bar(self) -> object:
        return self._now

    @status_bar.setter
    def status_bar(self, value: object) -> None:
        self.set.append(value)
        self._now = value


def over(app: Any, clock: Clock) -> StatusBar:
    return StatusBar(app, clock)


def test_a_short_click_never_touches_it() -> None:
    app, clock = Bar(), Clock()

    with over(app, clock):
        step("reading 'Measures'")
        clock.now += PATIENCE_SECONDS - 0.1
        step("writing 12 cells")

    assert app.set == []


def test_a_long_click_says_its_steps_in_words_and_gives_the_bar_back() -> None:
    app, clock = Bar(), Clock()

    with over(app, clock):
        step("reading 'Measures'")
        clock.now += PATIENCE_SECONDS
        step("reading 'This quarter'")
        step("reading 'This quarter'")
        step("writing 12 cells")

    assert app.set == [
        "KPI Book: reading 'This quarter' ...",
        "KPI Book: writing 12 cells ...",
        False,
    ]


def test_it_is_given_back_after_a_failure_too() -> None:
    app, clock = Bar(), Clock()

    with pytest.raises(ZeroDivisionError), over(app, clock):  # noqa: PT012
        clock.now += 3
        step("rating the measures")
        raise ZeroDivisionError

    assert app.set[-1] is False


def test_what_another_program_shows_comes_back() -> None:
    app, clock = Bar("Refreshing ..."), Clock()

    with over(app, clock):
        clock.now += 3
        step("rating the measures")

    assert app.status_bar == "Refreshing ..."


def test_a_text_that_a_click_left_behind_does_not_come_back() -> None:
    app, clock = Bar("KPI Book: writing 12 cells ..."), Clock()

    with over(app, clock):
        clock.now += 3
        step("rating the measures")

    assert app.status_bar is False


@pytest.mark.parametrize("before", ["", None, False])
def test_excels_own_text_comes_back_whatever_stands_for_it(before: object) -> None:
    app, clock = Bar(before), Clock()

    with over(app, clock):
        clock.now += 3
        step("rating the measures")

    assert app.status_bar is False


def test_the_time_an_officer_takes_for_an_answer_does_not_count() -> None:
    app, clock = Bar(), Clock()

    with over(app, clock):
        with officer_asked():
            clock.now += 600
        step("rating the measures")
        clock.now += PATIENCE_SECONDS
        step("writing 12 cells")

    assert app.set == ["KPI Book: writing 12 cells ...", False]


def test_a_bar_that_excel_refuses_is_no_reason_to_fail() -> None:
    class Refusing:
        @property
        def status_bar(self) -> object:
            raise OSError("call rejected")

        @status_bar.setter
        def status_bar(self, value: object) -> None:
            raise OSError("call rejected")

    clock = Clock()

    with over(Refusing(), clock):
        clock.now += 3
        step("rating the measures")


def test_without_a_click_a_step_is_nothing() -> None:
    step("reading 'Measures'")
    with officer_asked():
        pass

    app, clock = Bar(), Clock()
    with over(app, clock):
        pass
    clock.now += 3
    step("after the click")
    assert app.set == []


def test_the_add_ins_vba_clears_the_texts_that_begin_like_ours() -> None:
    from kpibook.addin.xlam.vba_modules import source

    assert f'KPI_OURS As String = "{tested.OURS.strip()}"' in source("KpiState")
