"""The command ``kpibook consolidate``: one workbook from many, every figure with its cell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.cli.batch import worker_options, workers_for
from kpibook.cli.options import FilePath, Period, as_json, layout_option, published_files

if TYPE_CHECKING:
    from kpibook.domain.measures.period import Quarter
    from kpibook.services.consolidate.consolidate_files import Consolidated, Written


@click.command()
@click.argument("inputs", metavar="BOOK|FOLDER|PATTERN...", nargs=-1, required=True)
@click.option("--period", type=Period(), help="The quarter; else the one all workbooks report.")
@click.option("-o", "--output", type=FilePath(), help="The .xlsx file to write.")
@click.option("--since", type=FilePath(), help="An earlier consolidated workbook to compare with.")
@click.option("--publish", type=FilePath(), help="Write the copy for publication to this .xlsx.")
@published_files
@click.option(
    "--expect",
    type=FilePath(),
    metavar="FILE.csv",
    help="The list of expected returns: says which are late or missing.",
)
@click.option("--data", type=FilePath(), help="Write the table alone: .csv, .parquet or .xlsx.")
@layout_option
@worker_options
@as_json
@click.pass_context
def consolidate(
    ctx: click.Context,
    inputs: tuple[str, ...],
    period: Quarter | None,
    output: Path | None,
    since: Path | None,
    publish: Path | None,
    published: tuple[Path, ...],
    expect: Path | None,
    data: Path | None,
    layout: Path | None,
    jobs: int,
    cluster: str | None,
    fail_fast: bool,
    as_json: bool,
) -> None:
    """Make one workbook of many, with every figure traced to the cell it came from.

    Names workbooks, folders, or patterns such as returns/*.xlsx. The workbook has no macros and
    no links to other files; its counts are formulas with their results. Whatever is not used is
    listed with the reason. A file that is there already is kept under another name. With --data
    and no -o only the table is written, of any number of workbooks.

    Councils' own workbooks are read through their layouts, those that are found for them or
    --layout, in the quarter of --period; each figure is traced to its own sheet and cell.

    The list for --expect is a CSV with the columns Directorate or Workbook (or both), Contact,
    E-mail, Due and Returned on. A return is late if its workbook was last saved after the day it
    was due (in UTC); a day under Returned on takes its place. While a return is missing the
    totals say that they are incomplete.
    """
    from kpibook.cli.show import exit_code, out_json
    from kpibook.outputs.consolidated.contents import MadeHow
    from kpibook.services.batch.sources import reading_by
    from kpibook.services.consolidate.consolidate_files import (
        Outputs,
        consolidate_files,
        created_stamp,
        drawn_ahead,
    )
    from kpibook.services.layouts.open_book import Asked
    from kpibook.services.result_words import consolidate_command
    from kpibook.sources.config import configured_backups
    from kpibook.version import __version__

    _check_options(output, publish, data, since)
    # The convention of reproducible builds: with it the same input gives the same bytes.
    created = created_stamp(os.environ.get("SOURCE_DATE_EPOCH"))
    outputs = Outputs(output, publish, data)
    with workers_for(jobs, cluster) as workers:
        result = consolidate_files(
            inputs if cluster is None else [str(Path(text).absolute()) for text in inputs],
            outputs,
            period=period,
            since=since,
            earlier=published,
            expected=expect,
            made=MadeHow(
                __version__, consolidate_command(inputs, period, since, expect, layout), created
            ),
            read=reading_by(
                workers,
                fail_fast=fail_fast,
                opened=Asked(layout, period).open,
                ahead=drawn_ahead(outputs),
            ),
            keep=configured_backups(Path()),
        )
    if as_json:
        out_json(_as_json(result))
    else:
        _print(result)
    ctx.exit(exit_code(result.findings))


def _check_options(
    output: Path | None, publish: Path | None, data: Path | None, since: Path | None
) -> None:
    if output is None and publish is None and data is None:
        raise click.UsageError("Give -o for the workbook, or --data for the table alone.")
    if since is not None and output is None:
        raise click.UsageError("--since fills a sheet of the workbook: give -o as well.")
    _need_xlsx(output, "-o")
    _need_xlsx(publish, "--publish")


def _need_xlsx(path: Path | None, option: str) -> None:
    if path is not None and path.suffix.casefold() != ".xlsx":
        raise click.UsageError(f"It has no macros: give {option} a name ending in .xlsx.")


def _print(result: Consolidated) -> None:
    from kpibook.cli.show import out, out_findings, out_words, out_written
    from kpibook.domain.wording import counted
    from kpibook.services.result_words import totals_table

    consolidation, totals = result.consolidation, result.consolidation.totals
    used = sum(source.used for source in consolidation.sources)
    books = counted(len(consolidation.sources), "workbook")
    measures = counted(len(consolidation.rows), "measure")
    out(f"{consolidation.period}: {measures} from {used:,} of {books}.")
    out()
    out_words(totals_table(totals))
    out()
    if result.returns is not None:
        out(result.returns.incomplete or result.returns.in_words)
    for source in consolidation.sources:
        if not source.used:
            out(f"Not used: {source.name} {source.refusal} [{source.code}]")
    out_findings(result.findings)
    out()
    for written in result.written:
        out_written(written.output, written.kept, written.pruned)


def _as_json(result: Consolidated) -> dict[str, Any]:
    from kpibook.services.returns.as_json import returns_as_json

    consolidation, totals = result.consolidation, result.consolidation.totals
    return {
        "period": str(consolidation.period),
        "council": consolidation.council or None,
        "measures": len(consolidation.rows),
        "output": None if result.book is None else str(result.book.output),
        "kept": None if result.book is None else _kept(result.book),
        "published": _written(result.published),
        "data": _written(result.data),
        "totals": _totals(totals),
        "sources": [
            {
                "name": source.name,
                "sha256": source.sha256 or None,
                "directorate": source.directorate or None,
                "period": str(source.period) if source.period else None,
                "used": source.used,
                "code": source.code or None,
                "refusal": source.refusal or None,
                "agreed": None if source.agreed is None else source.agreed.as_dict(),
                **_totals(source),
            }
            for source in consolidation.sources
        ],
        "returns": None if result.returns is None else returns_as_json(result.returns),
        "changes": None if result.changes is None else len(result.changes.items),
        "findings": [finding.as_dict() for finding in result.findings],
    }


def _totals(source: Any) -> dict[str, Any]:
    """Return control totals, with figures as text so that no digit is lost."""
    return {
        "rows": [source.rows_in, source.rows_used, source.rows_refused],
        "figures": [source.actuals_in, source.actuals_used, source.actuals_refused],
        "total": [str(source.total_in), str(source.total_used), str(source.total_refused)],
    }


def _kept(written: Written) -> str | None:
    return None if written.kept is None else str(written.kept)


def _written(written: Written | None) -> dict[str, str | None] | None:
    if written is None:
        return None
    return {"output": str(written.output), "kept": _kept(written)}
