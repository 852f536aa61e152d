from kpibook.workbook.layout import COMMENTARY, THIS_QUARTER_COLUMNS
from kpibook.workbook.sizes.row_heights import height_for, row_number


def test_a_row_grows_with_its_longest_text() -> None:
    short = height_for(THIS_QUARTER_COLUMNS, {COMMENTARY: "Fine."})
    long = height_for(THIS_QUARTER_COLUMNS, {COMMENTARY: "Fewer homes were let. " * 20})
    assert long > 4 * short


def test_no_row_is_taller_than_excel_allows() -> None:
    assert height_for(THIS_QUARTER_COLUMNS, {COMMENTARY: "word " * 5000}) == 409


def test_numbers_do_not_make_a_row_taller() -> None:
    assert height_for(THIS_QUARTER_COLUMNS, {"Actual": 10**60}) == height_for(
        THIS_QUARTER_COLUMNS, {}
    )


def test_the_row_of_an_address_is_its_digits() -> None:
    assert row_number("AB12") == 12
