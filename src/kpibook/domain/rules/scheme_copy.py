"""Copy of a scheme file that a workbook keeps, so that it is rated the same wherever it is sent."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

from kpibook.on_use.dataclass import dataclass

#: Characters of a part. Excel holds 32,767 in a cell and counts an emoji as two.
PART_CHARACTERS = 16_000


@dataclass(frozen=True, slots=True)
class SchemeCopy:
    """Copy of a scheme file.

    Attributes:
        file: The name of the file.
        text: Its text, with line ends of LF.
        sha256: The hash that the workbook has noted of that text, as UTF-8.
    """

    file: str
    text: str
    sha256: str

    @classmethod
    def of(cls, file: str, text: str) -> SchemeCopy:
        """Return the copy of a file with this text."""
        normal = with_plain_line_ends(text)
        return cls(file.strip(), normal, hash_of(normal))

    @property
    def is_sound(self) -> bool:
        """Return True if the text is the text that was copied."""
        return hash_of(self.text) == self.sha256

    def is_of(self, file: str) -> bool:
        """Return True for the name of the file it was made of; capitals make no difference."""
        return self.file.casefold() == file.strip().casefold()

    def parts(self) -> list[str]:
        """Return the text in parts that a cell can hold, of equal length but for the last.

        >>> [len(part) for part in SchemeCopy.of("a.toml", "x" * 40_000).parts()]
        [13334, 13334, 13332]
        """
        number = max(1, math.ceil(len(self.text) / PART_CHARACTERS))
        size = max(1, math.ceil(len(self.text) / number))
        return [self.text[at : at + size] for at in range(0, len(self.text), size)]


def with_plain_line_ends(text: str) -> str:
    """Return a text with line ends of LF: Excel turns a CR in a cell into something else."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def hash_of(text: str) -> str:
    """Return the SHA-256 of a text as UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def copy_from(rows: Sequence[tuple[str, str, str]]) -> SchemeCopy | None:
    """Return the copy that rows of file, hash and part hold; None if there are no rows."""
    if not rows:
        return None
    file, sha256, _ = rows[0]
    return SchemeCopy(file, "".join(part for _, _, part in rows), sha256)
