#!/usr/bin/env bash
# Prepare this checkout: virtual environment, Python and npm packages, system libraries. Run twice it does nothing twice.
# Usage: scripts/setup.sh [run|test]   ("test" adds what the tests need)
set -euo pipefail
cd "$(dirname "$0")/.."
mode="${1:-run}"

say() { printf '%s\n' "$*" >&2; }
stop() { say "$@"; exit 1; }

# Install Debian packages when we may; otherwise name the exact command and stop.
install_packages() {
  local reason="$1"; shift
  local sudo=""
  if ! command -v apt-get >/dev/null 2>&1; then
    stop "$reason" "Bitte installieren Sie mit der Paketverwaltung Ihres Systems: $*"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      sudo="sudo"
    else
      stop "$reason" "Bitte führen Sie einmal aus:  sudo apt-get update && sudo apt-get install -y $*"
    fi
  fi
  say "$reason Installiere: $*"
  $sudo apt-get update -qq >&2
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >&2 \
    || stop "Die Installation ist fehlgeschlagen. Bitte führen Sie aus:  apt-get install -y $*"
}

find_python() {
  local name
  for name in "${PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
    [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
}

python="$(find_python)"
if [ -z "$python" ]; then
  install_packages "Es fehlt Python ab Version 3.11." python3 python3-venv
  python="$(find_python)"
  [ -n "$python" ] || stop "Die Systemquellen enthalten kein Python ab Version 3.11. Bitte installieren Sie es von Hand."
fi

# The environment is made anew when it is missing, broken, or belongs to a Python that is gone.
if ! .venv/bin/python -c 'import pip' >/dev/null 2>&1; then
  rm -rf .venv
  if ! "$python" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    install_packages "Es fehlt das Modul venv von Python." python3-venv
    "$python" -m venv .venv
  fi
fi

# Run a step only when the files it depends on changed since it last succeeded.
changed() {
  local stamp=".venv/.stamp-$1"; shift
  local sum; sum="$(cat "$@" | sha256sum | cut -d' ' -f1)"
  [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ]
}
done_with() {
  local stamp=".venv/.stamp-$1"; shift
  cat "$@" | sha256sum | cut -d' ' -f1 > "$stamp"
}

# Errors are shown, the notices of a machine's own configuration are not. Both cores compile what pip would on one.
install_python() {
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes "$@" >&2
  .venv/bin/python -m compileall -qq -j 0 .venv/lib >&2 || true  # some packages ship examples of broken syntax
}

# npm fetches two packages while pip works.
npm_pid=""
if changed npm package-lock.json || [ ! -d node_modules/@kern-ux/native ]; then
  if ! command -v npm >/dev/null 2>&1; then
    install_packages "Es fehlt npm (für das Erscheinungsbild KERN UX)." nodejs npm
  fi
  say "Installiere die npm-Pakete ..."
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null &
  npm_pid=$!
fi

if [ "$mode" = test ] && changed test requirements.txt requirements-dev.txt; then
  say "Installiere die Python-Pakete für Betrieb und Tests ..."
  install_python -r requirements.txt -r requirements-dev.txt
  done_with test requirements.txt requirements-dev.txt
  done_with run requirements.txt
elif changed run requirements.txt; then
  say "Installiere die Python-Pakete ..."
  install_python -r requirements.txt
  done_with run requirements.txt
fi

if [ -n "$npm_pid" ]; then
  wait "$npm_pid" || stop "Die npm-Pakete ließen sich nicht installieren. Bitte führen Sie aus:  npm ci --ignore-scripts"
  done_with npm package-lock.json
fi

# Pango and its companions make the PDF. Without them everything but the PDF would work, so name them now.
missing="$(.venv/bin/python - <<'PYTHON'
import ctypes.util

packages = {
    "pango-1.0": "libpango-1.0-0",
    "pangoft2-1.0": "libpangoft2-1.0-0",
    "harfbuzz-subset": "libharfbuzz-subset0",
    "fontconfig": "libfontconfig1",
}
print(" ".join(package for name, package in packages.items() if ctypes.util.find_library(name) is None))
PYTHON
)"
if [ -n "$missing" ]; then
  # shellcheck disable=SC2086 - one word a package
  install_packages "Für das PDF fehlen Systembibliotheken." $missing fonts-dejavu-core
fi

# The tests read the finished documents back with Poppler.
if [ "$mode" = test ] && ! command -v pdftotext >/dev/null 2>&1; then
  install_packages "Für die Tests der Dokumente fehlt Poppler." poppler-utils
fi
