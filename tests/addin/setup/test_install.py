from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.requirements import wanted_xlwings
from kpibook.addin.setup.addin_file import MARK
from kpibook.addin.setup.install import Wish, install
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.xlwings_config import value_of
from kpibook.errors import AddinError, KpibookError
from kpibook.files.temporary import PREFIX
from tests.addin.computers import a_mac, a_pc, a_python, an_addin, contents


def setting(machine: Machine, name: str) -> str | None:
    return value_of(places(machine).config.read_bytes(), name, machine.config_codec)


@pytest.mark.parametrize("user", ["Siân", "O'Brien & Sons", "J Smith (Corp)", "100% sure"])
def test_on_windows_the_addin_and_its_configuration_are_put_in_place(
    tmp_path: Path, user: str
) -> None:
    pc = a_pc(tmp_path, user=user)

    done = install(pc)

    assert done.places.addin.read_bytes() == pc.packaged.read_bytes()
    assert setting(pc, "INTERPRETER_WIN") == str(pc.executable)
    assert setting(pc, "USE UDF SERVER") == "False"
    assert set(done.written) == {done.places.addin, done.places.config, done.places.record}


def test_on_a_mac_the_script_that_starts_python_comes_with_it(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)

    done = install(mac)

    assert done.places.scripts is not None
    script = done.places.scripts / f"kpibook-{wanted_xlwings()}.applescript"
    assert b"VbaHandler" in script.read_bytes()
    assert setting(mac, "INTERPRETER_MAC") == str(mac.executable)
    assert b"\r" not in done.places.config.read_bytes()


def test_a_process_that_is_killed_leaves_nothing_where_excel_or_windows_opens_what_it_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc = a_pc(tmp_path)
    where = places(pc)
    assert where.login is not None
    at_start, seen = (where.addin.parent, where.login.parent), []
    replace = Path.replace

    def look(path: Path, target: Path) -> Path:
        seen.append(target.name)
        assert [one.name for folder in at_start for one in folder.glob(f"{PREFIX}*")] == []
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", look)
    install(pc, Wish(start_at_login=True))

    assert {where.addin.name, where.login.name} <= set(seen)


