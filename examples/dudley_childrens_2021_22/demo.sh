#!/usr/bin/env bash
# The example from start to finish, into one folder: demo.sh [FOLDER] (default: demo).
# Each command is printed before it runs, so that it can be copied.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH="$PWD/.venv/bin:$PATH"

example=examples/dudley_childrens_2021_22
out="${1:-demo}"
mkdir -p "$out"
rm -f "$out"/childrens_q3{,_filled,_agreed,_return}.xlsx "$out"/childrens_q3_report.{html,docx,pdf}

# Exit code 1 means findings, something for a person to look at, and the example has some.
# A program that breaks also ends with 1, so the file named last has to be there.
run() {
  local shown='$' word code=0 written="${*: -1}"
  for word in "$@"; do
    case "$word" in *\ *) shown+=" \"$word\"" ;; *) shown+=" $word" ;; esac
  done
  printf '\n%s\n' "$shown"
  "$@" || code=$?
  if [ "$code" -gt 1 ] || [ ! -s "$written" ]; then
    printf 'demo: stopped: that command ended with exit code %s and should have written %s\n' "$code" "$written" >&2
    exit 3
  fi
}

run kpibook new --measures $example/measures.csv --history $example/history.csv \
  --council "Dudley Metropolitan Borough Council" --year 2021/22 --quarter Q3 -o "$out/childrens_q3.xlsx"
run kpibook fill "$out/childrens_q3.xlsx" --actuals $example/actuals_q3.csv \
  --period "Q3 2021/22" -o "$out/childrens_q3_filled.xlsx"
run kpibook sign-off "$out/childrens_q3_filled.xlsx" --by "Head of Service" --on 21/01/2022 \
  -o "$out/childrens_q3_agreed.xlsx"
run kpibook return "$out/childrens_q3_agreed.xlsx" -o "$out/childrens_q3_return.xlsx"
run kpibook report "$out/childrens_q3_agreed.xlsx" -o "$out/childrens_q3_report.html"
run kpibook report "$out/childrens_q3_agreed.xlsx" -o "$out/childrens_q3_report.docx"
run kpibook report "$out/childrens_q3_agreed.xlsx" -o "$out/childrens_q3_report.pdf"

cat <<EOF

Now open
  $out/childrens_q3_agreed.xlsx   the performance workbook: figures, commentary, status, direction, who agreed it
  $out/childrens_q3_return.xlsx   the return alone, as it would be published
  $out/childrens_q3_report.html   the report that the committee receives, in a browser
  $out/childrens_q3_report.docx   the same in Word
  $out/childrens_q3_report.pdf    the same as PDF
EOF
