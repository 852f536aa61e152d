"""The answer of a button, and how it is made to fit into a dialog."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from kpibook.codes.code import Severity
from kpibook.domain.finding import Finding, by_severity
from kpibook.errors import KpibookError, Location
from kpibook.on_use.dataclass import dataclass
from kpibook.on_use.replacing import replace

MOST = 1_000
"""Characters in a dialog. Excel's own message box cuts at about 1,024, without a word."""

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of the dialog that ends a click: what was done, or what the officer can do.

    Attributes:
        paragraphs: The text, most important paragraph first.
        findings: In the order of the workbook. As many as fit are quoted, the most serious first:
            in full if all fit so, else without their reasons and fixes.
        rest: Where the findings that do not fit are, as the end of a sentence that begins
            "and 7 more"; "" if they are listed nowhere.
        sheet: The sheet to show the officer; "" leaves them where they were.
        serious: True if the task could not be done.

    >>> print(Answer(("Filled 3 cells.",)))
    Filled 3 cells.
    """

    paragraphs: tuple[str, ...]
    findings: Sequence[Finding] = ()
    rest: str = ""
    sheet: str = ""
    serious: bool = False

    def __str__(self) -> str:
        if not self.findings:
            return shortened_to(_GAP.join(self.paragraphs), MOST)
        # The count of findings always gets its room, even where a long text has to be cut for it.
        least = self._counted_only()
        text = shortened_to(_GAP.join(self.paragraphs), MOST - len(_GAP) - len(least))
        room = MOST - len(text) - len(_GAP)
        return text + _GAP + (self._quoted(room) or least)

    def _counted_only(self) -> str:
        groups = by_severity(self.findings)
        counts = [f"{severity.heading}: {len(group)}" for severity, group in groups.items()]
        return f"{'. '.join(counts)}{self.rest}."

    def _quoted(self, room: int) -> str:
        """Quote all findings in full, or all in short, or as many in short as fit into `room`.

        In short means without the reason and the fix. "" if not even the first fits.
        """
        groups = by_severity(replace(f, where=in_this_workbook(f.where)) for f in self.findings)
        whole = "\n".join(line for line, _ in _lines(groups))
        if len(whole) <= room:
            return whole
        brief = {
            severity: [replace(finding, why="", fix="") for finding in group]
            for severity, group in groups.items()
        }
        lines = list(_lines(brief))
        short = "\n".join(line for line, _ in lines)
        if len(short) <= room:
            return short
        used = list(accumulate(len(line) + 1 for line, _ in lines))
        for last in range(len(lines) - 2, 0, -1):
            shown = lines[last][1]
            more = f"\n… and {len(self.findings) - shown} more{self.rest}."
            if lines[last][0].startswith("- ") and used[last] - 1 + len(more) <= room:
                return "\n".join(line for line, _ in lines[: last + 1]) + more
        return ""


def _lines(groups: Mapping[Severity, Sequence[Finding]]) -> Iterator[tuple[str, int]]:
    """Return headings and findings as lines, each with how many findings there are up to it."""
    count = 0
    for severity, group in groups.items():
        yield f"{severity.heading} ({len(group)}):", count
        for finding in group:
            count += 1
            yield f"- {finding}", count


CANCELLED = Answer(("Cancelled. Nothing was changed.",))


def could_not(task: str, error: KpibookError, *more: str) -> Answer:
    """Return the answer for a task that stopped at something an officer can put right.

    Args:
        task: The button's name, such as "Fill".
        error: The error that stopped it.
        more: Further paragraphs.
    """
    return Answer((f"{task} could not be done.", str(error), *more), serious=True)


def shortened_to(text: str, most: int) -> str:
    """Cut a text to at most `most` characters, after a sentence or else after a word.

    >>> shortened_to("One is here. Two is not.", 20)
    'One is here. …'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 2]
    sentence = max(cut.rfind(end) for end in (". ", ".\n", "? "))
    stop = sentence + 1 if sentence >= most // 2 else cut.rfind(" ")
    return f"{cut[:stop].rstrip() if stop > 0 else cut} …"


def in_this_workbook(where: Location) -> Location:
    """Drop the workbook's name from the place of a cell: the officer has it open.

    A place without a sheet is another file and keeps its name.

    >>> str(in_this_workbook(Location("Housing.xlsx", "This quarter", "H8")))
    "'This quarter'!H8"
    """
    return Location("", where.sheet, where.cell) if where.sheet else where
