"""The built page in Chromium and Firefox: what it answers is what the command line writes."""

from __future__ import annotations

import re
import threading
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kpibook.browser.build.one_file import one_file
from kpibook.browser.build.site import write_site
from kpibook.browser.command_line.server import server_for
from tests.browser.driven import AXE, EXAMPLE, KINDS, PYODIDE, Seen, downloads_of, driven
from tests.support.cli import Done, run, run_here

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example's workbook, its figures, and three files that are wrong."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("measures.csv", "history.csv", "actuals_q3.csv"):
        (folder / name).write_bytes((EXAMPLE / name).read_bytes())
    made = run_here(
        *("new", "--measures", "measures.csv", "--history", "history.csv", "--year", "2021/22"),
        *("--quarter", "Q3", "-o", "childrens.xlsx"),
        cwd=folder,
    )
    assert made.returncode == 0
    _kpibook(folder, "fill", "childrens.xlsx", "--actuals", "actuals_q3.csv", "-o", "filled.xlsx")
    _kpibook(
        folder, "measure", "change", "filled.xlsx", "PI.2249", "--target", "9%", "-o", "b.xlsx"
    )
    adults = (EXAMPLE / "measures.csv").read_text("utf-8-sig").replace("PI.", "AS.")
    (folder / "adults.csv").write_text(adults.replace("Children's Services", "Adult Services"))
    _kpibook(
        folder,
        *("new", "--measures", "adults.csv", "--year", "2021/22", "--quarter", "Q3"),
        *("-o", "adults.xlsx"),
    )
    (folder / "many").mkdir()
    for number in range(40):
        (folder / "many" / f"{number}.xlsx").write_bytes((folder / "filled.xlsx").read_bytes())
    (folder / "text.xlsx").write_text("Ref,Actual\nPI.1,3\n")
    (folder / "cut.xlsx").write_bytes((folder / "filled.xlsx").read_bytes()[:9000])
    (folder / "wrong.csv").write_text("Ref,Actual\nPI.9999,3\nPI.426,many\n")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built page, served."""
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, PYODIDE)
    with server_for(folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def _kpibook(folder: Path, *args: str) -> Done:
    done = run_here(*args, cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    return done


def _steps(desk: Path) -> list[tuple[str, Any]]:
    """Return a quarter at the page: every button, bad files and a cancel."""
    empty = desk / "childrens.xlsx"
    full, other = desk / "filled.xlsx", desk / "b.xlsx"
    return [
        ("open", None),
        ("axe", AXE),
        ("choose", {"books": [empty], "figures": [desk / "actuals_q3.csv"]}),
        ("press", {"key": "fill"}),
        ("clear", None),
        ("choose", {"books": [full]}),
        ("press", {"key": "check"}),
        ("axe", AXE),
        ("press", {"key": "explain", "texts": {"ref": "PI.426"}}),
        ("press", {"key": "return"}),
        ("press", {"key": "publish"}),
        ("press", {"key": "report", "texts": {"format": "Word"}}),
        ("press", {"key": "report", "texts": {"format": "Web page"}}),
        ("press", {"key": "roll-forward"}),
        ("press", {"key": "measures", "texts": {"task": "Retire", "ref": "PI.432"}}),
        ("choose", {"books": [full, other]}),
        ("press", {"key": "compare"}),
        ("choose", {"books": [full, desk / "adults.xlsx"]}),
        ("press", {"key": "consolidate"}),
        ("choose", {"books": [desk / "text.xlsx"]}),
        ("press", {"key": "check"}),
        ("choose", {"books": [desk / "cut.xlsx"]}),
        ("press", {"key": "fill"}),
        ("choose", {"books": [empty], "figures": [desk / "wrong.csv"]}),
        ("press", {"key": "fill"}),
        ("clear", None),
        ("press", {"key": "compare"}),
        ("axe", AXE),
        ("choose", {"books": sorted(desk.glob("many/*.xlsx"))}),
        ("press", {"key": "consolidate", "wait": False}),
        ("cancel", None),
        ("kept", None),
    ]


@pytest.fixture(scope="module", params=KINDS)
def quarter(
    request: pytest.FixtureRequest, desk: Path, site: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Seen, list[tuple[str, dict[str, Any]]]]:
    """What a browser saw of a quarter at the served page."""
    kind = request.param
    steps = _steps(desk)
    seen = driven(site, steps, tmp_path_factory.mktemp(kind), kind=kind)
    return seen, seen.by_step(steps)


def _pressed(quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]]) -> list[dict[str, Any]]:
    return [result for name, result in quarter[1] if name == "press" and "headline" in result]


def test_downloads_are_the_bytes_that_the_command_line_writes(
    quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]], desk: Path
) -> None:
    pressed = _pressed(quarter)
    got: dict[str, bytes] = {}
    for result in pressed[:11]:
        got |= downloads_of(result)
    for *command, name in (
        ("fill", "childrens.xlsx", "--actuals", "actuals_q3.csv", "-o", "childrens_filled.xlsx"),
        ("fill", "filled.xlsx", "-o", "filled_return.xlsx"),
        ("return", "filled.xlsx", "-o", "filled_published.xlsx"),
        ("report", "filled.xlsx", "-o", "filled_report.docx"),
        ("report", "filled.xlsx", "-o", "filled_report.html"),
        ("roll-forward", "filled.xlsx", "-o", "filled_next.xlsx"),
        ("measure", "retire", "filled.xlsx", "PI.432", "-o", "filled_changed.xlsx"),
    ):
        if not (desk / name).exists():  # the other browser's test may have made it
            _kpibook(desk, *command, name)
        assert got.pop(name) == (desk / name).read_bytes(), name
    consolidated = got.pop("consolidated.xlsx")
    assert not got
    assert consolidated == _consolidated_at_the_same_second(consolidated, desk)


def _consolidated_at_the_same_second(content: bytes, desk: Path) -> bytes:
    """Return what the command line writes at the second at which the page wrote `content`."""
    mine = desk / "consolidated of the page.zip"
    mine.write_bytes(content)
    with zipfile.ZipFile(mine) as parts:
        core = parts.read("docProps/core.xml").decode()
    stamp = re.search(r"<dcterms:created[^>]*>([^<]+)<", core)
    assert stamp is not None
    epoch = str(int(datetime.fromisoformat(stamp[1]).timestamp()))
    (desk / "consolidated.xlsx").unlink(missing_ok=True)
    done = run(
        *("consolidate", "filled.xlsx", "adults.xlsx", "-o", "consolidated.xlsx"),
        cwd=desk,
        env={"SOURCE_DATE_EPOCH": epoch},
    )
    assert done.returncode in (0, 1), done.stderr
    return (desk / "consolidated.xlsx").read_bytes()


def test_the_page_says_what_the_command_line_says(
    quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]], desk: Path
) -> None:
    pressed = _pressed(quarter)
    check, explain, compare = pressed[1], pressed[2], pressed[9]
    said = _kpibook(desk, "check", "filled.xlsx").stdout.splitlines()
    assert check["headline"] == said[0]
    findings = [line.strip() for line in said if line.endswith("]")]
    assert findings
    assert all(finding in check["text"] for finding in findings)
    for line in _kpibook(desk, "explain", "filled.xlsx", "PI.426").stdout.splitlines():
        assert line.partition(": ")[2] in explain["text"]
    assert (
        compare["headline"]
        == _kpibook(desk, "diff", "filled.xlsx", "b.xlsx").stdout.splitlines()[0]
    )


def _copied(desk: Path, folder: Path) -> Path:
    """Copy the empty workbook and the wrong figures: nothing on the desk is written over."""
    for name in ("childrens.xlsx", "wrong.csv"):
        (folder / name).write_bytes((desk / name).read_bytes())
    return folder


def test_bad_files_get_the_command_lines_message_and_nothing_to_download(
    quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]], desk: Path, tmp_path: Path
) -> None:
    text, cut, wrong, none_chosen = _pressed(quarter)[11:15]
    for result, command in (
        (text, ("check", "text.xlsx")),
        (cut, ("fill", "cut.xlsx", "-o", "x.xlsx")),
    ):
        said = run_here(*command, cwd=desk).stderr.strip().removeprefix("Error: ")
        assert said
        assert said in result["text"]
        assert result["state"] == "Nothing was done."
        assert result["files"] == []
    command = ("fill", "childrens.xlsx", "--actuals", "wrong.csv", "-o", "childrens_filled.xlsx")
    lines = run_here(*command, cwd=_copied(desk, tmp_path)).stdout.splitlines()
    findings = [line.strip() for line in lines if line.startswith("  ") and line.endswith("]")]
    assert any("PI.9999" in finding for finding in findings)
    assert any("many" in finding for finding in findings)
    assert all(finding in wrong["text"] for finding in findings)
    assert "[books-chosen]" in none_chosen["text"]


def test_a_task_is_cancelled_and_the_page_is_ready_again(
    quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]],
) -> None:
    cancelled = next(result for name, result in quarter[1] if name == "cancel")
    assert cancelled["cancelled"].startswith("Cancelled. Nothing was changed.")
    assert cancelled["state"] == "Ready."


def test_nothing_is_asked_of_another_computer_and_nothing_of_the_officers_is_kept(
    quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]], site: str
) -> None:
    seen, results = quarter
    assert seen.requests
    assert all(url.startswith((site, f"blob:{site}", "data:")) for url in seen.requests)
    assert seen.errors == []
    kept = next(result for name, result in results if name == "kept")
    assert [name.startswith("kpibook-") for name in kept["caches"]] == [True]
    assert (kept["stored"], kept["cookies"]) == (0, "")


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_opens_and_works_again_when_its_server_is_gone(
    kind: str, desk: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    write_site(folder, PYODIDE)
    with server_for(folder, 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        driven(address, [("open", None), ("kept", None)], tmp_path, kind=kind)
        server.shutdown()
    steps: list[tuple[str, Any]] = [
        ("open", None),
        ("choose", {"books": [desk / "filled.xlsx"]}),
        ("enter", "check"),
    ]
    last = driven(address, steps, tmp_path, kind=kind).results[-1]
    assert last["headline"] == _kpibook(desk, "check", "filled.xlsx").stdout.splitlines()[0]
    assert last["focus"] == "headline"


def test_axe_finds_nothing(quarter: tuple[Seen, list[tuple[str, dict[str, Any]]]]) -> None:
    looks = [result for name, result in quarter[1] if name == "axe"]
    assert len(looks) == 3
    assert all(look["faults"] == [] and look["passes"] > 25 for look in looks)


def test_files_that_the_page_cannot_take_are_refused_before_they_are_read(
    site: str, desk: Path, tmp_path: Path
) -> None:
    with (tmp_path / "large.xlsx").open("wb") as large:
        large.truncate(100 * 1024 * 1024 + 1)
    (tmp_path / "FILLED.xlsx").write_bytes(b"text")
    steps: list[tuple[str, Any]] = [
        ("open", None),
        ("choose", {"books": [tmp_path / "large.xlsx"]}),
        ("press", {"key": "check"}),
        ("choose", {"books": [desk / "filled.xlsx", tmp_path / "FILLED.xlsx"]}),
        ("press", {"key": "compare"}),
    ]
    seen = driven(site, steps, tmp_path, kind="chrome")
    assert "[file-too-large]" in seen.results[2]["text"]
    assert "[same-name-chosen]" in seen.results[4]["text"]
    assert {seen.results[place]["state"] for place in (2, 4)} == {"Nothing was done."}


@pytest.mark.parametrize("kind", KINDS)
def test_the_one_file_works_from_a_share_at_the_width_of_400_percent(
    kind: str, desk: Path, tmp_path: Path
) -> None:
    page = tmp_path / "kpibook.html"
    page.write_bytes(one_file(PYODIDE))
    steps: list[tuple[str, Any]] = [
        ("open", None),
        ("keyboard", 6),
        (
            "choose",
            {"books": [desk / "childrens.xlsx"], "figures": [desk / "actuals_q3.csv"]},
        ),
        ("enter", "fill"),
        ("axe", AXE),
    ]
    seen = driven(page.as_uri(), steps, tmp_path, kind=kind, width=320)
    _, keys, _, filled, axe = seen.results
    assert keys["order"] == ["Skip to the page", "books", "figures", "others", "clear", "fill"] or (
        keys["order"][:5] == ["Skip to the page", "books", "figures", "others", "clear"]
    )
    _kpibook(desk, "fill", "childrens.xlsx", "--actuals", "actuals_q3.csv", "-o", f"{kind}.xlsx")
    assert downloads_of(filled) == {"childrens_filled.xlsx": (desk / f"{kind}.xlsx").read_bytes()}
    assert axe["faults"] == []
    assert axe["width"] <= 320
    assert [url for url in seen.requests if not url.startswith(("file:", "blob:", "data:"))] == []
