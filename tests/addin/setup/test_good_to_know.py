from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from kpibook.addin.fault_log import log_fault, log_path
from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.good_to_know import notes
from kpibook.addin.setup.install import install
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.status import status
from tests.addin.computers import a_mac, a_pc

NOW = datetime(2026, 11, 30, 9, 14, 2, tzinfo=UTC)


def a_refused_click(machine: Machine, number: int, attribute: str) -> Path:
    """Log a click that Excel refused with `number`, and return the path of the log."""
    home = Path(machine.env.get("USERPROFILE") or machine.env["HOME"])
    path = log_path(machine.platform, machine.env, home)
    error = OSError("refused")
    setattr(error, attribute, number)
    assert log_fault(path, "fill", error, NOW)
    return path


def test_a_mac_is_told_how_to_let_excel_be_controlled(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    install(mac)

    note = next(note for note in status(mac).notes if note.code == "mac-automation")

    assert "-1743" in note.fix
    assert "Privacy & Security, Automation" in note.fix
    assert "tccutil reset AppleEvents" in note.fix


def test_a_click_that_the_mac_refused_is_told_with_where_to_allow_it(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    path = a_refused_click(mac, -1743, "errornumber")

    (note,) = (n for n in notes(mac, places(mac), helper=False) if n.code == "fault-logged")

    assert note.where.file == str(path)
    assert "2026-11-30 at 09:14:02;" in note.what
    assert "-1743" in note.what
    assert "Automation" in note.fix


def test_the_last_fault_on_windows_is_told_with_excels_number_and_the_log(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    assert list(notes(pc, places(pc), helper=False)) == []
    path = a_refused_click(pc, -2146827284, "hresult")

    (note,) = notes(pc, places(pc), helper=False)

    assert note.code == "fault-logged"
    assert note.where.file == str(path)
    assert "0x800A03EC" in note.what
    assert "nothing of your workbook" in note.fix


def test_the_last_fault_is_a_note_and_nothing_to_put_right(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    a_refused_click(pc, -2146827284, "hresult")

    assert status(pc).findings == ()
    assert [note.code for note in status(pc).notes] == ["fault-logged"]
