#!/usr/bin/env bash
# Serve the demonstration on the loopback address. Usage: PORT=8000 scripts/demo.sh
set -euo pipefail
cd "$(dirname "$0")/.."
port="${PORT:-8000}"

if ! .venv/bin/python - "$port" <<'PYTHON'
import socket
import sys

with socket.socket() as probe:
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(sys.argv[1])))
    except (OSError, ValueError, OverflowError):
        sys.exit(1)
PYTHON
then
  printf 'Der Anschluss %s ist schon belegt. Wählen Sie einen anderen, zum Beispiel:  make demo PORT=8123\n' "$port" >&2
  exit 1
fi

.venv/bin/python manage.py migrate --no-input -v 0
.venv/bin/python manage.py demo --first
.venv/bin/python manage.py demo --accounts
printf '\nDie Anwendung läuft unter  http://127.0.0.1:%s   (beenden mit Strg+C)\n\n' "$port"
# The second procedure has its letters and its memo as PDF; whoever begins does not wait for them.
.venv/bin/python manage.py demo > /dev/null &
# The worker for long reports ends together with the server, which takes this process over.
.venv/bin/python manage.py run_jobs --workers 1 --stop-seconds 5 --with-parent $$ &
exec .venv/bin/gunicorn -c python:recruitment.gunicorn --bind "127.0.0.1:$port" --workers 2 recruitment.wsgi:application
