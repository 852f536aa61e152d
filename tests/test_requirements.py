"""The files of requirements/ hold what pyproject.toml asks for, with hashes, without addresses."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tools.sbom import Package, packages

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
FILES = {path.stem: path.read_text(encoding="utf-8") for path in ROOT.glob("requirements/*.txt")}
RENEW = "run `make lock`"


def of_group(name: str) -> list[str]:
    """Return the requirements of a dependency group, those of included groups too."""
    entries = PROJECT["dependency-groups"][name]
    return [
        line
        for entry in entries
        for line in ([entry] if isinstance(entry, str) else of_group(entry["include-group"]))
    ]


ASKED_FOR: dict[str, list[str]] = {
    "runtime": PROJECT["project"]["dependencies"],
    "dev": PROJECT["project"]["dependencies"] + of_group("dev"),
    "report": of_group("report"),
    "wheel": of_group("wheel"),
    "bench": of_group("bench"),
    "onlyoffice": of_group("onlyoffice"),
    "outloud": of_group("outloud"),
    "lock": of_group("lock"),
}


def disagreements(asked_for: list[str], pinned: list[Package]) -> list[str]:
    """Return what a requirements file lacks, has in a wrong version, or has without need."""
    versions = {canonicalize_name(package.name): package.version for package in pinned}
    wanted = [Requirement(line) for line in asked_for]
    lacking = [
        str(requirement)
        for requirement in wanted
        if versions.get(canonicalize_name(requirement.name)) is None
        or versions[canonicalize_name(requirement.name)] not in requirement.specifier
    ]
    names = {canonicalize_name(requirement.name) for requirement in wanted}
    direct = [canonicalize_name(p.name) for p in pinned if "kpibook" in p.needed_by]
    return lacking + [f"{name}: no longer asked for" for name in direct if name not in names]


def test_every_file_is_of_a_set_that_pyproject_has() -> None:
    assert set(FILES) == set(ASKED_FOR)


@pytest.mark.parametrize("name", ASKED_FOR)
def test_a_requirements_file_agrees_with_pyproject(name: str) -> None:
    assert disagreements(ASKED_FOR[name], packages(FILES[name])) == [], RENEW


def test_a_new_an_outgrown_and_a_dropped_dependency_are_noticed() -> None:
    asked_for = ["click>=99", "some-new-package"]
    pinned = [
        Package("click", "8.5.1", "", ("kpibook",)),
        Package("dropped", "1.0", "", ("kpibook",)),
        Package("indirect", "1.0", "", ("click",)),
    ]

    assert disagreements(asked_for, pinned) == [
        "click>=99",
        "some-new-package",
        "dropped: no longer asked for",
    ]


def test_the_build_tools_are_those_of_the_build_system() -> None:
    assert PROJECT["build-system"]["requires"] == of_group("wheel")


def test_the_extra_for_reports_in_pdf_is_what_is_locked_and_tested() -> None:
    assert PROJECT["project"]["optional-dependencies"]["report"] == of_group("report")


def test_the_tests_run_with_the_versions_that_a_council_installs() -> None:
    tested = {package.name: package.version for package in packages(FILES["dev"])}

    for name in ("runtime", "report", "wheel"):
        for package in packages(FILES[name]):
            assert tested[package.name] == package.version, RENEW


@pytest.mark.parametrize("name", FILES)
def test_every_package_has_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", FILES[name])[1:]

    assert len(blocks) == len(packages(FILES[name])) > 0
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", block), block.splitlines()[0]


@pytest.mark.parametrize("name", [*FILES, "kpibook.cdx.json", "package-lock.json"])
def test_no_file_says_where_packages_come_from(name: str) -> None:
    text = FILES.get(name) or next(ROOT.glob(f"**/{name}")).read_text(encoding="utf-8")

    assert not re.search(r"https?:|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_what_npm_installs_for_the_tests_has_a_hash() -> None:
    """The tests run on Linux; the validator's builds for other systems are optional."""
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    here = {
        name: package
        for name, package in locked.items()
        if name and (package.get("os"), package.get("cpu")) in [(None, None), (["linux"], ["x64"])]
    }

    assert len(here) > 1
    assert [
        name for name in here if not here[name].get("integrity", "").startswith("sha512-")
    ] == []


def test_no_page_or_message_has_kpibook_fetched_from_an_index() -> None:
    """The name is on none, so a stranger who registers it there would be trusted."""
    by_name = re.compile(r"\binstall (?:-\S+ )*[\"'`]*kpibook(?![\w-])")
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/*.py")]

    assert by_name.search("pip install 'kpibook[parquet]'")
    assert by_name.search("uv tool install kpibook==1.0")
    assert [page.name for page in pages if by_name.search(page.read_text("utf-8"))] == []


def test_the_file_for_development_is_complete_on_this_python() -> None:
    """With hashes asked for, pip refuses a set in which a package that is needed is not pinned."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--dry-run"]
    done = subprocess.run(
        [*pip, "--no-index", "--require-hashes", "-r", ROOT / "requirements" / "dev.txt"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, f"{done.stderr}\nIf .venv is older: rm -r .venv"
