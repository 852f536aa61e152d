"""Domain values made fit for pickle: they hold read-only mappings, which it does not know.

Importing this module is enough. Workers send values back, and a spool puts them aside.
"""

from __future__ import annotations

import copyreg
from types import MappingProxyType

copyreg.pickle(MappingProxyType, lambda mapping: (MappingProxyType, (dict(mapping),)))
