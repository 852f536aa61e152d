"""Pickling of domain values: types that pickle cannot handle, or handles slowly.

Importing this module is enough. Workers send values back over a
pipe of their parent; what lies on disk is in `records`, which cannot be made to run code.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping
from dataclasses import fields
from operator import attrgetter
from types import MappingProxyType

from kpibook.domain.consolidation.consolidation import Source
from kpibook.domain.consolidation.row_brief import RowBrief
from kpibook.domain.measures.period import Quarter

#: Types of which workers send thousands of values back, with what is put aside of each workbook.
MANY = (Quarter, RowBrief, Source)


def read_only(values: Mapping[object, object]) -> MappingProxyType[object, object]:
    """Return a read-only mapping; pickle calls it by name, which the type itself lacks."""
    return MappingProxyType(dict(values))


def _by_constructor(kind: type) -> Callable[[object], tuple[type, tuple[object, ...]]]:
    # The pickling of a frozen dataclass with slots is four times as slow: it looks its fields up
    # again for each value.
    values = attrgetter(*(field.name for field in fields(kind)))
    return lambda value: (kind, values(value))


copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))
for _kind in MANY:
    copyreg.pickle(_kind, _by_constructor(_kind))
