from __future__ import annotations

import inspect

import pytest

from kpibook.__main__ import kpibook
from tests.support.cli import subcommands


@pytest.mark.parametrize(("name", "command"), subcommands(kpibook).items())
def test_the_line_of_a_command_in_the_list_is_the_first_paragraph_of_its_help(
    name: str, command: object
) -> None:
    written = inspect.cleandoc(getattr(command, "help", ""))

    assert kpibook.on_use[name].summary == " ".join(written.split("\n\n")[0].split())
    assert getattr(command, "name", None) == name
