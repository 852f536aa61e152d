"""Write the page of findings from the table of codes: ``python tools/findings.py FILE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kpibook.codes.code import Code, Severity
from kpibook.codes.table import AREAS

_INTRODUCTION = """# Findings and errors

Everything that kpibook finds in a workbook, and every error, ends in a code in brackets. The code
never changes; the wording may. Look it up here. `make docs` writes this page from
`src/kpibook/codes`.

- **To settle** (stop): the figure cannot be relied on, or the task cannot go on, until it is put
  right.
- **To look at** (look): probably wrong; a person decides.
- **Worth knowing** (note): nothing need be done. Where there is nothing else, the exit code is 0.
"""


def page() -> str:
    """Return the page: by severity, then by area, a row for each code."""
    return "\n".join([_INTRODUCTION, *_sections()])


def _sections() -> Iterator[str]:
    for severity in Severity:
        yield f"## {severity.heading}\n"
        for area, codes in AREAS.items():
            rows = [_row(code) for code in codes if code.severity is severity]
            if rows:
                heading = f"### {severity.heading}: {area.lower()}"
                header = ["| Code | Meaning | How to put it right |", "| --- | --- | --- |"]
                yield "\n".join([heading, "", *header, *rows, ""])


def _row(code: Code) -> str:
    example = f" Example: {code.example}" if code.example else ""
    return f"| `{code.name}` | {code.meaning}{example} | {code.fix} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
