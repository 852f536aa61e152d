"""The command `kpibook browser build`."""

from __future__ import annotations

import shutil
from pathlib import Path

from kpibook.browser.build.pyodide import VERSION
from tests.support.cli import run

_LONGEST = 500  # lines of the page's own scripts


def test_the_same_packages_give_the_same_bytes_in_another_process(
    pyodide: Path, tmp_path: Path
) -> None:
    for number in ("1", "2"):
        done = run(
            *("browser", "build", "--pyodide", pyodide, "-o", f"{number}.html"),
            cwd=tmp_path,
            env={"PYTHONHASHSEED": number, "TZ": f"UTC-{number}"},
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.html").read_bytes() == (tmp_path / "2.html").read_bytes()


def test_a_file_of_pyodide_that_is_changed_or_gone_is_refused(
    pyodide: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "pyodide"
    shutil.copytree(pyodide, copy)
    (copy / "pyodide.mjs").write_bytes(b"// other\n" + (copy / "pyodide.mjs").read_bytes())
    changed = run("browser", "build", "--pyodide", copy, "-o", "a.html", cwd=tmp_path)
    (copy / "pyodide.mjs").unlink()
    gone = run("browser", "build", "--pyodide", copy, "-o", "a.html", cwd=tmp_path)
    assert (changed.returncode, gone.returncode) == (3, 3)
    assert "[pyodide-other]" in changed.stderr
    assert "[pyodide-missing]" in gone.stderr
    assert f"npm install pyodide@{VERSION}" in gone.stderr
    assert not (tmp_path / "a.html").exists()
