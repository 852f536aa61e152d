"""The command ``kpibook new``: a performance workbook from a register of measures."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json, layout_option, scheme_name
from kpibook.cli.options import scheme as scheme_option


def _write_example(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Write the example of a register and end the command, which needs no other option then."""
    if path is None or ctx.resilient_parsing:
        return
    from kpibook.cli.show import out
    from kpibook.services.example_register import write_example

    kept = write_example(path)
    out(
        f"Wrote {path}: measures to replace by your own. docs/register.md says what each column "
        "may hold." + (f" Kept the file that was there as {kept.name}." if kept else "")
    )
    ctx.exit()


@click.command()
@click.option(
    "--example",
    type=FilePath(),
    is_eager=True,
    expose_value=False,
    callback=_write_example,
    help="Write a register of invented measures to start from, and do nothing else.",
)
@click.option(
    "--measures",
    type=FilePath(),
    help="The register: CSV or Excel with Ref, Measure, Unit and Which way is good.",
)
@click.option(
    "--from",
    "book",
    type=FilePath(),
    help="A council's own workbook to take everything from, through its layout.",
)
@layout_option
@click.option("--year", help="Financial year, such as 2021/22; with --from the layout may say it.")
@click.option("--quarter", help="Quarter, such as Q3.")
@click.option("--history", type=FilePath(), help="Earlier figures: Ref, Period and Actual.")
@click.option("--council", default="", help="Name of the council, as on its reports.")
@click.option("--directorate", default="", help="Directorate; taken from the measures if left out.")
@click.option("--committee", default="", help="The committee the return goes to.")
@scheme_option
@click.option(
    "--template",
    type=FilePath(),
    help="A workbook without measures to start from, in your own look.",
)
@click.option(
    "--live",
    is_flag=True,
    help="Put Excel formulas into the computed columns: the workbook rates itself.",
)
@click.option(
    "--forecast",
    is_flag=True,
    help="Add columns for the forecast of the year's end and its status against the year's target.",
)
@click.option("-o", "--output", type=FilePath(), required=True, help="The workbook to make.")
@as_json
@click.pass_context
def new(
    ctx: click.Context,
    measures: Path | None,
    book: Path | None,
    layout: Path | None,
    year: str | None,
    quarter: str | None,
    history: Path | None,
    council: str,
    directorate: str,
    committee: str,
    scheme: str | None,
    template: Path | None,
    live: bool,
    forecast: bool,
    output: Path,
    as_json: bool,
) -> None:
    """Make a performance workbook from a register of measures and their history.

    With --from it is made from a council's own workbook and its layout instead: the measures,
    their targets, the earlier figures that the layout finds, and this quarter with its
    commentary. What is not taken over is said.

    With --template the workbook has your council's look: take a copy of the template of kpibook
    (workbook_templates/performance_workbook.xlsx), change fonts, colours, pictures and notes in
    Excel, and keep its sheets, tables, headings and names. A file that is there already is kept
    under another name.
    """
    from kpibook.cli.options import Period
    from kpibook.cli.show import exit_code, out, out_findings, out_json
    from kpibook.domain.wording import counted
    from kpibook.services.new import Look, new_workbook
    from kpibook.sources.config import configured_words
    from kpibook.workbook.performance import Settings

    if (measures is None) == (book is None):
        raise click.UsageError("Give either --measures, or --from with a council's own workbook.")
    if layout is not None and book is None:
        raise click.UsageError("--layout goes with --from.")
    if (year is None) != (quarter is None) or (measures is not None and year is None):
        raise click.UsageError("Give --year and --quarter.")
    period = None if year is None else Period().convert(f"{quarter} {year}", None, ctx)
    if book is not None:
        if history is not None:
            raise click.UsageError("--history goes with --measures: --from takes it from the book.")
        from kpibook.services.layouts.open_book import Asked
        from kpibook.services.new_from import new_from_book

        said = {"council": council, "directorate": directorate, "committee": committee}
        said["scheme"] = scheme or ""
        look = Look(template, live, forecast)
        result = new_from_book(book, Asked(layout, period), output, said, look)
    elif period is not None and measures is not None:
        settings = Settings(period, council, directorate, committee, scheme_name(scheme))
        result = new_workbook(
            measures,
            settings,
            output,
            history_file=history,
            template=template,
            live=live,
            forecast=forecast,
            words=configured_words(Path()),
        )
    if as_json:
        out_json(
            {
                "output": str(result.output),
                "kept": None if result.kept is None else str(result.kept),
                "period": str(result.period),
                "measures": result.measures,
                "history": result.history,
                "findings": [finding.as_dict() for finding in result.findings],
            }
        )
    else:
        earlier = counted(result.history, "earlier figure")
        number = counted(result.measures, "measure")
        out(
            f"Made {result.output} for {result.period}: {number}, {earlier}."
            + (f" Kept the file that was there as {result.kept.name}." if result.kept else "")
        )
        out_findings(result.findings)
    ctx.exit(exit_code(result.findings))
