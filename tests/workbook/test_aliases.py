from __future__ import annotations

from kpibook.domain.measures.measure import Measure
from kpibook.errors import Location
from kpibook.workbook.aliases import aliases_in_doubt, report_unknown, with_aliases
from tests.workbook.rows import a_row


def register(**aliases: tuple[str, ...]) -> dict[str, Measure]:
    """Measures by key; each keyword is a reference with its earlier ones."""
    where = Location("book.xlsx", "Measures", "A6")
    measures = [Measure(ref, aliases=earlier, source=where) for ref, earlier in aliases.items()]
    return {measure.key: measure for measure in measures}


def test_a_measure_is_found_by_its_reference_and_by_an_earlier_one() -> None:
    measures = register(PI1=("PI. 9", "PI 8"), PI2=())

    found = with_aliases(measures)

    assert {key: measure.ref for key, measure in found.items()} == {
        "PI1": "PI1",
        "PI2": "PI2",
        "PI9": "PI1",
        "PI8": "PI1",
    }
    assert list(aliases_in_doubt(measures)) == []


def test_an_unknown_reference_is_reported_with_near_ones_each_once() -> None:
    measures = register(PI426=("PI. 9",), HSG3=("PI 427",))
    row = a_row(Ref="PI 425")

    report_unknown(row, with_aliases(measures), "book.xlsx")

    (finding,) = row.findings
    assert (finding.code, finding.ref) == ("ref-unknown", "PI 425")
    assert finding.what == "PI 425 is not in book.xlsx: not used."
    assert finding.fix.endswith("belongs to. Did you mean 'PI426'?")


def test_an_unknown_reference_is_not_answered_with_the_whole_register() -> None:
    measures = register(PI426=(), HSG3=())
    row = a_row(Ref="The family of J. moved out of the area in May")

    report_unknown(row, with_aliases(measures), "the register")

    said = str(row.findings[0])
    assert "a text of 45 characters is not in the register" in said
    assert not any(word in said for word in ("family", "PI426", "HSG3"))


def test_an_earlier_reference_of_two_measures_stands_for_neither() -> None:
    measures = register(PI1=("PI9",), PI2=("pi.9",))

    assert "PI9" not in with_aliases(measures)
    (finding,) = aliases_in_doubt(measures)
    assert finding.code == "alias-ambiguous"
    assert "PI1 and PI2" in finding.what
    assert finding.where.sheet == "Measures"
    assert finding.fix


def test_a_measures_own_reference_comes_before_anothers_earlier_one() -> None:
    measures = register(PI1=(), PI2=("PI1",))

    assert with_aliases(measures)["PI1"].ref == "PI1"
    assert [finding.code for finding in aliases_in_doubt(measures)] == ["alias-ambiguous"]


def test_an_alias_that_is_the_measures_own_reference_is_no_doubt() -> None:
    measures = register(PI1=("PI. 1", "pi1"))

    assert with_aliases(measures) == measures
    assert list(aliases_in_doubt(measures)) == []
