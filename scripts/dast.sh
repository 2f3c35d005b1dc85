#!/usr/bin/env bash
# Scan the application with Wapiti: without log-in, then as each account of the demonstration, the mighty ones last.
# Usage: scripts/dast.sh [account ...]     "niemand" is nobody logged in.
# Starts a server of its own with a demonstration of its own (settings tests.scan_settings, data under var/dast/server,
# PORT, default 8965); what runs elsewhere is left alone. Ends with 1 on findings above informational, on an answer
# above 499 that is not meant, and when an account was logged out meanwhile. MINUTES limits one account (default 10),
# ATTACK_SECONDS one module, DEPTH and LINKS the crawl; one that the time cuts off leaves Wapiti's own database locked and
# ends in an error: fewer LINKS or more MINUTES. JOBS accounts at a time (default 1). Reports: var/dast/ACCOUNT.json
# (Wapiti), var/dast/ACCOUNT.log, var/dast/summary.json (all accounts). FRESH=1 loads the demonstration anew, KEEP_LOG=1
# goes on with the log of an earlier part.
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8965}"
base="http://127.0.0.1:$port"
minutes="${MINUTES:-10}"
password="demo-148-2025"
out=var/dast
tools=$out/venv
mkdir -p "$out"

if ! "$tools/bin/wapiti" --version >/dev/null 2>&1; then
  printf 'Installiere Wapiti ...\n' >&2
  .venv/bin/python -m venv --clear "$tools"
  "$tools/bin/python" -m pip install -q --disable-pip-version-check --require-hashes -r scripts/tools/dast.txt
fi

export RECRUITMENT_ENV=local RECRUITMENT_VAR_DIR="$PWD/$out/server" DJANGO_SETTINGS_MODULE=tests.scan_settings
unset DATABASE_URL
mkdir -p "$RECRUITMENT_VAR_DIR"
[ "${FRESH:-}" != 1 ] || .venv/bin/python manage.py demo_reset >/dev/null
.venv/bin/python manage.py migrate --no-input -v 0
.venv/bin/python manage.py demo >/dev/null

[ "${KEEP_LOG:-}" = 1 ] || rm -f "$out/server.log"
.venv/bin/gunicorn -c python:recruitment.gunicorn --bind "127.0.0.1:$port" --workers "${WORKERS:-2}" --threads 2 \
  recruitment.wsgi:application >/dev/null 2>>"$out/server.log" &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  "$tools/bin/python" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "$base/health/ready" 2>/dev/null && break
  sleep 0.3
done
kill -0 "$server" || { cat "$out/server.log" >&2; exit 1; }

accounts=("$@") scans=()
if [ "${#accounts[@]}" -eq 0 ]; then
  # Who can change most comes last, so that the others find everything as it was loaded.
  mapfile -t accounts < <(.venv/bin/python -c '
from recruitment.demo.people import ACCOUNTS
last = ["profile_editor", "hr_officer", "administrator"]
rank = lambda a: max((last.index(r) + 1 for r in a.authority_roles if r in last), default=0)
print("niemand", *[a.username for a in sorted(ACCOUNTS, key=rank)], sep="\n")')
fi

scan() {
  local account="$1" log_in=()
  [ "$account" = niemand ] || log_in=(--form-url "$base/konto/anmelden/" --form-cred "$account%$password")
  local store
  store="$(mktemp -d -p "$([ -d /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")" # a slow disk locks its database
  rm -f "$out/$account.json"
  # Left out: what ends the session, changes its password, and files of the house's own look. The sort keys of lists are
  # dropped from addresses (-r), else the crawl walks through every order of every column. The number of each request
  # tells the account in the server's log.
  # The time limit of Wapiti is looked at between two modules, and each of these has its own.
  timeout $((minutes * 60 + 120 + 20 * ${ATTACK_SECONDS:-60})) \
    "$tools/bin/wapiti" -u "$base/" --scope domain --flush-session --no-bugreport -v 1 \
    --store-session "$store" ${log_in[@]+"${log_in[@]}"} -H "X-Request-ID: scan-$account" \
    -x "$base/konto/abmelden/" -x "$base/konto/passwort/*" -x "$base/static/*" -x "$base/verwaltung/logout/" \
    -x "$base/verwaltung/password_change/*" -x "$base/verwaltung/accounts/user/*/password/" \
    -r sortierung -r richtung -r spalten -r o -s "$base/ausschreibungen/" -s "$base/vorgaenge/" -s "$base/profile/" \
    -m "${MODULES:-csp,cookieflags,http_headers,methods,htaccess,csrf,redirect,crlf,xss,permanentxss,file,exec,sql,timesql,xxe,upload,backup}" \
    --max-scan-time "$((minutes * 60))" --max-attack-time "${ATTACK_SECONDS:-60}" --depth "${DEPTH:-4}" \
    --max-links-per-page "${LINKS:-40}" --max-files-per-dir 40 --tasks 4 -t 20 \
    -f json -o "$out/$account.json" >"$out/$account.log" 2>&1 || printf '%s: Wapiti endete mit einem Fehler.\n' "$account" >&2
  rm -rf "$store"
}

for account in "${accounts[@]}"; do
  while [ "$(jobs -rp | wc -l)" -gt "${JOBS:-1}" ]; do sleep 1; done # the server is one of them
  printf '== %s\n' "$account" >&2
  scan "$account" &
  scans+=("$!")
done
wait "${scans[@]}"
failed=0
kill -0 "$server" || { printf 'Der Server ist während der Prüfung ausgefallen.\n' >&2; failed=1; }
.venv/bin/python scripts/dast_findings.py "$out" "${accounts[@]}" || failed=1
exit "$failed"
