"""What a scheme holds, and its rule in words."""

from __future__ import annotations

from kpibook.domain.rules.outcomes import Direction, Status
from kpibook.domain.rules.scheme import Appearance
from kpibook.domain.rules.scheme_file import scheme_from
from tests.domain.given import scheme_data


def test_statuses_and_directions_are_told_by_their_appearance() -> None:
    scheme = scheme_from(
        scheme_data(direction={"improved": {"label": "Up", "symbol": "↑", "colour": "#0B6B33"}})
    )

    assert scheme.label(Status.OFF) == "Off"
    assert scheme.label(Direction.IMPROVED) == "Up"
    assert scheme.appearance(Direction.IMPROVED) == Appearance(
        "Up",
        "↑",
        "#0B6B33",
        meaning="Better than the period it is compared with.",
        phrases=("up", "up"),
    )


def test_the_rule_in_words_lists_statuses_then_directions_in_the_file_s_order() -> None:
    data = scheme_data({"tolerance": "5%", "exceeding_by": "10%"})
    data["status"] = {key: data["status"][key] for key in ("off", "met", "exceeding", "within")}

    words = scheme_from(data).in_words()

    assert [word for word, _ in words[:6]] == [
        "Off",
        "Met",
        "Exceeding",
        "Within",
        "Not rated",
        "Not reported",
    ]
    assert words[-1][0] == "Not comparable"
    assert len(words) == len(Status) - 1 + len(Direction)  # no scheme need speak of not due
    assert all(meaning.endswith(".") for _, meaning in words)


def test_a_scheme_may_have_its_own_word_for_what_is_not_due() -> None:
    data = scheme_data({"tolerance": "5%"})
    plain = scheme_from(data)
    data["status"]["not_due"] = {"label": "Awaiting"}

    assert plain.label(Status.NOT_DUE) == "Not due"
    assert scheme_from(data).label(Status.NOT_DUE) == "Awaiting"
