# The application as a container: build once, run it as web server, worker or for a command. See docs/operations.md.
FROM node:22-bookworm-slim AS interface
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.13-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 fonts-dejavu-core gnupg \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /srv/personalauswahl personalauswahl \
 && install -d -o 10001 -g 10001 -m 0700 /var/lib/personalauswahl /var/lib/personalauswahl/application_files /var/lib/personalauswahl/backups
WORKDIR /srv/personalauswahl
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/srv/personalauswahl/.venv/bin:$PATH \
    RECRUITMENT_ENV=production BIND=0.0.0.0:8000 \
    APPLICATION_FILES_DIR=/var/lib/personalauswahl/application_files BACKUP_DIR=/var/lib/personalauswahl/backups \
    RECRUITMENT_VAR_DIR=/var/lib/personalauswahl
COPY requirements.txt ./
RUN python -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=interface /build/node_modules ./node_modules
# The values exist for this step only; nothing of it is kept and no database is asked.
RUN SECRET_KEY=build DATABASE_URL=postgresql://build/build ALLOWED_HOSTS=build python manage.py collectstatic --no-input -v 0
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["gunicorn", "-c", "python:recruitment.gunicorn", "recruitment.wsgi:application"]
