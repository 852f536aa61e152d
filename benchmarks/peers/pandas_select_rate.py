"""A rating script of an analyst who knows pandas and numpy.

    python pandas_select_rate.py TABLE.csv OUT.csv

Gives each row the status and the direction of the scheme `standard`, for percentages of which more
or less is better. It rounds nothing, checks nothing, and knows no blanks, markers or tolerances.
"""

import sys

import numpy as np
import pandas as pd

TOLERANCE = 0.05


def main(table, out):
    measures = pd.read_csv(table)
    higher = measures["Which way is good"] == "higher"
    gap = np.where(
        higher, measures["Target"] - measures["Actual"], measures["Actual"] - measures["Target"]
    )
    change = np.where(
        higher,
        measures["Actual"] - measures["Previous"],
        measures["Previous"] - measures["Actual"],
    )
    measures["Status"] = np.select(
        [gap <= 0, gap <= measures["Target"].abs() * TOLERANCE],
        ["Target met", "Within tolerance"],
        "Off target",
    )
    measures["Direction"] = np.select(
        [change > 0, change < 0], ["Improved", "Declined"], "No change"
    )
    measures.to_csv(out, index=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
