"""Delimiter and heading row of a CSV file."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.errors import SourceError
from kpibook.sources.delimited import Delimited, read_delimited
from kpibook.sources.heading_text import When

NEEDED = ("Ref", "Actual")


def read(folder: Path, text: str) -> Delimited:
    path = folder / "a.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return read_delimited(path, NEEDED, [])


def fields(content: Delimited) -> list[list[str]]:
    return [record for _, record in content.records]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_headings(tmp_path: Path, delimiter: str) -> None:
    content = read(tmp_path, "Ref_Actual\nPI.1_92%\n".replace("_", delimiter))

    assert (content.delimiter, fields(content)) == (delimiter, [["PI.1", "92%"]])


def test_a_title_full_of_commas_does_not_decide_the_delimiter(tmp_path: Path) -> None:
    content = read(tmp_path, "Homes, arrears, repairs, voids\n\nRef;Actual\nPI.1;92,4\n")

    assert fields(content) == [["PI.1", "92,4"]]
    assert content.records[0][0] == 4


def test_a_line_that_says_the_delimiter_is_honoured(tmp_path: Path) -> None:
    content = read(tmp_path, "sep=;\r\nRef;Actual\r\nPI.1;92%\r\n")

    assert content.header.names == {1: "Ref", 2: "Actual"}
    assert content.records == [(3, ["PI.1", "92%"])]


def test_the_headings_are_found_below_titles_which_are_kept(tmp_path: Path) -> None:
    text = "Homes performance export\nGenerated 05/01/2026 09:12\n\nRef,Actual\nPI.1,92%\n"

    content = read(tmp_path, text)

    assert content.title == ("Homes performance export", "Generated 05/01/2026 09:12")
    assert content.records == [(5, ["PI.1", "92%"])]


@pytest.mark.parametrize(("above", "is_found"), [(199, True), (200, False)])
def test_headings_are_looked_for_in_the_first_two_hundred_rows(
    tmp_path: Path, above: int, is_found: bool
) -> None:
    text = "Title\n" * above + "Ref,Actual\nPI.1,92%\n"

    if is_found:
        assert fields(read(tmp_path, text)) == [["PI.1", "92%"]]
    else:
        with pytest.raises(SourceError, match="first 200 rows"):
            read(tmp_path, text)


def test_a_file_without_the_headings_is_refused_with_those_that_were_seen(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, "Code;Spend;Team\nPI.1;2;A\n")

    assert caught.value.code == "heading-missing"
    assert "Its headings are Code, Spend and Team." in caught.value.what
    assert "semicolons between the fields" in caught.value.what
    assert "Ref and Actual" in caught.value.fix


def test_a_broken_quotation_below_the_headings_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, 'sep=,\nRef,Actual\nPI.1,"92\n')

    assert (caught.value.code, caught.value.where.line) == ("csv-unreadable", 3)


def test_a_title_as_wide_as_the_table_is_not_taken_for_the_headings(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        read(tmp_path, "Homes performance 2023/24,,\n,,\nRef,Spend,Team\nPI.1,2,A\n")

    assert "Its headings are Ref, Spend and Team." in caught.value.what


def test_headings_broken_over_lines_are_read_together_with_the_band_above(tmp_path: Path) -> None:
    content = read(tmp_path, ',,"2021/22\nfigures"\nRef,Measure,"Q3\nactual"\nPI.1,Homes,92%\n')

    assert content.header.dated == {"2021/22 figures Q3 actual": ("Actual", When(3, 2021))}
