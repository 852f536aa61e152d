"""The command ``kpibook layout keep``: a confirmed layout into its workbook."""

from __future__ import annotations

from pathlib import Path

import click

from kpibook.cli.options import FilePath, destination_config, destination_options


@click.command()
@click.argument("layout", metavar="LAYOUT", type=FilePath())
@click.argument("book", metavar="BOOK", type=FilePath())
@destination_options
def keep(
    layout: Path,
    book: Path,
    output: Path | None,
    output_dir: Path | None,
    in_place: bool,
    dry_run: bool,
) -> None:
    """Copy a layout that you have checked into its workbook.

    From then on the layout goes wherever the workbook is sent. It is in a part that no sheet
    shows; no cell changes. A layout next to the workbook still goes before it. A file that the
    layout names is not copied: it is said which has to be sent with the workbook.
    """
    from kpibook.cli.show import out, out_saved
    from kpibook.domain.wording import listed
    from kpibook.services.batch.task import destination_of
    from kpibook.services.layouts.keep import keep_in_workbook

    config = destination_config(output, output_dir, in_place, dry_run)
    kept = keep_in_workbook(book, layout, destination_of(config))
    before = " in the place of the layout that it kept" if kept.had_one else ""
    verb = "would keep" if dry_run else "keeps"
    out(f"{book.name} {verb} the layout {layout.name}{before}.")
    if kept.needs:
        out(
            f"It is still read with {listed(kept.needs)}, which the layout names: send that with "
            "the workbook, as without it the workbook is not read. Targets can be written in the "
            "layout too, under [measure.REF]."
        )
    out_saved(kept.saved)
