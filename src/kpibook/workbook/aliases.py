"""Earlier references of measures: which measure one stands for, and where that is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import guessed, listed
from kpibook.workbook import layout
from kpibook.workbook.fields import Row


def with_aliases(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Measures by their key and by the keys of their earlier references.

    A reference that two measures had stands for neither; a measure's own comes first.
    """
    aliases = {key: had[0] for key, had in _who_had(measures).items() if len(had) == 1}
    return {**aliases, **measures}


def report_unknown(row: Row, by_name: Mapping[str, Measure], register: str) -> None:
    """Report a row whose reference no measure of the register has or had.

    Args:
        row: The row.
        by_name: What `with_aliases` gives.
        register: Where it was looked for: "the register", or a file's name.
    """
    refs = [measure.ref for measure in by_name.values()]
    fix = "Correct the reference, or add it to the register: as a measure, or under 'Also known as'"
    row.report(
        "ref-unknown",
        f"{row.name} is not in {register}: not used.",
        layout.REF,
        f"{fix} of the one it belongs to. {guessed(row.text(layout.REF), refs)}",
    )


def aliases_in_doubt(measures: Mapping[str, Measure]) -> Iterator[Finding]:
    """A finding for each earlier reference that could stand for several measures."""
    for key, had in _who_had(measures).items():
        now = measures.get(key)
        possible = had if now is None or now in had else [now, *had]
        if len(possible) > 1:
            yield Finding(
                "alias-ambiguous",
                f"{key} could be {listed([measure.ref for measure in possible])}.",
                possible[-1].source,
                "Take it out of 'Also known as' of all but one.",
                ref=possible[-1].ref,
            )


def _who_had(measures: Mapping[str, Measure]) -> dict[str, list[Measure]]:
    """The measures that say they had a reference, by its key."""
    had: dict[str, list[Measure]] = {}
    for measure in measures.values():
        for key in dict.fromkeys(ref_key(alias) for alias in measure.aliases):
            had.setdefault(key, []).append(measure)
    return had
