from __future__ import annotations

import pytest

from kpibook.domain.report.placeholders import NAMES, fill, paragraphs_of
from kpibook.domain.report.report import Paragraph

VALUES = {
    "quarter": "Quarter 3",
    "by_priority": ("Homes – 2 measures", "Safety – 1 measure"),
    "new_measures": "",
    "committee": "",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        pytest.param("The {quarter}.", "The Quarter 3.", id="a name"),
        pytest.param("The { Quarter }.", "The Quarter 3.", id="capitals and spaces"),
        pytest.param("{{quarter}}", "{quarter}", id="two braces"),
        pytest.param("In {by_priority}.", "In Homes – 2 measures and Safety – 1 measure.",
                     id="a list in a sentence"),
        pytest.param("a } b", "a } b", id="a brace alone"),
    ],
)  # fmt: skip
def test_names_are_filled_in(text: str, filled: str) -> None:
    assert fill(text, VALUES).text == filled


def test_an_unknown_name_is_never_printed() -> None:
    done = fill("Of {qarter} and {}", VALUES)

    assert done.text == "Of [x] and [x]"
    assert done.unknown == ("qarter", "")


def test_a_known_name_without_a_value_is_no_hole_in_a_sentence() -> None:
    done = fill("The {committee} notes it. {new_measures}", VALUES)

    assert done.text == "The [x] notes it. "
    assert (done.empty, done.unknown) == (("committee",), ())


def test_what_is_filled_in_is_not_looked_at_again() -> None:
    assert fill("{quarter}", {"quarter": "{committee} {x}"}).text == "{committee} {x}"


def test_a_text_becomes_paragraphs_and_lists() -> None:
    text = (
        "First\nline of {quarter}.\n\nBefore a list:\n- one\n- two\n\n"
        "{by_priority}\n\n{new_measures}"
    )

    assert paragraphs_of(text, VALUES, "before.s1") == (
        Paragraph("First line of Quarter 3.", filled=True, id="before.s1.p1"),
        Paragraph("Before a list:", id="before.s1.p2"),
        Paragraph(items=("one", "two"), id="before.s1.p3"),
        Paragraph(
            items=("Homes – 2 measures", "Safety – 1 measure"), filled=True, id="before.s1.p4"
        ),
    )


def test_every_name_has_a_meaning() -> None:
    assert all(NAMES.values())
