"""The built add-in: the same bytes anywhere, valid, holding exactly its sources."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kpibook import __version__
from kpibook.addin.xlam import build as tested
from kpibook.addin.xlam.build import RIBBON_PART, BuildError, addin_bytes, build_addin, ribbon_xml
from kpibook.addin.xlam.vba_modules import modules, this_workbook
from tests.support import addin, olevba, validator, wheel

#: What olevba says of our own modules: words of their sentences, none of them a call.
WORDS_OF_OURS = {
    "KpiRibbon": {"open", "put", "run"},
    "KpiWorkbook": set(),
    "KpiMessages": {"open", "Run", "command", "Windows"},
    "KpiState": set(),
    "KpiDialogs": {"call", "Windows"},
    "KpiVersion": set(),
    "KpiFunctions": set(),
    "KpiRegister": {"register"},
    "ThisWorkbook": set(),
}


@pytest.fixture(scope="module")
def built_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_addin(tmp_path_factory.mktemp("built") / "kpibook.xlam").path


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(addin.built())) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400"},
    ],
    ids=["tomorrow's side of the world", "yesterday's"],
)
def test_a_build_gives_the_same_bytes_anywhere(tmp_path: Path, environment: dict[str, str]) -> None:
    output = tmp_path / "a folder" / "other name.xlam"
    output.parent.mkdir()

    subprocess.run(
        [sys.executable, "-m", "kpibook", "addin", "build", "-o", output],
        cwd=tmp_path,
        env={**os.environ, **environment},
        capture_output=True,
        check=True,
    )

    assert output.read_bytes() == addin.built()


def test_a_second_build_in_one_process_gives_the_same_bytes() -> None:
    assert addin_bytes() == addin.built()


def test_microsofts_validator_has_nothing_against_it(built_file: Path) -> None:
    assert validator.errors(built_file) == []


def test_olevba_reads_every_module_back_as_its_source(built_file: Path) -> None:
    read = olevba.modules_of(built_file)

    for module in modules():
        assert read.pop(module.name) == module.text
    assert read.pop("ThisWorkbook").endswith(this_workbook())
    assert [line for line in read.pop("Sheet1").splitlines() if "Attribute" not in line] == []
    assert read == {}


def test_the_one_thing_that_runs_by_itself_is_stated() -> None:
    runs = {
        name: olevba.findings(text).get("AutoExec", set()) for name, text in addin.modules().items()
    }

    assert {name: words for name, words in runs.items() if words} == {
        "ThisWorkbook": {"Workbook_Open"}
    }


@pytest.mark.parametrize("module", WORDS_OF_OURS)
def test_our_own_modules_hold_nothing_a_scanner_fears(module: str) -> None:
    found = olevba.findings(addin.modules()[module])

    guessed = {"Hex Strings", "Base64 Strings"}  # any long word looks like one
    assert found.get("Suspicious", set()) - guessed == WORDS_OF_OURS[module]
    assert "IOC" not in found


def test_it_holds_the_ribbon_as_it_is_in_git() -> None:
    held = parts()

    assert held[RIBBON_PART] == ribbon_xml()
    assert f'Target="{RIBBON_PART}"'.encode() in held["_rels/.rels"]


def test_it_names_nobody_and_no_date() -> None:
    properties = parts()["docProps/core.xml"].decode()

    assert "<dc:title>KPI Book</dc:title>" in properties
    assert "<dc:creator>kpibook</dc:creator>" in properties
    assert "created" not in properties
    assert "modified" not in properties


def test_it_says_its_version_and_that_of_xlwings() -> None:
    held = addin.modules()

    assert f'KPI_VERSION As String = "{__version__}"' in held["KpiVersion"]
    assert 'XLWINGS_VERSION As String = "0.37.8"' in held["xlwings"]


def test_it_holds_no_path_of_the_machine_it_was_built_on() -> None:
    for name, text in addin.modules().items():
        assert str(Path.home()) not in text, name
        assert str(Path(__file__).parents[3]) not in text, name


def test_what_is_there_is_replaced_and_described(tmp_path: Path) -> None:
    output = tmp_path / "kpibook.xlam"
    output.write_bytes(b"an older one")

    built = build_addin(output)

    assert output.read_bytes() == addin.built()
    assert built.size == len(addin.built())
    assert built.as_dict() == {"path": str(output), "size": built.size, "sha256": built.sha256}


def test_without_pyopenvba_it_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    missing: Any = None  # what Python keeps for a module that cannot be imported
    monkeypatch.setitem(sys.modules, "pyopenvba", missing)

    with pytest.raises(BuildError) as caught:
        build_addin(tmp_path / "kpibook.xlam")

    assert caught.value.code == "pyopenvba-missing"
    project = tomllib.loads((wheel.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (pinned,) = project["optional-dependencies"]["build"]
    assert f"pip install {pinned}" in caught.value.fix
    assert list(tmp_path.iterdir()) == []


def test_the_builds_pyopenvba_is_the_tests_own() -> None:
    import tomllib

    text = (Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8")
    project = tomllib.loads(text)

    (pinned,) = project["project"]["optional-dependencies"]["build"]
    assert pinned in project["dependency-groups"]["dev"]


def test_parts_are_stored_so_that_no_zlib_changes_them() -> None:
    with zipfile.ZipFile(BytesIO(addin.built())) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
        assert {entry.date_time for entry in package.infolist()} == {tested._STAMP}
