"""What to do when a program that a test needs is not on this machine."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(what: str, *, install: str) -> NoReturn:
    """Fail in CI, where nothing may be skipped silently; elsewhere skip, and say why."""
    reason = f"{what} is not installed: {install}"
    if os.environ.get("CI", "").lower() in {"1", "true", "yes"}:
        pytest.fail(f"{reason} (CI is set, so this is a failure and not a skip)", pytrace=False)
    pytest.skip(reason)
