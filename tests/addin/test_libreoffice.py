"""LibreOffice as a second implementation of VBA: it opens the add-in, lists and runs its modules.

xlwings' runtime does not compile in LibreOffice's Basic, and it runs nothing of a library in which
one module does not; so it is replaced there, and only there.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from kpibook import __version__
from tests.support import addin, libreoffice, needs
from tests.support.vba_excel import Excel

PYTHON = Path("/usr/bin/python3")  # the one that has LibreOffice's own module uno
SCRIPT = Path(__file__).parents[1] / "support" / "uno_addin.py"
RUNTIME = """
Function GetConfig(key, Optional default)
 GetConfig = "/gone/python"
End Function
Function FileExists(path)
 FileExists = False
End Function
Function RunPython(line)
End Function
"""
CALLS: list[tuple[str, list[object]]] = [
    ("KpiRibbon.KpiPythonOf", ["kpiRollForward"]),
    ("KpiRibbon.KpiPythonOf", ["kpiSomething"]),
    ("KpiRibbon.KpiClickedBook", []),
    ("KpiWorkbook.KpiVersionLabel", []),
    ("KpiMessages.KpiNotReady", []),
    ("KpiMessages.KpiNotStarted", [0, "Permission denied"]),
    ("KpiMessages.KpiStopped", ["x" * 2000 + " the end"]),
    ("KpiDialogs.KpiPathsOf", [False]),
    ("KpiDialogs.KpiPathsOf", [["/a.xlsx", "/b.xlsx"]]),
    ("KpiRegister.KpiRegistered", []),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    libreoffice.find()
    if subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        needs.missing("LibreOffice's module uno", install="sudo apt-get install python3-uno")
    folder = tmp_path_factory.mktemp("libreoffice")
    path = folder / "kpibook.xlam"
    path.write_bytes(addin.built())
    calls = [part for name, arguments in CALLS for part in (name, json.dumps(arguments))]
    replaced = json.dumps({"xlwings": RUNTIME})
    done = subprocess.run(
        [PYTHON, SCRIPT, path, folder / "profile", replaced, *calls],
        capture_output=True,
        encoding="utf-8",
        timeout=libreoffice.TIMEOUT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def test_libreoffice_lists_every_module(said: dict[str, object]) -> None:
    listed = said["modules"]

    assert isinstance(listed, dict)
    assert set(listed) == set(addin.modules())
    assert all(lines >= 2 for lines in listed.values())


def test_libreoffice_runs_the_modules_with_the_same_results(said: dict[str, object]) -> None:
    excel = Excel({**addin.modules(), "xlwings": RUNTIME})
    excel.app.add_module(
        'Function Two()\n Two = KpiPathsOf(Array("/a.xlsx", "/b.xlsx"))\nEnd Function\n', name="Two"
    )

    in_pyopenvba = [
        excel.run("Two")
        if arguments and isinstance(arguments[0], list)
        else excel.run(name.partition(".")[2], *arguments)
        for name, arguments in CALLS
    ]

    assert said["results"] == in_pyopenvba
    assert f"Version {__version__}" in in_pyopenvba
    assert "from kpibook.addin import clicks; clicks.run('roll_forward')" in in_pyopenvba
