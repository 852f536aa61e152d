from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.errors import SourceError
from kpibook.sources.expected_returns import read_expected

HEADER = "Directorate,Contact,E-mail,Due\n"


def read(tmp_path: Path, text: str | bytes) -> tuple[tuple[ExpectedReturn, ...], list[Finding]]:
    file = tmp_path / "expect.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    findings: list[Finding] = []
    return read_expected(file, findings), findings


def test_a_row_says_who_returns_what_and_when(tmp_path: Path) -> None:
    items, findings = read(
        tmp_path,
        "Workbook,Directorate,Contact,E-mail,Due,Returned on\n"
        "housing.xlsx,Housing,Jo Patel,jo@example.gov.uk,17/01/2022,2022-01-14\n",
    )

    assert findings == []
    assert items == (
        ExpectedReturn(
            "housing.xlsx", "Housing", "Jo Patel", ("jo@example.gov.uk",),
            date(2022, 1, 17), date(2022, 1, 14), 2,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Department;Deadline\nHousing;17/01/2022\n", id="semicolons"),
        pytest.param("sep=;\nDepartment;Deadline\nHousing;17/01/2022\n", id="said in a first line"),
        pytest.param("Directorate\tDue date\nHousing\t17 Jan 2022\n", id="tabs"),
        pytest.param("Returns of Q3,\n,\nDIRECTORATE,due_by\nHousing,17.01.22\n", id="titles"),
        pytest.param("Directorate,Due\n Housing ,17/01/2022\n,\n", id="blank rows and spaces"),
        pytest.param("Directorate,Due\nHousing,17/01/2022\n".encode("utf-16"), id="UTF-16"),
    ],
)
def test_the_list_is_read_as_people_write_it(tmp_path: Path, text: str | bytes) -> None:
    items, findings = read(tmp_path, text)

    assert [(item.directorate, item.due) for item in items] == [("Housing", date(2022, 1, 17))]
    assert [finding.code for finding in findings] == ["expect-contact-missing"]


@pytest.mark.parametrize(
    ("row", "code", "kept"),
    [
        pytest.param("Roads,Jo,,31/02/2022", "expect-date-unreadable", 2, id="an impossible day"),
        pytest.param("Roads,Jo,,44578", "expect-date-unreadable", 2, id="a number for a day"),
        pytest.param("Roads,Jo,,", "expect-due-missing", 2, id="no due day"),
        pytest.param("Roads,,,17/01/2022", "expect-contact-missing", 2, id="no contact"),
        pytest.param("Roads,,jo@,17/01/2022", "expect-address-unreadable", 2, id="no address"),
        pytest.param(",Jo,,17/01/2022", "expect-name-missing", 1, id="no name"),
        pytest.param("HOUSING ,Jo,,17/01/2022", "expect-twice", 1, id="a name twice"),
        pytest.param("Roads,Jo,,17/01/2022,x", "csv-extra-fields", 1, id="a field too many"),
    ],
)
def test_a_row_with_a_fault_has_a_finding_at_its_line(
    tmp_path: Path, row: str, code: str, kept: int
) -> None:
    items, (finding,) = read(tmp_path, f"{HEADER}Housing,Al,,17/01/2022\n{row}\n")

    assert (finding.code, finding.where.line, len(items)) == (code, 3, kept)


def test_an_address_is_never_in_a_message(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path, f"{HEADER}Housing,Jo Patel,jo at@,17/01/2022\n")

    assert "jo" not in str(finding).casefold().replace("jo.", "")


def test_an_address_may_be_with_the_contacts_name(tmp_path: Path) -> None:
    (item,), findings = read(
        tmp_path, "Directorate,Contact,Due\nHousing,Jo <jo@a.gov.uk>; al@a.gov.uk,17/01/2022\n"
    )

    assert findings == []
    assert item.addresses == ("jo@a.gov.uk", "al@a.gov.uk")


def test_a_column_that_the_list_does_not_have_is_named(tmp_path: Path) -> None:
    _, (finding,) = read(tmp_path, "Directorate,Contakt,Contact,Due\nHousing,,Jo,17/01/2022\n")

    assert finding.code == "expect-column-unknown"
    assert "'Contakt'" in finding.what
    assert "Did you mean 'Contact'?" in finding.fix


def test_a_list_without_due_days_is_a_single_finding(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "Directorate,Contact\nHousing,Jo\nRoads,Al\n")

    assert [(finding.code, finding.where.line) for finding in findings] == [
        ("expect-due-missing", None)
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("Contact,Due\nJo,17/01/2022\n", "heading-missing", id="no name column"),
        pytest.param("", "heading-missing", id="nothing"),
        pytest.param("Directorate,Due\n", "expect-empty", id="no rows"),
        pytest.param("Directorate,Due,Deadline\nA,,\n", "heading-duplicate", id="two of a kind"),
        pytest.param('Directorate,Due\n"Housing,17/01/2022\n', "csv-unreadable", id="a quote open"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(SourceError) as error:
        read(tmp_path, text)

    assert error.value.code == code


def test_a_workbook_in_place_of_the_list_is_refused(tmp_path: Path) -> None:
    (tmp_path / "expect.xlsx").write_bytes(b"PK")

    for name, code in (("expect.xlsx", "expect-no-csv"), ("gone.csv", "file-missing")):
        with pytest.raises(SourceError) as error:
            read_expected(tmp_path / name, [])
        assert error.value.code == code
