from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.books import a_book, filled, published_under
from tests.support.cli import run

COUNT = {"Unit": "Count", "Decimals": "0", "Measure": "Placements that broke down"}
COUNCIL = {"Total": "30", "Care": "4", "Adults": "19", "Housing": "7"}


def a_council(folder: Path, figures: dict[str, str], asks: str = "Care") -> Path:
    """A workbook for each directorate, all of one measure; only one register asks."""
    desk = folder / "desk"
    desk.mkdir()
    for name, actual in figures.items():
        suppress = {"Suppress small numbers": "Yes" if name == asks else ""}
        made = a_book(
            folder,
            {"Ref": "PI.1", **COUNT, **suppress},
            name=f"{name}.xlsx",
            council="Exampleton",
            directorate=name,
        )
        marker = {"Actual": "", "Marker": actual} if actual.startswith("[") else {"Actual": actual}
        done = filled(made, {"Ref": "PI.1", **marker})
        assert done.output is not None
        done.output.rename(desk / f"{name}.xlsx")
    return desk


def shown(folder: Path) -> dict[str, object]:
    return {
        path.stem: published_under(path, "Q3 2021/22", "PI.1")
        for path in sorted(folder.glob("*.xlsx"))
    }


def test_a_batch_of_returns_does_not_give_a_withheld_figure_away(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)

    done = run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    assert shown(tmp_path / "out") == {"Total": 30, "Care": "[c]", "Adults": 19, "Housing": "[c]"}
    assert "[suppression-second]" in done.stdout
    assert "[suppression-alone]" not in done.stdout


def test_returns_and_the_consolidation_withhold_the_same_figures(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    run("consolidate", str(desk), "--publish", "all.xlsx", "--data", "t.csv", cwd=tmp_path)

    returns = shown(tmp_path / "out")
    assert {name for name, value in returns.items() if value == "[c]"} == {"Care", "Housing"}
    together = _consolidated(tmp_path / "all.xlsx")
    assert together == returns


def _consolidated(path: Path) -> dict[str, object]:
    import openpyxl

    sheet = openpyxl.load_workbook(path)["Scorecard"]
    (table,) = sheet.tables.values()
    header, *rows = ([cell.value for cell in row] for row in sheet[table.ref])
    owner, actual = header.index("Directorate"), header.index("Q3 2021/22")
    return {row[owner]: row[actual] for row in rows}


def test_one_return_withholds_what_the_other_workbooks_need(tmp_path: Path) -> None:
    desk = a_council(tmp_path, COUNCIL)

    alone = run("return", str(desk / "Care.xlsx"), "-o", "alone.xlsx", cwd=tmp_path)
    done = run(
        "return",
        str(desk / "Housing.xlsx"),
        "-o",
        "h.xlsx",
        "--together-with",
        str(desk),
        cwd=tmp_path,
    )

    assert "[suppression-alone]" in alone.stdout
    assert "[suppression-alone]" not in done.stdout
    assert published_under(tmp_path / "h.xlsx", "Q3 2021/22", "PI.1") == "[c]"


@pytest.mark.parametrize("asks", ["Care", "no register"])
def test_what_an_officer_marks_is_protected_in_every_return(tmp_path: Path, asks: str) -> None:
    desk = a_council(tmp_path, {**COUNCIL, "Care": "[c]"}, asks)

    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    assert shown(tmp_path / "out") == {"Total": 30, "Care": "[c]", "Adults": 19, "Housing": "[c]"}


def test_a_figure_that_is_late_is_protected_too(tmp_path: Path) -> None:
    desk = a_council(tmp_path, {**COUNCIL, "Care": "[x]"})

    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    assert shown(tmp_path / "out") == {"Total": 30, "Care": "[x]", "Adults": 19, "Housing": "[c]"}


def test_a_return_is_done_again_when_another_workbook_changes_what_it_withholds(
    tmp_path: Path,
) -> None:
    desk = a_council(tmp_path, {**COUNCIL, "Total": "80", "Adults": "69"}, asks="Care")
    late = desk / "Care.xlsx"
    aside = late.rename(tmp_path / "Care.xlsx")
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)
    assert shown(tmp_path / "out")["Housing"] == 7

    aside.rename(late)
    run("return", str(desk), "--output-dir", "out", cwd=tmp_path)

    assert shown(tmp_path / "out")["Housing"] == "[c]"


def test_a_return_withholds_what_published_files_need(tmp_path: Path) -> None:
    """Housing's return alone shows 7; Total and Adults are out, and Care is withheld."""
    desk = a_council(tmp_path, COUNCIL)
    for name in ("Total", "Care", "Adults"):
        run("return", str(desk / f"{name}.xlsx"), "-o", f"{name}.xlsx", cwd=tmp_path)
    housing = ["return", str(desk / "Housing.xlsx"), "-o"]
    files = ["Total.xlsx", "Care.xlsx", "Adults.xlsx"]
    published = [f"--published={file}" for file in files]

    run(*housing, "alone.xlsx", cwd=tmp_path)
    done = run(*housing, "h.xlsx", *published, cwd=tmp_path)

    assert published_under(tmp_path / "alone.xlsx", "Q3 2021/22", "PI.1") == 7
    assert published_under(tmp_path / "h.xlsx", "Q3 2021/22", "PI.1") == "[c]"
    assert "[suppression-alone]" not in done.stdout
    audited = run("publish-audit", "h.xlsx", *files, cwd=tmp_path)
    assert audited.returncode == 0, audited.stdout


def test_a_file_that_is_not_published_cannot_be_named_as_one(tmp_path: Path) -> None:
    desk = a_council(tmp_path, {"Care": "4"})
    book = str(desk / "Care.xlsx")

    done = run("return", book, "-o", "r.xlsx", "--published", book, cwd=tmp_path)

    assert (done.returncode, "[audit-not-published]" in done.stderr) == (3, True)
    assert not (tmp_path / "r.xlsx").exists()
