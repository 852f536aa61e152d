"""Earlier references of measures: the measure a reference belongs to, and the doubtful cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key
from kpibook.domain.wording import guessed, listed
from kpibook.workbook import layout
from kpibook.workbook.fields import Row


def with_aliases(measures: Mapping[str, Measure]) -> dict[str, Measure]:
    """Return measures by their key and by the keys of their earlier references.

    A reference that two measures had belongs to neither; a measure's current reference comes first.
    """
    aliases = {
        key: owners[0] for key, owners in _earlier_owners(measures).items() if len(owners) == 1
    }
    return {**aliases, **measures}


def report_unknown(row: Row, by_name: Mapping[str, Measure], register: str) -> None:
    """Report a row whose reference no measure of the register has or had.

    Args:
        row: The row.
        by_name: The result of `with_aliases`.
        register: The register that was searched: "the register", or a file's name.
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
    """Report each earlier reference that could belong to several measures."""
    for key, earlier in _earlier_owners(measures).items():
        current = measures.get(key)
        possible = earlier if current is None or current in earlier else [current, *earlier]
        if len(possible) > 1:
            yield Finding(
                "alias-ambiguous",
                f"{key} could be {listed([measure.ref for measure in possible])}.",
                possible[-1].source,
                "Take it out of 'Also known as' of all but one.",
                ref=possible[-1].ref,
            )


def _earlier_owners(measures: Mapping[str, Measure]) -> dict[str, list[Measure]]:
    """Return the measures that list an earlier reference, by its key."""
    owners: dict[str, list[Measure]] = {}
    for measure in measures.values():
        for key in dict.fromkeys(ref_key(alias) for alias in measure.aliases):
            owners.setdefault(key, []).append(measure)
    return owners
