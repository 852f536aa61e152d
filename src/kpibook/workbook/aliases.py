"""Earlier references of measures: the measure a reference belongs to, and the doubtful cases."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kpibook.domain.finding import Finding
from kpibook.domain.measures.measure import Measure
from kpibook.domain.measures.reference import ref_key, skeleton
from kpibook.domain.wording import guessed, listed
from kpibook.on_use.regex import regex
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


def key_of(row: Row) -> str:
    """Return the key of a row's reference; "" with a finding for no reference, or a date."""
    if _is_date(row):
        row.report(
            "ref-is-date",
            f"Excel has made a date of a reference ({row.text(layout.REF)}): the row is not used.",
            layout.REF,
            "Give the column the format Text, then type the reference again.",
        )
        return ""
    key = ref_key(row.text(layout.REF))
    if not key:
        row.report(
            "ref-missing",
            "a row has no reference, so it is not used.",
            layout.REF,
            "Enter its ref.",
        )
    return key


def report_look_alike(row: Row, by_name: Mapping[str, Measure]) -> None:
    """Report a row of no measure if its reference looks like that of a measure."""
    seen = skeleton(row.text(layout.REF))
    if any(skeleton(measure.ref) == seen for measure in by_name.values()):
        report_unknown(row, by_name, "the register")


def report_unknown(row: Row, by_name: Mapping[str, Measure], register: str) -> None:
    """Report a row whose reference no measure of the register has or had.

    Args:
        row: The row.
        by_name: The result of `with_aliases`.
        register: The register that was searched: "the register", or a file's name.
    """
    refs = [measure.ref for measure in by_name.values()]
    meant = _refs_like_date(row, refs)
    if meant or _is_date(row):
        row.report(
            "ref-is-date",
            f"Excel has made a date of a reference ({row.text(layout.REF)}): the row is not used.",
            layout.REF,
            "Give the column the format Text, type the references again, and save the file again."
            + (f" Did you mean {listed(meant)}?" if meant else ""),
        )
        return
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


def _is_date(row: Row) -> bool:
    cell = row.filled(layout.REF)
    return cell is not None and cell.kind == "date"


def _refs_like_date(row: Row, refs: list[str]) -> list[str]:
    """Return the references of which Excel would make the day in a row's place of a reference.

    MAR1 becomes 01-Mar or 1-Mar, and in a CSV file stays so.
    """
    text = row.text(layout.REF)
    match = _DAY.fullmatch(text)
    if match is None:
        return []
    number, month = match[1] or match[4], match[2] or match[3]
    names = {f"{month[:3]}{int(number)}".casefold(), f"{int(number)}{month[:3]}".casefold()}
    return [ref for ref in dict.fromkeys(refs) if ref_key(ref).casefold() in names]


_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DAY = regex(
    rf"(?:(\d{{1,2}})[-/ ]({_MONTHS})|({_MONTHS})[-/ ](\d{{1,2}}))(?:[-/ ]\d{{2,4}})?",
    re.IGNORECASE,
)


def _earlier_owners(measures: Mapping[str, Measure]) -> dict[str, list[Measure]]:
    """Return the measures that list an earlier reference, by its key."""
    owners: dict[str, list[Measure]] = {}
    for measure in measures.values():
        for key in dict.fromkeys(ref_key(alias) for alias in measure.aliases):
            owners.setdefault(key, []).append(measure)
    return owners
