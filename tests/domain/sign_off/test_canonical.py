from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest

from kpibook.domain.actions.action import Action
from kpibook.domain.measures.measure import Measure, Reading
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.rated_measure import RatedMeasure, rate_measure
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.canonical import Marks, marks_of, texts_of, whole_mark
from kpibook.sources.schemes import load_scheme

Q3 = Quarter(2021, 3)
READING = Reading("A1", Q3, Decimal("72.1"), as_at=date(2021, 12, 31), commentary="As planned.")


def rated(reading: Reading = READING) -> RatedMeasure:
    return rate_measure(Measure("A1", title="Title"), reading, {}, load_scheme())


def test_the_texts_are_those_of_the_decision_record() -> None:
    texts = texts_of(rated())

    assert texts[AgreedPart.FIGURE] == "72.1\t\t\t2021-12-31\t\t"
    assert texts[AgreedPart.COMMENTARY] == "As planned."


def test_a_hash_is_the_first_half_of_the_sha256_of_its_text() -> None:
    [marks] = marks_of([rated()], ())

    commentary = list(AgreedPart).index(AgreedPart.COMMENTARY)
    assert marks.hashes[commentary] == sha256(b"As planned.").hexdigest()[:32]


def test_a_blank_figure_has_another_hash_than_zero() -> None:
    [blank] = marks_of([rated(replace(READING, actual=None))], ())
    [zero] = marks_of([rated(replace(READING, actual=Decimal(0)))], ())

    assert AgreedPart.FIGURE in zero.changed_from(blank)


@pytest.mark.parametrize("same", ["72.10", "7.21E+1", "72.1000000"])
def test_the_same_figure_written_in_another_way_has_the_same_hash(same: str) -> None:
    assert marks_of([rated(replace(READING, actual=Decimal(same)))], ()) == marks_of([rated()], ())


def test_letters_put_together_in_another_way_are_the_same_text() -> None:
    one, other = (replace(READING, commentary=text) for text in ("caf\u00e9", "cafe\u0301"))

    assert marks_of([rated(one)], ()) == marks_of([rated(other)], ())


def test_the_order_of_rows_and_of_actions_is_no_matter() -> None:
    actions = [Action("Recruit", Q3), Action("Train", Q3)]
    marks = marks_of([rated()], actions)

    assert marks == marks_of([rated()], actions[::-1])
    assert [each.key for each in marks] == ["A1", ""]
    assert whole_mark(Q3, ["Council"], marks) == whole_mark(Q3, ["Council"], marks[::-1])


def test_the_whole_is_another_for_another_quarter_council_or_measure() -> None:
    marks = [Marks("A1", ("0",) * len(AgreedPart))]
    wholes = {
        whole_mark(Q3, ["Council"], marks),
        whole_mark(Q3.next, ["Council"], marks),
        whole_mark(Q3, ["Other"], marks),
        whole_mark(Q3, ["Council"], []),
    }
    assert len(wholes) == 4
