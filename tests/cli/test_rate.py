from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.commands import contents, parsed
from tests.support.books import ROOT
from tests.support.cli import run

PLAIN = ROOT / "examples" / "plain_table" / "measures.csv"
KEYS = ["off", "met", "within", "not_rated"]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "table.csv").write_bytes(PLAIN.read_bytes())
    return tmp_path


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_standard_output_is_the_rated_table_and_nothing_else(desk: Path) -> None:
    done = run("rate", "table.csv", cwd=desk)

    assert done.returncode == 0
    assert done.stderr == ""
    assert [row["status"] for row in rows(done.stdout)] == KEYS
    assert len(done.stdout.splitlines()) == 5


def test_findings_go_beside_the_table_and_never_into_it(desk: Path) -> None:
    (desk / "bad.csv").write_text("ref,actual,polarity\nPI.1,six,higher\n", encoding="utf-8")

    done = run("rate", "bad.csv", cwd=desk)

    assert done.returncode == 1
    assert rows(done.stdout)[0]["status"] == "not_reported"
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.startswith(
        "To settle (1):\n  bad.csv line 2: PI.1, Actual: 'six' is not a number."
    )


def test_the_table_goes_into_a_file_that_excel_opens(desk: Path) -> None:
    done = run("rate", "table.csv", "-o", "rated.csv", cwd=desk)

    written = (desk / "rated.csv").read_bytes()
    assert done.returncode == 0
    assert "Wrote 4 rows to rated.csv." in done.stdout
    assert written.startswith(b"\xef\xbb\xbf")
    assert [row["status"] for row in rows(written.decode("utf-8-sig"))] == KEYS


def test_a_table_that_is_there_is_kept_and_that_is_said(desk: Path) -> None:
    (desk / "rated.csv").write_bytes(b"somebody's work")

    done = run("rate", "table.csv", "-o", "rated.csv", cwd=desk)

    (kept,) = desk.glob("rated.backup-*.csv")
    assert done.stdout.rstrip().endswith(f"Kept the file that was there as {kept.name}.")
    assert kept.read_bytes() == b"somebody's work"


def test_json_has_a_row_for_each(desk: Path) -> None:
    said = parsed(run("rate", "table.csv", "--json", cwd=desk))

    assert [row["status"] for row in said["rows"]] == KEYS
    assert said["rows"][0]["actual"] == "72.1%"
    assert said["findings"] == []


def test_a_scheme_of_ones_own_decides(desk: Path) -> None:
    standard = ROOT / "src" / "kpibook" / "sources" / "schemes" / "standard.toml"
    strict = standard.read_text(encoding="utf-8").replace('label = "Off target"', 'label = "Red"')
    (desk / "ours.toml").write_text(strict, encoding="utf-8")

    done = run("rate", "table.csv", "--scheme", "ours.toml", cwd=desk)

    assert rows(done.stdout)[0]["status_label"] == "Red"


def test_text_that_a_spreadsheet_would_run_comes_out_harmless(desk: Path) -> None:
    (desk / "evil.csv").write_text('ref,actual\n"=cmd|"" /C calc""!A0",5\n', encoding="utf-8")

    done = run("rate", "evil.csv", cwd=desk)

    assert rows(done.stdout)[0]["ref"].startswith("'=")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        pytest.param(["table.csv", "-o", "table.csv"], 3, "output-is-input", id="onto itself"),
        pytest.param(["table.csv", "-o", "rated.xlsx"], 2, ".csv", id="not a workbook"),
        pytest.param(["table.csv", "--scheme", "ours"], 3, "scheme-unknown", id="no scheme"),
        pytest.param(["table.csv", "--scheme", "no.toml"], 3, "no.toml", id="no scheme file"),
        pytest.param(["none.csv"], 3, "file-missing", id="no such file"),
        pytest.param(["."], 3, "file", id="a folder"),
        pytest.param([], 2, "FILE", id="nothing"),
    ],
)
def test_what_cannot_be_done_is_explained(
    desk: Path, arguments: list[str], code: int, says: str
) -> None:
    before = contents(desk)

    done = run("rate", *arguments, cwd=desk)

    assert done.returncode == code
    assert says in done.stderr
    assert done.stdout == ""
    assert contents(desk) == before


def test_with_a_file_to_write_the_counts_are_printed_and_not_the_table(desk: Path) -> None:
    done = run("rate", "table.csv", "-o", "rated.csv", cwd=desk)

    first, *rest = done.stdout.splitlines()
    assert first == "4 rows rated: 1 Target met, 1 Within tolerance, 1 Off target, 1 Not rated."
    assert rest == ["Wrote 4 rows to rated.csv."]


def test_a_long_table_is_rated_as_its_parts_are(desk: Path) -> None:
    """Above a quarter of a megabyte the rows go through arrays."""
    header, *lines = PLAIN.read_text(encoding="utf-8").splitlines()
    assert header.startswith("ref,")
    many = [line.replace(",", f" {n},", 1) for n in range(1500) for line in lines]
    (desk / "long.csv").write_text("\n".join([header, *many]) + "\n", encoding="utf-8")
    assert (desk / "long.csv").stat().st_size > 256 * 1024

    done = run("rate", "long.csv", "-o", "rated.csv", cwd=desk)

    rated = rows((desk / "rated.csv").read_text(encoding="utf-8-sig"))
    assert [row["status"] for row in rated] == KEYS * 1500
    assert "6,000 rows rated: 1,500 Target met" in done.stdout
    said = parsed(run("rate", "long.csv", "--json", cwd=desk))
    assert said["rows"] == rated
    assert said["findings"] == []


@pytest.mark.parametrize("more", [(), ("--explain",)])
def test_two_statuses_of_one_word_are_counted_together(tmp_path: Path, more: tuple[str]) -> None:
    table = "actual,target,polarity\n80,,higher\n,70,higher\n75,70,higher\n"
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")

    done = run(
        *("rate", "table.csv", "--scheme", "newham-2007-08", "-o", "rated.csv", *more),
        cwd=tmp_path,
    )

    assert "3 rows rated:" in done.stdout
    assert "2 White" in done.stdout
