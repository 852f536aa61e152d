"""The command ``kpibook browser build``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import click


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER|FILE.html",
    help="A folder to put on a web server, or one file to open from a share.",
)
@click.option(
    "--pyodide",
    type=click.Path(path_type=Path),
    default=Path("node_modules/pyodide"),
    show_default=True,
    metavar="FOLDER",
    help="The npm package pyodide, which is Python for the browser.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def build(output: Path, pyodide: Path, as_json: bool) -> None:
    """Build KPI Book in the browser, from this kpibook and from Python for the browser.

    With a name that ends in .html everything goes into that file. Else OUTPUT is a folder for a web
    server. The same packages give the same bytes. What is there already is replaced.
    """
    files = _one_file(output, pyodide) if _is_one_file(output) else _site(output, pyodide)
    size = sum(len(content) for content in files.values())
    digest = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    if as_json:
        click.echo(json.dumps({"output": str(output), "size": size, "sha256": digest}, indent=2))
        return
    click.echo(f"Wrote {output}: {size / 1e6:.1f} MB in {len(files)} files.")
    for name, sha256 in digest.items():
        click.echo(f"  {sha256}  {name}")


def _is_one_file(output: Path) -> bool:
    return output.suffix.casefold() in (".html", ".htm")


def _one_file(output: Path, pyodide: Path) -> dict[str, bytes]:
    from kpibook.browser.build.one_file import one_file
    from kpibook.browser.build.site import write_whole

    content = one_file(pyodide)
    write_whole(output, content)
    return {output.name: content}


def _site(output: Path, pyodide: Path) -> dict[str, bytes]:
    from kpibook.browser.build.site import write_site

    return write_site(output, pyodide)
