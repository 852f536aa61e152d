from __future__ import annotations

from kpibook.domain.measure import Measure
from kpibook.errors import Location
from kpibook.workbook.aliases import aliases_in_doubt, with_aliases


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
