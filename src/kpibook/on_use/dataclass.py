"""`dataclasses.dataclass` with slots, whose methods are compiled at their first call.

A type checker sees the original, of which this is a part: ``slots=True`` has to be given, and
``frozen`` and ``order`` may be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    from kpibook.on_use.methods import dataclass

__all__ = ["dataclass"]
