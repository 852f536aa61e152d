from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

import kpibook
from kpibook.addin.machine.defender_rules import CHILD_PROCESSES
from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE
from kpibook.addin.setup.addin_file import MARK
from kpibook.addin.setup.install import Wish, install
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.status import Copy, status
from kpibook.errors import AddinError
from tests.addin.computers import DLL, a_mac, a_pc, a_python, an_addin, contents
from tests.support.rights import without_right_to

ASR = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


def codes(machine: Machine) -> list[str]:
    return [finding.code for finding in status(machine).findings]


@pytest.mark.parametrize("user", ["Siân", "O'Brien & Sons"])
def test_a_fresh_install_has_nothing_to_put_right(tmp_path: Path, user: str) -> None:
    pc = a_pc(tmp_path, user=user)
    install(pc)
    before = contents(tmp_path)

    found = status(pc)

    assert found.findings == ()
    assert found.notes == ()
    assert found.copy is Copy.PACKAGED
    assert found.interpreter == pc.executable
    assert contents(tmp_path) == before


def test_its_json_has_the_hash_that_others_tools_give(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places

    said = json.loads(json.dumps(status(pc).as_dict()))

    assert said["sha256"] == hashlib.sha256(where.addin.read_bytes()).hexdigest()
    assert said["sha256"] == said["packaged_sha256"]
    assert (said["signed"], said["helper"], said["findings"]) == (False, False, [])
    assert said["kpibook"] == kpibook.__version__


def test_without_an_install_that_is_the_finding_and_policies_are_looked_at_all_the_same(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path, policies={(LOCAL_MACHINE, ASR): {CHILD_PROCESSES: "1"}})

    assert codes(pc) == ["addin-not-installed", "child-processes-blocked"]
    assert status(pc).as_dict()["sha256"] is None


def test_the_helper_answers_a_block_on_child_processes(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, policies={(LOCAL_MACHINE, ASR): {CHILD_PROCESSES: "1"}})
    install(pc, Wish(helper=True))

    found = status(pc)

    assert found.findings == ()
    assert found.helper
    assert not found.starts_at_login
    assert [note.code for note in found.notes] == ["helper-mode", "child-processes-blocked"]
    assert "kpibook addin helper" in found.notes[0].what


def test_a_helper_that_does_not_run_is_found_with_how_to_start_it(tmp_path: Path) -> None:
    pc = a_pc(tmp_path, helper_runs=lambda: False)
    install(pc)
    assert codes(pc) == []

    install(pc, Wish(helper=True))
    by_hand = status(pc).findings
    install(pc, Wish(start_at_login=True))
    at_login = status(pc).findings

    assert [finding.code for finding in (*by_hand, *at_login)] == ["helper-not-running"] * 2
    assert "kpibook addin helper" in by_hand[0].fix
    assert "log in again" in at_login[0].fix


def test_an_addin_of_another_version_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.write_bytes(an_addin(b"older macros"))

    found = status(pc)

    assert found.copy is Copy.OTHER
    assert [finding.code for finding in found.findings] == ["addin-of-another-version"]


def test_an_install_that_is_older_than_kpibook_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    newer = tmp_path / "newer.xlam"
    newer.write_bytes(an_addin(b"newer macros"))

    assert codes(replace(pc, packaged=newer)) == ["addin-of-another-version"]


def test_a_copy_that_it_signed_is_accepted_as_such(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.write_bytes(an_addin(signed=True))

    found = status(pc)

    assert (found.copy, found.findings) == (Copy.SIGNED, ())
    assert found.as_dict()["signed"] is True


def test_a_file_named_at_install_is_accepted_while_kpibook_is_the_same(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    theirs = tmp_path / "theirs.xlam"
    theirs.write_bytes(an_addin(b"written anew by Excel", signed=True))
    install(pc, Wish(addin=theirs))
    record = places(pc).record

    assert (status(pc).copy, codes(pc)) == (Copy.NAMED, [])

    record.write_bytes(record.read_bytes().replace(kpibook.__version__.encode(), b"0.0.9"))
    assert codes(pc) == ["addin-of-another-version"]


def test_a_file_marked_as_from_the_internet_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.with_name(where.addin.name + MARK).write_bytes(b"[ZoneTransfer]")

    assert codes(pc) == ["marked-from-internet"]


def test_a_python_that_was_removed_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    pc.executable.unlink()

    assert codes(replace(pc, executable=a_python(tmp_path / "other", "python.exe"))) == [
        "interpreter-missing"
    ]


def test_what_install_would_refuse_is_a_finding_here(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)

    assert codes(replace(pc, has=lambda _module: False)) == ["pywin32-missing"]
    assert codes(replace(pc, version_of=lambda _name: "0.1")) == ["xlwings-mismatched"]


def test_a_mac_misses_its_script_and_is_told_of_functions(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    where = install(mac).places
    assert status(mac).findings == ()
    assert [note.code for note in status(mac).notes] == ["no-functions-on-a-mac", "mac-automation"]
    assert where.scripts is not None

    for script in where.scripts.iterdir():
        script.unlink()

    assert codes(mac) == ["script-missing"]


def test_a_mac_that_keeps_excels_folder_from_this_program_says_so_at_status_and_install(
    tmp_path: Path,
) -> None:
    mac = a_mac(tmp_path)
    where = install(mac).places

    for task in (status, install):
        with without_right_to(where.config.parent), pytest.raises(AddinError) as refused:
            task(mac)
        assert refused.value.code == "mac-folder-refused"
        assert "Full Disk Access" in refused.value.fix


def test_the_library_is_named_with_the_hash_that_it_has_and_should_have(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)

    named = json.loads(json.dumps(status(pc).as_dict()))["library"]

    assert Path(named["path"]).read_bytes() == DLL
    assert named["sha256"] == named["expected_sha256"] == hashlib.sha256(DLL).hexdigest()
    assert status(a_mac(tmp_path)).as_dict()["library"] is None


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        (
            (CURRENT_USER, r"Software\Microsoft\Windows Script Host\Settings"),
            {"Enabled": 0},
            "script-host-off",
        ),
        (
            (CURRENT_USER, r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"),
            {"A1": "kpibook.xlam".encode("utf-16-le")},
            "addin-disabled-by-excel",
        ),
        (
            (CURRENT_USER, r"Software\Microsoft\Office\16.0\Excel\Options"),
            {"OPEN": "C:\\Downloads\\kpibook.xlam"},
            "addin-loaded-twice",
        ),
        (
            (LOCAL_MACHINE, r"SOFTWARE\Microsoft\Office\15.0\Excel\InstallRoot"),
            {"Path": "C:\\Office15"},
            "excel-of-another-version",
        ),
    ],
)
def test_what_windows_and_excel_say_of_the_addin_is_found(
    tmp_path: Path, place: tuple[str, str], value: dict[str, object], code: str
) -> None:
    pc = a_pc(tmp_path, policies={place: value})
    install(pc)

    assert codes(pc) == [code]


def test_with_the_helper_a_script_host_that_is_off_stops_nothing(tmp_path: Path) -> None:
    key = r"Software\Microsoft\Windows Script Host\Settings"
    pc = a_pc(tmp_path, policies={(LOCAL_MACHINE, key): {"Enabled": 0}})
    install(pc, Wish(helper=True))

    assert codes(pc) == []
    assert [note.code for note in status(pc).notes] == ["helper-mode", "script-host-off"]


def test_rules_of_applocker_are_worth_knowing_with_the_python_they_have_to_allow(
    tmp_path: Path,
) -> None:
    key = r"SOFTWARE\Policies\Microsoft\Windows\SrpV2\Exe"
    pc = a_pc(tmp_path, policies={(LOCAL_MACHINE, key): {"EnforcementMode": 1}})
    install(pc)

    (note,) = status(pc).notes

    assert note.code == "applocker-enforces"
    assert str(pc.executable) in note.what


def test_a_library_that_antivirus_took_is_the_only_finding(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    for dll in pc.executable.parent.parent.glob("*.dll"):
        dll.unlink()

    assert codes(pc) == ["library-taken"]


def test_a_computer_without_excel_is_refused() -> None:
    with pytest.raises(AddinError, match="command line"):
        status(Machine(platform="linux"))
