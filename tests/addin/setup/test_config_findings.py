from __future__ import annotations

from pathlib import Path

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.python_answer import Answer
from kpibook.addin.setup.config_findings import config_findings, no_helper
from kpibook.addin.setup.install import Wish, install
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.status import status
from kpibook.addin.setup.xlwings_config import with_settings
from tests.addin.computers import a_mac, a_pc


def codes(machine: Machine) -> list[str]:
    return [finding.code for finding in status(machine).findings]


def test_without_a_python_nothing_else_is_looked_at(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)

    found = config_findings(pc, places(pc), b"", None, Answer(None, None))

    assert [finding.code for finding in found] == ["config-missing"]


def test_a_helper_that_starts_at_login_needs_only_a_login(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    by_hand = no_helper(places(pc))
    install(pc, Wish(start_at_login=True))

    assert "log in again" not in by_hand.fix
    assert "log in again" in no_helper(places(pc)).fix


def test_a_mac_whose_script_was_changed_is_told_so(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    where = install(mac).places
    assert where.scripts is not None
    (script,) = where.scripts.iterdir()
    script.write_bytes(script.read_bytes() + b"\n-- more")

    assert codes(mac) == ["script-changed"]


def test_a_helper_that_starts_with_another_python_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc, Wish(start_at_login=True)).places
    assert status(pc).starts_at_login
    assert codes(pc) == []
    assert where.login is not None

    where.login.write_bytes(where.login.read_bytes().replace(b"pythonw", b"python"))

    assert codes(pc) == ["login-command-outdated"]


def test_a_configuration_that_was_deleted_or_changed_is_found(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    data = where.config.read_bytes()
    where.config.write_bytes(with_settings(data, {"ADD_WORKBOOK_TO_PYTHONPATH": "True"}, pc))

    assert codes(pc) == ["workbook-folder-on-path"]

    where.config.unlink()
    assert codes(pc) == ["config-missing"]
