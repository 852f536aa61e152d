"""The arrow in ARCHITECTURE.md is a test, and the test can fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sysconfig.get_path("scripts")) / "lint-imports"


def lint_imports(project: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of `project`, whose own `src` comes before the installed package."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def a_copy(tmp_path: Path) -> Path:
    """The project's contracts and package, free to be spoilt."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "kpibook", tmp_path / "src" / "kpibook", ignore=ignore)
    return tmp_path


def test_every_import_contract_is_kept() -> None:
    done = lint_imports(ROOT)

    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken" in done.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        pytest.param(
            "domain/spoilt.py",
            "import kpibook.workbook",
            "Imports point inwards",
            id="domain knows the workbook",
        ),
        pytest.param(
            "workbook/spoilt.py",
            "import kpibook.services",
            "Imports point inwards",
            id="workbook knows services",
        ),
        pytest.param(
            "package/spoilt.py",
            "import kpibook.domain",
            "Imports point inwards",
            id="neighbours on one floor know each other",
        ),
        pytest.param(
            "newcomer/__init__.py",
            "",
            "Imports point inwards",
            id="a new package that nobody placed",
        ),
        pytest.param(
            "domain/spoilt.py",
            "import pandas",
            "The domain knows no spreadsheet, table or terminal library",
            id="domain knows pandas",
        ),
        pytest.param(
            "services/spoilt.py",
            "def f() -> None:\n    import click",
            "Only the two doors know how they are opened",
            id="a service prints through click, inside a function",
        ),
    ],
)
def test_a_forbidden_import_breaks_a_contract(
    a_copy: Path, module: str, line: str, contract: str
) -> None:
    spoilt = a_copy / "src" / "kpibook" / module
    spoilt.parent.mkdir(exist_ok=True)
    spoilt.write_text(f"{line}\n", encoding="utf-8")

    done = lint_imports(a_copy)

    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
    assert spoilt.parent.name in done.stdout  # the message says where
