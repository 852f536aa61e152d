"""An .xlsx file: guard, read, patch, replace a sheet and save, without loss of anything else."""

from kpibook.xlsx.cells.reader import Cell
from kpibook.xlsx.cells.values import CellError, CellValue
from kpibook.xlsx.opc.limits import Limits
from kpibook.xlsx.workbook import Changes, SheetInfo, Workbook
from kpibook.xlsx.worksheet.conditional_formats import WordFormat

__all__ = [
    "Cell",
    "CellError",
    "CellValue",
    "Changes",
    "Limits",
    "SheetInfo",
    "WordFormat",
    "Workbook",
]
