"""What a layout may say of many measures is asked once."""

from kpibook.domain.finding import Finding
from kpibook.errors import Location
from kpibook.workbook.mapped.told_once import in_place, told_once


def _missing(code: str, ref: str) -> Finding:
    return Finding(code, f"{ref} has nothing.", Location("x.xlsx", "S", ref), ref=ref)


def test_measures_without_a_unit_are_one_finding_that_names_the_layout() -> None:
    other = Finding("formula-error", "B shows #REF!.", Location("x.xlsx", "S", "B2"))
    told = told_once(
        [_missing("unit-missing", "A1"), other, _missing("unit-missing", "A2"),
         _missing("polarity-missing", "A2")]
    )  # fmt: skip

    assert [finding.code for finding in told] == [
        "unit-missing",
        "formula-error",
        "polarity-missing",
    ]
    assert "2 measures: A1 and A2" in told[0].what
    assert "[measure.REF]" in told[0].fix
    assert (told[0].ref, told[2].ref) == ("", "A2")


def test_what_is_put_right_on_our_sheets_elsewhere_names_the_layout() -> None:
    finding = Finding("actions-not-kept", "A1 is off target.", Location("x"), "kpibook actions")

    (told,) = in_place([finding])

    assert "names as action" in told.fix
