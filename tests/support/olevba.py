"""What oletools' olevba, which IT departments use, reads in a file with macros."""

from __future__ import annotations

import warnings
from pathlib import Path

# oletools 0.60 uses names that pyparsing 3.3 calls deprecated, when imported and when run.
with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)
    from oletools.olevba import VBA_Parser, VBA_Scanner


def modules_of(path: Path) -> dict[str, str]:
    """The text of each module, by name, as olevba takes it out of the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parser = VBA_Parser(str(path))
        try:
            return {name.partition(".")[0]: code for _, _, name, code in parser.extract_macros()}
        finally:
            parser.close()


def findings(text: str) -> dict[str, set[str]]:
    """What olevba remarks on in a module's text, by its own kinds (AutoExec, Suspicious, IOC)."""
    found: dict[str, set[str]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for kind, word, _ in VBA_Scanner(text).scan():
            found.setdefault(kind, set()).add(word)
    return found
