"""The command ``kpibook scheme``: list, show, check, keep and try the rules for a status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.options import FilePath, as_json, destination_config, destination_options

if TYPE_CHECKING:
    from kpibook.domain.rules.scheme import Scheme


@click.group()
def scheme() -> None:
    """List, show, check, keep and try the rules that turn a figure into a status."""


@scheme.command("list")
@as_json
def list_schemes(as_json: bool) -> None:
    """List the schemes that come with kpibook."""
    from kpibook.cli.show import out_json, out_table
    from kpibook.sources.schemes import built_in, load_scheme

    schemes = [load_scheme(key) for key in built_in()]
    if as_json:
        out_json(
            {"schemes": [{"key": s.key, "title": s.title, "source": s.source} for s in schemes]}
        )
        return
    rows = [(s.key, s.title, ", ".join(s.rule.needs) or "nothing") for s in schemes]
    out_table(("Key", "Scheme", "Each measure must give"), rows)


@scheme.command()
@click.argument("name", metavar="NAME")
@as_json
def show(name: str, as_json: bool) -> None:
    """Print a scheme's rule in words; NAME is a key or a .toml file."""
    from kpibook.sources.schemes import load_scheme

    _print(load_scheme(name), as_json)


@scheme.command()
@click.argument("file", metavar="FILE")
@as_json
def check(file: str, as_json: bool) -> None:
    """Check a scheme file, and print its rule in words if it is right."""
    from kpibook.cli.show import out
    from kpibook.sources.schemes import load_scheme

    loaded = load_scheme(file)
    if not as_json:
        out(f"{file} is a scheme that kpibook can use.")
        out()
    _print(loaded, as_json)


def _print(loaded: Scheme, as_json: bool) -> None:
    from kpibook.cli.show import out, out_json
    from kpibook.services.rating.compare_schemes import as_dict, in_words

    if as_json:
        out_json(as_dict(loaded))
        return
    for line in in_words(loaded):
        out(line)


@scheme.command()
@click.argument("book", type=FilePath())
@destination_options
@click.pass_context
def keep(
    ctx: click.Context,
    book: Path,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
) -> None:
    """Copy the scheme file next to a workbook into it, and rate the workbook again.

    `kpibook new` and `kpibook fill` make the first copy. From then on the copy is used, wherever
    the workbook is sent; this command takes a file that has changed since.
    """
    from kpibook.cli.show import exit_code, out, out_findings, out_saved
    from kpibook.services.batch.task import destination_of
    from kpibook.services.keep_scheme import keep_scheme_file

    config = destination_config(output, output_dir, in_place, dry_run)
    filled = keep_scheme_file(book, destination_of(config))
    card = filled.scorecard
    out(f"{book.name} keeps a copy of {card.workbook.settings.scheme} and is rated under it.")
    out_findings(filled.findings)
    out_saved(filled.saved)
    ctx.exit(exit_code(filled.findings))


@scheme.command("try")
@click.argument("name", metavar="NAME")
@click.option("--actual", default="", help="The figure; leave it out for one not reported.")
@click.option("--target", default="", help='In figures, or in words such as "fewer than 85".')
@click.option("--polarity", required=True, help="higher, lower, closest, range or neutral.")
@click.option("--unit", default="", help="percent, count, currency, days ...")
@click.option("--decimals", default="", help="Places it is reported to.")
@click.option("--tolerance", default="", help='The measure\'s own: "5%" of target, or "2".')
@click.option("--floor", default="", help="Minimum standard or intervention level.")
@click.option("--range-low", default="", help="Lower end of the range.")
@click.option("--range-high", default="", help="Upper end of the range.")
@click.option("--previous", default="", help="The quarter before.")
@click.option("--previous-year", default="", help="The same quarter last year.")
@click.option("--outturn-last-year", default="", help="The outturn of last year.")
@click.option("--best", default="", help="The best figure so far.")
@click.option("--compared-with", default="", help="What directions are against, one or two.")
@click.option("--forecast", default="", help="What the year is expected to end at.")
@click.option("--basis", default="", help="in period, snapshot, cumulative ...")
@as_json
@click.pass_context
def try_figures(ctx: click.Context, /, name: str, as_json: bool, **figures: str) -> None:
    """Rate one set of figures and say why, for the person who argues.

    \b
    kpibook scheme try standard --actual 72.1 --target 85.5 --polarity higher
    """
    from kpibook.cli.show import exit_code, out, out_findings, out_json
    from kpibook.domain.measures.compared_with import ComparedWith
    from kpibook.domain.rating.baselines import compared_figures
    from kpibook.domain.rating.rate import rate
    from kpibook.services.rating.rate_table import position_of_texts
    from kpibook.sources.schemes import load_scheme

    loaded = load_scheme(name)
    position, findings = position_of_texts(figures)
    rating = rate(position, loaded)
    if as_json:
        out_json(
            {
                "scheme": loaded.key,
                "status": rating.status.value,
                "status_label": loaded.label(rating.status),
                "direction": rating.direction.value,
                "direction_year": rating.direction_year.value,
                "why": rating.why,
                "findings": [finding.as_dict() for finding in findings],
            }
        )
    else:
        out(rating.why)
        out(f"Status: {loaded.label(rating.status)}")
        first, second = compared_figures(position, loaded)
        usual = first.kind is ComparedWith.PREVIOUS, second.kind is ComparedWith.PREVIOUS_YEAR
        heading = "Direction" if usual[0] else f"Direction {first.since}"
        heading_year = "Direction since last year" if usual[1] else f"Direction {second.since}"
        out(f"{heading}: {loaded.label(rating.direction)}")
        out(f"{heading_year}: {loaded.label(rating.direction_year)}")
        out_findings(findings, apart=True)
    ctx.exit(exit_code(findings))
