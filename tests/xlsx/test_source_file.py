import os
import time
from pathlib import Path

import pytest

from kpibook.errors import SaveError
from kpibook.xlsx import Workbook, source_file
from kpibook.xlsx.opc.opc_package import OpcPackage
from kpibook.xlsx.source_file import SourceFile
from tests.support.packages import a_workbook, packed, parts


@pytest.fixture
def path(tmp_path):
    return a_workbook(tmp_path / "book.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')


def test_the_target_is_the_path_given_or_else_the_file_itself(path):
    place = SourceFile()
    with pytest.raises(SaveError) as caught:
        place.target(None, "b.xlsx")
    assert caught.value.code == "save-where"

    place.opened(path).close()
    assert place.target(None, "b.xlsx") == path
    assert place.target("other.xlsx", "b.xlsx") == Path("other.xlsx")


@pytest.mark.parametrize("change", ["touched", "replaced", "gone"])
def test_a_file_that_is_not_the_one_opened_is_noticed(path, change):
    place = SourceFile()
    with place.opened(path):
        place.check_unchanged("b.xlsx")
    if change == "touched":
        os.utime(path, (time.time() + 60,) * 2)
    elif change == "replaced":
        path.rename(path.with_name("old.xlsx"))
        a_workbook(path)
    else:
        path.unlink()

    with pytest.raises(SaveError) as caught:
        place.check_unchanged("b.xlsx")
    assert caught.value.code == "source-changed"


@pytest.mark.parametrize("lets_go", [True, False])
def test_the_file_is_let_go_of_only_where_it_has_to_be(path, tmp_path, monkeypatch, lets_go):
    monkeypatch.setattr(source_file, "MUST_CLOSE_FIRST", lets_go)
    place = SourceFile()
    container = place.opened(path)

    assert place.write(container, tmp_path / "new.xlsx", backup=False).exists()
    assert container._stream.closed == lets_go
    container.close()


def test_what_is_only_in_memory_outlives_a_save_that_fails(tmp_path, monkeypatch):
    monkeypatch.setattr(source_file, "MUST_CLOSE_FIRST", True)
    target = tmp_path / "saved.xlsx"
    with Workbook.from_bytes(packed(parts()), "b.xlsx") as book:
        book.sheet("Data").set("A1", 5)
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", fails)
            with pytest.raises(SaveError):
                book.save(target)
        book.save(target)

        assert book.sheet("Data").cell("A1").value == 5


def fails(_self, _target):
    raise OSError("no")


def test_only_a_package_from_bytes_is_in_memory(path):
    with OpcPackage.open(path) as held, OpcPackage.from_bytes(path.read_bytes(), "b.xlsx") as free:
        assert (held.in_memory, free.in_memory) == (False, True)
