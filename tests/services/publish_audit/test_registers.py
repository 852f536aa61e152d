"""Findings of the audit once registers say what the measures are; published by real commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError
from kpibook.services.publish_audit.audit_files import audit_files
from kpibook.services.publish_audit.published_figures import figures_in
from kpibook.services.publish_audit.registers import registers_in
from tests.cli.test_return_together import a_council
from tests.support.books import a_book, a_csv, filled
from tests.support.cli import run

COUNT = {"Unit": "count", "Decimals": "0"}
YEAR_TO_DATE = {"Ref": "PI.1", "Basis": "cumulative", **COUNT}
OWN_QUARTER = {"Ref": "PI.9", "Basis": "in period", **COUNT}
SHARE = {"Ref": "PI.2", "Unit": "percent", "Decimals": "1"}


def a_return(
    folder: Path,
    number: int,
    measures: Iterable[Mapping[str, str]],
    figures: Mapping[str, str],
    directorate: str = "Care",
) -> Path:
    """The published return of one directorate's workbook for a quarter of 2021/22.

    It is made without the quarters before, as by officers who start a new workbook each quarter.
    """
    name = f"{directorate} Q{number}"
    book = a_book(
        folder,
        *measures,
        name=f"{name}.xlsx",
        period=Quarter(2021, number),
        council="Exampleton",
        directorate=directorate,
    )
    rows = [
        {"Ref": ref, "Actual": "", "Marker": figure}
        if figure.startswith("[")
        else {"Ref": ref, "Actual": figure, "Marker": ""}
        for ref, figure in figures.items()
    ]
    done = filled(book, *rows, name=f"{name} filled.xlsx")
    assert done.output is not None
    run("return", str(done.output), "-o", f"published {name}.xlsx", cwd=folder)
    return folder / f"published {name}.xlsx"


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_year_to_date_lies_between_those_before_and_after_it(tmp_path: Path) -> None:
    files = [
        a_return(tmp_path, number, [YEAR_TO_DATE], {"PI.1": figure})
        for number, figure in ((1, "9"), (2, "[c]"), (3, "10"))
    ]

    (without,) = audit_files(files)
    found, rise = audit_files(files, [tmp_path / "Care Q2.xlsx"])

    assert without.code == "audit-without-register"
    assert (found.code, rise.code) == ("withheld-figure-narrowed", "small-rise-published")
    assert "PI.1 of Care for Q2 2021/22 is withheld and is 9 or 10" in found.what
    for file in files:
        assert file.name in found.what
    assert "Q3 2021/22 is 1 more" in rise.what


def test_a_quarter_is_a_year_to_date_less_that_of_the_quarter_before(tmp_path: Path) -> None:
    measures = [YEAR_TO_DATE, OWN_QUARTER]
    files = [
        a_return(tmp_path, number, measures, {"PI.1": total, "PI.9": own})
        for number, total, own in ((1, "9", "9"), (2, "21", "12"), (3, "24", "[c]"))
    ]

    assert codes(audit_files(files)) == ["audit-without-register"]
    (found,) = audit_files(files, [tmp_path / "Care Q2.xlsx"])

    assert found.code == "withheld-figure-recoverable"
    assert "PI.9 of Care for Q3 2021/22 is withheld and is 3" in found.what
    assert "PI.1" in found.what


def shares(folder: Path, unit: str = "percent", sign: str = "%") -> list[Path]:
    """Returns that print shares only: 89 of 200, 85 of 150, and 4 of 50, which is withheld."""
    figures = {"Total": f"44.5{sign}", "Adults": f"56.7{sign}", "Care": "[c]"}
    return [
        a_return(folder, 3, [{**SHARE, "Unit": unit}], {"PI.2": figure}, directorate=name)
        for name, figure in figures.items()
    ]


def bases(path: Path, **denominators: int) -> Path:
    """A table of the counts below the line, as councils publish it as open data."""
    rows = [
        {"Ref": "PI.2", "Directorate": name, "Period": "Q3 2021/22", "Actual": "", "Marker": "",
         "Denominator": str(count)}
        for name, count in denominators.items()
    ]  # fmt: skip
    return a_csv(path, *rows)


@pytest.mark.parametrize(
    "printed",
    [
        pytest.param({"Total": 200, "Adults": 150, "Care": 50}, id="all printed"),
        pytest.param({"Adults": 150, "Care": 50}, id="that of the total is the sum of the others"),
        pytest.param({"Total": 200, "Adults": 150}, id="that of the share is what is left"),
    ],
)
def test_a_share_is_worked_out_from_shares_in_one_file_and_their_bases_in_another(
    tmp_path: Path, printed: dict[str, int]
) -> None:
    files = [*shares(tmp_path), bases(tmp_path / "bases.csv", **printed)]

    (found,) = audit_files(files, [tmp_path / "Care Q3.xlsx"])

    assert found.code == "withheld-figure-recoverable"
    assert "PI.2 of Care for Q3 2021/22 is withheld and is 8.0" in found.what
    for file in files:
        assert file.name in found.what


def test_a_rate_is_worked_out_once_a_register_says_that_it_is_one(tmp_path: Path) -> None:
    returns = shares(tmp_path, "rate per 1,000", sign="")
    files = [*returns, bases(tmp_path / "bases.csv", Total=2000, Adults=1500, Care=500)]

    without = audit_files(files)
    (found,) = audit_files(files, [tmp_path / "Care Q3.xlsx"])

    assert "withheld-figure-recoverable" not in codes(without)
    assert "PI.2 of Care for Q3 2021/22 is withheld and is 8.0" in found.what


def test_a_base_so_large_that_the_share_hides_the_count_gives_nothing_away(
    tmp_path: Path,
) -> None:
    files = [
        *shares(tmp_path),
        bases(tmp_path / "bases.csv", Total=20_000, Adults=15_000, Care=5_000),
    ]

    assert audit_files(files, [tmp_path / "Care Q3.xlsx"]) == ()


def a_desk(folder: Path, number: int, years_to_date: Mapping[str, tuple[int, ...]]) -> Path:
    """A council's filled workbooks for a quarter, with the quarters before in their history."""
    desk = folder / f"Q{number}"
    desk.mkdir()
    for name, counts in {**years_to_date, "Total": _total(years_to_date)}.items():
        past = [
            {"Ref": "PI.1", "Period": f"Q{n} 2021/22", "Actual": str(count)}
            for n, count in enumerate(counts[: number - 1], start=1)
        ]
        book = a_book(
            folder,
            {**YEAR_TO_DATE, "Suppress small numbers": "Yes"},
            history=past,
            name=f"{name}.xlsx",
            period=Quarter(2021, number),
            council="Exampleton",
            directorate=name,
        )
        done = filled(book, {"Ref": "PI.1", "Actual": str(counts[number - 1])})
        assert done.output is not None
        done.output.rename(desk / f"{name}.xlsx")
    return desk


