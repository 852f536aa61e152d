"""A macro that asks Excel for what Excel does not have ends the test."""

from __future__ import annotations

import pytest

from tests.support.com.contract import ContractBroken
from tests.support.vba_excel import Excel

MODULE = "Public Sub Probe()\n{}\nEnd Sub\n"


def ran(line: str) -> None:
    Excel({"M": MODULE.format(line)}).run("Probe")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        pytest.param('ActiveSheet.Range("A1").Contents = 1', "no member 'Contents'", id="unknown"),
        pytest.param("ActiveSheet.Range(\"A1\").Row = 2", "cannot be set", id="read-only"),
        pytest.param("ActiveWorkbook.SaveCopyAs \"x\", 51", "takes 1 arguments", id="too many"),
        pytest.param("ActiveSheet.Unprotect Pass:=\"x\"", "no argument 'pass'", id="keyword"),
        pytest.param("Application.StatusBars = 1", "no member 'StatusBars'", id="of Application"),
        pytest.param("ActiveWorkbook.IsReadOnly = 1", "no member 'IsReadOnly'", id="of Workbook"),
    ],
)  # fmt: skip
def test_what_the_type_library_does_not_know_is_caught(line: str, what: str) -> None:
    with pytest.raises(ContractBroken, match=f"(?i){what}"):
        ran(line)


def test_an_error_handler_of_the_macro_does_not_hide_it() -> None:
    with pytest.raises(ContractBroken):
        ran('On Error Resume Next\nActiveSheet.Range("A1").Contents = 1')


def test_what_it_knows_runs() -> None:
    ran('ActiveSheet.Range("A1").Value = 1\nApplication.StatusBar = "KPI Book"')
