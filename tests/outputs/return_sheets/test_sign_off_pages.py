from __future__ import annotations

from datetime import date

from kpibook.domain.measures.period import Quarter
from kpibook.domain.sign_off.agreed_part import AgreedPart
from kpibook.domain.sign_off.canonical import Marks
from kpibook.domain.sign_off.sign_off import SignOff
from kpibook.outputs.return_sheets.sign_off_pages import hashes_page, sign_offs_page


def test_a_sign_off_is_a_row_with_post_day_version_and_standing() -> None:
    sign_off = SignOff(Quarter(2021, 3), "Head", date(2022, 1, 12), "2", "f" * 64)

    [row] = sign_offs_page("Sign-off", [sign_off]).rows

    assert list(map(str, row)) == ["Q3 2021/22", "Head", "12/01/2022", "2", "Agreed", "f" * 64]


def test_actions_without_a_measure_have_words_in_place_of_a_reference() -> None:
    [row] = hashes_page("Hashes", [Marks("", ("0",) * len(AgreedPart))]).rows

    assert str(row[0]) == "Actions of services"
