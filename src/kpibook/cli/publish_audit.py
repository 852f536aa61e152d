"""The command ``kpibook publish-audit``: withheld figures that published files give away."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, as_json


@click.command("publish-audit")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FilePath())
@click.option(
    "--register",
    "registers",
    multiple=True,
    metavar="FILE|FOLDER|PATTERN",
    help="An officer's workbook or a register: says which measures count the year so far.",
)
@as_json
@click.pass_context
def publish_audit(
    ctx: click.Context, files: tuple[Path, ...], registers: tuple[str, ...], as_json: bool
) -> None:
    """Say which withheld figures published files give away together.

    Takes everything that is published, of this quarter and of earlier ones: returns and
    consolidations that kpibook wrote for publication, and tidy tables (.csv or .xlsx). Looks for
    the same figure in another file, totals of directorates less the figures that are shown, years
    to date against other quarters and the quarters' own figures, and shares and their counts.
    Says what values are left and which files tell, and lists texts that state figures of such a
    measure. What it prints is confidential.

    Published files do not say which measures are years to date or rates. --register names
    officers' workbooks, their folder or register files that do; no figure of them is used.

    Exit code 1 if fewer than 3 values are left for any figure, or a text is listed.
    """
    from kpibook.cli.show import exit_code, out, out_findings, out_json
    from kpibook.codes.code import Severity
    from kpibook.domain.wording import counted
    from kpibook.services.publish_audit.audit_files import audit_files

    findings = audit_files(files, registers)
    if as_json:
        out_json(
            {
                "files": [str(file) for file in files],
                "findings": [finding.as_dict() for finding in findings],
            }
        )
    else:
        # The others are texts, which may or may not tell a withheld figure, and notes.
        told = sum(finding.severity is Severity.STOP for finding in findings)
        figures = counted(told, "withheld figure")
        out(f"{counted(len(files), 'file')}: {figures} can be worked out, or nearly so.")
        out_findings(findings)
    ctx.exit(exit_code(findings))
