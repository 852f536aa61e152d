"""Hostile workbooks made by the generator that lies beside the checkout."""

from __future__ import annotations

import functools
import importlib.util
import sys
from types import ModuleType

import pytest

from tests.support.shared import SHARED, _folder

EVIL = _folder("KPIBOOK_EVIL", SHARED / "evil" if SHARED else None)

needs_evil = pytest.mark.skipif(
    EVIL is None, reason="no ../shared/evil beside the checkout, and no $KPIBOOK_EVIL"
)


@functools.cache
def _generator() -> ModuleType:
    assert EVIL is not None
    spec = importlib.util.spec_from_file_location("make_evil", EVIL / "make_evil.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["make_evil"] = made
    spec.loader.exec_module(made)
    return made


def evil(name: str, *, small: bool = True) -> bytes:
    """One hostile file, by its name in the generator."""
    generator = _generator()
    generator.SMALL = small
    content: bytes = getattr(generator, f"s_{name}")()
    return content


def evil_names() -> set[str]:
    """Every file the generator makes."""
    return {name[2:] for name in vars(_generator()) if name.startswith("s_")}
