import pytest

from kpibook.xlsx.styles.number_formats import BUILT_IN, BUILT_IN_BY_CODE, is_date_code, is_date_id


@pytest.mark.parametrize(
    ("code", "date"),
    [
        ("General", False), ("0.00E+00", False), ("@", False), ('0 "days"', False),
        ("[Red]0.0", False),
        ("[$-409]d mmm yyyy", True), ("[$£-809]#,##0", False), ("\\d0", False), ("_d0", False),
        ("[h]:mm", True), ("[ss]", True), ("mm:ss.0", True), ("h:mm AM/PM", True), ("yyyy", True),
        ("[" * 100_000, False),
        ('#,##0;[Red]"days due"', False), ("[>=100]0;0.0", False), ("0*d", False), ("", False),
    ],
)  # fmt: skip
def test_a_date_format_is_one_that_has_date_letters_outside_literals(code, date):
    assert is_date_code(code) is date


def test_every_built_in_date_is_known_by_its_number():
    dates = {number for number in range(164) if is_date_id(number)}
    assert dates == {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}


def test_a_number_beyond_the_built_in_ones_says_nothing():
    assert is_date_id(164) is None


@pytest.mark.parametrize("code", ["dd/mm/yyyy", "mm-dd-yy", '"$"#,##0_);\\("$"#,##0\\)'])
def test_a_format_that_excel_shows_by_region_is_never_chosen_for_its_code(code):
    assert code not in BUILT_IN_BY_CODE


def test_a_format_that_is_the_same_everywhere_keeps_its_number():
    assert BUILT_IN_BY_CODE["0.00%"] == 10
    assert all(BUILT_IN[number] == code for code, number in BUILT_IN_BY_CODE.items())
