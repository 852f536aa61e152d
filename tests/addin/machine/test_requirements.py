from __future__ import annotations

from pathlib import Path

import pytest

from kpibook.addin.machine.machine import Machine
from kpibook.addin.machine.requirements import require, wanted_xlwings
from kpibook.addin.xlam.xlwings_runtime import runtime
from kpibook.errors import AddinError
from tests.addin.computers import a_mac, a_pc


def test_the_version_asked_for_is_that_of_the_runtime_in_the_addin() -> None:
    assert f'XLWINGS_VERSION As String = "{wanted_xlwings()}"' in runtime()


@pytest.mark.parametrize(
    ("found", "code"), [("0.30.0", "xlwings-mismatched"), (None, "xlwings-missing")]
)
def test_another_xlwings_is_refused_with_the_line_that_puts_it_right(
    tmp_path: Path, found: str | None, code: str
) -> None:
    pc = a_pc(tmp_path, version_of=lambda _name: found)

    with pytest.raises(AddinError) as refused:
        require(pc)

    assert refused.value.code == code
    assert f'"{pc.executable}" -m pip install xlwings=={wanted_xlwings()}' in refused.value.fix


def test_what_speaks_to_excel_must_be_there(tmp_path: Path) -> None:
    def without(module: str) -> bool:
        return module not in {"pythoncom", "appscript"}

    with pytest.raises(AddinError) as on_windows:
        require(a_pc(tmp_path / "pc", has=without))
    with pytest.raises(AddinError) as on_mac:
        require(a_mac(tmp_path / "mac", has=without))

    assert (on_windows.value.code, on_mac.value.code) == ("pywin32-missing", "appscript-missing")


def test_a_python_with_everything_is_taken(tmp_path: Path) -> None:
    machines: list[Machine] = [a_pc(tmp_path / "pc"), a_mac(tmp_path / "mac")]

    assert [require(machine) for machine in machines] == [None, None]
