"""Meaning of a sheet's arrows: better and worse, or a higher and a lower figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.period import Quarter
from kpibook.domain.rating.movement import JUDGED, MOVEMENTS
from kpibook.domain.rules.outcomes import Direction
from kpibook.domain.wording import counted, listed, quoted
from kpibook.on_use.dataclass import dataclass
from kpibook.services.layouts.check import CheckedMeasure
from kpibook.workbook.mapped.showing import is_arrow

_NAMED = 5
_OTHER = dict(zip((*JUDGED, *MOVEMENTS), (*MOVEMENTS, *JUDGED), strict=True))


@dataclass(frozen=True, slots=True)
class SignMeaning:
    """Arrows of a quarter, held against its figures under both meanings.

    Attributes:
        shown: The measures with an arrow up or down.
        as_judged: The measures whose arrow fits only "better or worse".
        as_moved: The measures whose arrow fits only "the figure went up or down".
    """

    shown: tuple[CheckedMeasure, ...]
    as_judged: tuple[CheckedMeasure, ...]
    as_moved: tuple[CheckedMeasure, ...]

    @property
    def is_told(self) -> bool:
        """True if the figures tell the two meanings apart: few arrows fit the other."""
        telling = len(self.as_judged) + len(self.as_moved)
        return 3 * min(len(self.as_judged), len(self.as_moved)) < telling

    @property
    def is_moved(self) -> bool:
        """True if more arrows fit "the figure went up or down"."""
        return len(self.as_moved) > len(self.as_judged)


def sign_meaning(measures: Iterable[CheckedMeasure]) -> SignMeaning:
    """Hold the arrows of measures against their figures under both meanings."""
    shown, judged, moved = [], [], []
    for measure in measures:
        sign = measure.direction_in_file
        meant = None if sign is None else sign.direction
        if sign is None or meant not in _OTHER or not is_arrow(sign.shown):
            continue
        shown.append(measure)
        as_judged = meant if meant in JUDGED else _OTHER[meant]
        if not measure.compares_directions or measure.rating.direction in MOVEMENTS:
            continue
        fits = measure.direction_agrees(as_judged), measure.direction_agrees(_OTHER[as_judged])
        judged += [measure] if fits == (True, False) else []
        moved += [measure] if fits == (False, True) else []
    return SignMeaning(tuple(shown), tuple(judged), tuple(moved))


def moved_signs(directions: Mapping[str, Direction]) -> dict[str, Direction]:
    """Return the meanings of signs with each arrow as a movement of the figure.

    >>> moved_signs({"\u2191": Direction.IMPROVED, "better": Direction.IMPROVED})["\u2191"]
    <Direction.INCREASED: 'increased'>
    """
    return {
        text: _OTHER[meant] if is_arrow(text) and meant in JUDGED else meant
        for text, meant in directions.items()
    }


def sign_questions(meaning: SignMeaning) -> Iterator[str]:
    """Yield the question what the arrows mean, where the figures do not tell."""
    if not meaning.shown or meaning.is_told:
        return
    first = meaning.shown[0].direction_in_file
    sign = "" if first is None else quoted(first.shown)
    fits = (
        f"{counted(len(meaning.as_judged), 'measure')} of the quarter fit the first alone and "
        f"{len(meaning.as_moved)} the second alone"
        if meaning.as_judged
        else "the figures of the quarter fit both"
    )
    yield (
        f"does an arrow such as {sign} say that a measure got better or worse, or that its figure "
        f"went up or down? In the file, {fits}. Write under [words] for direction: improved and "
        "declined, or increased and decreased."
    )


def signs_otherwise(
    measures: Iterable[CheckedMeasure], period: Quarter, *, is_moved: bool
) -> Iterator[Finding]:
    """Yield the finding that most arrows of a quarter fit the other meaning than the layout's.

    Args:
        measures: The measures of the quarter.
        period: The quarter.
        is_moved: The layout says that an arrow is a movement of the figure.
    """
    meaning = sign_meaning(measures)
    against = meaning.as_judged if is_moved else meaning.as_moved
    telling = len(meaning.as_judged) + len(meaning.as_moved)
    first = against[0].direction_in_file if against else None
    if first is None or meaning.is_moved is is_moved or 2 * len(against) <= telling:
        return
    other = "improved and declined" if is_moved else "increased and decreased"
    says = "went up or down" if is_moved else "got better or worse"
    yield Finding(
        "layout-direction-differs",
        f"the arrows of {period} do not say what the layout says: {len(against)} of "
        f"{counted(telling, 'arrow')} differ if they mean that a measure {says}: "
        f"{listed([measure.row.ref for measure in against], _NAMED)}.",
        first.where,
        f"Write under [words] for direction: {other}; or correct the arrows.",
    )
