#!/usr/bin/env bash
# Six directorates' workbooks made into one: demo.sh [FOLDER] (default: demo/council).
# Each command is printed before it runs, so that it can be copied.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH="$PWD/.venv/bin:$PATH"

example=examples/six_directorates
figures=$example/figures
dudley=examples/dudley_childrens_2021_22
council="Demonstration Borough Council"
period="Q3 2021/22"
out="${1:-demo/council}"
returns="$out/returns"
mkdir -p "$returns" "$out/empty"
rm -f "$out"/*.{xlsx,csv} "$returns"/*.xlsx "$out"/empty/*.xlsx

# Exit code 1 means findings, something for a person to look at, and the example has some.
# A program that breaks also ends with 1, so the file named last has to be there.
run() {
  local shown='$' word code=0 written="${*: -1}"
  for word in "$@"; do
    case "$word" in *\ *) shown+=" \"$word\"" ;; *) shown+=" $word" ;; esac
  done
  printf '\n%s\n' "$shown"
  "$@" > "$out/said.txt" || code=$?
  if [ "$code" -gt 1 ] || [ ! -s "$written" ]; then
    cat "$out/said.txt"
    printf 'demo: stopped: that command ended with exit code %s and should have written %s\n' "$code" "$written" >&2
    exit 3
  fi
}

# begin NAME FILES: a directorate's workbook for the quarter, with its history.
begin() {
  run kpibook new --measures "$2measures.csv" --history "$2history.csv" --council "$council" \
    --year 2021/22 --quarter Q3 -o "$out/empty/$1.xlsx"
}

# report NAME BOOK ACTUALS: what the directorate types into it and sends.
report() {
  run kpibook fill "$out/empty/$2.xlsx" --actuals "$3" --period "$period" -o "$returns/$1.xlsx"
}

# Real figures, as Dudley published them.
begin childrens_services "$dudley/"
report childrens_services childrens_services "$dudley/actuals_q3.csv"

# Invented figures.
for name in adult_social_care finance housing place public_health; do
  begin "$name" "$figures/${name}_"
done
for name in finance housing place; do
  report "$name" "$name" "$figures/${name}_actuals_q3.csv"
done

# Public Health is late: its workbook comes back as it was sent out.
cp "$out/empty/public_health.xlsx" "$returns/"

# Adult Social Care sends its return, and nine days later a better one.
report adult_social_care adult_social_care "$figures/adult_social_care_actuals_q3_first.csv"
report adult_social_care_again adult_social_care "$figures/adult_social_care_actuals_q3.csv"
python $example/saved_in_excel.py "$returns/adult_social_care.xlsx" 2022-01-12T10:15:00Z
python $example/saved_in_excel.py "$returns/adult_social_care_again.xlsx" 2022-01-21T16:40:00Z
rm -r "$out/empty"

run kpibook consolidate "$returns" --period "$period" --publish "$out/published.xlsx" \
  --data "$out/measures.csv" -o "$out/consolidated.xlsx"
cat "$out/said.txt"
rm "$out/said.txt"

cat <<EOF

Not there: legal_and_governance. It was expected too and has sent no workbook.

Now open
  $out/consolidated.xlsx   every measure, each traced to its cell; begin at Cover, then Exceptions
  $out/published.xlsx      the copy for publication: small numbers are withheld
  $out/measures.csv        the same as one table, for Power BI
  $returns/                what the directorates sent
EOF
