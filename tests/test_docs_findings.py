"""docs/findings.md is the table of codes; `make docs` writes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from kpibook.codes.table import CODES

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "findings.md"


def test_the_page_of_findings_is_what_the_table_gives(tmp_path: Path) -> None:
    """When it fails, run `make docs` and read the difference."""
    written = tmp_path / "findings.md"
    subprocess.run([sys.executable, ROOT / "tools" / "findings.py", written], check=True)

    assert DOCUMENT.read_text(encoding="utf-8") == written.read_text(encoding="utf-8")


def test_the_page_has_a_row_for_every_code_under_its_severity() -> None:
    heading, rows = "", []
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif line.startswith("| `"):
            rows.append((line.split("`")[1], heading))

    assert sorted(rows) == sorted((c.name, c.severity.heading) for c in CODES.values())


def test_the_readme_leads_to_the_page() -> None:
    assert "docs/findings.md" in (ROOT / "README.md").read_text(encoding="utf-8")
