"""Every rule of a consolidation, on workbooks that were filled by kpibook and lie on disk."""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kpibook.domain.consolidation.consolidation import Consolidation
from kpibook.domain.consolidation.in_memory import combine
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rules.outcomes import Status
from kpibook.errors import WorkbookError
from kpibook.services.consolidate.read_workbook import read_source
from kpibook.services.paths.inputs import gather
from kpibook.xlsx.opc.digest import sha256_of
from tests.outputs.tidy import a_consolidated_file
from tests.support import evil
from tests.support.books import Q3, cell_under, example, typed
from tests.support.returns import a_return, saved_in_excel

LATE = "2022-01-17T09:00:00Z"


def of(*given: Path, period: Quarter | None = None) -> Consolidation:
    return combine((read_source(path, name) for path, name in gather(given)), period)


def codes(found: Consolidation, source: str) -> list[str]:
    return [f.code for f in found.findings if f.where.file == source]


def own_codes(found: Consolidation) -> dict[str, str]:
    """Codes of whole workbooks that are refused, by name."""
    return {source.name: source.code for source in found.sources if source.code}


def test_two_directorates_make_one_consolidation(tmp_path: Path) -> None:
    a_return(
        tmp_path / "roads.xlsx",
        {"Ref": "R1", "Target": "90", "Actual": "88.5"},
        {"Ref": "R2", "Unit": "count", "Target": "5", "Actual": "7"},
        directorate="Roads",
    )
    shutil.copy(example().filled, tmp_path / "childrens.xlsx")

    found = of(tmp_path)

    assert [(r.directorate, r.rated.measure.ref, r.cell) for r in found.rows] == [
        ("Children's Services", "PI.2249", "H6"),
        ("Children's Services", "PI.432", "H7"),
        ("Children's Services", "PI.426", "H8"),
        ("Children's Services", "PI.433", "H9"),
        ("Children's Services", "PI.2250", "H10"),
        ("Children's Services", "PI.2129", "H11"),
        ("Roads", "R1", "H6"),
        ("Roads", "R2", "H7"),
    ]
    assert found.rows[2].status is Status.OFF
    assert all(source.ties for source in found.sources)
    assert found.totals.total_used == Decimal("130.6807") + Decimal("7.885")
    assert [len(source.sha256) for source in found.sources] == [64, 64]


def test_the_control_total_is_what_excel_adds_up_in_the_workbook() -> None:
    found = of(example().filled)

    sheet = openpyxl.load_workbook(example().filled)["This quarter"]
    cells = [sheet[f"H{row}"].value for row in range(6, 12)]
    assert found.sources[0].actuals_in == 6
    assert float(found.sources[0].total_in) == pytest.approx(sum(cells), abs=1e-12)


def test_the_history_of_a_row_is_its_last_eight_quarters(tmp_path: Path) -> None:
    quarters = [Q3]
    while len(quarters) < 12:
        quarters.append(quarters[-1].previous)
    history = [{"Ref": "H1", "Period": str(q), "Actual": "50"} for q in quarters[1:]]
    book = a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"}, history=history)

    (row,) = of(book).rows

    assert [past.quarter for past in row.history] == quarters[7::-1]
    assert [past.actual for past in row.history] == [Decimal(50)] * 7 + [Decimal(60)]


def test_a_workbook_given_twice_counts_once(tmp_path: Path) -> None:
    book = a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    shutil.copy(book, tmp_path / "copy of a.xlsx")

    found = of(tmp_path, book)

    assert len(found.rows) == 1
    assert own_codes(found) == {
        "a.xlsx (given again, 2)": "consolidate-same-file",
        "copy of a.xlsx": "consolidate-same-file",
    }
    assert found.totals.ties
    assert found.totals.rows_in == 3


def test_the_version_that_was_saved_last_is_used(tmp_path: Path) -> None:
    old = a_return(tmp_path / "z first.xlsx", {"Ref": "H1", "Actual": "60"}, stamp=LATE)
    new = a_return(tmp_path / "a second.xlsx", {"Ref": "H1", "Actual": "61"})
    saved_in_excel(new, "2022-01-18T09:00:00Z")

    found = of(old, new)

    assert [row.actual for row in found.rows] == [Decimal(61)]
    assert own_codes(found) == {"z first.xlsx": "consolidate-earlier-version"}
    assert codes(found, "z first.xlsx") == ["consolidate-earlier-version"]


