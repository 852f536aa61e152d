from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import BOOK, FILLED, a_desk, contents, parsed, results
from tests.support.cli import run

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group")

BY = ("--by", "Head of Service", "--on", "12/01/2022", "--version", "2")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return a_desk(tmp_path)


def test_it_says_who_agreed_and_json_says_the_same(desk: Path) -> None:
    done = run("sign-off", FILLED, *BY, "-o", "agreed.xlsx", cwd=desk)
    [told] = results(run("sign-off", FILLED, *BY, "--dry-run", "--json", cwd=desk))

    assert "Agreed by Head of Service on 12th January 2022 (version 2)." in done.stdout
    assert done.returncode == 0
    assert (told["state"], told["by"], told["on"]) == ("agreed", "Head of Service", "2022-01-12")


def test_without_a_post_nothing_is_written(desk: Path) -> None:
    before = contents(desk)

    done = run("sign-off", FILLED, "--in-place", cwd=desk)

    assert "[sign-off-by-missing]" in done.stderr
    assert done.returncode == 3
    assert contents(desk) == before


def test_a_workbook_that_cannot_be_signed_off_leaves_the_others_done(desk: Path) -> None:
    (desk / "broken.xlsx").write_bytes(b"not a workbook")

    done = run(
        "sign-off", FILLED, BOOK, "broken.xlsx", *BY, "--output-dir", "out", "--json", cwd=desk
    )

    by_file = {Path(each["file"]).name: each for each in results(done)}
    assert by_file[FILLED]["state"] == by_file[BOOK]["state"] == "agreed"
    assert "error" in by_file["broken.xlsx"]
    assert not (desk / "out" / "broken.xlsx").exists()


def test_a_workbook_saved_over_by_check_and_fill_is_still_agreed(desk: Path) -> None:
    run("sign-off", FILLED, *BY, "--in-place", cwd=desk)
    run("fill", FILLED, "--in-place", cwd=desk)

    done = run("check", FILLED, cwd=desk)

    assert "agreed the return" not in done.stdout


def test_json_of_consolidate_says_it_of_each_workbook_and_each_expected_return(desk: Path) -> None:
    run("sign-off", FILLED, *BY, "-o", "agreed.xlsx", cwd=desk)
    (desk / "expect.csv").write_text("Workbook\nagreed.xlsx\n", encoding="utf-8")

    done = run(
        "consolidate", "agreed.xlsx", "--expect", "expect.csv", "-o", "out.xlsx", "--json", cwd=desk
    )

    told = parsed(done)
    state = {"state": "agreed", "by": "Head of Service", "on": "2022-01-12", "version": "2"}
    assert [source["agreed"] for source in told["sources"]] == [state]
    assert [item["agreed"] for item in told["returns"]["returns"]] == [[state]]


def test_a_sign_off_is_a_difference_of_two_workbooks(desk: Path) -> None:
    run("sign-off", FILLED, *BY, "-o", "agreed.xlsx", cwd=desk)

    [told] = parsed(run("diff", FILLED, "agreed.xlsx", "--json", cwd=desk))["differences"]

    assert (told["kind"], told["what"], told["old"]) == ("new", "Sign-off", None)
    assert told["new"] == "Head of Service on 12th January 2022 (version 2)"
