"""A script of a performance officer who knows pandas, to put workbooks together.

    python pandas_consolidate.py FOLDER OUT.csv BOOKS [ENGINE]

As openpyxl_consolidate.py: 'This quarter' of the first BOOKS workbooks as it is. ENGINE "calamine"
reads with python-calamine.
"""

import itertools
import sys
from pathlib import Path

import pandas as pd

HEADER_ROW = 4


def main(folder, out, books, engine=None):
    frames = []
    for path in itertools.islice(sorted(Path(folder).glob("*.xlsx")), books):
        frame = pd.read_excel(path, sheet_name="This quarter", header=HEADER_ROW, engine=engine)
        frame.insert(0, "Source", path.name)
        frames.append(frame)
    pd.concat(frames).to_csv(out, index=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
