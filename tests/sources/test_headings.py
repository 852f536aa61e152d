from __future__ import annotations

import pytest

from kpibook.domain.finding import Finding
from kpibook.errors import SourceError
from kpibook.sources.headings import check_header, header_of, heading_of, headings_of
from kpibook.workbook import layout


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        pytest.param("Which way is good", layout.POLARITY, id="the heading itself"),
        pytest.param("polarity", layout.POLARITY, id="an alias"),
        pytest.param("  AS  AT ", layout.AS_AT, id="capitals and spaces"),
        pytest.param("as_at", layout.AS_AT, id="underscore"),
        pytest.param("As\u00a0at", layout.AS_AT, id="no-break space"),
        pytest.param("As\nat", layout.AS_AT, id="line break inside a cell"),
        pytest.param("\ufeffRef", layout.REF, id="byte order mark"),
        pytest.param("Reference", layout.REF, id="reference"),
        pytest.param("range_low", layout.LOW, id="range low"),
        pytest.param("min", layout.LOW, id="min"),
        pytest.param("Low", layout.LOW, id="low"),
        pytest.param("HIGH", layout.HIGH, id="high"),
        pytest.param("Max", layout.HIGH, id="max"),
        pytest.param("my_column", "my_column", id="not ours, as written"),
        pytest.param("Comments", layout.COMMENTARY, id="comments"),
        pytest.param("previous_year", layout.PREVIOUS_YEAR, id="previous year"),
        pytest.param("Colour", "Colour", id="not ours"),
        pytest.param(None, "", id="blank"),
        pytest.param(2021, "2021", id="a number"),
    ],
)
def test_a_heading_is_known_however_it_is_written(said: object, heading: str) -> None:
    assert heading_of(said) == heading


@pytest.mark.parametrize(
    "column",
    [*layout.THIS_QUARTER_COLUMNS, *layout.REGISTER_COLUMNS, *layout.HISTORY_COLUMNS],
    ids=lambda column: column.heading,
)
def test_every_heading_of_the_layout_is_known_in_any_case(column: layout.Column) -> None:
    assert heading_of(column.heading.upper()) == column.heading
    assert heading_of(column.heading.replace(" ", "_")) == column.heading


def test_an_alias_gives_way_to_the_heading_itself() -> None:
    assert headings_of(["Ref", "Quarter", "Period"]) == ["Ref", "Quarter", "Period"]
    assert headings_of(["Ref", "Quarter"]) == ["Ref", "Period"]
    assert headings_of(["range_low", "Range high"]) == [layout.LOW, layout.HIGH]
    assert headings_of(["low", "range_low"]) == ["low", layout.LOW]


def test_two_columns_of_one_meaning_are_refused() -> None:
    with pytest.raises(SourceError, match="two columns headed 'Actual'") as caught:
        check_header(header_of(["Ref", "Actual", "ACTUAL"]), ("Ref",), "a.csv", [])

    assert caught.value.code == "heading-duplicate"
    assert caught.value.fix


def test_several_columns_without_a_heading_are_not_two_of_one() -> None:
    check_header(header_of(["Ref", "", ""]), ("Ref",), "a.csv", [])


def test_a_missing_heading_is_named_with_those_that_are_there() -> None:
    with pytest.raises(SourceError, match=r"'Actual'.*headings are Ref and Outcome") as caught:
        check_header(header_of(["Ref", "Outcome"]), ("Ref", "Actual"), "a.csv", [])

    assert caught.value.code == "heading-missing"


@pytest.mark.parametrize(
    "first_row",
    [
        pytest.param(["PI.1", "72.1", "Fell"], id="a figure"),
        pytest.param(["PI.1", "72.1%", "Fell"], id="a percentage"),
        pytest.param(["PI.1", "31/12/2021"], id="a date"),
        pytest.param(["PI.1", "", "The family of J. moved out of the area in May"], id="a text"),
    ],
)
def test_a_file_without_headings_is_not_repeated(first_row: list[str]) -> None:
    with pytest.raises(SourceError) as caught:
        check_header(header_of(first_row), ("Ref", "Actual"), "a.csv", [])

    assert str(caught.value) == (
        "a.csv: has no column headed 'Ref'. No row looks like headings. "
        "Give the columns that hold them the headings Ref and Actual. docs/register.md says what "
        "each column may hold. [heading-missing]"
    )


