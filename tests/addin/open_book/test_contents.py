from __future__ import annotations

import datetime as dt

import pytest

from kpibook.addin.open_book.contents import content_of, described, same
from kpibook.xlsx import Cell


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        pytest.param(0.1 + 0.2, 0.3, True, id="15 digits count"),
        pytest.param(1.0000000000001, 1.0, False, id="the 14th digit counts"),
        pytest.param("", 0.0, False, id="blank is not zero"),
        pytest.param(True, 1.0, False, id="true is not one"),
        pytest.param("'0.5", 0.5, False, id="a text is not its number"),
        pytest.param("=sum(A1, B1)", "=SUM(A1,B1)", True, id="as Excel spells it"),
        pytest.param("=SUM(A1,B1)", "=SUM(A1,B2)", False, id="another formula"),
        pytest.param("='Q1'!A1", "=Q1!A1", True, id="quotation marks round a sheet"),
        pytest.param("=[@Actual]*2", "=T[[#This Row],[Actual]]*2", True, id="own row"),
        pytest.param("=T[@[Next target]]", "=T[[#This Row], [Next target]]", True, id="spaces"),
        pytest.param("=SUM([@[A]:[B]])", "=SUM(T[[#This Row],[A]:[B]])", True, id="two columns"),
        pytest.param("=[@Actual]", "=T[[#This Row],[Target]]", False, id="another column"),
        pytest.param("=SUM([@Actual])", "=SUM(T[Actual])", False, id="a whole column"),
        pytest.param("a\r\nb", "a\nb", True, id="line ends"),
        pytest.param("A", "a", False, id="case of a text"),
    ],
)
def test_contents_are_the_same_as_excel_has_them(one: object, other: object, is_same: bool) -> None:
    assert same(one, other) is is_same
    assert same(other, one) is is_same


def test_a_moment_is_the_same_to_the_millisecond() -> None:
    assert same(44578.123456789, 44578.123456785, moment=True)
    assert not same(44578.123456789, 44578.123456785)
    assert not same(44578.0, 44579.0, moment=True)


def test_a_content_is_what_writes_the_cell_back() -> None:
    assert content_of(Cell("A1", "date", dt.date(2022, 1, 17))) == 44578.0
    assert content_of(Cell("A1", "text", "1 May")) == "'1 May"


def test_a_content_is_described_without_its_text() -> None:
    contents = (0.721, True, "", "=A1", "'1 May", "Mrs Smith")

    assert [described(content) for content in contents] == [
        "0.721",
        "TRUE",
        "nothing",
        "a formula",
        "a text of 5 characters",
        "a text of 9 characters",
    ]
