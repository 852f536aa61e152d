#!/usr/bin/env bash
# Draws the pictures of docs/pictures from the example: a page of the committee's report.
set -euo pipefail
cd "$(dirname "$0")/.."
bash examples/dudley_childrens_2021_22/demo.sh demo >/dev/null
pdftoppm -r 66 -f 2 -l 2 -png -singlefile demo/childrens_q3_report.pdf docs/pictures/report-page