def test_two_columns_of_the_councils_own_with_one_heading_are_told_apart_and_not_refused() -> None:
    findings: list[Finding] = []

    header = header_of(["Ref", "Team", "Team"])
    check_header(header, ("Ref",), "a.csv", findings)

    assert list(header.names.values()) == ["Ref", "'Team' (column B)", "'Team' (column C)"]
    assert findings == []


def test_two_different_words_for_one_column_are_refused_in_the_files_own_words() -> None:
    with pytest.raises(SourceError) as caught:
        check_header(header_of(["Ref", "Actual performance", "Result"]), ("Ref",), "a.csv", [])

    assert "'Actual performance' (column B) and 'Result' (column C)" in caught.value.what
    assert caught.value.code == "heading-duplicate"


@pytest.mark.parametrize(
    ("written", "names"),
    [
        pytest.param(["Title", "Description"], ["Measure", "Description"], id="title, description"),
        pytest.param(["Code", "ID"], ["Ref", "Ref"], id="equally sure"),
        pytest.param(["Ref", "Code", "KPI"], ["Ref", "Code", "Measure"], id="KPI and a ref"),
        pytest.param(["KPI", "Title"], ["Ref", "Measure"], id="KPI and a title"),
        pytest.param(["Actual", "Value"], ["Actual", "Value"], id="the word itself"),
        pytest.param(["RAG", "Trend"], ["RAG", "Trend"], id="ratings stay the file's own"),
    ],
)
def test_of_two_words_for_one_column_the_surer_wins(written: list[str], names: list[str]) -> None:
    assert headings_of(written) == names


def test_a_heading_of_more_than_forty_characters_is_no_fault() -> None:
    long = "Which committee of the council receives this figure each quarter"

    with pytest.raises(SourceError) as caught:
        check_header(header_of(["Ref", "Measure", long]), ("Ref", "Unit"), "a.csv", [])

    assert "Its headings are Ref, Measure and a text of 64 characters" in caught.value.what


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("Commentry", "Commentary", id="a letter missing"),
        pytest.param("Numerater", "Numerator", id="a wrong letter"),
        pytest.param("Dierctorate", "Directorate", id="two letters changed"),
    ],
)
def test_a_likely_slip_is_reported_because_its_column_would_be_lost(
    written: str, meant: str
) -> None:
    findings: list[Finding] = []

    check_header(header_of(["Ref", written]), ("Ref",), "a.csv", findings)

    assert [finding.code for finding in findings] == ["heading-unknown"]
    assert meant in findings[0].fix


@pytest.mark.parametrize("own", ["Team", "Colour", "Officer's phone", "Column1", ""])
def test_a_column_of_the_councils_own_is_no_finding(own: str) -> None:
    findings: list[Finding] = []

    check_header(header_of(["Ref", own]), ("Ref",), "a.csv", findings)

    assert findings == []


def test_columns_of_actuals_that_are_not_known_are_one_finding_with_their_names() -> None:
    findings: list[Finding] = []

    check_header(
        header_of(["Ref", "Actual", "Team", "Phone"]),
        ("Ref",),
        "a.csv",
        findings,
        names_unused=True,
    )

    assert [finding.code for finding in findings] == ["headings-not-used"]
    assert "2 columns" in findings[0].what
    assert "'Team' and 'Phone'" in findings[0].what


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Commentry", "Commentary"),
        ("Coment", "Commentary"),
        ("As_att", "As at"),
        ("Atcion", "Action"),
    ],
)
def test_a_misspelt_heading_is_named_with_the_nearest(written: str, meant: str) -> None:
    findings: list[Finding] = []

    check_header(
        header_of(["Ref", "Actual", written]), ("Ref",), "a.csv", findings, names_unused=True
    )

    assert [finding.code for finding in findings] == ["heading-unknown"]
    assert f"'{meant}'" in findings[0].fix


def test_a_heading_that_may_be_two_earlier_figures_is_asked_about_with_the_choices() -> None:
    findings: list[Finding] = []

    check_header(header_of(["Ref", "Actual", "Last year"]), ("Actual",), "a.csv", findings)

    (finding,) = findings
    assert finding.code == "heading-ambiguous"
    assert "'Last year' (column C)" in finding.what
    assert "'Same quarter last year' or 'Outturn last year'" in finding.what
    # Both are headings that kpibook reads.
    assert "'Same quarter last year' or 'Outturn last year'" in finding.fix
