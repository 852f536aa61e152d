"""The button Settings: the sheet with the council, directorate, period and scheme."""

from __future__ import annotations

from kpibook.addin.commands.answer import Answer
from kpibook.addin.commands.command_context import Click
from kpibook.domain.wording import listed
from kpibook.errors import SchemeError
from kpibook.workbook import layout
from kpibook.workbook.performance import Settings
from kpibook.workbook.reader import read_settings


def settings(click: Click) -> Answer:
    """Show the settings sheet, and name the period and the scheme in use.

    Raises:
        KpibookError: The settings are missing or the period is no quarter.
    """
    current = read_settings(click.book)
    place = click.book.named_cell(layout.SCHEME_SETTING.name)
    can_change = listed([setting.label.casefold() for setting in layout.SETTINGS_ROWS])
    return Answer(
        (
            f"Here you can change the {can_change}. Then press Fill: it rates everything again.",
            f"The workbook reports {current.period}.",
            _scheme(click, current),
            "Roll forward changes the period for you, when the quarter is done.",
        ),
        sheet="" if place is None else place[0],
    )


def _scheme(click: Click, current: Settings) -> str:
    """Describe the scheme in a sentence, or say why it cannot be used."""
    from kpibook.services.rating.scorecard import scheme_of

    try:
        scheme = scheme_of(current, click.folder())
    except SchemeError as error:
        # Not raised: this button shows the sheet where the officer can change the scheme.
        return f"The scheme cannot be used. {error}"
    return (
        f"The scheme is {scheme.key}: {scheme.title}. {scheme.source} "
        f"The sheet {layout.KEY} prints its rule in words."
    )
