"""Stand in for Excel: give a workbook the stamp that a person's saving it gives it.

``python saved_in_excel.py BOOK 2022-01-12T10:15:00Z``. kpibook itself never says of a workbook that
somebody saved it, and of two versions of one return it uses the one that was saved last.
"""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path

_CORE = "docProps/core.xml"


def main(book: Path, when: str) -> None:
    """Rewrite the document properties of `book`; everything else stays."""
    memory = BytesIO()
    with zipfile.ZipFile(book) as before, zipfile.ZipFile(memory, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            after.writestr(member, _stamped(content, when) if member.filename == _CORE else content)
    book.write_bytes(memory.getvalue())


def _stamped(core: bytes, when: str) -> bytes:
    said = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{when}", core.decode())
    return said.replace("<cp:lastModifiedBy>kpibook<", "<cp:lastModifiedBy>An officer<").encode()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
