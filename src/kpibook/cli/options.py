"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kpibook.errors import KpibookError

if TYPE_CHECKING:  # the domain is light, but help needs none of it
    from kpibook.domain.period import Quarter

as_json = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")

scheme = click.option(
    "--scheme",
    help="The rules to rate under; else those that kpibook.toml in this folder names, or standard.",
)


def scheme_name(given: str | None) -> str:
    """The scheme that was given, or that ``kpibook.toml`` in the current folder names."""
    from kpibook.sources.config import configured_scheme

    return given or configured_scheme(Path())


class FilePath(click.Path):
    """A path as a `Path`; whether it can be read is the service's to say."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)


class Period(click.ParamType[Any]):
    """A financial quarter, such as "Q3 2021/22"."""

    name = "QUARTER"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Quarter:
        """The quarter; a usage error when the text is not one."""
        from kpibook.domain.period import Quarter

        try:
            return Quarter.parse(value)
        except KpibookError as error:
            self.fail(str(error), param, ctx)
