"""The output of commands: results on standard output, messages on standard error."""

from __future__ import annotations

import io
import shutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.on_use.regex import regex

if TYPE_CHECKING:
    from kpibook.domain.finding import Finding
    from kpibook.domain.rating.rated_measure import RatedMeasure
    from kpibook.domain.rules.scheme import Scheme
    from kpibook.services.batch.outcome import Outcome
    from kpibook.services.paths.output import Saved
    from kpibook.services.result_words import WordTable
    from kpibook.workbook.writer import Change

# A cell's text may hold terminal control codes; they are shown as a mark, never obeyed.
# Halves of characters (surrogates) are no text that a stream can take.
_CONTROLS = regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


_LINE_ENDS = regex(r"\r?\n")
_LINES_AT_ONCE = 500


def out(text: str = "") -> None:
    """Print a result, on one line: a line end in a name or a cell does not forge another line."""
    click.echo(_harmless_line(text))


def out_block(text: str) -> None:
    """Print lines that belong together, such as a table in CSV, whose fields may hold line ends."""
    click.echo(_CONTROLS.sub("\ufffd", text.replace("\r\n", "\n")))


def say(text: str) -> None:
    """Print a message on standard error, apart from the results, on one line."""
    click.echo(_harmless_line(text), err=True)


def say_usage(error: click.ClickException) -> None:
    """Print an error of the command line as click words it, without what a terminal obeys."""
    shown = io.StringIO()
    error.show(shown)
    click.echo(_CONTROLS.sub("\ufffd", shown.getvalue().rstrip("\n")), err=True)


def _harmless_line(text: str) -> str:
    return _CONTROLS.sub("\ufffd", _LINE_ENDS.sub(" ", text))


def out_json(value: Mapping[str, Any]) -> None:
    """Print a result as JSON: ASCII, so that no console can damage it."""
    import json

    click.echo(json.dumps(value, indent=2, default=str))


def out_json_line(value: Mapping[str, Any]) -> None:
    """Print a result as one line of JSON Lines."""
    import json

    click.echo(json.dumps(value, default=str))


def out_outcome(outcome: Outcome, *, as_json: bool = False, verbose: bool = False) -> None:
    """Print the result for a workbook of a batch in a few lines.

    As JSON only an error is printed. A skipped workbook without recorded findings is left out.
    """
    from kpibook.domain.wording import counted
    from kpibook.services.batch.outcome import data_by_severity, needs_a_person
    from kpibook.services.json_results import problem_in_words

    data = outcome.data
    if "error" in data:
        say(f"Error: {problem_in_words(data['error'])}")
        return
    if as_json or "findings" not in data:
        return
    findings = data["findings"]
    count = sum(needs_a_person(finding) for finding in findings)
    measures = f" in {counted(data['measures'], 'measure')}" if "measures" in data else ""
    before = " (done before)" if outcome.skipped else ""
    out(f"{outcome.path}: {count or 'nothing'} to put right{measures}.{before}")
    for severity, group in data_by_severity(findings).items():
        out(f"  {severity.heading} ({len(group)}):")
        for finding in group:
            out(f"    {problem_in_words(finding)}")
    for note in notes_shown(data.get("notes", ()), data.get("run_notes", ()), verbose=verbose):
        out(f"  Note: {note}")
    if data.get("output") and not outcome.skipped:
        earlier = data.get("kept")
        out_written(data["output"], Path(earlier) if earlier else None, data.get("pruned", 0))


