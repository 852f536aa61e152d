#!/usr/bin/env bash
# Renews requirements/ and the list of components (SBOM) from pyproject.toml: `make lock`.
#
# Versions that still fit are kept; `make lock ARGS=--upgrade` takes the newest. Each file holds for
# every system and every Python from 3.11, with the hash of each file that may be installed. No file
# names a package index: the person who installs says where packages come from.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() { # FILE ARGUMENTS...
  local file="requirements/$1.txt"
  shift
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
    --generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
    --output-file "$file" "${upgrade[@]}" "$@"
}

upgrade=("$@")
mkdir -p requirements
compile runtime pyproject.toml
compile wheel --group wheel --constraints requirements/runtime.txt
compile report --group report --constraints requirements/runtime.txt
compile dev pyproject.toml --group dev --constraints requirements/runtime.txt \
  --constraints requirements/wheel.txt --constraints requirements/report.txt
compile bench --group bench --constraints requirements/dev.txt
compile onlyoffice --group onlyoffice
compile outloud --group outloud --constraints requirements/dev.txt
compile lock --group lock
.venv/bin/python tools/sbom.py
