"""Every command of this folder: where it is, and its line in the list of commands."""

from __future__ import annotations

from kpibook.cli.command_list.on_use import OnUse

#: By the name that it is called by.
EVERY_COMMAND = {
    "new": OnUse(
        "kpibook.cli.new",
        "new",
        "Make a performance workbook from a register of measures and their history.",
    ),
    "fill": OnUse(
        "kpibook.cli.fill",
        "fill",
        "Write actuals into workbooks, rate every measure and make the return sheet.",
    ),
    "return": OnUse(
        "kpibook.cli.quarterly_return",
        "quarterly_return",
        "Write the accessible, published copy of the quarterly return.",
    ),
    "report": OnUse(
        "kpibook.cli.report.group",
        "report",
        "Write the report that the committee receives, in Word, in PDF, as a web page or as data.",
    ),
    "check": OnUse(
        "kpibook.cli.check",
        "check",
        "List what to put right in workbooks: structure, figures, ratings out of date.",
    ),
    "explain": OnUse(
        "kpibook.cli.explain",
        "explain",
        "Say why a measure has its status and its direction of travel.",
    ),
    "settle": OnUse(
        "kpibook.cli.settle",
        "settle",
        "Say that a figure in doubt is right as it is, and rate the workbook again.",
    ),
    "actions": OnUse(
        "kpibook.cli.actions",
        "actions",
        "Put the sheet Actions into a workbook that was made without it.",
    ),
    "sign-off": OnUse(
        "kpibook.cli.returns.sign_off",
        "sign_off",
        "Say which post agreed the return, as it is now.",
    ),
    "measure": OnUse(
        "kpibook.cli.measure.group",
        "measure",
        "Add measures to a workbook's register; retire, change and move them.",
    ),
    "roll-forward": OnUse(
        "kpibook.cli.roll_forward",
        "roll_forward",
        "Begin the next quarter: this quarter's figures into the history, the rest ready to "
        "type in.",
    ),
    "consolidate": OnUse(
        "kpibook.cli.consolidate",
        "consolidate",
        "Make one workbook of many, with every figure traced to the cell it came from.",
    ),
    "chase": OnUse(
        "kpibook.cli.returns.chase",
        "chase",
        "Say which expected returns are not in, and write the letters that ask for them.",
    ),
    "publish-audit": OnUse(
        "kpibook.cli.publish_audit",
        "publish_audit",
        "Say which withheld figures published files give away together.",
    ),
    "diff": OnUse(
        "kpibook.cli.diff",
        "diff",
        "Say what is different between two workbooks, in terms of measures.",
    ),
    "rate": OnUse(
        "kpibook.cli.rate", "rate", "Rate a plain CSV or Excel table; no workbook is needed."
    ),
    "scheme": OnUse(
        "kpibook.cli.scheme",
        "scheme",
        "List, show, check, keep and try the rules that turn a figure into a status.",
    ),
    "inspect": OnUse(
        "kpibook.cli.inspect",
        "inspect",
        "Say what is in a workbook, from kpibook or from any other program.",
    ),
    "layout": OnUse(
        "kpibook.cli.layout.group",
        "layout",
        "Work with layouts, which say where a council's own workbook has its measures.",
    ),
}
