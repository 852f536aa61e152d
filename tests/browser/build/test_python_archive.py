"""The archive that the page runs."""

from __future__ import annotations

import io
import zipfile

from kpibook.browser.build.python_archive import python_archive

_LONGEST = 500  # lines of the page's own scripts


def test_the_archive_is_plain_python_without_the_other_doors() -> None:
    with zipfile.ZipFile(io.BytesIO(python_archive())) as archive:
        names = archive.namelist()
    assert names == sorted(names)
    assert "kpibook/browser/press.py" in names
    assert "kpibook/workbook_templates/performance_workbook.xlsx" in names
    assert not [name for name in names if name.startswith(("kpibook/cli", "kpibook/addin"))]
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc", ".ttf", ".xlam"))]
    assert {name.partition("/")[0] for name in names} == {
        *("kpibook", "defusedxml", "filelock", "platformdirs", "xlsxwriter")
    }
