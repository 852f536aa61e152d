"""Python for the browser, held to its version."""

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




def test_the_version_held_to_is_the_one_that_the_tests_install() -> None:
    assert f'"pyodide": "{VERSION}"' in (ROOT / "package.json").read_text()
