"""Pages as an OpenDocument spreadsheet (ODF 1.3), the same bytes for the same pages."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from kpibook.outputs.drawing import Document
from kpibook.outputs.ods.styles import Styles, document_styles
from kpibook.outputs.ods.table import range_of, table_of
from kpibook.outputs.page import Page

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{rest}:1.0"'
    for name, rest in (
        *((each, each) for each in ("office", "style", "text", "table", "config", "meta")),
        *(("fo", "xsl-fo-compatible"), ("number", "datastyle")),
    )
)
_NAMESPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def draw_ods(pages: Sequence[Page], document: Document, language: str) -> bytes:
    """Return the pages as an OpenDocument spreadsheet, a sheet each.

    A sheet has its title in A1 as a heading, a table whose header row is marked and repeats in
    print, wrapped text at 12 points, and no merged cell, picture or hidden row. Sparklines and
    charts of a page are left out: their figures are in its cells.

    Args:
        pages: The pages; at least one.
        document: Title and author of the file.
        language: Language of its text, such as "en-GB".
    """
    styles = Styles()
    tables = "".join(table_of(page, styles) for page in pages)
    ranges = "".join(range_of(page) for page in pages)
    parts = {
        "content.xml": (
            f"<office:document-content {_NAMESPACES}><office:automatic-styles>"
            f"{''.join(styles.defined.values())}</office:automatic-styles><office:body>"
            f"<office:spreadsheet>{tables}<table:database-ranges>{ranges}</table:database-ranges>"
            "</office:spreadsheet></office:body></office:document-content>"
        ),
        "styles.xml": document_styles(_NAMESPACES, language),
        "meta.xml": _meta(document, language),
        "settings.xml": _settings(pages[0].name),
    }
    return _packed({name: _DECLARATION + text for name, text in parts.items()})


def _meta(document: Document, language: str) -> str:
    subject = f"<dc:subject>{escape(document.subject)}</dc:subject>" if document.subject else ""
    return (
        f"<office:document-meta {_NAMESPACES}><office:meta><meta:generator>kpibook"
        f"</meta:generator><dc:title>{escape(document.title)}</dc:title>{subject}"
        f"<dc:creator>{escape(document.author)}</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language></office:meta></office:document-meta>"
    )


def _settings(first: str) -> str:
    """Return the settings that open the file at its first sheet."""
    item = "config:config-item"
    return (
        f"<office:document-settings {_NAMESPACES}><office:settings>"
        f'<{item}-set config:name="ooo:view-settings"><{item}-map-indexed config:name="Views">'
        f'<{item}-map-entry><{item} config:name="ActiveTable" config:type="string">'
        f"{escape(first)}</{item}></{item}-map-entry></{item}-map-indexed></{item}-set>"
        "</office:settings></office:document-settings>"
    )


def _packed(parts: dict[str, str]) -> bytes:
    """Return the package: `mimetype` first and stored, as the format asks, and fixed times."""
    names = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    manifest = (
        f'{_DECLARATION}<manifest:manifest xmlns:manifest="{names}" manifest:version="1.3">'
        '<manifest:file-entry manifest:full-path="/" manifest:version="1.3" '
        f"manifest:media-type={quoteattr(MEDIA_TYPE)}/>{entries}</manifest:manifest>"
    )
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        all_parts = {"mimetype": MEDIA_TYPE, **parts, "META-INF/manifest.xml": manifest}
        for name, text in all_parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 0  # else the bytes depend on the system
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            package.writestr(entry, text)
    return packed.getvalue()
