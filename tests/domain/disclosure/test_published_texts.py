from __future__ import annotations

from dataclasses import replace

import pytest

from kpibook.domain.consolidation.consolidation import ConsolidatedRow, Publication
from kpibook.domain.disclosure.published_texts import TEXT_WITHHELD
from kpibook.domain.disclosure.suppression import suppress
from tests.domain.consolidated import a_consolidation, a_row


def published(*rows: ConsolidatedRow) -> Publication:
    return suppress(a_consolidation(*rows))


def codes(publication: Publication) -> list[str]:
    return [finding.code for finding in publication.findings]


def test_commentary_that_states_figures_is_replaced_and_found() -> None:
    row = a_row("PI.1", "3", suppress=True, commentary="Three left, against 9 in Q2 2021/22.")

    publication = published(row)

    assert publication.rows[0].rated.reading.commentary == TEXT_WITHHELD
    assert codes(publication) == ["commentary-repeats-suppressed"]
    assert publication.findings[0].where.cell == "H6"


def test_commentary_without_figures_stays() -> None:
    row = a_row("PI.1", "3", suppress=True, commentary="Staff moved away in May 2021.")

    publication = published(row)

    assert publication.rows[0].rated.reading.commentary == "Staff moved away in May 2021."
    assert codes(publication) == []


def test_a_note_that_states_figures_is_replaced_too() -> None:
    row = a_row("PI.1", "3", suppress=True)
    measure = replace(row.rated.measure, note="Without 2 cases of another council.")

    publication = published(replace(row, rated=replace(row.rated, measure=measure)))

    assert publication.rows[0].rated.measure.note == TEXT_WITHHELD


def test_the_total_may_not_name_what_a_directorate_withholds() -> None:
    rows = [
        a_row("PI.1", "30", directorate="Total", commentary="Children's had 4 of these."),
        a_row("PI.1", "40", directorate="Roads", commentary="It was 40 again."),
        a_row("PI.1", "4", directorate="Children's", suppress=True),
    ]

    publication = published(*rows)

    assert publication.rows[0].rated.reading.commentary == TEXT_WITHHELD
    assert publication.rows[0].actual == 30
    assert publication.rows[1].rated.reading.commentary == "It was 40 again."
    assert codes(publication) == ["commentary-repeats-suppressed"]


def test_another_measure_may_not_name_a_figure_of_one_that_is_withheld() -> None:
    rows = [
        a_row("PI.1", "3", suppress=True),
        a_row("PI.2", "70", commentary="Of PI.1 there were 3."),
        a_row("PI.3", "70", commentary="As in PI.1, staff left."),
        a_row("PI.4", "70", commentary="There were 3."),
    ]

    texts = [row.rated.reading.commentary for row in published(*rows).rows]

    assert texts == ["", TEXT_WITHHELD, "As in PI.1, staff left.", "There were 3."]


@pytest.mark.parametrize("text", ["Four of them.", "4 may return"])
def test_the_text_of_a_figure_an_officer_has_marked_is_withheld_too(text: str) -> None:
    publication = published(a_row("PI.1", None, marker="[c]", commentary=text))

    assert publication.rows[0].rated.reading.commentary == TEXT_WITHHELD
