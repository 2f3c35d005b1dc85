#!/usr/bin/env bash
# Ask a public database for known vulnerabilities of the locked packages (pip-audit, in an environment of its own).
# Ends with 1 if there are any; where no database can be reached it says so and ends with 0.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=var/audit
lock=scripts/tools/audit.txt # with hashes; made by `make lock`
mkdir -p var
# Installed anew when the lock is another one than the environment was made from.
if ! cmp -s "$lock" "$tools/lock.txt" || ! "$tools/bin/pip-audit" --version >/dev/null 2>&1; then
  .venv/bin/python -m venv --clear "$tools"
  if ! "$tools/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" >var/audit.log 2>&1; then
    # A file with another content than the locked one is no missing network.
    if grep -qi 'THESE PACKAGES DO NOT MATCH THE HASHES' var/audit.log; then
      cat var/audit.log >&2
      exit 1
    fi
    printf 'pip-audit: not installable here, skipped.\n' >&2
    exit 0
  fi
  cp "$lock" "$tools/lock.txt"
fi
if "$tools/bin/pip-audit" --disable-pip --require-hashes -r requirements.txt --progress-spinner off --timeout 10 >var/audit.log 2>&1; then
  unknown="$(grep -c 'could not be audited' var/audit.log || true)"
  if [ "$unknown" -gt 0 ]; then
    printf 'pip-audit: the database here does not know %s of the packages; nothing known about the others.\n' "$unknown" >&2
  else
    printf 'pip-audit: nothing known.\n' >&2
  fi
elif grep -qE 'Found [0-9]+ known vulnerabilit' var/audit.log; then
  cat var/audit.log >&2
  exit 1
else
  printf 'pip-audit: no database of vulnerabilities reachable, skipped.\n' >&2
fi
