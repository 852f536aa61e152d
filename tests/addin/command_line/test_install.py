from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kpibook.__main__ import kpibook
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.addin.setup.paths import places
from tests.addin.computers import a_pc, an_addin
from tests.support.cli import run

MACROS_OFF = {
    ("HKEY_CURRENT_USER", r"Software\Policies\Microsoft\Office\16.0\Common"): {"vbaoff": 1}
}


def kpibook_addin(machine: Machine, *arguments: str) -> Result:
    return CliRunner().invoke(kpibook, ["addin", *arguments], obj=machine, catch_exceptions=False)


def test_install_says_where_and_which_python_and_ends_with_0(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)

    done = kpibook_addin(pc, "install")

    assert done.exit_code == 0
    assert f"Installed {places(pc).addin}." in done.stdout
    assert str(pc.executable) in done.stdout
    assert "Nothing to put right." in done.stdout


def test_with_a_helper_install_does_not_say_that_excel_starts_a_program(tmp_path: Path) -> None:
    done = kpibook_addin(a_pc(tmp_path), "install", "--helper")

    assert "Excel will use a helper" in done.stdout
    assert "Excel will start" not in done.stdout


def test_install_ends_with_1_where_a_policy_stops_it_and_says_what_to_do(tmp_path: Path) -> None:
    done = kpibook_addin(a_pc(tmp_path, policies=MACROS_OFF), "install")

    assert done.exit_code == 1
    assert "To settle (1):" in done.stdout
    assert "[macros-turned-off]" in done.stdout


def test_status_as_text_and_as_json_agree(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    kpibook_addin(pc, "install", "--start-at-login")

    text, data = kpibook_addin(pc, "status"), kpibook_addin(pc, "status", "--json")

    said = json.loads(data.stdout)
    assert (text.exit_code, data.exit_code) == (0, 0)
    assert said["sha256"] in text.stdout
    assert "(as packaged)" in text.stdout
    assert said["helper"] is said["starts_at_login"] is True
    assert [note["code"] for note in said["notes"]] == ["helper-mode"]


def test_status_prints_the_hashes_that_it_needs(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    kpibook_addin(pc, "install")

    lines = kpibook_addin(pc, "status").stdout.splitlines()

    addin = hashlib.sha256(places(pc).addin.read_bytes()).hexdigest()
    library = pc.executable.parent.parent / f"xlwings64-{wanted_xlwings()}.dll"
    digest = hashlib.sha256(library.read_bytes()).hexdigest()
    assert f"SHA-256:       {addin} (not signed)" in lines
    assert lines[lines.index(f"Library:       {library}") + 1] == f"its SHA-256:   {digest}"


def test_status_before_install_ends_with_1(tmp_path: Path) -> None:
    done = kpibook_addin(a_pc(tmp_path), "status", "--json")

    assert done.exit_code == 1
    assert [f["code"] for f in json.loads(done.stdout)["findings"]] == ["addin-not-installed"]


def test_uninstall_names_what_went_and_what_was_left(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    kpibook_addin(pc, "install")
    places(pc).addin.write_bytes(an_addin(b"theirs"))

    done = kpibook_addin(pc, "uninstall")
    again = kpibook_addin(pc, "uninstall", "--json")

    assert done.exit_code == 0
    assert f"Removed {places(pc).config}." in done.stdout
    assert f"Left {places(pc).addin}. It is not the file" in done.stdout
    assert json.loads(again.stdout)["removed"] == []


def test_uninstall_where_nothing_was_says_so(tmp_path: Path) -> None:
    assert "was not installed" in kpibook_addin(a_pc(tmp_path), "uninstall").stdout


def test_a_signed_copy_that_is_kept_is_mentioned(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    places(pc).addin.parent.mkdir(parents=True)
    places(pc).addin.write_bytes(an_addin(signed=True))

    assert "was kept" in kpibook_addin(pc, "install").stdout
    assert json.loads(kpibook_addin(pc, "install", "--json").stdout)["kept_signed"] is True


def test_start_at_login_without_the_helper_is_a_usage_error(tmp_path: Path) -> None:
    done = kpibook_addin(a_pc(tmp_path), "install", "--no-helper", "--start-at-login")

    assert done.exit_code == 2
    assert "needs --helper" in done.stderr


@pytest.mark.parametrize(
    "command", [["install"], ["status"], ["uninstall"], ["helper"]], ids=lambda c: c[0]
)
def test_where_there_is_no_excel_each_command_ends_with_3_and_names_the_command_line(
    tmp_path: Path, command: list[str]
) -> None:
    done = run("addin", *command, cwd=tmp_path)

    assert done.returncode == 3
    assert "command line" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
