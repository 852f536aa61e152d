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
            "xlsx/spoilt/__init__.py",
            "import kpibook.domain",
            "Imports point inwards",
            id="neighbours on one floor know each other",
        ),
        pytest.param(
            "files/spoilt.py",
            "import kpibook.xlsx",
            "Imports point inwards",
            id="files know a spreadsheet",
        ),
        pytest.param(
            "docx/spoilt.py",
            "import kpibook.workbook",
            "Imports point inwards",
            id="a Word document knows the workbook",
        ),
        pytest.param(
            "outputs/report/html/spoilt.py",
            "import kpibook.outputs.report.docx",
            "Writers of the report do not know each other",
            id="the page knows the Word document",
        ),
        pytest.param(
            "xlsx/opc/spoilt.py",
            "import kpibook.xlsx.worksheet",
            "Folders of xlsx are layers",
            id="a part of the package knows a worksheet",
        ),
        pytest.param(
            "domain/measures/spoilt.py",
            "import kpibook.domain.rating",
            "Folders of domain are layers",
            id="a measure knows how it is rated",
        ),
        pytest.param(
            "domain/report/spoilt.py",
            "import kpibook.domain.disclosure",
            "Folders of domain are layers",
            id="a report decides what is withheld",
        ),
        pytest.param(
            "services/report/spoilt.py",
            "import kpibook.services.publish",
            "Folders of services are layers",
            id="the report knows the published return",
        ),
        pytest.param(
            "services/rating/spoilt.py",
            "import kpibook.services.fill",
            "Folders of services are layers",
            id="rating knows fill",
        ),
        pytest.param(
            "services/fill.py",
            "import kpibook.services.publish",
            "Folders of services are layers",
            id="two tasks on one floor know each other",
        ),
        pytest.param(
            "outputs/report/html/spoilt.py",
            "import kpibook.outputs.report.tidy_csv",
            "Writers of the report do not know each other",
            id="the page knows the table",
        ),
        pytest.param(
            "outputs/report/newcomer.py",
            "",
            "Writers of the report do not know each other",
            id="a new writer that was placed nowhere",
        ),
        pytest.param(
            "addin/excel/spoilt.py",
            "import kpibook.addin.commands",
            "Folders of addin are layers",
            id="Excel's cells know the buttons",
        ),
        pytest.param(
            "xlsx/opc/limits.py",
            "import kpibook.xlsx.opc.guard",
            "No two siblings import each other",
            id="two modules of one folder import each other",
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
            "Only the doors know how they are opened",
            id="a service prints through click, inside a function",
        ),
    ],
)
def test_a_forbidden_import_breaks_a_contract(
    a_copy: Path, module: str, line: str, contract: str
) -> None:
    spoilt = a_copy / "src" / "kpibook" / module
    spoilt.parent.mkdir(exist_ok=True)
    before = spoilt.read_text(encoding="utf-8") if spoilt.is_file() else ""
    spoilt.write_text(f"{before}\n{line}\n", encoding="utf-8")

    done = lint_imports(a_copy)

    assert done.returncode != 0
    assert f"{contract} BROKEN" in done.stdout
    assert spoilt.parent.name in done.stdout  # the message says where
