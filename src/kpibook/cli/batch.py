"""A command on one workbook or on many: its options, output and exit code."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kpibook.cli.options import FilePath
from kpibook.errors import KpibookError
from kpibook.on_use.collector import collector_off_for_the_last_task
from kpibook.on_use.dataclass import dataclass

if TYPE_CHECKING:
    from kpibook.services.batch.executors import Workers
    from kpibook.services.batch.journal import Journal
    from kpibook.services.batch.progress import Tally
    from kpibook.services.batch.runner import Batch

_NO_PLACE = ("folder-not-made", "lock-failed", "state-folder")

_Function = TypeVar("_Function", bound=Callable[..., Any])

#: Workbooks, folders and patterns, as texts: cmd.exe on Windows leaves a pattern to the program.
books = click.argument("inputs", metavar="BOOK|FOLDER|PATTERN...", nargs=-1, required=True)


@dataclass(frozen=True, slots=True)
class Options:
    """The options for work on many workbooks.

    Attributes:
        jobs: Number of processes.
        cluster: Address of a Dask cluster to work on instead; None to work on this computer.
        journal: Path of the journal; None for the default path.
        retry: Take only workbooks that failed before.
        again: Take workbooks that are done as well.
        fail_fast: Stop at the first workbook that fails.
        progress: Report progress even without a terminal.
        verbose: Print also what is only about the run.
    """

    jobs: int = 1
    cluster: str | None = None
    journal: Path | None = None
    retry: bool = False
    again: bool = False
    fail_fast: bool = False
    progress: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """A command that takes workbooks.

    Attributes:
        name: The name, as typed.
        service: Does the task on a workbook, with the command's options as plain values.
        data: Returns the result for ``--json``.
        show: Prints the result for people; if True, also what is only about the run.
    """

    name: str
    service: Callable[[Path, dict[str, Any]], Any]
    data: Callable[[Path, Any], dict[str, Any]]
    show: Callable[[Path, Any, bool], None]


def worker_options(command: _Function) -> _Function:
    """Add the options ``--jobs``, ``--cluster`` and ``--fail-fast`` to a command."""
    for option in (
        click.option("--fail-fast", is_flag=True, help="Stop at the first workbook that fails."),
        click.option("--cluster", metavar="ADDRESS", help="Work on this Dask cluster instead."),
        click.option(
            "--jobs",
            type=click.IntRange(1),
            default=1,
            metavar="N",
            help="Work on N workbooks at a time, each in a separate process.",
        ),
    ):
        command = option(command)
    return command


def batch_options(command: _Function) -> Callable[..., Any]:
    """Add the options for many workbooks to a command, which gets them as `options`."""

    @functools.wraps(command)
    def with_options(*arguments: Any, **values: Any) -> Any:
        names = [field.name for field in fields(Options)]
        options = Options(**{name: values.pop(name) for name in names})
        if options.retry and options.again:
            raise click.UsageError("Give only one of --retry and --again.")
        return command(*arguments, options=options, **values)

    wrapped: Callable[..., Any] = with_options
    for option in (
        click.option("--verbose", is_flag=True, help="Say also how it was done, and the journal."),
        click.option("--progress", is_flag=True, help="Say how far it is, a line now and then."),
        click.option("--again", is_flag=True, help="Take up workbooks that are done as well."),
        click.option("--retry", is_flag=True, help="Take up only workbooks that failed last time."),
        click.option("--journal", type=FilePath(), help="Write down what is done in this file."),
    ):
        wrapped = option(wrapped)
    return worker_options(wrapped)


def run_command(
    command: Command,
    inputs: tuple[str, ...],
    config: dict[str, Any],
    options: Options,
    *,
    as_json: bool,
) -> int:
    """Run a command on workbooks and print the result of each.

    Args:
        command: The command.
        inputs: Workbooks, folders and patterns.
        config: The command's options as plain values, for `kpibook.services.batch.task`.
        options: The options for many workbooks.
        as_json: Print JSON Lines: an object for each workbook, and a last object with counts.

    Returns:
        The exit code: 0 nothing to put right, 1 something to settle or to look at or some
        failed, 3 none could be done.
    """
    from kpibook.services.batch.books import books_of

    folder = Path(config["folder"]) if config.get("folder") else None
    passed_over: list[Path] = []
    paths = books_of(inputs, folder, passed_over)
    _say_passed_over(passed_over)
    # With a journal or a cluster even a single workbook is a batch.
    if len(paths) == 1 and options.journal is None and options.cluster is None:
        return _single(command, paths[0], config, as_json=as_json, verbose=options.verbose)
    if config.get("output"):
        raise click.UsageError("-o names one file; for several workbooks give --output-dir.")
    return _many(_batch(command.name, paths, config, options), options, as_json=as_json)


def _say_passed_over(files: list[Path]) -> None:
    from kpibook.cli.show import say
    from kpibook.domain.wording import listed
    from kpibook.errors import shown_name

    if files:
        names = listed([shown_name(file.name) for file in files], 6)
        say(f"Note: passed over, because kpibook wrote them for readers: {names}.")


@contextlib.contextmanager
def workers_for(jobs: int, cluster: str | None) -> Iterator[Workers]:
    """Yield the workers: this process, several processes, or a cluster."""
    if cluster is not None:
        from kpibook.services.batch.cluster import cluster_workers

        with cluster_workers(cluster) as workers:
            yield workers
    else:
        from kpibook.services.batch.processes import workers_of

        yield workers_of(jobs)


@collector_off_for_the_last_task()
def _single(
    command: Command, book: Path, config: dict[str, Any], *, as_json: bool, verbose: bool
) -> int:
    from kpibook.cli.show import out_json_line, say
    from kpibook.services.batch.outcome import Outcome
    from kpibook.services.batch.progress import Tally
    from kpibook.services.batch.task import failed, open_notes

    tally = Tally(1)
    try:
        result = command.service(book, config)
    except (KpibookError, OSError) as error:
        from kpibook.files.system_errors import in_plain_words

        reason = in_plain_words(error) if isinstance(error, OSError) else error
        say(f"Error: {reason}")
        data = failed(book, reason)
    else:
        data = command.data(book, result)
        data["notes"] = [*open_notes(book), *data.get("notes", ())]
        if not as_json:
            _show(command, book, result, verbose=verbose)
            for note in open_notes(book):
                say(f"Note: {note}")
    tally.count(Outcome(book, data))
    if as_json:
        out_json_line({**data, "skipped": False})
        out_json_line({"summary": {**tally.as_dict(), "journal": None}})
    return tally.exit_code


def _show(command: Command, book: Path, result: Any, *, verbose: bool) -> None:
    """Print a result. The file is written by now, so a fault in printing does not end in 3."""
    from kpibook.cli.show import say

    try:
        command.show(book, result, verbose)
    except (KpibookError, ValueError, ArithmeticError):
        say("Note: the rest of the report cannot be shown. What was to be done is done.")


def _batch(name: str, paths: list[Path], config: dict[str, Any], options: Options) -> Batch:
    from kpibook.services.batch.books import outputs_of
    from kpibook.services.batch.runner import Batch, Which

    which = Which.FAILED if options.retry else Which.ALL if options.again else Which.UNDONE
    # A cluster's processes run in other folders, so they cannot follow a relative path.
    if options.cluster is not None:
        paths = [book.absolute() for book in paths]
        for option in ("actuals", "folder", "layout"):
            if config.get(option):
                config = {**config, option: str(Path(config[option]).absolute())}
    folders = (
        outputs_of(paths, Path(config["folder"]), as_xlsx=name == "return")
        if config.get("folder")
        else ()
    )
    return Batch(name, config, paths, folders, which, options.fail_fast)


def _many(batch: Batch, options: Options, *, as_json: bool) -> int:
    from kpibook.cli.progress import Progress
    from kpibook.cli.show import out_json_line, out_outcome
    from kpibook.services.batch.progress import Tally
    from kpibook.services.batch.runner import run_batch

    tally, journal = Tally(len(batch.books)), None
    progress = Progress(tally, asked=options.progress)
    try:
        with (
            _journal_for(batch, options) as journal,
            workers_for(options.jobs, options.cluster) as workers,
        ):
            for outcome in run_batch(batch, workers, journal):
                tally.count(outcome)
                progress.clear()
                if as_json and not (outcome.skipped and options.retry):
                    out_json_line({**outcome.data, "skipped": outcome.skipped})
                out_outcome(outcome, as_json=as_json, verbose=options.verbose)
                progress.show()
    finally:
        progress.clear()
        _sum_up(tally, journal, as_json=as_json, verbose=options.verbose)
    return tally.exit_code


@contextlib.contextmanager
def _journal_for(batch: Batch, options: Options) -> Iterator[Journal | None]:
    """Open the journal; None in a dry run, or if its default folder cannot be written to."""
    from kpibook.services.batch.journal import Journal, default_journal, remove_old

    if batch.config.get("dry_run"):
        yield None
        return
    from kpibook.cli.show import say

    folder, fingerprint = batch.config.get("folder"), batch.fingerprint
    removed = remove_old(Path(folder)) if folder else None
    if removed is not None:
        say(f"Note: removed {removed}, the journal of an earlier kpibook, which quoted figures.")
    with contextlib.ExitStack() as stack:
        journal = None
        try:
            path = options.journal or default_journal(fingerprint, batch.books)
            journal = stack.enter_context(Journal.open(path, fingerprint))
        except KpibookError as error:
            if options.journal or error.code not in _NO_PLACE:
                raise
            say(f"Note: without a journal, because {error.where} cannot be written.")
        yield journal


def _sum_up(tally: Tally, journal: Journal | None, *, as_json: bool, verbose: bool) -> None:
    from kpibook.cli.show import out_json_line, say

    path = None if journal is None else str(journal.path)
    if as_json:
        out_json_line({"summary": {**tally.as_dict(), "journal": path}})
    else:
        say(tally.in_words() + (f" Journal: {path}" if path and verbose else ""))
