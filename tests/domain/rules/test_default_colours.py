from __future__ import annotations

from itertools import combinations

from kpibook.domain.rules.colour_contrast import contrast
from kpibook.domain.rules.default_colours import DEFAULT_COLOURS
from kpibook.domain.rules.outcomes import Status
from kpibook.domain.rules.scheme_file import scheme_from

LABELS = {"met": "Green", "within": "Amber", "off": "Red", "exceeding": "Blue"}


def a_scheme(**looks: dict[str, str]) -> dict[str, object]:
    """A council's scheme whose statuses have labels, and the colours in `looks`."""
    return {
        "key": "ours",
        "title": "Our rule",
        "source": "Cabinet, 4 June 2021",
        "rule": {"tolerance": "5%", "exceeding_by": "10%"},
        "status": {key: {"label": label, **looks.get(key, {})} for key, label in LABELS.items()},
    }


def test_statuses_of_a_scheme_without_colours_differ_and_can_be_read() -> None:
    looks = scheme_from(a_scheme()).statuses

    for first, second in combinations([s for s in looks if s.is_rated], 2):
        assert looks[first].fill != looks[second].fill
        assert looks[first].colour != looks[second].colour
    for look in looks.values():
        assert contrast(look.colour, look.fill) >= 4.5


def test_a_colour_of_the_council_is_left_alone() -> None:
    looks = scheme_from(a_scheme(off={"colour": "#7A0000"}, met={"fill": "#EEFFEE"})).statuses

    assert (looks[Status.OFF].colour, looks[Status.OFF].fill) == ("#7A0000", "#FFFFFF")
    assert (looks[Status.MET].colour, looks[Status.MET].fill) == ("#000000", "#EEFFEE")
    assert looks[Status.WITHIN].fill == DEFAULT_COLOURS[Status.WITHIN][1]


def test_every_status_has_a_default() -> None:
    assert set(DEFAULT_COLOURS) == set(Status)
