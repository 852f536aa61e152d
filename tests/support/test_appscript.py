"""The pretended Mac: xlwings' own engine runs on it, and no term is sent that Excel lacks."""

from __future__ import annotations

import contextlib
import inspect
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kpibook.workbook import layout
from tests.addin.opened import a_desk
from tests.support.appscript import (
    scripted,
    scripted_cells,
    scripted_excel,
    scripted_names,
    scripted_rules,
    scripted_sheets,
)
from tests.support.appscript.engine import mac_engine
from tests.support.appscript.processes import make_visible
from tests.support.appscript.references import CommandError, k
from tests.support.appscript.terms import OutOfContract, excel_terms

_MODULES = (scripted, scripted_cells, scripted_excel, scripted_names, scripted_rules,
            scripted_sheets)  # fmt: skip


def played(kind: str) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The terms that the pretended Excel answers, with the method of each."""
    for module in _MODULES:
        for _, owner in inspect.getmembers(module, inspect.isclass):
            if not issubclass(owner, scripted.Scripted):
                continue
            for name, method in inspect.getmembers(owner, inspect.isfunction):
                if name.startswith(f"{kind}_"):
                    yield name.removeprefix(f"{kind}_"), method


def test_a_workbook_is_reached_through_xlwings_own_engine_for_a_mac(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, flavour="mac")

    cells = desk.sheet(layout.THIS_QUARTER).range("A5:B6")

    engine = mac_engine()
    assert isinstance(desk.book.impl, engine.Book)
    assert isinstance(cells.impl, engine.Range)
    assert engine.__file__.endswith("_xlmac.py")


@pytest.mark.parametrize(
    "send",
    [
        pytest.param(lambda xl: xl.Value2.get(), id="a property of Windows"),
        pytest.param(lambda xl: xl.values_of_cells.get(), id="an unknown property"),
        pytest.param(lambda xl: xl.clear_everything(), id="an unknown command"),
        pytest.param(lambda xl: xl.clear_range(shift=k.shift_up), id="an unknown argument"),
        pytest.param(lambda xl: xl.delete_range(shift=k.shift_sideways), id="an unknown keyword"),
        pytest.param(lambda xl: xl.value.set({1, 2}), id="a type that cannot be sent"),
        pytest.param(lambda xl: xl.value.set(2**40), id="an integer that Excel ignores"),
        pytest.param(lambda xl: xl.has_formula.get(), id="a property that is not played"),
    ],
)
def test_a_term_that_excel_lacks_cannot_be_overlooked(
    tmp_path: Path, send: Callable[[Any], object]
) -> None:
    desk = a_desk(tmp_path, flavour="mac")
    cells = desk.sheet(layout.COVER).range("A1:A2").api

    with pytest.raises(OutOfContract), contextlib.suppress(Exception):
        send(cells)


def test_terms_that_excel_has_are_sent(tmp_path: Path) -> None:
    desk = a_desk(tmp_path, flavour="mac")
    cells = desk.sheet(layout.COVER).range("H1:H2").api

    cells.value.set([[1.5], ["late"]])
    cells.insert_into_range(shift=k.shift_down)

    assert desk.sheet(layout.COVER).range("H3:H4").api.value.get() == [[1.5], ["late"]]


@pytest.mark.parametrize("kind", ["get", "set", "each", "do"])
def test_the_pretended_excel_answers_only_terms_of_the_dictionary(kind: str) -> None:
    terms = excel_terms()
    known = {"get": terms.properties, "set": terms.properties, "each": terms.elements,
             "do": frozenset(terms.commands)}[kind]  # fmt: skip

    names = {name for name, _ in played(kind)}

    assert names
    assert names <= known


def test_the_pretended_excel_takes_only_arguments_of_the_dictionary() -> None:
    terms = excel_terms()

    for name, method in played("do"):
        named = [p for p in inspect.signature(method).parameters.values()
                 if p.name != "self" and p.kind is not p.VAR_KEYWORD]  # fmt: skip
        assert {p.name for p in named} <= terms.commands[name], name


@pytest.mark.parametrize("number", [-50, -600, -609, -1712, -1743])
def test_a_failed_event_has_its_number(tmp_path: Path, number: int) -> None:
    desk = a_desk(tmp_path, flavour="mac")
    desk.excel.mac.error = number

    with pytest.raises(CommandError) as caught:
        desk.sheet(layout.COVER).api.name.get()

    assert caught.value.errornumber == number
    assert f"OSERROR: {number}" in str(caught.value)


def test_the_list_of_applications_names_an_excel_that_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("TEST_MAC_EXCELS", "")

    make_visible(517)

    listed = subprocess.check_output(["lsappinfo", "visibleprocesslist", "-includehidden"])
    assert b"Microsoft_Excel" in listed
    assert mac_engine().Apps().keys() == [517]
