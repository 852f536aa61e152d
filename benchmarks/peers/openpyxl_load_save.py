"""Load a workbook with openpyxl and save it: the least that a script does to write one."""

from __future__ import annotations

import sys

import openpyxl

openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])
