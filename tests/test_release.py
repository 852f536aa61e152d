"""A release has the same bytes each time it is built, and pip refuses a wheel that was changed."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kpibook.version import __version__
from tests.support import needs

ROOT = Path(__file__).parents[1]
WHEEL = f"kpibook-{__version__}-py3-none-any.whl"
REQUIREMENTS = f"kpibook-{__version__}-requirements.txt"


def released(clone: Path, *, zone: str, mask: int) -> dict[str, bytes]:
    """Return the files that tools/release.sh makes in a clone of the last commit."""
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True, umask=mask)
    (clone / "src" / "kpibook" / f"not_committed_{zone[:3]}.py").write_text("", encoding="utf-8")
    subprocess.run(
        ["bash", clone / "tools" / "release.sh", clone / "dist", sys.executable],
        check=True,
        capture_output=True,
        umask=mask,
        env={**os.environ, "TZ": zone},
    )
    return {path.name: path.read_bytes() for path in (clone / "dist").iterdir()}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if not (ROOT / ".git").exists():
        needs.missing("the history of the project", install="use a clone, not the source package")
    folder = tmp_path_factory.mktemp("release")
    return released(folder / "here", zone="Europe/London", mask=0o022)


def pip_accepts(folder: Path) -> subprocess.CompletedProcess[str]:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--dry-run"]
    return subprocess.run(
        [*pip, "--no-index", "--require-hashes", "-r", REQUIREMENTS],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def unpacked(release: dict[str, bytes], folder: Path) -> Path:
    for name, content in release.items():
        (folder / name).write_bytes(content)
    return folder


def test_two_builds_in_different_places_have_the_same_bytes(
    release: dict[str, bytes], tmp_path: Path
) -> None:
    again = released(tmp_path / "a longer folder" / "there", zone="Asia/Tokyo", mask=0o077)

    assert set(release) == {
        WHEEL,
        f"kpibook-{__version__}.tar.gz",
        f"kpibook-{__version__}.cdx.json",
        REQUIREMENTS,
        "SHA256SUMS",
    }
    assert [name for name in release if release[name] != again[name]] == []


def test_hashes_are_of_the_files(release: dict[str, bytes]) -> None:
    lines = release["SHA256SUMS"].decode().splitlines()

    assert {line.split()[1]: line.split()[0] for line in lines} == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in release.items()
        if name != "SHA256SUMS"
    }


def test_pip_accepts_the_wheel_by_its_hash(release: dict[str, bytes], tmp_path: Path) -> None:
    done = pip_accepts(unpacked(release, tmp_path))

    assert done.returncode == 0, done.stderr
    assert f"Would install kpibook-{__version__}" in done.stdout


def test_pip_refuses_a_wheel_that_was_changed(release: dict[str, bytes], tmp_path: Path) -> None:
    folder = unpacked(release, tmp_path)
    (folder / WHEEL).write_bytes(release[WHEEL] + b"\0")

    done = pip_accepts(folder)

    assert done.returncode != 0
    assert "DO NOT MATCH THE HASHES" in done.stderr