def test_versions_that_only_kpibook_wrote_leave_the_choice_to_a_person(tmp_path: Path) -> None:
    a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    a_return(tmp_path / "b.xlsx", {"Ref": "H1", "Actual": "61"}, stamp=LATE)
    a_return(tmp_path / "c.xlsx", {"Ref": "R1", "Actual": "61"}, directorate="Roads")

    found = of(tmp_path)

    assert [row.rated.measure.ref for row in found.rows] == ["R1"]
    assert set(own_codes(found).values()) == {"consolidate-two-versions"}
    assert "without a stamp" in found.sources[0].refusal
    assert found.totals.rows_refused == 2


def test_one_ref_in_two_directorates_is_kept_twice(tmp_path: Path) -> None:
    a_return(tmp_path / "a.xlsx", {"Ref": "PI 1", "Actual": "60"}, directorate="Housing")
    a_return(tmp_path / "b.xlsx", {"Ref": "pi.1", "Actual": "61"}, directorate="Roads")

    found = of(tmp_path)

    assert len(found.rows) == 2
    assert "consolidate-same-ref" in codes(found, "a.xlsx")
    assert "consolidate-same-ref" in codes(found, "b.xlsx")


def test_one_measure_in_two_workbooks_counts_once(tmp_path: Path) -> None:
    shared = {"Ref": "PI.1", "Directorate": "Housing", "Actual": "60"}
    a_return(tmp_path / "a.xlsx", shared, {"Ref": "H2", "Actual": "1"}, {"Ref": "H3"})
    a_return(tmp_path / "b.xlsx", shared, {"Ref": "C1"}, {"Ref": "C2"}, directorate="Corporate")

    found = of(tmp_path)

    assert sorted(row.rated.measure.ref for row in found.rows) == ["C1", "C2", "H2", "H3", "PI.1"]
    assert [(r.source, r.ref, r.actual) for r in found.refused] == [
        ("b.xlsx", "PI.1", Decimal("0.6"))
    ]
    assert "consolidate-same-measure" in codes(found, "b.xlsx")
    assert found.sources[1].total_refused == Decimal("0.6")


def test_a_workbook_of_another_period_is_refused(tmp_path: Path) -> None:
    a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    q2 = {"Ref": "R1", "Actual": "60"}
    a_return(tmp_path / "b.xlsx", q2, directorate="Roads", period=Quarter(2021, 2))

    found = of(tmp_path, period=Q3)

    assert own_codes(found) == {"b.xlsx": "consolidate-other-period"}
    assert found.totals.ties
    with pytest.raises(WorkbookError, match="different periods"):
        of(tmp_path)


def test_different_schemes_and_councils_are_used_and_said(tmp_path: Path) -> None:
    row = {"Ref": "H1", "Actual": "60", "Target": "70"}
    a_return(tmp_path / "a.xlsx", row, {**row, "Ref": "H2"})
    a_return(tmp_path / "b.xlsx", row, council="Bixby", scheme="maidstone")

    found = of(tmp_path)

    assert {r.source: r.scheme for r in found.rows} == {"a.xlsx": "standard", "b.xlsx": "maidstone"}
    assert codes(found, "b.xlsx")[:2] == ["consolidate-other-council", "consolidate-mixed-schemes"]
    assert [scheme.key for scheme in found.schemes] == ["standard", "maidstone"]