def out_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print rows under a header, each column as wide as it needs, long texts cut."""
    most = 44 if not sys.stdout.isatty() else max(20, shutil.get_terminal_size().columns // 4)
    shown = _Shown(most)
    lines = [[shown[cell] for cell in row] for row in (header, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    form = "  ".join([f"{{:<{width}}}" for width in widths]).format
    rule = ["-" * width for width in widths]
    _out_harmless(form(*row).rstrip() for row in (lines[0], rule, *lines[1:]))


def out_words(table: WordTable) -> None:
    """Print a table of texts."""
    out_table(table.header, table.rows)


def out_scorecard(rated: Sequence[RatedMeasure], scheme: Scheme) -> None:
    """Print the measures with their status and direction."""
    from kpibook.services.result_words import scorecard_table

    out_words(scorecard_table(rated, scheme))


def out_findings(findings: Sequence[Finding], *, apart: bool = False) -> None:
    """Print the findings, each on a line, the most serious first; nothing if the list is empty.

    Args:
        findings: In the order of the sheet, which they keep within their group.
        apart: Print them on standard error: standard output is for another program.
    """
    _out_harmless(_finding_lines(findings, apart=apart), apart=apart)


def _out_harmless(lines: Iterable[str], *, apart: bool = False) -> None:
    """Print lines without a control in them.

    Many at once, as each print goes to the terminal by itself; not all, as they may be on disk.
    """
    remaining = iter(lines)
    while some := tuple(islice(remaining, _LINES_AT_ONCE)):
        click.echo("\n".join(some), err=apart)


def _finding_lines(findings: Sequence[Finding], *, apart: bool) -> Iterator[str]:
    from kpibook.codes.code import Severity

    counts = Counter(finding.severity for finding in findings)
    for number, severity in enumerate(severity for severity in Severity if counts[severity]):
        if number or not apart:  # a first empty line parts findings from the results above
            yield ""
        yield f"{severity.heading} ({counts[severity]}):"
        for finding in findings:
            if finding.severity is severity:
                yield _harmless_line(f"  {finding}")


def exit_code(findings: Sequence[Finding]) -> int:
    """Return 1 if there is something to settle or to look at; 0 for notes alone."""
    return int(any(finding.severity.needs_a_person for finding in findings))


def notes_shown(notes: Sequence[str], run_notes: Sequence[str], *, verbose: bool) -> list[str]:
    """Return the notes to print; those that are only about the run are for ``--verbose``."""
    return [note for note in notes if verbose or note not in run_notes]


def out_written(what: object, earlier_file: Path | None, pruned: int = 0) -> None:
    """Print the file that was written, its backup, and how many older backups were removed.

    A backup among the person's own files is named with its folder.
    """
    from kpibook.domain.wording import counted
    from kpibook.files.private import is_private

    text = f"Wrote {what}."
    if earlier_file is not None:
        name = earlier_file if is_private(earlier_file) else earlier_file.name
        text += f" Kept the file that was there as {name}."
    if pruned:
        text += (
            f" Removed {counted(pruned, 'older backup')} of it (kpibook.toml says which are kept)."
        )
    out(text)


def out_changes(changes: Sequence[Change]) -> None:
    """Print the cells that change, with their old and new values."""
    from kpibook.services.result_words import changes_table

    if changes:
        out_words(changes_table(changes))
    else:
        out("No cell changes: the workbook already says this.")


def out_saved(saved: Saved, *, verbose: bool = False) -> None:
    """Print if and where a workbook was saved, and the notes on it."""
    for note in notes_shown(saved.notes, saved.run_notes, verbose=verbose):
        out(f"Note: {note}")
    out()
    if saved.output is None:
        out("Dry run: nothing was written.")
    elif saved.rewritten:
        out_written(saved.output, saved.kept, saved.pruned)
    else:
        out(f"{saved.output} already says this; not rewritten.")


class _Shown(dict[str, str]):
    """Texts as they are printed, each made once: a column says the same in many rows."""

    def __init__(self, most: int) -> None:
        self._most = most

    def __missing__(self, text: str) -> str:
        line = self[text] = _one_line(text, self._most)
        return line


def _one_line(text: object, most: int) -> str:
    line = str(text)
    # Of the characters that are printed a space alone is white, and no control is among them.
    if not line.isprintable() or "  " in line or line[:1] == " " or line[-1:] == " ":
        line = " ".join(_CONTROLS.sub("\ufffd", line).split())
    return line if len(line) <= most else line[: most - 3] + "..."
