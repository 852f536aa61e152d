"""The wheel that would be released, built once for all tests of what is in it."""

from __future__ import annotations

import functools
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parents[2]


@functools.cache
def contents() -> dict[str, bytes]:
    """Every file of the wheel, by its name there."""
    with tempfile.TemporaryDirectory(prefix="kpibook-tests-wheel-") as folder:
        build = [sys.executable, "-m", "pip", "wheel", ROOT, "--no-deps", "--quiet"]
        if find_spec("hatchling"):  # otherwise pip fetches it, which takes longer
            build.append("--no-build-isolation")
        done = subprocess.run(
            [*build, "--wheel-dir", folder], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"the wheel was not built: {done.stderr}")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as package:
            return {name: package.read(name) for name in package.namelist()}
