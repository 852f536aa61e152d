"""A script of a performance officer who knows openpyxl, to put workbooks together.

    python openpyxl_consolidate.py FOLDER OUT.csv BOOKS

Copies the rows of 'This quarter' of the first BOOKS workbooks as they are. It rates nothing,
checks nothing, and does not notice a workbook that is given twice or reports another quarter.
"""

import csv
import itertools
import sys
from pathlib import Path

from openpyxl import load_workbook


def main(folder, out, books):
    with Path(out).open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        for path in itertools.islice(sorted(Path(folder).glob("*.xlsx")), books):
            book = load_workbook(path, data_only=True)
            council = book["Settings"]["B5"].value
            sheet = book["This quarter"]
            (table,) = sheet.tables.values()
            for row in sheet[table.ref][1:]:
                writer.writerow([path.name, council, *(cell.value for cell in row)])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
