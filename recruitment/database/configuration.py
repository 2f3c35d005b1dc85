"""What the settings ask for: the database entry and the local secret."""

import os
import secrets
from pathlib import Path

import dj_database_url

from recruitment.database.embedded import EmbeddedPostgres

CONNECTION_SECONDS = 600  # opening a connection for every request costs about 4 ms (PERFORMANCE.md f)


# Reading by index costs hardly more than in a row on today's disks; short statements gain nothing from compiling.
SOLID_STATE = "-c random_page_cost=1.1 -c jit=off"


def database_settings(var_dir: Path) -> dict[str, object]:
    """Return Django's ``DATABASES["default"]``; starts the project's own PostgreSQL when ``DATABASE_URL`` is unset.

    :raises EmbeddedPostgresError: if the own PostgreSQL cannot be started; the message names the remedy.
    """
    url = os.environ.get("DATABASE_URL")
    if url:
        return dict(dj_database_url.parse(url, conn_max_age=CONNECTION_SECONDS, conn_health_checks=True))
    server = EmbeddedPostgres(var_dir)
    server.start()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": server.database,
        "USER": server.user,
        "HOST": str(server.socket_dir),
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": SOLID_STATE},
    }


def replica_settings() -> dict[str, object]:
    """Return the entry of the read replica that ``DATABASE_REPLICA_URL`` names, read-only; empty without one."""
    url = os.environ.get("DATABASE_REPLICA_URL")
    if not url:
        return {}
    made = dict(dj_database_url.parse(url))
    given = made.get("OPTIONS") or {}
    only_reading = "-c default_transaction_read_only=on"
    made["OPTIONS"] = {"connect_timeout": 5, **given, "options": f"{given.get('options', SOLID_STATE)} {only_reading}"}
    return made


def local_secret_key(var_dir: Path) -> str:
    """Return the secret of this checkout, made on first use and kept in ``var/secret_key`` (readable by its owner
    only).

    Two processes that start at the same moment end with the same secret: the file appears whole or not at all.
    """
    path = var_dir / "secret_key"
    if not path.exists():
        var_dir.mkdir(parents=True, exist_ok=True)
        fresh = var_dir / f"secret_key.{os.getpid()}.{secrets.token_hex(4)}"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass  # the other process was first; its secret counts
        finally:
            fresh.unlink()
    return path.read_text().strip()
