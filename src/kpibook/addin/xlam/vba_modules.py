"""The modules of the VBA project: ours from text, the generated modules and xlwings' runtime."""

from __future__ import annotations

from importlib.resources import files

from kpibook.addin.xlam.function_help import registration
from kpibook.addin.xlam.function_wrappers import FUNCTIONS, wrappers
from kpibook.addin.xlam.xlwings_runtime import runtime
from kpibook.errors import KpibookError
from kpibook.on_use.dataclass import dataclass
from kpibook.version import __version__

OURS = ("KpiRibbon", "KpiWorkbook", "KpiMessages", "KpiDialogs", "KpiState", "KpiReasons")
"""The modules whose text is in ``vba/``, with that of ThisWorkbook."""

CODE_PAGE = "cp1252"
"""Encoding of the text in a VBA project; a character outside it would become another."""


class VbaTextError(KpibookError):
    """A VBA source cannot be put into a project."""


@dataclass(frozen=True, slots=True)
class VbaModule:
    """A standard module of the VBA project.

    Attributes:
        name: Its name in the project.
        text: Its source, with line ends of CRLF as in Excel.
    """

    name: str
    text: str


def modules(functions: str = FUNCTIONS) -> tuple[VbaModule, ...]:
    """Return every module except ThisWorkbook, in the project's order.

    Args:
        functions: The Python module whose worksheet functions are wrapped.

    Raises:
        RuntimeChanged: The installed xlwings is another version.
        VbaTextError: ``vba-character`` for a character that VBA cannot hold.
    """
    wrapped, described = wrappers(functions)
    texts = {
        **{name: source(name) for name in OURS},
        "KpiVersion": version_module(),
        "KpiFunctions": wrapped,
        "KpiRegister": registration(described),
        "xlwings": runtime(),
    }
    return tuple(VbaModule(name, in_vba(name, text)) for name, text in texts.items())


def this_workbook() -> str:
    """Return the code of ThisWorkbook, without the attributes that the project keeps before it."""
    return in_vba("ThisWorkbook", source("ThisWorkbook"))


def version_module() -> str:
    """Return the text of the module with kpibook's version, for the label on the ribbon."""
    return (
        'Attribute VB_Name = "KpiVersion"\nOption Explicit\n'
        f'Public Const KPI_VERSION As String = "{__version__}"\n'
    )


def source(name: str) -> str:
    """Return the text of ``vba/NAME.bas``, with line ends of LF."""
    path = files("kpibook.addin").joinpath("vba", f"{name}.bas")
    return path.read_text(encoding="utf-8").replace("\r\n", "\n")


def in_vba(name: str, text: str) -> str:
    """Give `text` the line ends of VBA.

    Raises:
        VbaTextError: ``vba-character`` if it holds a character outside `CODE_PAGE`.
    """
    try:
        text.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise VbaTextError(
            f"line {line} holds the character {text[error.start]!r}.",
            code="vba-character",
            where=f"{name}.bas",
            why="A VBA project keeps its text in Windows-1252, where it would become another.",
            fix="Use a character of Western European text.",
        ) from error
    return text.replace("\n", "\r\n")
