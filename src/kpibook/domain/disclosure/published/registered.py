"""Facts about measures that published files do not print, as registers have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kpibook.domain.disclosure.published.published_figure import PublishedFigure
from kpibook.domain.measures.measure import Basis, Unit
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace


@dataclass(frozen=True, slots=True)
class Registered:
    """A measure in a register; none of its figures is here.

    Attributes:
        key: Its reference in the form references are compared.
        unit: What it is counted in.
        basis: The stretch of time a figure covers.
        decimals: Places it is reported to; None if the register does not say.
        aliases: Earlier references, in the form they are compared.
        council: The council in the form it is compared; "" if the register names none.
        directorate: Whose register it is, likewise.
    """

    key: str
    unit: Unit
    basis: Basis
    decimals: int | None = None
    aliases: frozenset[str] = frozenset()
    council: str = ""
    directorate: str = ""


def with_registers(
    figures: Iterable[PublishedFigure], registered: Iterable[Registered]
) -> list[PublishedFigure]:
    """Return figures with the unit, basis, decimals and reference that registers give them.

    A directorate's own register is taken for its figures; else all registers that have the
    measure, if they agree. A figure of which neither is true keeps what its file says.
    """
    by_key: defaultdict[str, list[Registered]] = defaultdict(list)
    for measure in registered:
        by_key[measure.key].append(measure)
    renamed = {
        alias: measure.key
        for measures in list(by_key.values())
        for measure in measures
        for alias in measure.aliases
        if alias not in by_key
    }
    return [_with_facts(figure, by_key, renamed) for figure in figures]


def _with_facts(
    figure: PublishedFigure, by_key: dict[str, list[Registered]], renamed: dict[str, str]
) -> PublishedFigure:
    council, printed = figure.cell.measure
    key = renamed.get(printed, printed)
    figure = replace(figure, cell=replace(figure.cell, measure=(council, key)))
    of_council = [m for m in by_key.get(key, ()) if council in (m.council, "") or not m.council]
    own = [m for m in of_council if m.directorate == figure.cell.owner]
    facts = {(m.unit, m.basis) for m in own or of_council}
    if len(facts) != 1:
        return figure
    ((unit, basis),) = facts
    places = {m.decimals for m in own or of_council}
    return replace(
        figure, unit=unit, basis=basis, decimals=places.pop() if len(places) == 1 else None
    )


def registered_in(figures: Iterable[PublishedFigure]) -> set[Registered]:
    """Return the measures whose basis a published table prints, as if it were a register."""
    return {
        Registered(
            figure.cell.measure[1],
            figure.unit,
            figure.basis,
            figure.decimals,
            council=figure.cell.measure[0],
            directorate=str(figure.cell.owner),
        )
        for figure in figures
        if figure.basis is not None
    }
