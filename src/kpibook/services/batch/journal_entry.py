"""Entry of a journal: how the task on a workbook ended, in codes and cells alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Self

from kpibook.codes.table import CODES, severity_of
from kpibook.on_use.dataclass import dataclass
from kpibook.services.batch.outcome import Outcome, State
from kpibook.workbook import layout

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of the longest line that is read. An entry holds the findings of a workbook."""

BEGUN = "begun"
"""State of a workbook whose task was begun and not ended."""

_STATES = (BEGUN, *(state.value for state in State))
_TEXTS = ("state", "sha256", "rules", "after", "period", "error")
_UNKNOWN = "The earlier run found something to put right."
_IN_BOOK, _IN_OUTPUT, _IN_FIGURES = "book", "output", "figures"
_SHEETS = (
    layout.MEASURES,
    layout.THIS_QUARTER,
    layout.HISTORY,
    layout.SETTINGS,
    layout.RETURN,
    layout.KEY,
    layout.COVER,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding without its words.

    Attributes:
        code: Its code.
        file: The file it is in: ``book``, ``output``, ``figures`` (what was filled in), or "".
        sheet: The sheet, if it has the name that kpibook gave it; a council's own name may be that
            of a person.
        cell: The cell; "" for none.
        line: The line of a text file; None for none.
    """

    code: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    line: int | None = None

    @classmethod
    def of(cls, finding: Mapping[str, Any], files: Mapping[str, str]) -> Self:
        """Return the mark of a finding as ``--json`` has it; `files` has kinds by file name."""
        sheet = finding.get("sheet") or ""
        return cls(
            finding["code"],
            files.get(finding.get("file") or "", ""),
            sheet if sheet in _SHEETS else "",
            finding.get("cell") or "",
            finding.get("line"),
        )

    def as_finding(self, names: Mapping[str, str]) -> dict[str, Any]:
        """Return a finding as ``--json`` has it, with the meaning of its code for its words.

        Args:
            names: The names of the files by kind.
        """
        entry = CODES.get(self.code)
        return {
            "code": self.code,
            "severity": severity_of(self.code).value,
            "ref": None,
            "file": names.get(self.file),
            "sheet": self.sheet or None,
            "cell": self.cell or None,
            "line": self.line,
            "what": _UNKNOWN if entry is None else entry.meaning,
            "why": None,
            "fix": "The command with --again says it in full.",
        }


@dataclass(frozen=True, slots=True)
class Entry:
    """End of a task.

    Attributes:
        state: ``begun``, or the value of a `State`.
        sha256: The workbook's hash when the task was begun; "" if it changed meanwhile.
        rules: Hash of the scheme files in the workbook's folder.
        after: Hash of the file with the result; "" if nothing was written.
        period: The quarter, as in "Q3 2021/22"; "" if not known.
        error: Code of the error; "" if it did not fail.
        marks: Its findings.
    """

    state: str
    sha256: str
    rules: str = ""
    after: str = ""
    period: str = ""
    error: str = ""
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(
        cls, outcome: Outcome, *, sha256: str, rules: str, after: str, figures: Path | None
    ) -> Self:
        """Return the entry for an outcome."""
        files = {name: kind for kind, name in _names(outcome.path, outcome.output, figures).items()}
        return cls(
            outcome.state.value,
            sha256,
            rules,
            after,
            str(outcome.data.get("period") or ""),
            (outcome.data.get("error") or {}).get("code", ""),
            tuple(Mark.of(finding, files) for finding in outcome.data.get("findings", ())),
        )

    def result(self, book: Path, output: Path | None, figures: Path | None) -> dict[str, Any]:
        """Return what a later run says of the workbook, as ``--json`` has it."""
        names = _names(book, output, figures)
        return {
            "file": str(book),
            **({} if output is None else {"output": str(output)}),
            "period": self.period,
            "findings": [mark.as_finding(names) for mark in self.marks],
        }

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Written:
    """An entry as it is in a line of a journal.

    Attributes:
        key: Hash of the workbook's path, the command and the version.
        version: The version of kpibook that wrote it.
        entry: The entry.
    """

    key: bytes
    version: str
    entry: Entry


def entry_of(line: bytes) -> Written:
    """Return the entry in a line of a journal, checked before it is believed.

    A disk may spoil a journal, and a journal that is named may be in a folder of others.

    Raises:
        ValueError: It is not an entry as a journal writes it.
    """
    if len(line) > MOST_BYTES:
        raise ValueError("the line is longer than any entry")
    try:
        fields = json.loads(line)
        texts = [fields[name] for name in _TEXTS]
        marks = [Mark(**mark) for mark in fields["marks"]]
        key, version = bytes.fromhex(fields["key"]), fields["version"]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("the line is not an entry of a journal") from error
    places = [text for m in marks for text in (m.code, m.file, m.sheet, m.cell)]
    _check(all(isinstance(text, str) for text in (*texts, *places, version)))
    _check(isinstance(fields["marks"], list) and texts[0] in _STATES)
    _check(all(isinstance(mark.line, int | None) for mark in marks))
    state, sha256, rules, after, period, error_code = texts
    entry = Entry(state, sha256, rules, after, period, error_code, tuple(marks))
    return Written(key, version, entry)


def _check(is_right: bool) -> None:
    if not is_right:
        raise ValueError("the line is not an entry of a journal")


def _names(book: Path, output: Path | None, figures: Path | None) -> dict[str, str]:
    """Return the names of the files that findings are in, by kind; the book's comes last."""
    names = {_IN_FIGURES: figures.name} if figures is not None else {}
    if output is not None:
        names[_IN_OUTPUT] = output.name
    return {**names, _IN_BOOK: book.name}
