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

from kpibook.domain.consolidation.consolidation import (
    ConsolidatedRow,
    Past,
    RefusedRow,
    Source,
    SourceBook,
)
from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Comparator, Measure, Reading, Target, Tolerance
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.arithmetic import Rating
from kpibook.domain.rating.baseline_figure import BaselineFigure
from kpibook.domain.rating.forecast import ForecastRating
from kpibook.domain.rating.rated_measure import RatedMeasure
from kpibook.domain.rating.revised import RevisedFigure
from kpibook.domain.rating.target_change import TargetChange
from kpibook.errors import Location

#: Types that a workbook's rows are made of, with tens of thousands of values each.
MANY = (
    BaselineFigure,
    Comparator,
    ConsolidatedRow,
    Finding,
    ForecastRating,
    Location,
    Measure,
    Past,
    Quarter,
    RatedMeasure,
    Rating,
    Reading,
    RefusedRow,
    RevisedFigure,
    Source,
    SourceBook,
    Target,
    TargetChange,
    Tolerance,
)


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
