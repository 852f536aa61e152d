"""Findings on a report in Word: what is no longer as it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kpibook.docx.controls import Control, Layout
from kpibook.docx.record import Entry, RecordRead
from kpibook.domain.finding import Finding
from kpibook.domain.wording import quoted
from kpibook.errors import Location

_LONGEST = 160
_FIX = "Correct it in the workbook and write the report again, or put back what was printed."


def document_findings(read: RecordRead, layout: Layout, file: str) -> Iterator[Finding]:
    """Yield a finding for each entry that the document no longer shows as it was printed.

    Args:
        read: The record in the document.
        layout: The document's controls.
        file: Its name.
    """
    if not read.sealed:
        yield Finding(
            "report-record-edited",
            "the list of what kpibook printed was changed inside the document.",
            Location(file),
            "Write the report again.",
            "Nothing that the list says can be relied on.",
        )
    controls: dict[str, list[Control]] = {}
    for control in layout.controls:
        controls.setdefault(control.name, []).append(control)
    lost = _Lost(read.record.entries, controls, layout)
    for position, entry in enumerate(read.record.entries):
        there = controls.get(entry.name, [])
        finding = (
            _on_controls(entry, there, read.shown.get(entry.name, ""), file)
            or _on_addition(entry, there, layout, file)
            if there
            else _on_lost(entry, lost.text_at(position), file)
        )
        if finding is not None:
            yield finding


def _on_controls(
    entry: Entry, controls: Sequence[Control], behind: str, file: str
) -> Finding | None:
    """Return the finding on an entry whose control is there; None if it is as it was printed."""
    for control in controls:
        text = _spaced(control.text)
        if text == _spaced(entry.printed) and not control.is_empty:
            continue
        if control.has_deletion and not text:
            return _finding(
                "report-text-deletion-tracked",
                entry,
                f"is marked as deleted in tracked changes; kpibook printed {_printed(entry)}.",
                file,
            )
        if control.is_empty or not text:
            return _deleted(entry, file)
        return _retyped(entry, f"reads {quoted(text, _LONGEST)}", file)
    if _spaced(behind) != _spaced(entry.printed):
        # Word shows what the part says as soon as it opens the file.
        return _retyped(entry, f"will read {quoted(_spaced(behind), _LONGEST)} in Word", file)
    return None


def _on_addition(
    entry: Entry, controls: Sequence[Control], layout: Layout, file: str
) -> Finding | None:
    """Return the finding on text that was typed next to an entry; None if there is none.

    Next to the council's words officers may write what they like.
    """
    for control in controls if entry.part != "words" else ():
        text = _spaced(layout.loose[control.paragraph]) if control.paragraph >= 0 else entry.around
        around = _spaced(entry.around)
        if text != around:
            added = text.removeprefix(around).strip() or text
            what = f"has {quoted(added, _LONGEST)} typed next to it; kpibook printed "
            return _finding("report-text-added", entry, f"{what}{_printed(entry)}.", file)
    return None


def _on_lost(entry: Entry, text: str, file: str) -> Finding:
    """Return the finding on an entry whose control is gone."""
    if not text:
        return _deleted(entry, file)
    return _finding(
        "report-text-pasted-over",
        entry,
        f"was pasted over: {quoted(text, _LONGEST)} is there as plain text, and kpibook printed "
        f"{_printed(entry)}.",
        file,
    )


def _deleted(entry: Entry, file: str) -> Finding:
    what = f"was deleted; kpibook printed {_printed(entry)}."
    return _finding("report-text-deleted", entry, what, file)


def _retyped(entry: Entry, reads: str, file: str) -> Finding:
    what = f"{reads}, and kpibook printed {_printed(entry)}."
    return _finding("report-text-retyped", entry, what, file)


def _printed(entry: Entry) -> str:
    where = f" from {cell_of(entry)}" if entry.cell else ""
    return f"{quoted(entry.printed, _LONGEST)}{where}"


def cell_of(entry: Entry) -> Location:
    """Return the cell that an entry comes from."""
    return Location(entry.workbook, entry.sheet, entry.cell)


def name_of(entry: Entry) -> str:
    """Return an entry in words: "PI.426 previous for Q2 2021/22"."""
    about = f"{entry.ref} {entry.part.replace('-', ' ')}".strip()
    return f"{about} for {entry.period}" if entry.period else about


def _finding(code: str, entry: Entry, what: str, file: str) -> Finding:
    return Finding(code, f"{name_of(entry)} {what}", Location(file), _FIX, ref=entry.ref)


def _spaced(text: str) -> str:
    return " ".join(text.split())


class _Lost:
    """Text in the place of entries whose controls are gone.

    A place is known by the controls before and after it that are still there: from both the same
    paragraph must be reached, or text was added or deleted between them.

    Args:
        entries: All entries, in order.
        controls: The controls that are there, by name.
        layout: The document.
    """

    def __init__(
        self, entries: Sequence[Entry], controls: dict[str, list[Control]], layout: Layout
    ) -> None:
        self._entries = entries
        self._loose = layout.loose
        self._there = [
            controls[entry.name][0].paragraph if entry.name in controls else -1 for entry in entries
        ]

    def text_at(self, position: int) -> str:
        """Return the text that took the place of an entry; "" if there is no such text."""
        own = int(self._entries[position].paragraph)
        before = self._reached(own, range(position - 1, -1, -1))
        after = self._reached(own, range(position + 1, len(self._entries)))
        known = {place for place in (before, after) if place is not None}
        if len(known) != 1:
            return ""
        place = known.pop()
        text = _spaced(self._loose[place]) if 0 <= place < len(self._loose) else ""
        around = _spaced(self._entries[position].around)
        return "" if text == around else text.removeprefix(around).strip()

    def _reached(self, own: int, others: range) -> int | None:
        """Return the paragraph as counted from the nearest control of `others` that is there."""
        for other in others:
            there = self._there[other]
            if there >= 0:
                return there + own - int(self._entries[other].paragraph)
        return None
