#!/usr/bin/env bash
# Sets up one thing that `make` needs: runnable, ready, locked NAME, onlyoffice, outloud, programs or
# validator.
#
# Python packages are those of requirements/, and pip refuses a file whose hash is not there.
# Debian packages are installed only when missing and only when we may (as root, or with sudo
# that asks no password). Otherwise a plain message says what to install and what goes without.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'setup: %s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo --non-interactive "$@"; fi
}

may_install() {
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" -eq 0 ] || sudo --non-interactive true 2>/dev/null
}

# Returns 1, having changed nothing that matters, when the packages cannot be installed.
install_packages() {
  may_install || return 1
  say "installing $* (apt-get)"
  as_root apt-get update -qq || say "apt-get update failed; trying with the lists as they are"
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

venv() {
  local python="${PYTHON:-python3}"
  if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "kpibook needs Python 3.11 or later; '$python' is not. Try: make PYTHON=python3.12 ..."
    exit 1
  fi
  if ! .venv/bin/python -c '' 2>/dev/null; then
    if ! "$python" -c 'import ensurepip' 2>/dev/null && ! install_packages python3-venv; then
      say "Python's venv module is not complete. Run 'sudo apt-get install python3-venv', then again."
      exit 1
    fi
    "$python" -m venv --clear .venv
  fi
}

# Installs the packages of requirements/NAME.txt for each NAME.
locked() {
  local files=()
  for name in "$@"; do files+=(-r "requirements/$name.txt"); done
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes "${files[@]}"
}

# Without build isolation: with it, pip would fetch the build tools again, and unchecked.
kpibook() {
  .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --no-deps --no-build-isolation --editable .
}

runnable() {
  venv
  say "installing kpibook into .venv"
  locked runtime report wheel
  kpibook
}

ready() {
  venv
  say "installing kpibook and its development tools into .venv"
  locked dev
  kpibook
}

# ONLYOFFICE's calculator: 100 MB to load and 230 MB on the disk. It has no wheel for every system.
onlyoffice() {
  .venv/bin/python -c 'import importlib.util as u, sys; sys.exit(u.find_spec("docbuilder") is None)' && return 0
  say "installing ONLYOFFICE Document Builder into .venv, for tests that calculate workbooks (100 MB)"
  locked onlyoffice && return 0
  say "not installed: Document Builder. Tests that calculate with it cannot run (they fail when"
  say "CI=true, and are skipped otherwise)"
}

# What a program that reads aloud is told of a PDF: 250 MB on the disk, and
# what it needs is under the AGPL, so it is for tests alone.
outloud() {
  .venv/bin/python -c 'import importlib.util as u, sys; sys.exit(u.find_spec("outloud") is None)' && return 0
  say "installing outloud into .venv, for tests that check PDF/UA"
  locked outloud && return 0
  say "not installed: outloud. Tests that check PDF/UA cannot run (they fail when CI=true, and are"
  say "skipped otherwise)"
}

programs() {
  onlyoffice
  outloud
  local missing=()
  command -v soffice >/dev/null || missing+=(libreoffice-calc fonts-crosextra-carlito)
  # Debian packs Writer, which opens the report, separately from Calc.
  [ -e "$(dirname "$(readlink -f "$(command -v soffice)")")/libswlo.so" ] ||
    missing+=(libreoffice-writer)
  /usr/bin/python3 -c "import uno" 2>/dev/null || missing+=(python3-uno)
  command -v pdftoppm >/dev/null || missing+=(poppler-utils)
  command -v chromium >/dev/null || missing+=(chromium)
  command -v firefox-esr >/dev/null || command -v firefox >/dev/null || missing+=(firefox-esr)
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  install_packages "${missing[@]}" && return 0
  say "not installed: ${missing[*]}. Tests that open workbooks in LibreOffice, validate them or look"
  say "at reports in a browser cannot run (they fail when CI=true, and are skipped otherwise). To"
  say "have them all, run:"
  say "  sudo apt-get install ${missing[*]}"
}

validator() {
  if command -v npm >/dev/null; then
    say "installing the Open XML validator, axe-core and Python for the browser into node_modules"
    npm ci --loglevel=error --no-audit --no-fund >/dev/null && return 0
  fi
  say "the validators are not installed (npm ci); tests that validate workbooks or pages, or run the"
  say "page in a browser, cannot run"
}

case "${1:-}" in
  runnable | ready | locked | onlyoffice | outloud | programs | validator) "$@" ;;
  *) say "usage: tools/setup.sh runnable|ready|locked NAME...|onlyoffice|outloud|programs|validator" && exit 2 ;;
esac
