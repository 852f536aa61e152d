"""The page as one file, to open from a share: everything is in it, and it may load nothing."""

from __future__ import annotations

import base64
from pathlib import Path

from kpibook.browser.build.page import content_policy, hash_source, own_file, page_html
from kpibook.browser.build.pyodide import pyodide_files
from kpibook.browser.build.python_archive import python_archive


def one_file(pyodide: Path) -> bytes:
    """Return the page with all that it needs; the same bytes from the same packages.

    Args:
        pyodide: The folder of the npm package `pyodide`.

    Raises:
        SourceError: ``pyodide-missing`` or ``pyodide-other``.
    """
    style, started, script = (own_file(name) for name in ("page.css", "one_file.js", "page.js"))
    parts = {
        "worker.js": own_file("worker.js").encode(),
        "kpibook.zip": python_archive(),
        **pyodide_files(pyodide),
    }
    carried = "\n".join(
        f'<script type="text/plain" id="part:{name}">{base64.b64encode(content).decode()}</script>'
        for name, content in parts.items()
    )
    page = page_html(
        policy=content_policy(
            scripts=f"{hash_source(started)} {hash_source(script)} blob:",
            styles=hash_source(style),
            workers="blob:",
            connects="blob:",
        ),
        style=f"<style>{style}</style>",
        scripts=f'{carried}\n<script>{started}</script>\n<script type="module">{script}</script>',
    )
    return page.encode()
