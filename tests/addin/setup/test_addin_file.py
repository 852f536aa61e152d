from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.machine import Machine
from kpibook.addin.setup.addin_file import MARK, described, is_marked, packaged, read_addin
from kpibook.errors import AddinError
from tests.addin.computers import a_pc, an_addin


def test_a_signature_is_seen_and_does_not_hide_that_the_macros_are_the_same() -> None:
    plain, signed = described(an_addin()), described(an_addin(signed=True))

    assert (plain.signed, signed.signed) == (False, True)
    assert plain.sha256 != signed.sha256
    assert signed.is_signed_copy_of(plain)
    assert not plain.is_signed_copy_of(plain)


def test_the_addin_that_ships_has_macros_and_no_signature_of_ours() -> None:
    shipped = described(packaged(Machine()))

    assert shipped.macros
    assert not shipped.signed


def test_other_macros_under_a_signature_are_no_copy() -> None:
    assert not described(an_addin(b"other", signed=True)).is_signed_copy_of(described(an_addin()))


@pytest.mark.parametrize("data", [b"", b"not a zip", an_addin()[:-30], b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package_has_no_macros_and_no_signature(data: bytes) -> None:
    seen = described(data)

    assert (seen.macros, seen.signed) == ("", False)
    assert len(seen.sha256) == 64


def test_two_files_without_macros_are_not_taken_for_copies_of_each_other() -> None:
    assert not described(b"a").is_signed_copy_of(described(b"b"))


def test_a_file_from_the_internet_is_known_by_its_mark(tmp_path: Path) -> None:
    addin = tmp_path / "kpibook.xlam"
    addin.write_bytes(b"")
    assert not is_marked(addin)

    (tmp_path / f"kpibook.xlam{MARK}").write_text("[ZoneTransfer]\nZoneId=3\n", encoding="ascii")

    assert is_marked(addin)


def test_a_copy_without_its_addin_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(AddinError) as refused:
        packaged(a_pc(tmp_path, packaged=tmp_path / "none.xlam"))

    assert refused.value.code == "addin-not-packaged"


@pytest.mark.parametrize(
    ("content", "code"), [(None, "addin-unreadable"), (b"PK nothing", "not-an-addin")]
)
def test_a_named_file_must_be_an_addin(tmp_path: Path, content: bytes | None, code: str) -> None:
    named = tmp_path / "theirs.xlam"
    if content is not None:
        named.write_bytes(content)

    with pytest.raises(AddinError) as refused:
        read_addin(named)

    assert refused.value.code == code
    assert "theirs.xlam" in str(refused.value)
