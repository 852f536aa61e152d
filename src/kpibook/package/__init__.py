"""An .xlsx file as a package: guard, read, patch, graft, save; loses nothing it was not told to."""

from kpibook.package.backups import backup_for
from kpibook.package.cells import Cell
from kpibook.package.limits import Limits
from kpibook.package.package import Changes, Package, SheetInfo
from kpibook.package.save import atomic_write, check_target, passing_file
from kpibook.package.values import CellError, CellValue
from kpibook.package.wordformats import WordFormat

__all__ = [
    "Cell",
    "CellError",
    "CellValue",
    "Changes",
    "Limits",
    "Package",
    "SheetInfo",
    "WordFormat",
    "atomic_write",
    "backup_for",
    "check_target",
    "passing_file",
]