def test_a_second_install_writes_nothing(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    before = contents(tmp_path)

    assert install(pc).written == ()
    assert contents(tmp_path) == before


def test_an_older_version_is_replaced_and_what_was_there_before_it_stays_on_record(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    where = places(pc)
    where.config.parent.mkdir(parents=True)
    where.config.write_bytes(b'"INTERPRETER_WIN","C:\\theirs\\python.exe"\r\n"LICENSE_KEY","x"\r\n')
    install(pc)
    newer = tmp_path / "newer.xlam"
    newer.write_bytes(an_addin(b"newer macros"))
    elsewhere = a_python(tmp_path / "new env" / "Scripts", "python.exe")

    install(replace(pc, packaged=newer, executable=elsewhere))

    assert where.addin.read_bytes() == newer.read_bytes()
    assert setting(pc, "INTERPRETER_WIN") == str(elsewhere)
    assert setting(pc, "LICENSE_KEY") == "x"
    record = json.loads(where.record.read_bytes())
    assert record["settings"]["INTERPRETER_WIN"]["before"] == "C:\\theirs\\python.exe"


def test_a_file_marked_as_from_the_internet_is_written_anew(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.with_name(where.addin.name + MARK).write_bytes(b"[ZoneTransfer]\r\nZoneId=3\r\n")

    assert install(pc).written == (where.addin,)


def test_while_excel_has_it_open_nothing_changes(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.with_name("~$kpibook.xlam").write_bytes(b"")
    newer = tmp_path / "newer.xlam"
    newer.write_bytes(an_addin(b"newer macros"))
    before = contents(tmp_path)

    with pytest.raises(AddinError) as refused:
        install(replace(pc, packaged=newer), Wish(helper=True))

    assert refused.value.code == "addin-in-use"
    assert contents(tmp_path) == before


def without_pywin32(module: str) -> bool:
    return module != "pythoncom"


def test_a_folder_in_the_way_of_the_last_file_stops_it_before_the_first(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    places(pc).config.mkdir(parents=True)

    with pytest.raises(KpibookError) as refused:
        install(pc)

    assert refused.value.code == "not-a-file"
    assert not places(pc).addin.exists()


@pytest.mark.parametrize(
    ("changes", "wish", "code"),
    [
        ({"version_of": lambda _name: "0.1"}, Wish(), "xlwings-mismatched"),
        ({"has": without_pywin32}, Wish(), "pywin32-missing"),
        ({"packaged": Path("none.xlam")}, Wish(), "addin-not-packaged"),
        ({"env": {}}, Wish(), "folder-unknown"),
        ({"platform": "linux"}, Wish(), "addin-needs-excel"),
        ({}, Wish(addin=Path("none.xlam")), "addin-unreadable"),
        ({"batch_encoding": "ascii"}, Wish(start_at_login=True), "path-outside-code-page"),
        ({"config_encoding": "ascii"}, Wish(), "home-outside-code-page"),
    ],
)
def test_what_is_refused_is_refused_before_anything_is_written(
    tmp_path: Path, changes: dict[str, object], wish: Wish, code: str
) -> None:
    pc = replace(a_pc(tmp_path), **changes)
    before = contents(tmp_path)

    with pytest.raises(AddinError) as refused:
        install(pc, wish)

    assert refused.value.code == code
    assert refused.value.fix
    assert contents(tmp_path) == before


def test_a_mac_where_excel_never_ran_is_refused(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    (places(mac).config.parent).rmdir()

    with pytest.raises(AddinError, match="Start Excel once") as refused:
        install(mac)

    assert refused.value.code == "excel-not-found"


def test_a_folder_in_the_way_is_said_and_left(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    places(pc).addin.mkdir(parents=True)

    with pytest.raises(KpibookError) as refused:
        install(pc)

    assert refused.value.code == "not-a-file"
    assert not places(pc).config.exists()


def test_the_helper_is_kept_on_by_an_update_and_turned_off_when_asked(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)

    first = install(pc, Wish(start_at_login=True))

    login = first.places.login
    assert login is not None
    assert first.helper
    assert login.read_bytes().startswith(b"@echo off\r\n")
    assert setting(pc, "USE UDF SERVER") == setting(pc, "DEBUG UDFS") == "True"
    assert install(pc).helper
    assert login.is_file()
    assert not install(pc, Wish(helper=False)).helper
    assert not login.exists()
    assert setting(pc, "USE UDF SERVER") == "False"


def test_a_mac_has_no_helper(tmp_path: Path) -> None:
    with pytest.raises(AddinError) as refused:
        install(a_mac(tmp_path), Wish(helper=True))

    assert refused.value.code == "helper-needs-windows"


def test_a_signed_copy_of_this_version_is_kept(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    signed = an_addin(signed=True)
    where = places(pc)
    where.addin.parent.mkdir(parents=True)
    where.addin.write_bytes(signed)

    done = install(pc)

    assert done.kept_signed
    assert where.addin.read_bytes() == signed
    assert setting(pc, "INTERPRETER_WIN")


def test_a_signed_copy_of_other_macros_is_not_overwritten_unless_a_file_is_named(
    tmp_path: Path,
) -> None:
    pc = a_pc(tmp_path)
    where = places(pc)
    where.addin.parent.mkdir(parents=True)
    where.addin.write_bytes(an_addin(b"older", signed=True))
    theirs = tmp_path / "from IT.xlam"
    theirs.write_bytes(an_addin(b"written anew by Excel", signed=True))

    with pytest.raises(AddinError) as refused:
        install(pc)
    install(pc, Wish(addin=theirs))
    again = install(pc)

    assert refused.value.code == "signed-copy-there"
    assert again.kept_signed
    assert again.written == ()
    assert where.addin.read_bytes() == theirs.read_bytes()


def test_a_script_that_another_program_put_there_is_not_taken_for_ours(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    first = install(mac)
    assert first.places.scripts is not None
    script = next(first.places.scripts.iterdir())
    first.places.record.unlink()

    install(mac)

    assert str(script) not in json.loads(first.places.record.read_bytes())["files"]
