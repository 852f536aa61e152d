"""Worksheet functions of no use, to try the generator on."""

from typing import Any

import xlwings as xw


@xw.func(category="Tried")
@xw.arg("value", doc='What to say "yes" to.')
@xw.arg("other", doc="What else; nothing if left out.")
def KPI_TRIED(value: Any, other: Any = None) -> str:  # noqa: N802
    """Says yes to a value."""
    return f"yes {value} {other}"
