"""Reference data kept beside the checkout and never committed: foreign workbooks, open data."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[3] / "shared"


def _folder(variable: str, otherwise: Path | None) -> Path | None:
    """The folder that `variable` names, which must exist; `otherwise` if it is not set."""
    if named := os.environ.get(variable):
        if not Path(named).is_dir():
            raise NotADirectoryError(f"${variable} is '{named}', which is not a folder")
        return Path(named)
    return otherwise if otherwise is not None and otherwise.is_dir() else None


SHARED: Path | None = _folder("KPIBOOK_SHARED", _BESIDE)
_CORPUS: Path | None = _folder("KPIBOOK_CORPUS", SHARED / "corpus" if SHARED else None)

needs_shared = pytest.mark.skipif(
    SHARED is None, reason="no ../shared beside the checkout, and $KPIBOOK_SHARED is not set"
)
needs_corpus = pytest.mark.skipif(
    _CORPUS is None, reason="no ../shared/corpus beside the checkout, and no $KPIBOOK_CORPUS"
)


def corpus() -> list[Path]:
    """The foreign workbooks, by name; empty (see `needs_corpus`) when they are not here."""
    if _CORPUS is None:
        return []
    return sorted(path for path in _CORPUS.iterdir() if path.suffix in {".xlsx", ".xlsm"})
