"""The data validations of cells and their messages, from the kind of value in each column."""

from __future__ import annotations

from datetime import date
from typing import Any

from kpibook.domain.actions.action import ActionState
from kpibook.workbook import layout
from kpibook.workbook.layout import Column, Holds

# Excel's limits for the title and the text of a message.
_TITLE_CHARACTERS = 32

#: Excel's own number for the format "@": what is typed stays text.
TEXT_FORMAT = 49
_GROUPED_FORMAT = 3
#: Excel would make a date of "2009/10" and 0.05 of "5%", so such cells are text.
NUMBER_FORMATS: dict[Holds, int | str] = {
    Holds.TEXT: TEXT_FORMAT,
    Holds.PERIOD: TEXT_FORMAT,
    Holds.YEAR: TEXT_FORMAT,
    Holds.TOLERANCE: TEXT_FORMAT,
    Holds.NUMBER: _GROUPED_FORMAT,
    Holds.DATE: "dd mmm yyyy",
}
RIGHT_ALIGNED = (Holds.FIGURE, Holds.NUMBER, Holds.DATE, Holds.VARIANCE)

_STATES = (ActionState.OPEN, ActionState.DONE, ActionState.OVERDUE, ActionState.DROPPED)
# Columns in which the council's own words are welcome.
_OWN_WORDS = (layout.UNIT, layout.POLARITY, layout.BASIS, layout.FREQUENCY)


def validation(column: Column, cell: str) -> dict[str, Any]:
    """XlsxWriter's data validation for a column whose first cell is at `cell` ("H6")."""
    rule, refusal = _rule(column, cell)
    messages = {"input_title": column.heading[:_TITLE_CHARACTERS], "input_message": column.help}
    errors = (
        {"error_title": f"{column.heading}: not accepted"[:_TITLE_CHARACTERS]} if refusal else {}
    )
    return {**rule, **messages, **errors, **({"error_message": refusal} if refusal else {})}


def quarter_rule(cell: str) -> str:
    """Return a formula that is true for a quarter written as kpibook writes it."""
    return (
        f'=AND(LEN({cell})=10,LEFT({cell},1)="Q",ISNUMBER(FIND(MID({cell},2,1),"1234")),'
        f'MID({cell},3,1)=" ",MID({cell},8,1)="/",'
        f"MOD(MID({cell},4,4)+1,100)=VALUE(RIGHT({cell},2)))"
    )


def _rule(column: Column, cell: str) -> tuple[dict[str, Any], str]:
    """Return the rule for a column and the refusal of other values; "" accepts everything."""
    if column.heading in _OWN_WORDS:
        return (
            {
                "validate": "list",
                "source": f"=kpibook_{column.choices}",
                "error_type": "information",
            },
            "It is not in the list. kpibook knows more words: press Check to see if it knows it.",
        )
    if column.choices:
        return (
            {"validate": "list", "source": f"=kpibook_{column.choices}"},
            "Choose one from the list. The sheet Lists explains them.",
        )
    if column.heading == layout.SUPPRESS:
        return {"validate": "list", "source": [layout.YES, layout.NO]}, "Choose Yes or No."
    if column.heading == layout.STATE:
        # The words are here and not on Lists: the sheet goes into older workbooks.
        states = [state.value for state in _STATES]
        return (
            {"validate": "list", "source": states, "error_type": "information"},
            "It is not in the list. kpibook knows more words: run a check to see if it knows it.",
        )
    if column.heading == layout.DECIMALS:
        whole = {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 6}
        return whole, "Enter a whole number from 0 to 6."
    # A target may be in words: "fewer than 85".
    # The period of a history may be a month or a year, in many spellings.
    free = column.heading in (layout.TARGET, layout.PERIOD)
    if free or column.holds not in _RULES:
        return {"validate": "any"}, ""
    return _RULES[column.holds](cell)


def _figure(cell: str) -> tuple[dict[str, Any], str]:
    return (
        {"validate": "custom", "value": f"=ISNUMBER({cell})"},
        (
            "Enter a number. If there is none yet, leave the cell empty and say why in Marker, "
            "if the table has one; remarks belong in Commentary or Note."
        ),
    )


def _number(_cell: str) -> tuple[dict[str, Any], str]:
    return {"validate": "decimal", "criteria": ">=", "value": 0}, "Enter a number, 0 or more."


def _date(_cell: str) -> tuple[dict[str, Any], str]:
    years = {"minimum": date(1990, 1, 1), "maximum": date(2199, 12, 31)}
    return {"validate": "date", "criteria": "between", **years}, "Enter a date, such as 31/12/2021."


def _period(cell: str) -> tuple[dict[str, Any], str]:
    return (
        {"validate": "custom", "value": quarter_rule(cell)},
        "Enter a quarter as in Q3 2021/22: Q1 is April to June.",
    )


def _year(cell: str) -> tuple[dict[str, Any], str]:
    follows = f"MOD(LEFT({cell},4)+1,100)=VALUE(RIGHT({cell},2))"
    return (
        {"validate": "custom", "value": f'=AND(LEN({cell})=7,MID({cell},5,1)="/",{follows})'},
        "Enter a financial year as in 2021/22.",
    )


_RULES = {
    Holds.FIGURE: _figure,
    Holds.NUMBER: _number,
    Holds.DATE: _date,
    Holds.PERIOD: _period,
    Holds.YEAR: _year,
}
