"""The commands ``kpibook addin install``, ``status``, ``uninstall`` and ``helper``."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kpibook.addin.machine.machine import Machine
    from kpibook.addin.setup.status import InstallStatus
    from kpibook.domain.finding import Finding

_as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")


def _machine(ctx: click.Context) -> Machine:
    """Return the context's `Machine`, which a test sets, or else this computer."""
    from kpibook.addin.machine.machine import Machine

    return ctx.obj if isinstance(ctx.obj, Machine) else Machine()


@click.command()
@click.option(
    "--addin",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Install this kpibook.xlam, such as one that IT signed; else the one in kpibook.",
)
@click.option(
    "--helper/--no-helper",
    default=None,
    help="Have Excel use a helper that you start, and start no program itself; else as before.",
)
@click.option(
    "--start-at-login/--no-start-at-login",
    default=None,
    help="Put a command into your Startup folder that starts the helper; else as before.",
)
@_as_json
@click.pass_context
def install(
    ctx: click.Context,
    file: Path | None,
    helper: bool | None,
    start_at_login: bool | None,
    as_json: bool,
) -> None:
    """Install the add-in for yourself: no administrator, no registry, no network.

    Close Excel first. Run it again after every update of kpibook.
    """
    from kpibook.addin.setup.install import Wish
    from kpibook.addin.setup.install import install as put_in
    from kpibook.addin.setup.status import status as look
    from kpibook.domain.finding import to_put_right

    if start_at_login and helper is False:
        raise click.UsageError("--start-at-login starts the helper, so it needs --helper.")
    result = put_in(_machine(ctx), Wish(file, helper, start_at_login))
    # A file in place does not mean that Excel will load it, so install ends with the checks of
    # `status`: policies, Defender and the Python that Excel will start.
    state = look(_machine(ctx))
    if as_json:
        written = [str(path) for path in result.written]
        _print_json({"written": written, "kept_signed": result.kept_signed} | state.as_dict())
    else:
        click.echo(f"Installed {result.places.addin}.")
        if result.kept_signed:
            click.echo("The signed copy that was there is this version's, and was kept.")
        click.echo(
            f"Excel will {'use a helper that runs in' if result.helper else 'start'} "
            f"{result.interpreter}. Start Excel again to see the tab KPI Book."
        )
        _print_findings(state.findings, state.notes)
    ctx.exit(1 if to_put_right(state.findings) else 0)


@click.command()
@_as_json
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Say what is installed, whether it would work, and what your organisation blocks.

    Nothing is changed. Exit code 1 means that there is something to put right.
    """
    from kpibook.addin.setup.status import status as look
    from kpibook.domain.finding import to_put_right

    state = look(_machine(ctx))
    if as_json:
        _print_json(state.as_dict())
    else:
        _print_status(state)
        _print_findings(state.findings, state.notes)
    ctx.exit(1 if to_put_right(state.findings) else 0)


@click.command()
@_as_json
@click.pass_context
def uninstall(ctx: click.Context, as_json: bool) -> None:
    """Take the add-in out: what install put in goes, everything else stays as it was.

    kpibook itself stays; remove that as you installed it.
    """
    from kpibook.addin.setup.uninstall import uninstall as take_out
    from kpibook.domain.wording import counted

    result = take_out(_machine(ctx))
    if as_json:
        _print_json(
            {
                "removed": [str(path) for path in result.removed],
                "restored": str(result.restored) if result.restored else None,
                "left": [{"path": str(path), "why": why} for path, why in result.left],
                "kept": result.kept,
            }
        )
        return
    for path in result.removed:
        click.echo(f"Removed {path}.")
    if result.restored:
        click.echo(f"Took kpibook's settings out of {result.restored}.")
    for path, why in result.left:
        click.echo(f"Left {path}. {why}")
    if result.kept:
        files = counted(result.kept, "file")
        click.echo(f"Removed {files} with earlier states of workbooks, kept for Take back.")
    if not result.removed and not result.restored and not result.kept:
        click.echo("The add-in was not installed; nothing was changed.")


@click.command()
@click.pass_context
def helper(ctx: click.Context) -> None:
    """Serve Excel from this window, so that Excel need start no program (Windows).

    For 'kpibook addin install --helper'. It runs until you close its window or log off, and
    listens to Excel on this computer only.
    """
    from kpibook.addin.setup.com_server import run_helper

    run_helper(
        _machine(ctx),
        # Said once everything that can be refused has been: the line means that Excel can call.
        lambda: click.echo("kpibook's helper is ready for Excel. Close this window to end it."),
    )


def _print_status(state: InstallStatus) -> None:
    copy, mode = state.installed, "helper" if state.helper else "Excel starts Python"
    library = state.library
    lines = {
        "Add-in": f"{state.places.addin} ({state.copy.value})",
        "SHA-256": f"{copy.sha256} ({'signed' if copy.signed else 'not signed'})" if copy else "",
        "Configuration": str(state.places.config) if state.interpreter else "",
        "Python": str(state.interpreter or ""),
        "Library": str(library.path) if library and library.path else "",
        "its SHA-256": library.sha256 if library else "",
        "Mode": mode if state.interpreter else "",
    }
    for name, value in lines.items():
        if value:
            click.echo(f"{name + ':':<15}{value}")


def _print_findings(findings: Sequence[Finding], notes: Sequence[Finding]) -> None:
    from kpibook.codes.code import Severity
    from kpibook.domain.finding import by_severity, to_put_right

    groups = by_severity(findings)
    # A policy that stops the add-in elsewhere is only worth knowing where it does not.
    worth_knowing = [*groups.pop(Severity.NOTE, []), *notes]
    for severity, group in {**groups, Severity.NOTE: worth_knowing}.items():
        if group:
            click.echo(f"\n{severity.heading} ({len(group)}):")
            for finding in group:
                click.echo(f"  {finding}")
    if not to_put_right(findings):
        click.echo("\nNothing to put right.")


def _print_json(value: Mapping[str, Any]) -> None:
    click.echo(json.dumps(value, indent=2))
