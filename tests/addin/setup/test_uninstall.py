from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kpibook.addin.setup.install import Wish, install
from kpibook.addin.setup.paths import places
from kpibook.addin.setup.uninstall import uninstall
from kpibook.errors import AddinError
from tests.addin.computers import a_mac, a_pc, an_addin, contents


@pytest.mark.parametrize("wish", [Wish(), Wish(start_at_login=True)])
def test_after_install_and_uninstall_every_file_is_as_it_was(tmp_path: Path, wish: Wish) -> None:
    pc = a_pc(tmp_path, user="Siân O'Brien")
    before = contents(tmp_path)
    where = install(pc, wish).places

    done = uninstall(pc)

    assert contents(tmp_path) == before
    assert where.addin in done.removed
    assert done.left == ()
    assert not where.config.parent.exists()


def test_a_mac_is_left_as_it_was_too(tmp_path: Path) -> None:
    mac = a_mac(tmp_path)
    before = contents(tmp_path)
    install(mac)

    assert len(uninstall(mac).removed) == 3
    assert contents(tmp_path) == before


def test_a_second_time_there_is_nothing_to_do(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    install(pc)
    uninstall(pc)

    again = uninstall(pc)

    assert (again.removed, again.restored, again.left) == ((), None, ())


FOREIGN = (
    b'"INTERPRETER_WIN","C:\\theirs\\python.exe"\r\n'
    b'"LICENSE_KEY","noncommercial"\n\n"NAME","Si\xe2n"\r\n'
)


def test_settings_of_others_come_back_and_it_is_said_that_they_are_left(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = places(pc)
    where.config.parent.mkdir(parents=True)
    where.config.write_bytes(FOREIGN)
    install(pc)
    install(pc, Wish(helper=True))

    done = uninstall(pc)

    assert where.config.read_bytes() == FOREIGN
    assert done.restored == where.config
    assert [path for path, _why in done.left] == [where.config]


def test_a_setting_that_somebody_changed_since_is_theirs(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    changed = where.config.read_bytes().replace(
        b'"USE UDF SERVER","False"', b'"USE UDF SERVER","True"'
    )
    where.config.write_bytes(changed)

    uninstall(pc)

    assert where.config.read_bytes() == b'"USE UDF SERVER","True"\r\n'


def test_a_file_that_is_not_the_one_put_there_is_left_and_named(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.write_bytes(an_addin(b"somebody else's"))

    done = uninstall(pc)

    assert where.addin.is_file()
    assert [path for path, _why in done.left] == [where.addin]
    assert where.config in done.removed


def test_this_versions_addin_goes_even_when_the_record_is_lost(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.record.write_bytes(b"{")
    where.config.write_bytes(where.config.read_bytes() + b'"LICENSE_KEY","x"\r\n')

    done = uninstall(pc)

    assert not where.addin.exists()
    assert where.config.read_bytes() == b'"LICENSE_KEY","x"\r\n'
    assert not where.record.exists()
    assert where.addin in done.removed


def test_a_copy_that_it_signed_goes_with_it(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.write_bytes(an_addin(signed=True))

    assert where.addin in uninstall(pc).removed


def test_a_record_that_names_a_file_elsewhere_does_not_get_it_deleted(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    theirs = tmp_path / "report.docx"
    theirs.write_bytes(b"theirs")
    record = json.loads(where.record.read_bytes())
    record["files"][str(theirs)] = hashlib.sha256(b"theirs").hexdigest()
    spoilt = json.dumps(record).encode()

    where.record.write_bytes(spoilt)
    install(pc)
    where.record.write_bytes(spoilt)
    uninstall(pc)

    assert theirs.read_bytes() == b"theirs"
    assert not where.addin.exists()


def test_without_a_packaged_addin_what_is_on_record_still_goes(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places

    uninstall(replace(pc, packaged=tmp_path / "none.xlam"))

    assert not where.addin.exists()


def test_while_excel_has_it_open_nothing_is_taken_out(tmp_path: Path) -> None:
    pc = a_pc(tmp_path)
    where = install(pc).places
    where.addin.with_name("~$kpibook.xlam").write_bytes(b"")
    before = contents(tmp_path)

    with pytest.raises(AddinError) as refused:
        uninstall(pc)

    assert refused.value.code == "addin-in-use"
    assert contents(tmp_path) == before
