"""``kpibook rate``: ratings for a plain table."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json


@click.command()
@click.argument("table", metavar="FILE", type=FilePath())
@click.option("--scheme", default="standard", show_default=True, help="The rules to rate under.")
@click.option("-o", "--output", type=FilePath(), help="Write the rated table to this CSV file.")
@as_json
@click.pass_context
def rate(ctx: click.Context, table: Path, scheme: str, output: Path | None, as_json: bool) -> None:
    """Rate a plain CSV or Excel table; no workbook is needed.

    Columns in: ref, measure, unit, polarity, basis, actual, target, previous, previous_year,
    tolerance ("5%" or "2"), floor, range_low, range_high, decimals; all but actual are
    optional. Columns out: those, any others as they are, and status, status_label, direction,
    direction_year. A file that is there already is kept under another name.
    """
    if output is not None and output.suffix.casefold() != ".csv":
        raise click.UsageError("The rated table is CSV: give -o a name ending in .csv.")
    from kpibook.cli.show import out, out_findings, out_json, out_table, out_written, say
    from kpibook.domain.words import counted
    from kpibook.outputs.csv_table import csv_text, write_csv
    from kpibook.services.destination import kept_as, refuse_same_file
    from kpibook.services.rate_table import rate_file
    from kpibook.sources.schemes import load_scheme

    rated = rate_file(table, load_scheme(scheme))
    if output is not None:
        refuse_same_file(output, table)
        kept = kept_as(output)
        write_csv(output, rated.header, rated.rows, backup=kept)
    if as_json:
        rows = [dict(zip(rated.header, row, strict=True)) for row in rated.rows]
        out_json({"rows": rows, "findings": [f.as_dict() for f in rated.findings]})
    elif output is not None:
        out_table(rated.header, rated.rows)
        out_findings(rated.findings)
        out_written(f"{counted(len(rated.rows), 'row')} to {output}", kept)
    else:
        out(csv_text(rated.header, rated.rows).rstrip("\n"))
        for finding in rated.findings:
            say(str(finding))
    ctx.exit(1 if rated.findings else 0)
