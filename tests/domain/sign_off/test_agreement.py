from __future__ import annotations

from dataclasses import replace
from datetime import date

from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.agreement import Agreement, AgreementState, ChangeSince, agreement_of
from kpibook.domain.sign_off.canonical import Marks, whole_mark
from kpibook.domain.sign_off.sign_off import SignOff

Q3, HEADS = Quarter(2021, 3), ("Council", "Housing", "", "standard")
A1, B1 = (Marks(key, (key,) * len(AgreedPart)) for key in ("A1", "B1"))
SIGNED = SignOff(
    Q3, "Head", date(2022, 1, 12), sha256=whole_mark(Q3, HEADS, (A1, B1)), marks=(A1, B1)
)


def of(*now: Marks, signed: SignOff = SIGNED, heads: tuple[str, ...] = HEADS) -> Agreement:
    return agreement_of((signed,), Q3, heads, now)


def test_the_same_measures_in_another_order_are_agreed() -> None:
    assert of(B1, A1).state is AgreementState.AGREED
    assert of(B1, A1).sentence == "Agreed by Head on 12th January 2022."


def test_a_measure_changed_added_or_gone_is_named_and_the_return_is_a_draft() -> None:
    changed = replace(A1, hashes=("other", *A1.hashes[1:]))
    new = replace(B1, key="C1")

    agreement = of(changed, new)

    assert agreement.changes == (
        ChangeSince("A1", (AgreedPart.FIGURE,)),
        ChangeSince("C1", is_new=True),
        ChangeSince("B1", is_gone=True),
    )
    assert agreement.agreed is None
    assert agreement.sentence.startswith("Draft: changed since")


def test_another_directorate_or_an_edited_record_is_not_agreed() -> None:
    assert not of(A1, B1, heads=("Council", "Other", "", "standard")).is_sound
    assert not of(A1, signed=replace(SIGNED, marks=(A1,))).is_sound


def test_a_record_without_its_hashes_names_no_measure() -> None:
    agreement = of(A1, B1, signed=replace(SIGNED, marks=()))

    assert (agreement.state, agreement.changes) == (AgreementState.CHANGED, ())


def test_another_quarter_is_a_draft() -> None:
    assert agreement_of((SIGNED,), Q3.next, HEADS, (A1,)).state is AgreementState.DRAFT
