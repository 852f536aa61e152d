"""The command ``kpibook browser serve``: the built page, to this computer alone."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--port", default=8000, show_default=True, help="0 takes any that is free.")
def serve(folder: Path, port: int) -> None:
    """Serve a FOLDER made with `kpibook browser build`, for trying it on this computer.

    No other computer can reach it. It sends the headers that a web server should send: they are in
    docs/in-the-browser.md. Ctrl+C ends it.
    """
    from kpibook.browser.command_line.server import server_for

    with server_for(folder, port) as server:
        click.echo(f"Serving {folder} at http://127.0.0.1:{server.server_address[1]}/")
        click.echo("Press Ctrl+C to end it.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Ended.")
