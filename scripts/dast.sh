#!/usr/bin/env bash
# Scan the running demonstration with Wapiti, logged in as each account in turn; exits with 1 on findings above
# informational. Usage: PORT=8000 scripts/dast.sh [account ...]      Reports: var/dast/ACCOUNT.json
# (3.2.3 is the newest for Python 3.11.) MINUTES limits the scan of one account (default 10). Wapiti lives in an environment of its own, pinned here.
set -euo pipefail
cd "$(dirname "$0")/.."
base="http://127.0.0.1:${PORT:-8000}"
minutes="${MINUTES:-10}"
password="${PASSWORD:-demo-148-2025}"
tools=var/dast/venv
out=var/dast
mkdir -p "$out"

if ! "$tools/bin/wapiti" --version >/dev/null 2>&1; then
  printf 'Installiere Wapiti ...\n' >&2
  if command -v uv >/dev/null 2>&1; then
    uv venv -q --clear "$tools"
    uv pip install -q --python "$tools/bin/python" 'wapiti3==3.2.3'
  else
    "${PYTHON:-python3}" -m venv --clear "$tools"
    "$tools/bin/python" -m pip install -q --disable-pip-version-check 'wapiti3==3.2.3'
  fi
fi

accounts=("$@")
if [ "${#accounts[@]}" -eq 0 ]; then
  mapfile -t accounts < <(.venv/bin/python -c 'from recruitment.demo import people; print(*[a.username for a in people.ACCOUNTS], sep="\n")')
fi

failed=0
for account in "${accounts[@]}"; do
  printf '== %s\n' "$account" >&2
  # Addresses that end the session are left out; so is what only costs time (style sheets, fonts, icons).
  "$tools/bin/wapiti" -u "$base/ausschreibungen/" --scope domain --flush-session --no-bugreport -v 0 \
    --store-session "$out/session-$account" \
    --form-url "$base/konto/anmelden/" --form-cred "$account%$password" \
    -x "$base/konto/abmelden/" -x "$base/static/*" -x "$base/konto/passwort/*" \
    -m "${MODULES:-csp,cookieflags,http_headers,https_redirect,redirect,permanentxss,xss,sql,exec,file,crlf,csrf,xxe,methods}" \
    --max-scan-time "$((minutes * 60))" --max-attack-time 60 --max-links-per-page 60 --max-files-per-dir 40 \
    -f json -o "$out/$account.json" >"$out/$account.log" 2>&1 || { tail -5 "$out/$account.log" >&2; failed=1; }
  .venv/bin/python scripts/dast_findings.py "$out/$account.json" || failed=1
done
exit "$failed"
