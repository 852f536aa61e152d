#!/usr/bin/env bash
# Builds what is released from the last commit: tools/release.sh FOLDER PYTHON
#
#   kpibook-<version>-py3-none-any.whl      the package; holds the SBOM and the licences
#   kpibook-<version>.tar.gz                the source, with its tests
#   kpibook-<version>.cdx.json              the SBOM (CycloneDX), also for tools that open no wheel
#   kpibook-<version>-requirements.txt      for `pip install --require-hashes`: the wheel and all it needs
#   SHA256SUMS                              for `sha256sum --check`
#
# The same commit gives the same bytes in any folder, on any day: files are those of the commit, and
# every time stamp is the commit's.
set -euo pipefail
root="$(cd "$(dirname "$0")/.." && pwd)"
[ $# -eq 2 ] || { echo "usage: tools/release.sh FOLDER PYTHON" >&2; exit 2; }
mkdir -p "$1"
folder="$(cd "$1" && pwd)"
python="$(cd "$(dirname "$2")" && pwd)/$(basename "$2")"  # not resolved: a link leads out of .venv

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir "$work/source" "$work/built"
SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)"
export SOURCE_DATE_EPOCH
export LC_ALL=C TZ=UTC
umask 022
git -C "$root" archive HEAD | tar -x -C "$work/source"
[ -z "$(git -C "$root" status --porcelain)" ] ||
  echo "release: changes that are not committed are left out" >&2

cd "$work/source"
"$python" -m hatchling build -t wheel -t sdist -d "$work/built" >/dev/null
cd "$work/built"
wheel="$(ls ./*.whl)"
name="$(ls ./*.tar.gz)"
name="${name%.tar.gz}"
cp "$work/source/requirements/kpibook.cdx.json" "$name.cdx.json"
{
  echo "# In a folder with the wheel: pip install --require-hashes -r $(basename "$name")-requirements.txt"
  echo "$wheel \\"
  echo "    --hash=sha256:$(sha256sum "$wheel" | cut -d' ' -f1)"
  cat "$work/source/requirements/runtime.txt"
} >"$name-requirements.txt"
sha256sum -- *.whl *.tar.gz *.json *.txt >SHA256SUMS
cp -- * "$folder/"
echo "release: built from $(git -C "$root" log -1 --format='%h, %cs'), in $folder:" >&2
cat SHA256SUMS