@pytest.mark.parametrize("mark", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_an_open_workbook_is_used_as_it_was_last_saved(tmp_path: Path, mark: str) -> None:
    a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    (tmp_path / mark).write_bytes(b"owner")

    found = of(tmp_path)

    assert len(found.rows) == 1
    assert "consolidate-open" in codes(found, "a.xlsx")


def test_a_workbook_with_findings_is_used_and_its_findings_are_listed(tmp_path: Path) -> None:
    book = a_return(tmp_path / "in" / "a.xlsx", {"Ref": "H1", "Target": "50", "Actual": "60"})
    typed(
        book,
        {cell_under(book, "Status", "H1"): "Off target", cell_under(book, "Actual", "H1"): "six"},
    )
    a_return(tmp_path / "b.xlsx", {"Ref": "R1", "Actual": "60"}, directorate="Roads")

    found = of(tmp_path)

    (row,) = [row for row in found.rows if row.source == "in/a.xlsx"]
    assert (row.actual, row.status) == (None, Status.NOT_REPORTED)
    assert codes(found, "in/a.xlsx")[0] == "consolidate-has-findings"
    assert {"number-unreadable", "actual-missing"} & set(codes(found, "in/a.xlsx"))
    assert all(f.where.file == "in/a.xlsx" for f in found.findings if f.ref == "H1")


def test_a_stale_status_is_worked_out_again(tmp_path: Path) -> None:
    book = a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Target": "50", "Actual": "60"})
    typed(book, {cell_under(book, "Status", "H1"): "Off target"})

    found = of(book)

    assert found.rows[0].status is Status.MET
    assert "rating-out-of-date" in codes(found, "a.xlsx")


@pytest.mark.parametrize("content", [b"", b"Ref,Actual\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused_with_its_own_code(tmp_path: Path, content: bytes) -> None:
    a_return(tmp_path / "good.xlsx", {"Ref": "H1", "Actual": "60"})
    (tmp_path / "bad.xlsx").write_bytes(content)

    found = of(tmp_path)

    bad = found.sources[0]
    assert not bad.used
    assert bad.refusal
    assert bad.code in codes(found, "bad.xlsx")
    assert len(found.rows) == 1


def test_a_foreign_workbook_is_refused(tmp_path: Path) -> None:
    a_return(tmp_path / "good.xlsx", {"Ref": "H1", "Actual": "60"})
    openpyxl.Workbook().save(tmp_path / "foreign.xlsx")

    assert own_codes(of(tmp_path)) == {"foreign.xlsx": "not-a-performance-workbook"}


def test_a_consolidated_workbook_is_no_source(tmp_path: Path) -> None:
    a_return(tmp_path / "good.xlsx", {"Ref": "H1", "Actual": "60"})
    old = a_consolidated_file(tmp_path / "old.xlsx")

    assert own_codes(of(tmp_path / "good.xlsx", old)) == {"old.xlsx": "consolidate-consolidated"}


def test_a_workbook_whose_scheme_is_unknown_is_refused_with_its_rows_counted(
    tmp_path: Path,
) -> None:
    a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    b = a_return(tmp_path / "b.xlsx", {"Ref": "R1", "Actual": "50"}, directorate="Roads")
    scheme = openpyxl.load_workbook(b).defined_names["kpibook_scheme"].attr_text
    typed(b, {scheme.rsplit("!", 1)[1].replace("$", ""): "nobody's"}, sheet="Settings")

    found = of(tmp_path)

    assert own_codes(found) == {"b.xlsx": "scheme-unknown"}
    source = found.sources[1]
    assert (source.rows_in, source.rows_refused, source.total_refused) == (1, 1, Decimal("0.5"))
    assert source.ties


def test_a_file_that_is_gone_is_a_refused_source(tmp_path: Path) -> None:
    found = read_source(tmp_path / "gone.xlsx", "gone.xlsx")

    assert (found.source.code, found.source.sha256) == ("file-missing", "")


def test_rows_that_cannot_be_used_are_refused_one_by_one(tmp_path: Path) -> None:
    book = a_return(
        tmp_path / "a.xlsx",
        *({"Ref": f"H{n}", "Unit": "count", "Actual": str(n)} for n in range(1, 5)),
    )
    refs = [cell_under(book, "Ref", f"H{n}") for n in range(1, 5)]
    typed(book, {refs[1]: "H1", refs[2]: "H99", refs[3]: None})

    found = of(book)

    assert [row.rated.measure.ref for row in found.rows] == ["H1"]
    assert [(r.ref, r.code, r.actual) for r in found.refused] == [
        ("H1", "ref-duplicate", Decimal(2)),
        ("H99", "ref-unknown", Decimal(3)),
        ("", "ref-missing", Decimal(4)),
    ]
    source = found.sources[0]
    assert (source.rows_in, source.rows_used, source.rows_refused) == (4, 1, 3)
    # The two rows of H1 differ, so that neither figure is used.
    assert (source.total_in, source.total_refused) == (Decimal(10), Decimal(10))


def test_a_confidential_figure_never_leaves_its_workbook(tmp_path: Path) -> None:
    book = a_return(
        tmp_path / "a.xlsx",
        {"Ref": "H1", "Unit": "count", "Actual": "777"},
        {"Ref": "H2", "Unit": "count", "Actual": "5"},
    )
    marker = cell_under(book, "Marker", "H1")
    typed(book, {marker: "[c]", cell_under(book, "Numerator", "H1"): 778})

    read = read_source(book, "a.xlsx")

    # The file's hash is random, and one in seventy has these digits.
    sent = pickle.dumps(read).replace(read.source.sha256.encode(), b"")
    assert b"777" not in sent
    assert "Decimal('778')" not in repr(read)
    source = combine([read]).sources[0]
    assert (source.actuals_in, source.actuals_used, source.actuals_refused) == (2, 1, 1)
    assert (source.total_in, source.total_used, source.total_refused) == (5, 5, 0)


def saved_at_openings(
    book: Path, monkeypatch: pytest.MonkeyPatch, at: Callable[[int], bool]
) -> None:
    """Have somebody save a workbook just before it is opened for the second time, or more often."""
    opened, open_file = 0, os.open

    def opening(path: str | Path, *given: Any, **named: Any) -> int:
        nonlocal opened
        if Path(path) == book:
            opened += 1
            if at(opened):
                saved_in_excel(book, f"2026-01-01T00:00:{opened:02}Z")
        return open_file(path, *given, **named)

    monkeypatch.setattr(os, "open", opening)


def test_a_workbook_changed_once_while_it_is_read_is_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    saved_at_openings(book, monkeypatch, lambda number: number == 2)

    found = read_source(book, "a.xlsx")

    assert found.source.used
    assert found.source.sha256 == sha256_of(book)


def test_a_workbook_that_goes_on_changing_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = a_return(tmp_path / "a.xlsx", {"Ref": "H1", "Actual": "60"})
    saved_at_openings(book, monkeypatch, lambda number: number > 1)

    found = read_source(book, "a.xlsx")

    assert found.source.code == "source-changed"


def test_a_fault_nobody_foresaw_costs_one_workbook_only() -> None:
    found = read_source(None, "a.xlsx")  # type: ignore[arg-type]

    assert found.source.code == "source-failed"
    assert "Error)" in found.source.refusal


def test_reading_in_another_process_gives_the_same(tmp_path: Path) -> None:
    given = [(example().filled, "a.xlsx"), (tmp_path / "gone.xlsx", "b.xlsx")]

    with ProcessPoolExecutor(1) as pool:
        found = list(pool.map(read_source, *zip(*given, strict=True)))

    assert found == [read_source(*one) for one in given]


@evil.needs_evil
def test_no_hostile_file_takes_the_run_down(tmp_path: Path) -> None:
    a_return(tmp_path / "good.xlsx", {"Ref": "H1", "Actual": "60"})
    for name in evil.evil_names():
        (tmp_path / f"evil {name}.xlsx").write_bytes(evil.evil(name))

    found = of(tmp_path)

    assert [source.name for source in found.sources if source.used] == ["good.xlsx"]
    assert all(source.code for source in found.sources if not source.used)


@pytest.mark.slow
def test_random_sets_of_real_workbooks_tie(tmp_path: Path) -> None:
    chance = random.Random(6)
    for number in range(8):
        folder = tmp_path / str(number)
        for book in range(chance.randint(2, 4)):
            rows = [
                {
                    "Ref": f"PI.{ref}",
                    "Unit": chance.choice(["percent", "count"]),
                    "Actual": chance.choice(["", "5", "72.1", "-", "12.34"]),
                    "Marker": chance.choice(["", "", "[p]"]),
                }
                for ref in chance.sample(range(8), chance.randint(1, 4))
            ]
            a_return(
                folder / f"{book}.xlsx",
                *rows,
                directorate=chance.choice(["Housing", "Roads"]),
                period=chance.choice([Q3, Q3, Q3.previous]),
                stamp=chance.choice(["", LATE, f"2022-02-0{book + 1}T00:00:00Z"]),
            )
            if chance.random() < 0.3:
                shutil.copy(folder / f"{book}.xlsx", folder / f"copy of {book}.xlsx")
        (folder / "bad.xlsx").write_bytes(b"no workbook")
        books = [read_source(path, name) for path, name in gather([folder])]
        try:
            found = combine(books, Q3)
        except WorkbookError as error:
            assert error.code == "consolidate-nothing"  # noqa: PT017 - every set may be refused
            continue

        assert all(source.ties for source in found.sources)
        assert found.totals.rows_used == len(found.rows)
        assert found.totals.total_used == sum(row.stored_actual or 0 for row in found.rows)
        keys = {(row.directorate, row.rated.measure.key) for row in found.rows}
        assert len(keys) == len(found.rows)
