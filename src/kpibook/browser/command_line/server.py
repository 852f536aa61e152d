"""A server of the built page, for this computer alone, with the headers that the page needs."""

from __future__ import annotations

import functools
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from kpibook.browser.build.site import SITE_POLICY
from kpibook.errors import SourceError

#: The headers of every answer; docs/in-the-browser.md lists them for a council's web server.
HEADERS = {
    "Content-Security-Policy": SITE_POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 the library's own name and form
        **SimpleHTTPRequestHandler.extensions_map,
        ".mjs": "text/javascript",
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 the library's own name
        """Print nothing: a line for each file would tell a person nothing."""


def server_for(folder: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of a built page, which listens to this computer only.

    Args:
        folder: The folder.
        port: The port; 0 takes any that is free.

    Raises:
        SourceError: ``page-not-built``: the folder holds no page; ``port-taken``.
    """
    if not (folder / "service_worker.js").is_file():
        raise SourceError(
            "this folder does not hold KPI Book in the browser.",
            code="page-not-built",
            where=str(folder),
            fix="Build it first: kpibook browser build -o FOLDER",
        )
    try:
        return ThreadingHTTPServer(
            ("127.0.0.1", port), functools.partial(_Handler, directory=str(folder))
        )
    except (OSError, OverflowError) as error:
        raise SourceError(
            f"port {port} cannot be used on this computer.",
            code="port-taken",
            why="Another program may use it.",
            fix="Give another number with --port, or --port 0 for any that is free.",
        ) from error
