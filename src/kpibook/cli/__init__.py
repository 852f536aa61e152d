"""The command line: each command parses its arguments, calls one service, prints.

Nothing here is imported with the package but click: a command is imported when it is called, and
imports its service when it runs, so that ``kpibook --help`` answers at once.

Read `command_list/` first, then `options`, `show`, `progress` and `batch`:
commands share them. Then a module for each command: `new`, `fill`, `check`, `explain`, `settle`,
`actions`, `quarterly_return`, `roll_forward`, `consolidate`, `publish_audit`, `diff`, `rate`,
`inspect`, `scheme`. The commands that change the register have a folder, cli/measure, as have the
committee report, cli/report, and `kpibook chase` and `kpibook sign-off`, cli/returns.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Mapping

import click

from kpibook.cli.command_list.every_command import EVERY_COMMAND
from kpibook.cli.command_list.on_use import CommandsOnUse
from kpibook.errors import KpibookError
from kpibook.version import __version__

NOTHING_TO_PUT_RIGHT, FINDINGS, USAGE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(
    cls=CommandsOnUse,
    on_use=EVERY_COMMAND,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="kpibook")
def kpibook() -> None:
    """Rate a council's performance workbook and write its quarterly return.

    Exit codes: 0 nothing to put right, 1 findings, 2 the command line was wrong, 3 the task
    could not be done, 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit. Only here do errors become exit codes."""
    _readable_streams()
    code = _flushed(run(arguments))
    # The process ends, and Python would look through all objects for circles once more.
    import gc

    gc.freeze()
    sys.exit(code)


def _flushed(code: int) -> int:
    """Write out what is still buffered, and return the exit code: 3 if that fails."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()
    except OSError as error:  # standard output goes to a file on a full disk
        _drop_output()
        from kpibook.cli.show import say
        from kpibook.files.system_errors import in_plain_words

        say(f"Error: the results could not be printed: {in_plain_words(error)}")
        return FAILED
    return code


def _drop_output() -> None:
    """Point standard output nowhere, so that Python does not try to flush it again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError, ValueError):  # a stream without a file has nothing to drop
        os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def run(arguments: list[str] | None = None, fault: Callable[[Exception], int] | None = None) -> int:
    """Run the command line, print its errors, and return its exit code.

    Args:
        arguments: The words after ``kpibook``; None takes those of this process.
        fault: Called with a fault of kpibook, for the exit code; None prints it to be reported.
    """
    try:
        # Not standalone: click would print errors and exit before they get our exit codes.
        code = kpibook.main(arguments, prog_name="kpibook", standalone_mode=False)
    except click.Abort:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        from kpibook.cli.show import say_usage

        say_usage(error)
        _as_json(arguments, {"code": "usage", "what": error.format_message()})
        return error.exit_code
    except KpibookError as error:
        return _failed(arguments, error)
    except KeyboardInterrupt:
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:  # the program that read our output ended, as `| head` does
        _drop_output()
        return NOTHING_TO_PUT_RIGHT
    except OSError as error:
        from kpibook.files.system_errors import in_plain_words

        return _failed(arguments, in_plain_words(error))
    except (MemoryError, RecursionError):
        from kpibook.files.system_errors import out_of_memory

        return _failed(arguments, out_of_memory())
    except Exception as error:  # noqa: BLE001 a fault must not look like exit code 1, "findings"
        if fault is not None:
            return fault(error)
        import traceback

        traceback.print_exc()
        click.echo("Error: this is a fault in kpibook; please report the lines above.", err=True)
        _as_json(arguments, {"code": "fault", "what": "This is a fault in kpibook."})
        return FAILED
    return code if isinstance(code, int) else NOTHING_TO_PUT_RIGHT


def _failed(arguments: list[str] | None, error: KpibookError) -> int:
    from kpibook.cli.show import say

    with contextlib.suppress(OSError):  # the streams may be on the disk that is full
        say(f"Error: {error}")
        _as_json(arguments, error.as_dict())
    return FAILED


def _as_json(arguments: list[str] | None, error: Mapping[str, str | None]) -> None:
    """Print an error as JSON too if the command line asked for JSON."""
    # The raw arguments, because click may have failed before it parsed --json.
    if "--json" in (sys.argv[1:] if arguments is None else arguments):
        import json

        names = ("code", "severity", "what", "where", "why", "fix")
        parts = dict.fromkeys(names) | {"severity": "stop"} | dict(error)
        click.echo(json.dumps({"error": parts}))


def _readable_streams() -> None:
    """Replace characters that the terminal's encoding lacks, instead of failing on them."""
    # A pipe on Windows is in cp1252, and a measure's title may hold any character.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
