from __future__ import annotations

import pytest

from kpibook.domain.returns.expected import ExpectedReturn, directorate_key, names_workbook


@pytest.mark.parametrize(
    ("listed", "file", "same"),
    [
        pytest.param("Housing.xlsx", "housing.xlsx", True, id="case"),
        pytest.param("housing", "Housing.xlsm", True, id="without its ending"),
        pytest.param("housing.xlsx", "returns/housing.xlsx", True, id="without its folder"),
        pytest.param("returns\\housing.xlsx", "housing.xlsx", True, id="with a folder of Windows"),
        pytest.param("a/housing.xlsx", "b/housing.xlsx", False, id="of another folder"),
        pytest.param("using.xlsx", "housing.xlsx", False, id="the end of a name"),
        pytest.param("", "housing.xlsx", False, id="no name"),
    ],
)
def test_a_workbook_is_known_by_its_name(listed: str, file: str, same: bool) -> None:
    assert names_workbook(listed, file) is same


def test_a_directorate_is_the_same_with_another_and_or_apostrophe() -> None:
    assert directorate_key("Children\u2019s & Adults") == directorate_key("children's  and adults")


def test_two_workbooks_of_one_directorate_are_two_returns() -> None:
    first, second = (ExpectedReturn(f"{n}.xlsx", "Housing") for n in "ab")

    assert first.key != second.key
    assert first.name == second.name == "Housing"
