"""The add-in as the sources make it now, built once for all tests."""

from __future__ import annotations

import functools
from importlib.resources import files
from pathlib import Path

from kpibook.addin.xlam.build import addin_bytes
from tests.support.vba_excel import modules_of

SHIPPED = Path(str(files("kpibook.addin").joinpath("kpibook.xlam")))
"""The built file that is in git and in the wheel."""


@functools.cache
def built() -> bytes:
    """The bytes of the add-in."""
    return addin_bytes()


def modules() -> dict[str, str]:
    """The text of each VBA module of the add-in, by name."""
    return dict(_modules())


@functools.cache
def _modules() -> dict[str, str]:
    return modules_of(built())
