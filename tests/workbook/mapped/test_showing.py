import pytest

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.sources.schemes import load_scheme
from kpibook.workbook.mapped.council_layout import CouncilLayout, Shown
from kpibook.workbook.mapped.showing import direction_text, font_on, status_meant, status_text

SCHEME = load_scheme()
PLAIN = CouncilLayout()
OURS = CouncilLayout(
    statuses={"on plan": Status.MET, "off plan": Status.OFF, "00B0F0": Status.MET},
    directions={"better": Direction.IMPROVED},
)


@pytest.mark.parametrize(
    ("status", "how", "layout", "present", "expected"),
    [
        (Status.MET, Shown.LETTER, PLAIN, [], "G"),
        (Status.OFF, Shown.LETTER, PLAIN, ["g", "r"], "r"),
        (Status.EXCEEDING, Shown.LETTER, PLAIN, ["g", "r"], "g"),
        (Status.MET, Shown.WORD, PLAIN, ["GREEN", "RED"], "GREEN"),
        (Status.OFF, Shown.WORD, OURS, ["ON PLAN"], "OFF PLAN"),
        (Status.OFF, Shown.WORD, OURS, [], "Off plan"),
        (Status.OFF, Shown.WORD, PLAIN, [], "Off target"),
        (Status.OFF, Shown.FILL, PLAIN, ["92D050", "FF0000"], "FF0000"),
        (Status.NOT_RATED, Shown.FILL, PLAIN, ["92D050"], None),
        (Status.NOT_REPORTED, Shown.LETTER, PLAIN, ["G"], None),
    ],
)
def test_a_status_is_shown_as_the_council_shows_it(status, how, layout, present, expected):
    assert status_text(status, how, layout, present, SCHEME) == expected


def test_a_status_that_the_council_has_no_colour_for_has_that_of_the_scheme():
    fill = status_text(Status.WITHIN, Shown.FILL, PLAIN, ["92D050"], SCHEME)
    assert fill == SCHEME.appearance(Status.WITHIN).fill[1:].upper()
    assert font_on(fill, SCHEME) == SCHEME.appearance(Status.WITHIN).colour[1:].upper()
    assert font_on("123456", SCHEME) is None


def test_the_layouts_words_come_before_what_they_usually_mean():
    layout = CouncilLayout(statuses={"green": Status.OFF})
    assert status_meant("Green", Shown.WORD, layout) is Status.OFF
    assert status_meant("Green", Shown.WORD, PLAIN) is Status.MET
    assert status_meant("00B0F0", Shown.FILL, OURS) is Status.MET
    assert status_meant("Purple", Shown.WORD, PLAIN) is None


def test_a_direction_is_the_councils_word_or_arrow():
    present = ["\u2191", "\u2193"]
    assert direction_text(Direction.DECLINED, Shown.SYMBOL, PLAIN, present, SCHEME) == "\u2193"
    assert direction_text(Direction.IMPROVED, Shown.SYMBOL, PLAIN, [], SCHEME) == "\u25b2"
    assert direction_text(Direction.IMPROVED, Shown.WORD, OURS, ["Worse"], SCHEME) == "Better"
    assert direction_text(Direction.NO_HISTORY, Shown.SYMBOL, PLAIN, [], SCHEME) is None
