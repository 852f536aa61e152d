"""Text of an XML part: encoding, cleaning, and escapes."""

from __future__ import annotations

import re

from kpibook.errors import PackageError, RefusedFile
from kpibook.on_use.regex import regex

_ODD = regex(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>|<!", re.DOTALL)
_DECLARATION = regex(rb"\s*<\?xml(?:\s[^>]*?)?\?>")
_ENCODING = regex(r"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.\-]+)")
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_LEGACY_ENCODINGS = (
    "utf-16", "utf-16-le", "utf-16-be", "utf-16le", "utf-16be", "iso-8859-1", "iso-8859-15",
    "latin1", "windows-1250", "windows-1251", "windows-1252",
)  # fmt: skip
_REFERENCE = regex(r"(&(?:lt|gt|quot|apos|amp|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});)")
_NAMED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"}


def clean(xml: bytes, *, part: str = "", file: str = "") -> bytes:
    """Return the part as UTF-8 in which a byte search finds only markup and text.

    The result has no comments, CDATA sections or processing instructions. If there is nothing to
    clean it is `xml` itself, the same object.

    Args:
        xml: The part as stored.
        part: Its name, for messages.
        file: The workbook's name, for messages.

    Raises:
        RefusedFile: ``xml-doctype`` when the part declares a document type (no spreadsheet program
            writes one; it is how entity attacks begin), ``xml-encoding`` when its encoding is not
            one that spreadsheet programs write or its bytes do not fit it.

    >>> clean(b"<a><!-- b --><c><![CDATA[1 < 2]]></c></a>")
    b'<a><c>1 &lt; 2</c></a>'
    """
    xml = _as_utf8(xml, part, file)
    # The declaration itself stays: it is a processing instruction in form only.
    declared = _DECLARATION.match(xml, 3 if xml.startswith(b"\xef\xbb\xbf") else 0)
    start = declared.end() if declared else 0
    # Nearly every part of Excel's own ends here, so a large sheet is not copied.
    if xml.find(b"<!", start) < 0 and xml.find(b"<?", start) < 0:
        return xml

    def plain(match: re.Match[bytes]) -> bytes:
        if match[0] == b"<!":
            raise doctype_refusal(part, file)
        return escape_bytes(match[1]) if match[1] else b""

    return xml[:start] + _ODD.sub(plain, xml[start:])


def _as_utf8(xml: bytes, part: str, file: str) -> bytes:
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    elif xml[:4] == b"<\0?\0" or xml[1:2] == b"\0":
        encoding = "utf-16-le"
    elif xml[:1] == b"\0":
        encoding = "utf-16-be"
    else:
        declaration = _ENCODING.search(xml[:200].decode("latin-1"))
        encoding = declaration[1].lower() if declaration else "utf-8"
        # Most parts are pure ASCII, which needs no decoding to be known as UTF-8.
        if encoding in _UTF8 and xml.isascii():
            return xml
    is_readable = encoding in _UTF8 or encoding in _LEGACY_ENCODINGS
    try:
        text = xml.decode(("utf-8" if encoding in _UTF8 else encoding) if is_readable else "ascii")
    except UnicodeDecodeError as error:
        raise encoding_refusal(part, file) from error
    if encoding in _UTF8:
        return xml
    # The declaration names the old encoding, so it goes.
    return re.sub(r"^\ufeff?\s*<\?xml.*?\?>", "", text, count=1).lstrip("\ufeff").encode("utf-8")


def doctype_refusal(part: str, file: str) -> RefusedFile:
    """Return the refusal for a part that declares a document type."""
    return RefusedFile(
        f"the part {part or 'of XML'} declares a document type.",
        code="xml-doctype",
        where=file,
        why="No spreadsheet program writes one, and it can be used to attack a reader.",
        fix="Ask where the file came from, or open it in Excel and save it again.",
    )


def encoding_refusal(part: str, file: str) -> RefusedFile:
    """Return the refusal for a part whose encoding is unknown, or whose bytes do not fit it."""
    return RefusedFile(
        f"the part {part or 'of XML'} is not in an encoding that can be read.",
        code="xml-encoding",
        where=file,
        fix="Open the file in Excel and save it again.",
    )


def damaged(part: str = "", file: str = "") -> PackageError:
    """Return the error for a part whose markup is broken."""
    return PackageError(
        f"the part {part or 'of XML'} is damaged.",
        code="part-damaged",
        where=file,
        fix="Open the file in Excel, let it repair the file, and save it again.",
    )


def unescape(text: str) -> str:
    """Return text with its character references resolved: those that XML knows and no HTML ones."""
    if "&" not in text:
        return text
    parts = _REFERENCE.split(text)
    return "".join(_resolved(part) if index % 2 else part for index, part in enumerate(parts))


def _resolved(reference: str) -> str:
    named = _NAMED.get(reference)
    if named is not None:
        return named
    is_hexadecimal = reference[2] in "xX"
    code = int(reference[3:-1], 16) if is_hexadecimal else int(reference[2:-1])
    # Half a surrogate pair is no character, and Python could not write it out again.
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def escape(text: str) -> bytes:
    """Return text as UTF-8 content of an element.

    Raises:
        UnicodeEncodeError: The text holds half of a surrogate pair.
    """
    return escape_bytes(text.encode("utf-8"))


def escape_bytes(text: bytes) -> bytes:
    """Return UTF-8 text with markup characters escaped."""
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def quoted(value: str) -> bytes:
    r"""Return a value in double quotes for an attribute; line ends and tabs become references.

    >>> quoted('say "a\tb"')
    b'"say &quot;a&#9;b&quot;"'
    """
    raw = escape(value).replace(b'"', b"&quot;")
    return (
        b'"' + raw.replace(b"\t", b"&#9;").replace(b"\n", b"&#10;").replace(b"\r", b"&#13;") + b'"'
    )
