"""Domain values made fit for pickle: they hold read-only mappings, which it does not know.

Importing this module is enough. Workers send values back, and a spool puts them aside.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from types import MappingProxyType


def read_only(values: Mapping[object, object]) -> MappingProxyType[object, object]:
    """A read-only mapping of these values; pickle calls it by name, which the type itself lacks."""
    return MappingProxyType(dict(values))


copyreg.pickle(MappingProxyType, lambda mapping: (read_only, (dict(mapping),)))
