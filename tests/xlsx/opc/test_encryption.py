import io
import random
import sys

import pytest

from kpibook.errors import KpibookError
from kpibook.xlsx import Workbook
from kpibook.xlsx.opc.encryption import lock
from tests.support.packages import a_workbook, packed, parts

#: Above the size that the library spoils.
FILLING = {"xl/media/photo.bin": random.Random(1).randbytes(8000)}


@pytest.fixture
def locked_book(tmp_path):
    return lock_up(tmp_path, FILLING)


def lock_up(tmp_path, more):
    from msoffcrypto.format.ooxml import OOXMLFile

    rows = '<row r="1"><c r="A1"><v>7</v></c></row>'
    plain = a_workbook(tmp_path / "plain.xlsx", rows, more=more)
    path = tmp_path / "locked.xlsx"
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    return path


def code_of(path, **given):
    with pytest.raises(KpibookError) as caught:
        Workbook.open(path, **given)
    return caught.value.code


def test_without_a_password_the_person_is_told_to_give_it(locked_book):
    assert code_of(locked_book) == "workbook-encrypted"


def test_a_wrong_password_is_told_from_a_damaged_file(locked_book):
    assert code_of(locked_book, password="guess") == "password-wrong"

    locked_book.write_bytes(locked_book.read_bytes()[:2000] + bytes(3000))
    assert code_of(locked_book, password="secret") == "workbook-encrypted"


def test_an_encrypted_workbook_is_saved_encrypted(locked_book):
    with Workbook.open(locked_book, password="secret") as book:
        assert book.sheet("Data").cell("A1").value == 7
        book.sheet("Data").set("A1", 8)
        book.save()
        assert book.sheet("Data").cell("A1").value == 8

    assert code_of(locked_book) == "workbook-encrypted"
    with Workbook.open(locked_book, password="secret") as book:
        assert book.sheet("Data").cell("A1").value == 8


def test_a_password_for_a_plain_workbook_is_no_matter(tmp_path):
    path = a_workbook(tmp_path / "b.xlsx")

    with Workbook.open(path, password="secret") as book:
        assert book.sheet_names == ["Data"]


def test_a_missing_library_is_named_with_the_way_to_get_it(locked_book, monkeypatch):
    monkeypatch.setitem(sys.modules, "msoffcrypto", None)

    with pytest.raises(KpibookError) as caught:
        Workbook.open(locked_book, password="secret")

    assert caught.value.code == "password-support-missing"
    assert "kpibook[encrypted]" in str(caught.value)


def test_what_cannot_be_opened_again_is_never_written():
    target = io.BytesIO()

    with pytest.raises(KpibookError) as caught:
        lock(io.BytesIO(packed(parts())), "secret", target, "b.xlsx")

    assert caught.value.code == "encryption-failed"
    assert target.getvalue() == b""