def _total(parts: Mapping[str, tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*parts.values(), strict=True)))


def test_what_is_published_quarter_by_quarter_gives_nothing_away(tmp_path: Path) -> None:
    """Each quarter's figures are decided next to all that was published before."""
    files: list[Path] = []
    for number in (1, 2, 3):
        counts = {"Care": (4, 12, 14), "Housing": (7, 20, 31), "Adults": (19, 51, 90)}
        desk = a_desk(tmp_path, number, counts)
        out = [f"--published={file}" for file in files]
        run("return", str(desk), "--output-dir", f"out {number}", *out, cwd=tmp_path)
        run("consolidate", str(desk), "--publish", f"all {number}.xlsx", *out, cwd=tmp_path)
        returns = (tmp_path / f"out {number}").glob("*.xlsx")
        files += [*sorted(returns), tmp_path / f"all {number}.xlsx"]

    withheld = {f.past.quarter.number for f in figures_in(files) if f.withheld}
    done = run("publish-audit", *map(str, files), "--register", str(desk), cwd=tmp_path)

    assert withheld == {1, 3}  # 14 - 12 is 2
    assert done.returncode == 0, done.stdout
    assert done.stdout == "15 files: 0 withheld figures can be worked out, or nearly so.\n"


def test_without_a_withheld_figure_no_register_is_asked_for(tmp_path: Path) -> None:
    assert audit_files([a_return(tmp_path, 1, [YEAR_TO_DATE], {"PI.1": "9"})]) == ()


def test_a_measure_that_no_register_has_is_named(tmp_path: Path) -> None:
    file = a_return(tmp_path, 2, [YEAR_TO_DATE], {"PI.1": "[c]"})
    register = a_csv(tmp_path / "r.csv", {"Ref": "PI.7", "Unit": "count", "Basis": "in period"})

    (note,) = audit_files([file], [register])

    assert (note.code, "PI.1" in note.what) == ("audit-without-register", True)


def test_an_earlier_reference_is_that_of_the_measure(tmp_path: Path) -> None:
    renamed = {**YEAR_TO_DATE, "Ref": "PI.5"}
    files = [
        a_return(tmp_path, 1, [renamed], {"PI.5": "9"}),
        a_return(tmp_path, 2, [YEAR_TO_DATE], {"PI.1": "[c]"}),
        a_return(tmp_path, 3, [YEAR_TO_DATE], {"PI.1": "9"}),
    ]
    register = a_csv(tmp_path / "r.csv", {**YEAR_TO_DATE, "Also known as": "PI.5"})

    (found,) = audit_files(files, [register])

    assert "PI.1 of Care for Q2 2021/22 is withheld and is 9" in found.what


def test_no_figure_of_a_register_is_used(tmp_path: Path) -> None:
    """The officer's workbook says 4; what is published does not."""
    desk = a_council(tmp_path, {"Care": "4"})
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    assert audit_files([tmp_path / "out" / "Care.xlsx"], [desk]) == ()


def test_registers_are_read_from_workbooks_and_tables(tmp_path: Path) -> None:
    a_return(tmp_path, 1, [YEAR_TO_DATE], {"PI.1": "9"})
    table = a_csv(tmp_path / "r.csv", {**SHARE, "Basis": ""})

    (of_book,) = registers_in([tmp_path / "Care Q1.xlsx"])
    (of_table,) = registers_in([table])

    assert (of_book.key, of_book.basis, of_book.directorate) == ("PI1", Basis.CUMULATIVE, "care")
    assert (of_table.key, of_table.unit, of_table.decimals) == ("PI2", Unit.PERCENT, 1)
    assert of_table.basis is Basis.IN_PERIOD  # as in a workbook, where nothing says otherwise


def test_a_file_without_measures_is_refused(tmp_path: Path) -> None:
    file = a_csv(tmp_path / "x.csv", {"Name": "A"})

    with pytest.raises(KpibookError) as refused:
        registers_in([file])

    assert refused.value.code == "audit-not-a-register"
