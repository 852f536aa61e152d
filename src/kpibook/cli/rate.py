"""The command ``kpibook rate``: ratings for a plain table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, as_json, layout_options, scheme_name
from kpibook.cli.options import scheme as scheme_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kpibook.domain.finding import Finding
    from kpibook.domain.measures.period import Quarter
    from kpibook.domain.measures.vocabulary.council_words import CouncilWords
    from kpibook.domain.rules.scheme import Scheme
    from kpibook.services.long_table.rated_file import RatedRows
    from kpibook.services.rating.rate_table import RatedTable

_WORKBOOKS = (".xlsx", ".xlsm")


@click.command()
@click.argument("table", metavar="FILE", type=FilePath())
@scheme_option
@click.option("--against", help="List the measures whose status is another under this scheme.")
@click.option("--explain", is_flag=True, help="Add a column that says why, in one sentence.")
@click.option(
    "-o", "--output", type=FilePath(), help="Write a CSV file, or a copy of the workbook."
)
@layout_options
@as_json
@click.pass_context
def rate(
    ctx: click.Context,
    table: Path,
    scheme: str | None,
    against: str | None,
    explain: bool,
    output: Path | None,
    layout: Path | None,
    period: Quarter | None,
    as_json: bool,
) -> None:
    """Rate a plain CSV or Excel table; no workbook is needed.

    Columns in: ref, measure, unit, polarity, basis, actual, marker, target, previous,
    previous_year, tolerance ("5%" or "2"), floor, decimals, range_low, range_high, forecast,
    previous_target, series, numerator, denominator, outturn_last_year, best, compared_with; all but
    actual are optional. Columns out: those, any others as they are, and status, status_label,
    direction, direction_year. A file that is there already is kept under another name.

    Of a workbook, -o may name a workbook too: a copy of it with the statuses and directions in
    new columns to the right of the figures, and nothing else changed.

    With --layout the table is a council's own workbook, of which --period says the quarter.
    """
    if output is not None:
        _check_ending(table, output)
    from kpibook.sources.schemes import load_scheme

    if layout is not None:
        if against is not None:
            raise click.UsageError("--against does not go with --layout.")
        ctx.exit(_rate_mapped(table, layout, period, scheme, explain, output, as_json))
    if period is not None:
        raise click.UsageError("--period goes with --layout.")
    rules = load_scheme(scheme_name(scheme))
    if against is not None:
        if output is not None or explain:
            raise click.UsageError("--against prints a list; -o and --explain do not go with it.")
        ctx.exit(_compare(table, rules, load_scheme(against), as_json))
    ctx.exit(_rate(table, rules, explain, output, as_json))


def _check_ending(table: Path, output: Path) -> None:
    of_workbook, to_workbook = (path.suffix.casefold() in _WORKBOOKS for path in (table, output))
    if to_workbook and not of_workbook:
        raise click.UsageError(
            f"{table.name} is no workbook, so there is none to copy: give -o a name ending in .csv."
        )
    if not to_workbook and output.suffix.casefold() != ".csv":
        also = f" or {table.suffix.casefold()}" if of_workbook else ""
        raise click.UsageError(f"The rated table is CSV: give -o a name ending in .csv{also}.")


def _rate(table: Path, scheme: Scheme, explain: bool, output: Path | None, as_json: bool) -> int:
    from kpibook.services.layouts.rate_in_workbook import write_ratings
    from kpibook.services.long_table.rated_file import rated_rows
    from kpibook.services.rating.rate_table import rate_file
    from kpibook.sources.config import configured_words

    words = configured_words(Path())
    if output is not None and output.suffix.casefold() in _WORKBOOKS:
        rated = rate_file(table, scheme, explain=explain, words=words)
        kept = write_ratings(rated, scheme, table, output, explain=explain)
        return _show(rated, output, kept, as_json)
    if output is not None and not as_json:
        return _write(table, scheme, words, explain, output)
    rows = rated_rows(table, scheme, explain=explain, words=words)
    return _show_in_csv(table, rows, output, as_json)


def _write(table: Path, scheme: Scheme, words: CouncilWords, explain: bool, output: Path) -> int:
    """Write the rated table to a CSV file, which may be too long to be held; see `_show_in_csv`."""
    from collections import Counter

    from kpibook.cli.show import exit_code
    from kpibook.services.long_table.rated_file import rate_to_csv
    from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file

    refuse_same_file(output, table)
    backup = kept_as(output)
    statuses, findings = rate_to_csv(
        table, scheme, output, explain=explain, words=words, backup=backup
    )
    counts: Counter[str] = Counter()
    for status, count in statuses.items():  # a scheme may have one word for two statuses
        counts[scheme.label(status)] += count
    _out_written(counts, findings, output, if_kept(backup))
    return exit_code(findings)


def _rate_mapped(
    table: Path,
    layout: Path,
    period: Quarter | None,
    scheme: str | None,
    explain: bool,
    output: Path | None,
    as_json: bool,
) -> int:
    from kpibook.services.layouts.open_book import scheme_for
    from kpibook.services.layouts.rate_mapped import rate_mapped
    from kpibook.services.layouts.which import layout_needed, period_given

    if output is not None and output.suffix.casefold() in _WORKBOOKS:
        raise click.UsageError(
            "With --layout the statuses go where the council shows them: use `kpibook fill "
            "--layout`; or give -o a name ending in .csv."
        )
    described = layout_needed(table, layout)
    rules = scheme_for(described, table.parent, scheme)
    quarter = period_given(period, table, described)
    rated = rate_mapped(table, described, quarter, rules, explain=explain)
    return _show_in_csv(table, rated, output, as_json)


def _show_in_csv(
    table: Path, rated: RatedRows | RatedTable, output: Path | None, as_json: bool
) -> int:
    """Write a rated table to a CSV file, or print it; return the exit code."""
    from kpibook.outputs.csv_table import write_csv
    from kpibook.services.paths.output import if_kept, kept_as, refuse_same_file

    kept = None
    if output is not None:
        refuse_same_file(output, table)
        backup = kept_as(output)
        write_csv(output, rated.header, rated.rows, backup=backup)
        kept = if_kept(backup)
    return _show(rated, output, kept, as_json)


def _show(
    rated: RatedRows | RatedTable, output: Path | None, kept: Path | None, as_json: bool
) -> int:
    """Print a rated table, or what was written of it; return the exit code."""
    from kpibook.cli.show import exit_code, out_block, out_findings, out_json
    from kpibook.outputs.csv_table import csv_text
    from kpibook.services.long_table.rated_file import counts_by_label

    if as_json:
        rows = [dict(zip(rated.header, row, strict=True)) for row in rated.rows]
        out_json({"rows": rows, "findings": [f.as_dict() for f in rated.findings]})
    elif output is not None:
        _out_written(counts_by_label(rated.header, rated.rows), rated.findings, output, kept)
    else:
        out_block(csv_text(rated.header, rated.rows).rstrip("\n"))
        out_findings(rated.findings, apart=True)
    return exit_code(rated.findings)


def _out_written(
    counts: Mapping[str, int], findings: Sequence[Finding], output: Path, kept: Path | None
) -> None:
    """Print the number of rows of each status, the findings, and where the table went."""
    from kpibook.cli.show import out, out_findings, out_written
    from kpibook.domain.wording import counted

    rows = counted(sum(counts.values()), "row")
    parts = [f"{count:,} {label}" for label, count in counts.items() if count]
    out(f"{rows} rated: {', '.join(parts)}." if parts else f"{rows} rated.")
    out_findings(findings)
    out_written(f"{rows} to {output}", kept)


def _compare(table: Path, first: Scheme, other: Scheme, as_json: bool) -> int:
    from kpibook.cli.show import exit_code, out, out_findings, out_json, out_table
    from kpibook.domain.wording import counted
    from kpibook.services.rating.compare_schemes import compare_schemes

    compared = compare_schemes(table, first, other)
    if as_json:
        differences = [
            {
                "ref": d.ref,
                "measure": d.measure,
                first.key: d.one.status.value,
                other.key: d.other.status.value,
                "why": d.other.why,
            }
            for d in compared.differences
        ]
        findings = [f.as_dict() for f in compared.findings]
        out_json({"rows": compared.rows, "differences": differences, "findings": findings})
    else:
        total = counted(compared.rows, "measure")
        out(f"{len(compared.differences)} of {total} would have another status.")
        if compared.differences:
            out()
            out_table(
                ("Ref", "Measure", first.key, other.key),
                [
                    (d.ref, d.measure, first.label(d.one.status), other.label(d.other.status))
                    for d in compared.differences
                ],
            )
            out()
            for d in compared.differences:
                out(f"{d.ref} under {other.key}: {d.other.why}")
        out_findings(compared.findings)
    return exit_code(compared.findings)
