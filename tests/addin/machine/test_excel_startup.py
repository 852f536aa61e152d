from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.excel_startup import startup_findings, version_findings
from kpibook.addin.machine.registry import CURRENT_USER, LOCAL_MACHINE, RegistryValues

ADDIN = Path("XLSTART") / "kpibook.xlam"
EXCEL = r"Software\Microsoft\Office\16.0\Excel"


def startup(key: str, **values: object) -> list[str]:
    registry = RegistryValues({(CURRENT_USER, rf"{EXCEL}\{key}"): values})
    return [found.code for found in startup_findings(registry, ADDIN)]


def disabled(path: str) -> bytes:
    """A record of a disabled file: three numbers of four bytes, then path and title."""
    text = path.encode("utf-16-le") + b"\0\0"
    title = "kpi".encode("utf-16-le") + b"\0\0"
    numbers = (2, len(text), len(title))
    return b"".join(number.to_bytes(4, "little") for number in numbers) + text + title


def test_an_addin_that_excel_turned_off_after_a_crash_is_found() -> None:
    ours, other = disabled(r"c:\users\sian\xlstart\KPIBOOK.xlam"), disabled(r"c:\other.xlam")

    assert startup(r"Resiliency\DisabledItems", A1B2=other, C3D4=ours) == [
        "addin-disabled-by-excel"
    ]
    assert startup(r"Resiliency\DisabledItems", A1B2=other) == []


@pytest.mark.parametrize("name", ["OPEN", "OPEN3", "open1"])
def test_a_second_copy_that_excel_opens_is_found(name: str) -> None:
    second = {name: '/R "C:\\Downloads\\kpibook.xlam"'}

    assert startup("Options", **second) == ["addin-loaded-twice"]
    assert startup("Options", **{name: '"C:\\Other\\solver.xlam"'}) == []


def test_the_installed_addin_itself_is_no_second_copy() -> None:
    assert startup("Options", OPEN=f'"C:\\Users\\sian\\{ADDIN}"') == []


def test_a_setting_that_opens_nothing_is_no_second_copy() -> None:
    assert startup("Options", LastFolder="C:\\kpibook.xlam") == []


@pytest.mark.parametrize(
    ("key", "name", "value", "word"),
    [
        (r"SOFTWARE\Classes\Excel.Application\CurVer", "", "Excel.Application.15", "16.0"),
        (r"SOFTWARE\Microsoft\Office\15.0\Excel\InstallRoot", "Path", "C:\\Office15", "2013"),
        (r"SOFTWARE\Microsoft\Office\14.0\Excel\InstallRoot", "Path", "C:\\Office14", "2010"),
    ],
)
def test_an_older_excel_is_found(key: str, name: str, value: str, word: str) -> None:
    (found,) = version_findings(RegistryValues({(LOCAL_MACHINE, key): {name: value}}))

    assert found.code == "excel-of-another-version"
    assert word in found.what


def test_one_excel_of_today_is_no_finding() -> None:
    key = r"SOFTWARE\Classes\Excel.Application\CurVer"
    registry = RegistryValues({(LOCAL_MACHINE, key): {"": "Excel.Application.16"}})

    assert list(version_findings(registry)) == []
    assert list(version_findings(RegistryValues())) == []
