from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from kpibook.domain.measures.measure import Measure, Polarity, Reading, Target
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Status
from kpibook.errors import Location, SchemeError, WorkbookError
from kpibook.services.rating.scorecard import rate_workbook, refuse_without_measures, scheme_of
from kpibook.workbook.performance import PerformanceWorkbook, Settings
from tests.sources.test_schemes import STANDARD
from tests.workbook.rows import a_row

Q3 = Quarter(2021, 3)


def a_workbook(scheme: str = "standard", rows: tuple[str, ...] = ("PI1",)) -> PerformanceWorkbook:
    measures = [
        Measure(ref, polarity=Polarity.HIGHER, target=Target(Decimal(80))) for ref in ("PI1", "PI2")
    ]
    return PerformanceWorkbook(
        file="book.xlsx",
        settings=Settings(Q3, "A council", "Housing", "Scrutiny", scheme),
        measures={measure.key: measure for measure in measures},
        readings={ref: Reading(ref, Q3, Decimal(79)) for ref in rows},
        rows={ref: a_row(Ref=ref) for ref in rows},
        history={},
        findings=(),
    )


def test_measures_are_rated_in_the_order_of_their_rows() -> None:
    card = rate_workbook(a_workbook(rows=("PI2", "PI1")), Path())

    assert [rated.measure.ref for rated in card.rated] == ["PI2", "PI1"]


def test_a_measure_without_a_row_is_not_rated() -> None:
    assert [r.measure.ref for r in rate_workbook(a_workbook(), Path()).rated] == ["PI1"]


def test_other_readings_may_be_rated_in_place_of_the_workbooks() -> None:
    better = {"PI1": Reading("PI1", Q3, Decimal(81))}

    before = rate_workbook(a_workbook(), Path()).rated[0]
    after = rate_workbook(a_workbook(), Path(), better).rated[0]

    assert (before.rating.status, after.rating.status) == (Status.WITHIN, Status.MET)


def test_the_return_bears_the_settings() -> None:
    content = rate_workbook(a_workbook(), Path()).quarterly_return

    assert (content.council, content.directorate, content.committee) == (
        "A council",
        "Housing",
        "Scrutiny",
    )
    assert content.period == Q3
    assert content.title.startswith("Housing: ")


def test_a_scheme_file_is_looked_for_beside_the_workbook(tmp_path: Path) -> None:
    strict = STANDARD.replace('tolerance = "measure or 5%"', 'tolerance = "0"')
    (tmp_path / "ours.toml").write_text(strict, encoding="utf-8")

    card = rate_workbook(a_workbook("ours.toml"), tmp_path)

    assert card.rated[0].rating.status is Status.OFF


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("standrd", "there is no scheme named 'standrd'. Did you mean", id="misspelt"),
        pytest.param("none.toml", "none.toml: there is no such file", id="no such file"),
        pytest.param("bad.toml", "bad.toml: is not valid TOML", id="not a scheme"),
    ],
)
def test_a_scheme_that_is_not_one_is_refused_with_the_cell_that_names_it(
    tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "bad.toml").write_text("=", encoding="utf-8")
    book = a_workbook(name)
    with pytest.raises(SchemeError, match=says):
        rate_workbook(book, tmp_path)
    cell = Location("book.xlsx", "Settings", "B7")
    book = replace(book, settings=replace(book.settings, scheme_place=cell))

    with pytest.raises(SchemeError, match=says) as caught:
        rate_workbook(book, tmp_path)

    assert str(caught.value).startswith("book.xlsx 'Settings'!B7: ")
    assert caught.value.code in ("scheme-unknown", "file-missing", "scheme-syntax")


def test_a_workbook_without_a_measure_on_the_sheet_has_nothing_to_report() -> None:
    refuse_without_measures(rate_workbook(a_workbook(), Path()))

    with pytest.raises(WorkbookError) as caught:
        refuse_without_measures(rate_workbook(a_workbook(rows=()), Path()))

    assert caught.value.code == "no-measures"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.toml",
        "..\\secret.toml",
        "\\\\server\\share\\x.toml",
        "//server/share/x.toml",
        "C:x.toml",
        "x.toml:stream.toml",
        "NUL.toml",
        "\\\\.\\pipe\\x.toml",
        "~/x.toml",
        "%USERPROFILE%\\x.toml",
        "../secret",
        "link.toml",
        "absolute",
    ],
)
def test_a_workbook_names_no_file_outside_its_folder(tmp_path: Path, name: str) -> None:
    """The message says nothing of what is in the file, not even that it is there."""
    folder = tmp_path / "books"
    folder.mkdir()
    secret = tmp_path / "secret.toml"
    secret.write_text('password_of_the_database = "tulip"\n', encoding="utf-8")
    (folder / "link.toml").symlink_to(secret)
    if name == "absolute":
        name = str(secret)

    with pytest.raises(SchemeError) as caught:
        scheme_of(Settings(Q3, scheme=name), folder)

    assert caught.value.code == "scheme-place"
    assert "password" not in str(caught.value)
    assert "tulip" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes in folders")
def test_a_scheme_file_is_a_regular_file_of_at_most_a_megabyte(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    (tmp_path / "large.toml").write_bytes(b"#" * 1_000_001)

    codes = []
    for name in ("pipe.toml", "large.toml"):
        with pytest.raises(SchemeError) as caught:
            scheme_of(Settings(Q3, scheme=name), tmp_path)
        codes.append(caught.value.code)

    assert codes == ["not-a-file", "file-too-large"]


def a_book_with_priorities(*priorities: tuple[str, str]) -> PerformanceWorkbook:
    """Return a workbook with these references and priorities in its register, last row first."""
    measures = [Measure(ref, priority=priority) for ref, priority in priorities]
    refs = [measure.key for measure in measures]
    return replace(
        a_workbook(rows=tuple(reversed(refs))), measures={each.key: each for each in measures}
    )


def refs_on_the_return(book: PerformanceWorkbook) -> list[str]:
    content = rate_workbook(book, Path()).quarterly_return
    return [rated.measure.ref for rated in content.rated]


def test_a_return_is_in_the_order_of_the_register_not_of_the_sheet() -> None:
    book = a_book_with_priorities(("A1", "Homes"), ("A2", "Homes"), ("A3", "Homes"))

    assert refs_on_the_return(book) == ["A1", "A2", "A3"]


def test_priorities_are_together_where_their_first_measure_is_and_none_is_last() -> None:
    book = a_book_with_priorities(
        ("A1", ""),
        ("A2", "Streets"),
        ("A3", "Homes"),
        ("A4", "streets "),
        ("A5", ""),
        ("A6", "Homes"),
    )

    assert refs_on_the_return(book) == ["A2", "A4", "A3", "A6", "A1", "A5"]
