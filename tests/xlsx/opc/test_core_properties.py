from __future__ import annotations

import pytest

from kpibook.xlsx.opc import relationships
from kpibook.xlsx.opc.core_properties import saved_at
from kpibook.xlsx.opc.opc_package import OpcPackage
from tests.support.packages import PACKAGE_RELATIONSHIPS, packed, parts

CORE = f"{PACKAGE_RELATIONSHIPS}/metadata/core-properties"
STRICT_CORE = "http://purl.oclc.org/ooxml/package/relationships/metadata/coreProperties"


def a_container(core: str | None, kind: str = CORE) -> OpcPackage:
    members = parts()
    if core is not None:
        members["docProps/core.xml"] = (
            '<cp:coreProperties xmlns:cp="c" xmlns:dcterms="t" xmlns:dc="d">'
            f"{core}</cp:coreProperties>"
        )
        related = f'<Relationship Id="rId9" Type="{kind}" Target="docProps/core.xml"/>'
        members["_rels/.rels"] = str(members["_rels/.rels"]).replace(
            "</Relationships>", f"{related}</Relationships>"
        )
    return OpcPackage.from_bytes(packed(members), "a.xlsx")


def modified(stamp: str) -> str:
    return f"<dcterms:modified>{stamp}</dcterms:modified>"


@pytest.mark.parametrize("kind", [CORE, STRICT_CORE])
def test_the_stamp_of_a_save_is_read(kind: str) -> None:
    assert saved_at(a_container(modified("2022-01-17T09:30:00Z"), kind)) == "2022-01-17T09:30:00Z"


@pytest.mark.parametrize(
    "stamp", ["2022-01-17T10:30:00+01:00", "2022-01-17T09:30:00.250Z", " 2022-01-17T09:30:00 "]
)
def test_stamps_are_put_into_one_form_so_that_they_compare(stamp: str) -> None:
    assert saved_at(a_container(modified(stamp))) == "2022-01-17T09:30:00Z"


@pytest.mark.parametrize("core", [None, "", modified(""), modified("yesterday")])
def test_no_stamp_that_can_be_read_is_none(core: str | None) -> None:
    assert saved_at(a_container(core)) == ""


def test_a_stamp_at_the_end_of_time_is_none() -> None:
    assert saved_at(a_container(modified("9999-12-31T23:59:59-12:00"))) == ""


def test_the_stamp_of_kpibooks_own_template_says_nothing() -> None:
    stamp = "2026-01-01T00:00:00Z"
    created = f"<dcterms:created>{stamp}</dcterms:created>"
    by = "<cp:lastModifiedBy>{}</cp:lastModifiedBy>"

    assert saved_at(a_container(modified(stamp) + created + by.format("kpibook"))) == ""
    assert saved_at(a_container(modified(stamp) + created + by.format("Siân"))) == stamp


def test_the_core_properties_are_found_by_their_relationship() -> None:
    container = a_container(None)

    assert relationships.target_of(container, relationships.PACKAGE, "core-properties") is None
