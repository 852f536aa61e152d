"""Task of a batch for a workbook, as functions that can be sent to another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kpibook.domain.measures.period import Quarter
from kpibook.errors import KpibookError, WorkbookError
from kpibook.files.atomic import owner_mark
from kpibook.files.backups import BackupRule
from kpibook.files.bare_name import in_file_name
from kpibook.files.system_errors import in_plain_words, out_of_memory
from kpibook.on_use.dataclass import dataclass
from kpibook.services.batch.once_more import once_more_if_changed
from kpibook.services.json_results import (
    check_data,
    fill_data,
    return_data,
    roll_data,
    sign_off_data,
)
from kpibook.services.layouts.councils_own import ours_or_councils_own
from kpibook.services.layouts.open_book import Asked, scheme_for
from kpibook.services.paths.output import Destination, made_folder

if TYPE_CHECKING:  # a task imports its service, and kpibook's own workbooks nothing of layouts
    from kpibook.domain.finding import Finding
    from kpibook.services.fill import Filled
    from kpibook.services.layouts.fill_mapped import MappedFilled
    from kpibook.services.layouts.rolling.roll_mapped import MappedRolled
    from kpibook.services.publish import Published
    from kpibook.services.rating.check import Checked
    from kpibook.services.roll_forward.roll_forward import RolledForward
    from kpibook.services.sign_off.sign_off import SignedOff
    from kpibook.workbook.closed import ClosedBook
    from kpibook.workbook.mapped.council_layout import CouncilLayout

#: The options of a command, plain values only: `actuals` and `period` as text, where the result
#: goes: `output` (a file), `folder`, `in_place`, `dry_run`, and `keep`: how many backups, and how
#: many days. A return also has `withheld`: what was decided for all workbooks together, by
#: absolute path.
Config = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Work:
    """Workbook and the command to do; plain values, so that any executor can take it.

    Attributes:
        command: ``check``, ``fill``, ``return``, ``sign-off`` or ``roll-forward``.
        path: The workbook.
        config: The command's options.
        sha256: The workbook's hash when the task was first begun; "" if it could not be read.
    """

    command: str
    path: Path
    config: Config
    sha256: str = ""


def check_one(path: Path, config: Config) -> Checked:
    """Check a workbook."""
    from kpibook.services.rating.check import check_file

    day = config.get("on")
    on = date.fromisoformat(day) if day else None
    opened = asked_in(config).open
    return once_more_if_changed(path, lambda: check_file(path, config.get("for"), on, opened))


def fill_one(path: Path, config: Config) -> Filled | MappedFilled:
    """Fill a workbook; a council's own through its layout."""
    from kpibook.services.fill import fill_file

    actuals, period, destination = _path(config, "actuals"), _period(config), destination_of(config)

    def of_councils_own(layout: CouncilLayout) -> MappedFilled:
        from kpibook.services.layouts.fill_mapped import fill_mapped
        from kpibook.services.layouts.which import period_given
        from kpibook.services.sheets.council_return import (
            refuse_file_without_sheets,
            write_council_return,
        )

        named, adds_return = config.get("scheme"), bool(config.get("return_sheet"))
        if adds_return:
            refuse_file_without_sheets(path)
        scheme = scheme_for(layout, path.parent, named)

        def add_return(book: ClosedBook) -> Sequence[Finding]:
            if not adds_return:
                return ()
            return write_council_return(book, path, layout, quarter, named or "").findings

        quarter = period_given(period, path, layout)
        replaces = bool(config.get("replace_formulas"))
        return once_more_if_changed(
            path,
            lambda: fill_mapped(
                *(path, layout, actuals, quarter, scheme, destination),
                replace_formulas=replaces,
                then=add_return,
            ),
        )

    return ours_or_councils_own(
        path,
        _path(config, "layout"),
        lambda: once_more_if_changed(
            path,
            lambda: fill_file(
                path, actuals, period, destination, trends=bool(config.get("trends"))
            ),
        ),
        of_councils_own,
    )


def return_one(path: Path, config: Config) -> Published:
    """Write the published copy of a workbook's return.

    In a folder it goes under the workbook's name, as .xlsx.
    """
    from kpibook.services.publish import publish_return
    from kpibook.sources.report.wording import read_wording

    output = published_as(path, config)
    decided = config.get("withheld", {}).get(str(path.absolute()))

    words = config.get("wording")
    wording = None if words is None else read_wording(Path(words))

    def publish() -> Published:
        opened = asked_in(config).open
        return publish_return(
            path, output, decided, _keep(config), config.get("for"), wording, opened
        )

    if not config.get("folder"):
        return once_more_if_changed(path, publish)
    with made_folder(output.parent):
        return once_more_if_changed(path, publish)


def roll_one(path: Path, config: Config) -> RolledForward | MappedRolled:
    """Begin a workbook's next quarter; a council's own through its layout."""
    from kpibook.services.roll_forward.roll_forward import roll_forward_file

    destination = destination_of(config)

    def of_councils_own(layout: CouncilLayout) -> MappedRolled:
        from kpibook.services.layouts.rolling.roll_mapped import roll_mapped
        from kpibook.services.layouts.which import period_given

        quarter = period_given(_period(config), path, layout)
        return once_more_if_changed(path, lambda: roll_mapped(path, layout, quarter, destination))

    return ours_or_councils_own(
        path,
        _path(config, "layout"),
        lambda: once_more_if_changed(path, lambda: roll_forward_file(path, destination)),
        of_councils_own,
    )


