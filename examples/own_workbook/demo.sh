#!/usr/bin/env bash
# The second half of the demo, on a council's own workbook: demo.sh [FOLDER] (default: demo/own_workbook).
# Each command is printed before it runs, so that it can be copied.
set -euo pipefail
cd "$(dirname "$0")/../.."
PATH="$PWD/.venv/bin:$PATH"

example=examples/own_workbook
out="${1:-demo/own_workbook}"
mkdir -p "$out"
rm -f "$out"/scorecard{.layout.toml,_q3.xlsx,_report.html}

# Exit code 1 means findings, something for a person to look at. The file named last has to be there.
run() {
  local shown='$' word code=0 written="${*: -1}"
  for word in "$@"; do
    case "$word" in *\ *) shown+=" \"$word\"" ;; *) shown+=" $word" ;; esac
  done
  printf '\n%s\n' "$shown"
  "$@" || code=$?
  if [ "$code" -gt 1 ] || { [[ "$written" == "$out"* ]] && [ ! -s "$written" ]; }; then
    printf 'demo: stopped: that command ended with exit code %s and should have written %s\n' "$code" "$written" >&2
    exit 3
  fi
}

printf '\nNow a workbook that the council keeps itself.\n'
run kpibook inspect $example/scorecard.xlsx --layout -o "$out/scorecard.layout.toml"
run kpibook layout check "$out/scorecard.layout.toml" $example/scorecard.xlsx --period "Q2 2024/25"
run kpibook fill $example/scorecard.xlsx --layout "$out/scorecard.layout.toml" \
  --actuals $example/actuals_q3.csv --period "Q3 2024/25" -o "$out/scorecard_q3.xlsx"
run kpibook report "$out/scorecard_q3.xlsx" --layout "$out/scorecard.layout.toml" --period "Q3 2024/25" \
  -o "$out/scorecard_report.html"

cat <<END

Now open
  $out/scorecard.layout.toml     where the workbook has its measures, as kpibook proposed it
  $out/scorecard_q3.xlsx         the council's own workbook, filled in its own cells
  $out/scorecard_report.html     the committee's report from it
END
