"""Flows: so many at the start, in, out and at the end."""

from __future__ import annotations

import pytest

from tests.domain.commentary.given import contradictions, waiting_list

OPEN = (
    "We had 167 waiting on 1 October, received another 298 and completed {}, so 134 were waiting."
)


@pytest.mark.parametrize(("left", "codes"), [("331", []), ("313", ["commentary-flow"])])
def test_a_flow_adds_up_to_its_end(left: str, codes: list[str]) -> None:
    assert contradictions(OPEN.format(left), waiting_list()) == codes


def test_a_net_change_is_the_difference_of_what_came_and_left() -> None:
    text = "56 were received and 46 left, a net increase of {}."
    assert contradictions(text.format("ten"), waiting_list()) == []
    assert contradictions(text.format("twelve"), waiting_list()) == ["commentary-flow"]
