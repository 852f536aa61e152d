from __future__ import annotations

from datetime import date

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.returns.expected import ExpectedReturn
from kpibook.domain.returns.return_findings import return_findings
from tests.domain.consolidated import a_row, a_source_book
from tests.domain.returns.given import housing, returns


def findings(expected: ExpectedReturn, saved: str, actual: str | None = "90") -> list[Finding]:
    book = a_source_book("housing.xlsx", a_row(actual=actual), modified=saved)
    return list(return_findings(returns([expected], book)))


def test_a_return_in_time_has_no_finding() -> None:
    assert findings(housing(), "2022-01-10T09:00:00Z") == []


@pytest.mark.parametrize(
    ("expected", "saved", "actual", "codes"),
    [
        pytest.param(housing(), "2022-01-18T09:00:00Z", "90", ["return-late"], id="late"),
        pytest.param(housing(), "", "90", ["return-day-unknown"], id="no day"),
        pytest.param(housing(), "", None, ["return-without-figures"], id="blank"),
        pytest.param(
            housing(directorate="Roads"), "", "90", ["return-missing", "return-not-expected"],
            id="another directorate",
        ),
    ],
)  # fmt: skip
def test_a_return_that_is_not_in_or_late_is_a_finding(
    expected: ExpectedReturn, saved: str, actual: str | None, codes: list[str]
) -> None:
    assert [finding.code for finding in findings(expected, saved, actual)] == codes


def test_a_missing_return_is_told_with_its_line_and_due_day() -> None:
    finding, _ = findings(housing(directorate="Roads"), "")

    assert str(finding).startswith(
        "expect.csv line 2: the return of Roads, due on 17th January 2022, is missing."
    )


def test_a_late_return_says_which_day_counts() -> None:
    (by_file,) = findings(housing(), "2022-01-18T09:00:00Z")
    (by_list,) = findings(housing(returned_on=date(2022, 1, 19)), "2022-01-10T09:00:00Z")

    assert "18th January 2022: its workbook was last saved then." in by_file.what
    assert by_list.what.endswith("came in on 19th January 2022.")


def test_a_directorate_that_is_spelt_otherwise_is_suggested() -> None:
    *_, finding = findings(housing(directorate="Houseing"), "")

    assert finding.fix == "Did you mean 'Houseing'?"
