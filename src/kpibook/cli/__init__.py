"""The command line: each command parses its arguments, calls one service, prints.

Nothing here is imported with the package but click: a command imports its service when it
runs, so that ``kpibook --help`` answers at once.

Read `options`, `show`, `progress` and `batch` first: commands share them. Then a module for each
command: `new`, `fill`, `check`, `explain`, `quarterly_return`, `roll_forward`, `consolidate`,
`publish_audit`, `diff`, `rate`, `inspect`, `scheme`.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Mapping

import click

from kpibook.cli.check import check
from kpibook.cli.consolidate import consolidate
from kpibook.cli.diff import diff
from kpibook.cli.explain import explain
from kpibook.cli.fill import fill
from kpibook.cli.inspect import inspect
from kpibook.cli.new import new
from kpibook.cli.publish_audit import publish_audit
from kpibook.cli.quarterly_return import quarterly_return
from kpibook.cli.rate import rate
from kpibook.cli.roll_forward import roll_forward
from kpibook.cli.scheme import scheme
from kpibook.errors import KpibookError
from kpibook.version import __version__

NOTHING_TO_PUT_RIGHT, FINDINGS, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kpibook")
def kpibook() -> None:
    """Rate a council's performance workbook and write its quarterly return.

    Exit codes: 0 nothing to put right, 1 findings, 2 the command line was wrong, 3 the task
    could not be done, 130 interrupted.
    """


for _command in (
    new,
    fill,
    quarterly_return,
    check,
    explain,
    roll_forward,
    consolidate,
    publish_audit,
    diff,
    rate,
    scheme,
    inspect,
):
    kpibook.add_command(_command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Only here do errors become exit codes."""
    _readable_streams()
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    try:
        # Not standalone: click would print errors and exit before they get our exit codes.
        code = kpibook.main(arguments, prog_name="kpibook", standalone_mode=False)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        _as_json(arguments, {"code": "usage", "what": error.format_message()})
        return error.exit_code
    except KpibookError as error:
        click.echo(f"Error: {error}", err=True)
        _as_json(arguments, error.as_dict())
        return FAILED
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the program that read our output ended, as `| head` does
        sys.stderr.close()
        return NOTHING_TO_PUT_RIGHT
    except Exception:  # noqa: BLE001 a fault in kpibook must not look like exit code 1, "findings"
        traceback.print_exc()
        click.echo("Error: this is a fault in kpibook; please report the lines above.", err=True)
        _as_json(arguments, {"code": "fault", "what": "This is a fault in kpibook."})
        return FAILED
    return code if isinstance(code, int) else NOTHING_TO_PUT_RIGHT


def _as_json(arguments: list[str] | None, error: Mapping[str, str | None]) -> None:
    """Print an error as JSON too if the command line asked for JSON."""
    # The raw arguments, because click may have failed before it parsed --json.
    if "--json" in (sys.argv[1:] if arguments is None else arguments):
        parts = dict.fromkeys(("code", "what", "where", "why", "fix")) | dict(error)
        click.echo(json.dumps({"error": parts}))


def _readable_streams() -> None:
    """Replace characters that the terminal's encoding lacks, instead of failing on them."""
    # A pipe on Windows is in cp1252, and a measure's title may hold any character.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
