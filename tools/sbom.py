"""Write requirements/kpibook.cdx.json, the CycloneDX list of what kpibook is made of and needs.

The wheel holds it under ``kpibook-<version>.dist-info/sboms/`` (PEP 770). Versions come from
requirements/runtime.txt, licences from the packages' metadata, and what the add-in contains from
THIRD_PARTY_NOTICES.md. It has no date and no random number: the same input gives the same bytes.

Hashes are in requirements/runtime.txt and not here, because a version has a file for each system.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import uuid
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

#: As CycloneDX has it: an SPDX expression, or a licence with an SPDX id or a name.
Licence = dict[str, Any]

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "requirements" / "kpibook.cdx.json"
VERSION = re.compile(r'__version__\s*(?::.*)?=\s*"([^"]+)"')
_NEEDED_BY = re.compile(r"#(?: via|  ) +([\w.-]+)(?: \(pyproject.toml(?::\w+)?\))?$", re.MULTILINE)

#: Licence of each work that kpibook contains, by its name in THIRD_PARTY_NOTICES.md.
CONTAINED = {"xlwings": "BSD-3-Clause", "pyOpenVBA": "MIT", "LiberationSans": "OFL-1.1"}
_IN_ADDIN = ("xlwings", "pyOpenVBA")
#: Old metadata has free text; these texts are names that SPDX knows.
_SPDX = frozenset({"MIT", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "PSF-2.0"})
#: Systems whose wheels are looked into for packages that are not installed on this one.
_ELSEWHERE = ("win_amd64", "macosx_11_0_arm64", "macosx_11_0_universal2", "any")


@dataclass(frozen=True)
class Package:
    """A line of a requirements file, with the packages that need it."""

    name: str
    version: str
    marker: str
    needed_by: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Return the package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(requirements: str) -> list[Package]:
    """Return what a file written by `make lock` pins, in its order."""
    listed = []
    for block in re.split(r"\n(?=[a-zA-Z0-9])", requirements):
        pinned = re.match(r"([\w.-]+)==([\w.+!-]+)(?: ; (.*?))? \\", block)
        if pinned:
            vias = re.findall(
                r"#(?: via|  ) +([\w.-]+)(?: \(pyproject.toml\))?$", block, re.MULTILINE
            )
            listed.append(Package(pinned[1], pinned[2], pinned[3] or "", tuple(vias)))
    return listed


def licence_of(package: Package) -> Licence:
    """Return the licence that a package's metadata names, downloading its wheel if need be.

    Raises:
        SystemExit: The metadata names no licence.
    """
    about = _metadata(package)
    if expression := about.get("License-Expression"):
        return {"expression": expression}
    text = about.get("License") or ""
    if not text or len(text.splitlines()) > 1 or len(text) > 60:  # the whole text of a licence
        classes = [c for c in about.get_all("Classifier", []) if c.startswith("License :: ")]
        text = " and ".join(c.rpartition(" :: ")[2] for c in classes)
    if not text:
        raise SystemExit(f"sbom: {package.name} {package.version} names no licence; look it up")
    return {"license": {"id" if text in _SPDX else "name": text}}


def _metadata(package: Package) -> Message:
    try:
        installed = metadata(package.name)
    except PackageNotFoundError:
        return _downloaded(package)
    return installed if installed["Version"] == package.version else _downloaded(package)  # type: ignore[return-value]


def _downloaded(package: Package) -> Message:
    with tempfile.TemporaryDirectory(prefix="kpibook-sbom-") as folder:
        systems = [option for system in _ELSEWHERE for option in ("--platform", system)]
        fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder]
        only = ["--only-binary", ":all:", *systems]
        subprocess.run([*fetch, *only, f"{package.name}=={package.version}"], check=True)
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            (name,) = [n for n in archive.namelist() if n.endswith(".dist-info/METADATA")]
            return message_from_bytes(archive.read(name))


def document(
    version: str, requirements: str, notices: str, licence: Callable[[Package], Licence]
) -> str:
    """Return the list as CycloneDX 1.6 in JSON.

    Args:
        version: kpibook's version.
        requirements: Text of requirements/runtime.txt.
        notices: Text of THIRD_PARTY_NOTICES.md.
        licence: Returns the licence of a package.
    """
    pinned = packages(requirements)
    itself = f"kpibook@{version}"  # no package URL: the name is on no index
    body = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {
                "type": "application",
                "bom-ref": itself,
                "name": "kpibook",
                "version": version,
                # As in pyproject.toml.
                "licenses": [{"expression": "MIT AND BSD-3-Clause AND OFL-1.1"}],
                "components": _contained(notices),
            },
        },
        "components": [_component(package, licence(package)) for package in pinned],
        "dependencies": _dependencies(itself, pinned),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(body, sort_keys=True))
    return json.dumps({**body, "serialNumber": serial.urn}, indent=2, ensure_ascii=False) + "\n"


def _contained(notices: str) -> list[dict[str, Any]]:
    return [
        {
            "type": "library",
            "bom-ref": f"contained:{name}@{version}",
            "name": name,
            "version": version,
            "description": _place(name) + part.replace("`", ""),
            "licenses": [{"license": {"id": CONTAINED[name]}}],
        }
        for name, version, part in re.findall(r"^## (\S+) (\S+): (.+)$", notices, re.MULTILINE)
    ]


def _place(name: str) -> str:
    return "In the Excel add-in: " if name in _IN_ADDIN else "In the package: "


def _component(package: Package, licence: Licence) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.reference,
        "name": package.name,
        "version": package.version,
        "purl": package.reference,
        "licenses": [licence],
    }
    if package.marker:
        described["properties"] = [{"name": "kpibook:only-where", "value": package.marker}]
    return described


def _dependencies(itself: str, pinned: list[Package]) -> list[dict[str, Any]]:
    reference: Mapping[str, str] = {"kpibook": itself} | {p.name: p.reference for p in pinned}
    return [
        {
            "ref": reference[name],
            "dependsOn": [package.reference for package in pinned if name in package.needed_by],
        }
        for name in reference
    ]


def main() -> None:
    """Write the list."""
    version = VERSION.search((ROOT / "src/kpibook/version.py").read_text(encoding="utf-8"))
    if version is None:
        raise SystemExit("sbom: src/kpibook/version.py names no version")
    text = document(
        version[1],
        (ROOT / "requirements/runtime.txt").read_text(encoding="utf-8"),
        (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8"),
        licence_of,
    )
    TARGET.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
