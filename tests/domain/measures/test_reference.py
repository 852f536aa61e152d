"""References: one spelling for matching; what only looks alike is reported, never merged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpibook.domain.measures.reference import near_duplicates, ref_key, skeleton

LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
REFS = st.text(LETTERS_AND_DIGITS, min_size=1, max_size=12)
SEPARATORS = [" ", "\u00a0", "\u2009", "\t", "\n", ".", "-", "–", "—", "‑", "−", "_", "/", ":"]


@pytest.mark.parametrize(
    "ref",
    [
        pytest.param("PI.2250", id="as published"),
        pytest.param("PI. 2250", id="with a space, as in the report"),
        pytest.param("PI 2250", id="space"),
        pytest.param("pi2250", id="small letters"),
        pytest.param("PI\u00a02250", id="no-break space"),
        pytest.param(" PI-2250 ", id="hyphen and spaces around"),
        pytest.param("PI–2250", id="en dash"),
        pytest.param("PI−2250", id="minus sign"),
        pytest.param("P.I._2250", id="full stops and underscore"),
        pytest.param("PI/2250", id="slash"),
        pytest.param("PI.2250+", id="a note kept as plus"),
        pytest.param("PI. 2250 *", id="a note kept as star"),
    ],
)
def test_one_measure_has_one_key(ref: str) -> None:
    assert ref_key(ref) == "PI2250"


@pytest.mark.parametrize(
    ("ref", "key"),
    [
        pytest.param(None, "", id="none"),
        pytest.param("", "", id="blank"),
        pytest.param("  \u00a0", "", id="spaces"),
        pytest.param(float("nan"), "", id="nan"),
        pytest.param("-", "", id="only a dash"),
        pytest.param("+", "", id="only a note"),
        pytest.param(2250, "2250", id="whole number"),
        pytest.param(2250.0, "2250", id="float from Excel"),
        pytest.param("007", "007", id="leading noughts stay"),
        pytest.param("A+B", "A+B", id="a plus inside stays"),
        pytest.param("ŵ1", "Ŵ1", id="Welsh letters have capitals"),
    ],
)
def test_odd_references_have_a_key(ref: object, key: str) -> None:
    assert ref_key(ref) == key


@given(st.text())
def test_the_key_of_a_key_is_itself(ref: str) -> None:
    assert ref_key(ref_key(ref)) == ref_key(ref)


@given(REFS, st.data())
def test_case_and_separators_never_matter(ref: str, data: st.DataObject) -> None:
    spelled, before = data.draw(st.sampled_from(["", *SEPARATORS])), ""
    for letter in ref:
        if not (before.isdigit() and letter.isdigit()):  # what parts two digits does matter
            spelled += data.draw(st.sampled_from(["", *SEPARATORS]))
        spelled += data.draw(st.sampled_from([letter.upper(), letter.lower()]))
        before = letter

    assert ref_key(spelled + data.draw(st.sampled_from(["", *SEPARATORS]))) == ref


@pytest.mark.parametrize("other", ["11.2", "112", "1.1.2"])
def test_what_parts_two_digits_makes_another_reference(other: str) -> None:
    assert ref_key("1.12") != ref_key(other)
    assert ref_key("1.12") == ref_key("1-12") == ref_key(" 1 . 12 ")


@given(REFS, REFS)
def test_different_letters_or_digits_are_different_references(one: str, other: str) -> None:
    assert (ref_key(one) == ref_key(other)) == (one == other)


LOOK_ALIKES = [
    pytest.param("PA2250", "P\u04102250", id="Cyrillic A"),
    pytest.param("PI2250", "P\u04062250", id="Cyrillic I"),
    pytest.param("PI2250", "\u03a1I2250", id="Greek Rho"),
    pytest.param("pa2250", "p\u04302250", id="small Cyrillic a"),
    pytest.param("PI2250", "PI\u200b2250", id="zero-width space"),
    pytest.param("PI2250", "PI2250\u200d", id="zero-width joiner behind"),
    pytest.param("PI2250", "\ufeffPI2250", id="byte order mark"),
    pytest.param("PI2250", "PI\u00ad2250", id="soft hyphen"),
    pytest.param("PI2250", "PI2250\ufe0f", id="variation selector"),
    pytest.param("PI2250", "PI\u034f2250", id="combining joiner"),
    pytest.param("PI2250", "PI225O", id="letter O for nought"),
    pytest.param("PI2250", "Pl2250", id="small L for capital I"),
    pytest.param("PI2250", "P12250", id="one for capital I"),
    pytest.param("PI2250", "P\u01312250", id="dotless i"),
    pytest.param("SW1", "\u017fW1", id="long s"),
    pytest.param("PI2250", "ＰＩ2250", id="full-width letters"),
    pytest.param("PI2250", "PI２２５０", id="full-width digits"),
]


@pytest.mark.parametrize(("ref", "like"), LOOK_ALIKES)
def test_a_look_alike_is_reported_and_never_merged(ref: str, like: str) -> None:
    assert ref_key(ref) != ref_key(like)
    assert near_duplicates([ref, "HSG9", like]) == [(ref, like)]


@given(
    REFS, st.sampled_from(["\u200b", "\u200c", "\u2060", "\ufeff", "\u00ad", "\u200e"]), st.data()
)
def test_an_invisible_character_anywhere_is_reported(
    ref: str, unseen: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(ref)))
    like = ref[:at] + unseen + ref[at:]

    assert ref_key(like) != ref_key(ref)
    assert near_duplicates([ref, like]) == [(ref, like)]


@pytest.mark.parametrize(
    "refs",
    [
        pytest.param([], id="none"),
        pytest.param(["PI.1", "PI.2"], id="different"),
        pytest.param(["PI.2250", "PI. 2250"], id="one reference twice is no look-alike"),
        pytest.param(["", " ", "-"], id="blanks"),
    ],
)
def test_what_is_not_alike_is_not_reported(refs: list[str]) -> None:
    assert near_duplicates(refs) == []


def test_look_alikes_are_grouped_in_order_of_appearance_as_written() -> None:
    refs = ["HSGO1", "PI. 225O", "HSG01", "PI.2250", "pi2250", "Pl2250"]

    assert near_duplicates(refs) == [("HSGO1", "HSG01"), ("PI. 225O", "PI.2250", "Pl2250")]


@given(st.lists(st.text("PIl1O0o. \u200b\u0410A2", max_size=6), max_size=8))
def test_groups_hold_different_keys_that_look_the_same(refs: list[str]) -> None:
    for group in near_duplicates(refs):
        assert len({ref_key(ref) for ref in group}) == len(group) >= 2
        assert len({skeleton(ref) for ref in group}) == 1
