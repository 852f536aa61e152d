"""The command ``kpibook sign-off``: a post agrees the return."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kpibook.cli.batch import Command, Options, batch_options, books, run_command
from kpibook.cli.options import Day, as_json, destination_config, destination_options

if TYPE_CHECKING:
    from kpibook.services.sign_off.sign_off import SignedOff


@click.command("sign-off")
@books
@click.option("--by", default="", help='The post that agreed the return, as "Head of Service".')
@click.option("--on", type=Day(), help="The day, such as 12/01/2022; by default today.")
@click.option("--version", default="", metavar="TEXT", help="The version that was agreed.")
@click.option("--withdraw", is_flag=True, help="Withdraw the sign-off of this quarter.")
@destination_options
@batch_options
@as_json
@click.pass_context
def sign_off(
    ctx: click.Context,
    inputs: tuple[str, ...],
    by: str,
    on: str | None,
    version: str,
    withdraw: bool,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
    options: Options,
    as_json: bool,
) -> None:
    """Say which post agreed the return, as it is now.

    The workbook keeps the post, the day, the version and a hash of figures, ratings and texts.
    Cover, Settings, the return and the report then say who agreed it. What is changed afterwards
    is a finding of kpibook check, and the return is a draft again until it is signed off again.
    """
    from kpibook.services.batch.task import sign_off_one
    from kpibook.services.json_results import sign_off_data

    config = destination_config(output, output_dir, in_place, dry_run)
    given = {
        "by": by,
        "on": on,
        "version": version,
        "withdraw": withdraw,
    }
    command = Command("sign-off", sign_off_one, sign_off_data, _show)
    ctx.exit(run_command(command, inputs, {**config, **given}, options, as_json=as_json))


def _show(book: Path, signed: SignedOff, verbose: bool) -> None:
    from kpibook.cli.show import out, out_findings, out_saved

    out(f"{book.name}: {signed.sentence}")
    out_findings(signed.findings)
    out_saved(signed.saved, verbose=verbose)
