"""The list of components says what the wheel contains, what it needs, and under which licences."""

from __future__ import annotations

import json
import re
from email import message_from_bytes
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from tools import sbom

from kpibook.version import __version__
from tests.support import wheel

ROOT = Path(__file__).parents[1]
COMMITTED = sbom.TARGET.read_text(encoding="utf-8")
LOCKED = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
NOTICES = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
COMPONENTS: list[dict[str, Any]] = json.loads(COMMITTED)["components"]
LICENCES = {component["bom-ref"]: component["licenses"][0] for component in COMPONENTS}
UNKNOWN: sbom.Licence = {"license": {"name": "not in the list: run `make lock`"}}


def in_metadata_folder(name: str) -> bytes:
    return wheel.contents()[f"kpibook-{__version__}.dist-info/{name}"]


def test_the_list_is_of_this_version_the_locked_packages_and_the_notices() -> None:
    now = sbom.document(
        __version__, LOCKED, NOTICES, lambda package: LICENCES.get(package.reference, UNKNOWN)
    )

    assert now == COMMITTED, "run `make lock`"


def test_licences_are_those_that_the_packages_name() -> None:
    looked_at = 0
    for package in sbom.packages(LOCKED):
        try:
            if version(package.name) != package.version:
                continue
        except PackageNotFoundError:  # for another system
            continue
        looked_at += 1
        assert LICENCES[package.reference] == sbom.licence_of(package)
    assert looked_at > 5


def test_every_work_of_others_in_the_wheel_is_listed_with_its_licence() -> None:
    contained = json.loads(COMMITTED)["metadata"]["component"]["components"]
    headings = re.findall(r"^## (.+)$", NOTICES, re.MULTILINE)

    assert len(contained) == len(headings) > 0
    for component, heading in zip(contained, headings, strict=True):
        assert heading.startswith(f"{component['name']} {component['version']}: ")
        assert component["licenses"][0]["license"]["id"] in {"MIT", "BSD-3-Clause", "OFL-1.1"}


def test_every_component_is_reached_from_kpibook() -> None:
    needs = {d["ref"]: d["dependsOn"] for d in json.loads(COMMITTED)["dependencies"]}
    reached: set[str] = set()
    ahead = [f"kpibook@{__version__}"]
    while ahead:
        reference = ahead.pop()
        reached.add(reference)
        ahead.extend(set(needs[reference]) - reached)

    assert reached == set(needs) == {f"kpibook@{__version__}", *LICENCES}


def test_the_wheel_holds_the_list() -> None:
    assert in_metadata_folder("sboms/kpibook.cdx.json").decode() == COMMITTED


def test_the_wheel_names_its_licences_and_holds_their_texts() -> None:
    about = message_from_bytes(in_metadata_folder("METADATA"))
    itself = json.loads(COMMITTED)["metadata"]["component"]

    assert itself["licenses"] == [{"expression": about["License-Expression"]}]
    assert set(about.get_all("License-File", [])) == {"LICENSE", "THIRD_PARTY_NOTICES.md"}
    for name in about.get_all("License-File", []):
        assert in_metadata_folder(f"licenses/{name}") == (ROOT / name).read_bytes()
