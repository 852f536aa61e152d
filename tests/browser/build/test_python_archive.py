"""The archive that the page runs."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
import urllib.request
import zipfile
from pathlib import Path
from threading import Thread

import pytest

from kpibook.browser.build.one_file import one_file
from kpibook.browser.build.pyodide import VERSION
from kpibook.browser.build.python_archive import python_archive
from kpibook.browser.build.site import SITE_POLICY, site_files
from kpibook.browser.command_line.server import server_for
from tests.browser.driven import PYODIDE, ROOT
from tests.support import needs
from tests.support.cli import run

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
