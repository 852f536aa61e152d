from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.paths import places
from kpibook.errors import AddinError
from tests.addin.computers import a_mac, a_pc


def test_on_windows_everything_lies_in_the_persons_own_folders(tmp_path: Path) -> None:
    home = tmp_path / "Users" / "Siân O'Brien"

    where = places(a_pc(tmp_path, user="Siân O'Brien"))

    assert where.addin == home / "AppData/Roaming/Microsoft/Excel/XLSTART/kpibook.xlam"
    assert where.config == home / ".kpibook" / "kpibook.conf"
    assert where.login is not None
    assert where.login.parent.name == "Startup"
    assert all(home in path.parents for path in (where.addin, where.record, where.login))


def test_the_configuration_is_where_the_runtime_in_the_addin_looks() -> None:
    from kpibook.addin.xlam.xlwings_runtime import runtime

    vba = runtime()

    assert 'Environ("USERPROFILE") & "\\." & PROJECT_NAME & "\\" & PROJECT_NAME & ".conf"' in vba
    assert 'GetMacDir("$HOME", False) & "/" & PROJECT_NAME & ".conf"' in vba
    assert 'PROJECT_NAME As String = "kpibook"' in vba


def test_on_a_mac_they_lie_where_excel_in_its_sandbox_may_look(tmp_path: Path) -> None:
    home = tmp_path / "Users" / "sian"

    where = places(a_mac(tmp_path))

    office = home / "Library/Group Containers/UBF8T346G9.Office"
    assert where.addin == office / "User Content.localized/Startup.localized/Excel/kpibook.xlam"
    assert where.config == home / "Library/Containers/com.microsoft.Excel/Data/kpibook.conf"
    assert where.scripts == home / "Library/Application Scripts/com.microsoft.Excel"
    assert where.login is None
    assert office in where.needed


def test_without_excel_the_command_line_is_named_instead() -> None:
    with pytest.raises(AddinError) as refused:
        places(Machine(platform="linux", env={"HOME": "/home/sian"}))

    assert refused.value.code == "addin-needs-excel"
    assert "kpibook fill" in refused.value.fix


@pytest.mark.parametrize("env", [{}, {"APPDATA": ""}, {"APPDATA": "Roaming"}])
def test_an_environment_that_names_no_folder_is_refused(env: dict[str, str]) -> None:
    with pytest.raises(AddinError, match="APPDATA") as refused:
        places(Machine(platform="win32", env=env))

    assert refused.value.code == "folder-unknown"