def sign_off_one(path: Path, config: Config) -> SignedOff:
    """Sign a workbook's return off, or withdraw that."""
    from kpibook.services.sign_off.sign_off import SignOffAsked, sign_off_file

    day = config.get("on")
    asked = SignOffAsked(
        config.get("by") or "",
        date.fromisoformat(day) if day else date.today(),  # noqa: DTZ011 the officer's own day
        config.get("version") or "",
        bool(config.get("withdraw")),
    )
    return once_more_if_changed(path, lambda: sign_off_file(path, asked, destination_of(config)))


_DATA: dict[str, Callable[[Path, Config], dict[str, Any]]] = {
    "check": lambda path, config: check_data(path, check_one(path, config)),
    "fill": lambda path, config: fill_data(path, fill_one(path, config)),
    "return": lambda path, config: return_data(path, return_one(path, config)),
    "sign-off": lambda path, config: sign_off_data(path, sign_off_one(path, config)),
    "roll-forward": lambda path, config: roll_data(path, roll_one(path, config)),
}

#: The commands that work on many workbooks.
COMMANDS = tuple(_DATA)


def attempt(work: Work) -> dict[str, Any]:
    """Do the task and return its result; no exception is raised, whatever is wrong.

    Returns:
        The result as the command's ``--json`` has it, with `notes`; or `file` and `error`.
    """
    try:
        return _result_of(work)
    except KpibookError as error:
        return failed(work.path, error)
    except OSError as error:
        return failed(work.path, in_plain_words(error))
    except (MemoryError, RecursionError):
        return failed(work.path, out_of_memory(work.path.name))
    except Exception as error:  # noqa: BLE001 one workbook never takes the others down
        return failed(work.path, _fault(work.path, error))


def failed(path: Path, error: KpibookError) -> dict[str, Any]:
    """Return the result for a workbook whose task could not be done."""
    return {"file": str(path), "error": error.as_dict()}


def died(work: Work) -> dict[str, Any]:
    """Return the result for a workbook whose task ended the process it ran in."""
    error = WorkbookError(
        "the process that worked on it died.",
        code="worker-died",
        where=work.path.name,
        why="Reading it may take more memory than there is.",
        fix="Run the command on this workbook alone; the others are not affected.",
    )
    return failed(work.path, error)


def open_notes(path: Path) -> list[str]:
    """Return a note if a person has the workbook open; empty if it is closed."""
    if owner_mark(path) is None:
        return []
    return [f"{path.name} is open in a spreadsheet program; it was read as it was last saved."]


def destination_of(config: Config) -> Destination:
    """Return the destination of a command's results."""
    return Destination(
        _path(config, "output"),
        _path(config, "folder"),
        bool(config.get("in_place")),
        bool(config.get("dry_run")),
        _keep(config),
    )


def published_as(path: Path, config: Config) -> Path:
    """Return the file a workbook's published copy is written to; a part's name is added to it."""
    part = f" for {in_file_name(config['for'])}" if config.get("for") else ""
    return _path(config, "output") or Path(config["folder"]) / f"{path.stem}{part}.xlsx"


def output_of(work: Work) -> Path | None:
    """Return the file that a task writes its result to; None for a task that writes no file."""
    if work.command == "check":
        return None
    if work.command == "return":
        return published_as(work.path, work.config)
    if work.config.get("in_place"):
        return work.path
    folder = _path(work.config, "folder")
    return _path(work.config, "output") if folder is None else folder / work.path.name


def figures_of(config: Config) -> Path | None:
    """Return the file with the actuals that are filled in; None for other commands."""
    return _path(config, "actuals")


def _result_of(work: Work) -> dict[str, Any]:
    if work.command == "roll-forward" and work.config.get("in_place"):
        from kpibook.services.batch.rolled import rolled_since

        earlier_result = rolled_since(work.path, work.sha256)
        if earlier_result is not None:
            return earlier_result
    result = _DATA[work.command](work.path, work.config)
    return {**result, "notes": [*open_notes(work.path), *result.get("notes", ())]}


def _fault(path: Path, error: Exception) -> KpibookError:
    # Only the kind: a library's own words may repeat what is in a cell.
    return WorkbookError(
        f"this is a fault in kpibook ({type(error).__name__}).",
        code="fault",
        where=path.name,
        fix="Run the command on this workbook alone and report what it says.",
    )


def asked_in(config: Config) -> Asked:
    """Return what a command says of councils' own workbooks."""
    return Asked(_path(config, "layout"), _period(config))


def _keep(config: Config) -> BackupRule:
    return BackupRule(*config["keep"]) if config.get("keep") else BackupRule()


def _path(config: Config, name: str) -> Path | None:
    return Path(config[name]) if config.get(name) else None


def _period(config: Config) -> Quarter | None:
    return Quarter.parse(config["period"]) if config.get("period") else None
