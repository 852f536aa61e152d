"""What a button answers fits into a dialog, whatever there is to say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.addin.commands.answer import MOST, Answer, could_not, shortened_to
from kpibook.domain.finding import Finding
from kpibook.errors import Location, WorkbookError


def a_finding(number: int = 1, what: str = "has no actual.") -> Finding:
    where = Location("book.xlsx", "This quarter", f"H{number}")
    return Finding("actual-missing", f"PI.{number} {what}", where, "Type it in.")


def findings(count: int) -> list[Finding]:
    return [a_finding(number) for number in range(1, count + 1)]


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert str(Answer(("Filled.", "2 measures rated."))) == "Filled.\n\n2 measures rated."


def test_a_finding_names_the_cell_and_not_the_workbook_before_ones_eyes() -> None:
    said = str(Answer(("Checked.",), [a_finding()]))

    assert said == (
        "Checked.\n\nTo look at (1):\n"
        "- 'This quarter'!H1: PI.1 has no actual. Type it in. [actual-missing]"
    )


def test_a_finding_in_another_file_names_the_file() -> None:
    finding = Finding("ref-unknown", "PI.9 is not known.", Location("actuals.csv", line=7))

    assert "- actuals.csv line 7: PI.9 is not known." in str(Answer(("Filled.",), [finding]))


def test_findings_that_do_not_fit_are_counted_and_said_where() -> None:
    said = str(Answer(("Checked.",), findings(40), rest=", on the sheet Findings"))

    shown = said.count("\n- ")
    assert 5 < shown < 40
    assert said.endswith(f"\n… and {40 - shown} more, on the sheet Findings.")
    assert said.startswith("Checked.\n\nTo look at (40):\n")
    assert MOST - 100 < len(said) <= MOST


def test_a_finding_too_long_to_quote_is_still_counted() -> None:
    said = str(Answer(("Checked.",), [a_finding(what="x" * MOST)], rest=", on the sheet Findings"))

    assert said == "Checked.\n\nTo look at: 1, on the sheet Findings."


def test_what_is_to_settle_is_quoted_first_even_where_little_fits() -> None:
    serious = Finding("ref-missing", "a row has no reference.")

    said = str(Answer(("Checked.",), [*findings(40), serious], rest=", on the sheet Findings"))

    assert said.startswith("Checked.\n\nTo settle (1):\n- a row has no reference. [ref-missing]\n")
    assert "\nTo look at (40):\n- 'This quarter'!H1:" in said
    assert said.endswith(f"\n… and {41 - said.count(chr(10) + '- ')} more, on the sheet Findings.")


@given(
    said=st.lists(st.text(min_size=1, max_size=1_500), min_size=1, max_size=4),
    count=st.integers(0, 60),
    length=st.integers(1, 400),
)
def test_no_answer_is_longer_than_a_dialog_shows(said: list[str], count: int, length: int) -> None:
    quoted = [a_finding(n, "x" * length) for n in range(count)]

    text = str(Answer(tuple(said), quoted, rest=", on the sheet Findings"))

    assert len(text) <= MOST
    assert not count or f"To look at ({count}):" in text or f"To look at: {count}," in text


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        pytest.param("Short.", 10, "Short.", id="fits"),
        pytest.param("Four words fit. The others do not.", 24, "Four words fit. …", id="sentence"),
        pytest.param("One. Then a long sentence that goes on", 24, "One. Then a long …", id="word"),
        pytest.param("Unbreakable" * 3, 12, "Unbreakabl …", id="nowhere to cut"),
    ],
)
def test_a_long_text_is_cut_where_it_reads_best(text: str, most: int, cut: str) -> None:
    assert shortened_to(text, most) == cut
    assert len(cut) <= most


def test_an_error_says_which_button_and_ends_with_its_code() -> None:
    error = WorkbookError("there is no table.", code="table-missing", where="a.xlsx", fix="Add it.")

    answer = could_not("Fill", error)

    assert answer.serious
    assert str(answer) == (
        "Fill could not be done.\n\na.xlsx: there is no table. Add it. [table-missing]"
    )
