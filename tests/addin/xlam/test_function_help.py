from __future__ import annotations

import pytest

from kpibook.addin.xlam.function_help import MOST, Described, registration, vba_text
from tests.support.vba_excel import Excel

WIDE = Described("KPI_WIDE", 'Says "yes".', "KPI Book", tuple(f"Argument {n}." for n in range(20)))
BARE = Described("KPI_BARE", "Says no.", "KPI Book", ())


def described_by(text: str) -> list[dict[str, object]]:
    given: list[dict[str, object]] = []
    excel = Excel(
        {"KpiRegister": text}, application={"MacroOptions": lambda **options: given.append(options)}
    )
    excel.run("KpiRegisterFunctions")
    return given


def test_excel_is_told_what_each_function_does_and_where_it_belongs() -> None:
    wide, bare = described_by(registration((WIDE, BARE)))

    assert str(wide["Macro"]).endswith("'!KPI_WIDE")
    assert wide["Description"] == 'Says "yes".'
    assert wide["Category"] == bare["Category"] == "KPI Book"
    assert "ArgumentDescriptions" not in bare


def test_the_arguments_are_described_in_order() -> None:
    text = registration((WIDE,))

    positions = [text.index(f'"Argument {n}."') for n in range(20)]
    assert positions == sorted(positions)
    assert str(described_by(text)[0]["ArgumentDescriptions"]) == "VBAArray(0 To 19)"


def test_a_call_goes_on_over_no_more_lines_than_vba_allows() -> None:
    full = Described("KPI_FULL", "F" * MOST, "KPI Book", tuple("A" * MOST for _ in range(20)))

    lines = registration((full,)).splitlines()

    assert max(map(len, lines)) <= 1023
    assert sum(line.endswith(" _") for line in lines) <= 24


def test_more_arguments_than_a_call_can_hold_are_refused() -> None:
    with pytest.raises(ValueError, match="21 arguments"):
        Described("KPI_MANY", "Help.", "KPI Book", tuple("A." for _ in range(21)))


@pytest.mark.parametrize("text", ["", "x" * (MOST + 1)], ids=["no help", "more than Excel shows"])
def test_help_that_excel_would_not_show_whole_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="KPI_ODD: help of 1 to 255"):
        Described("KPI_ODD", text, "KPI Book", ())
    with pytest.raises(ValueError, match="KPI_ODD: help of 1 to 255"):
        Described("KPI_ODD", "Help.", "KPI Book", (text,))


def test_a_quote_in_a_text_is_doubled() -> None:
    assert vba_text('Say "on target"') == '"Say ""on target"""'
